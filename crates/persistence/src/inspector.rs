//! Inspectors and recusals.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use diesel::prelude::*;
use domain::Coded;
use domain::inspector::Status;

use crate::connection::MultiBackend;
use crate::database::Reader;
use crate::dialect::contains_pattern;
use crate::error::Result;
use crate::page::{Page, Window};
use crate::schema::{departments, inspectors, objects, recusals};
use crate::stored::Json;

/// An inspector as stored.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = inspectors)]
pub struct Inspector {
    /// Key.
    pub id: i64,
    /// Staff code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Gender as registered.
    pub gender: String,
    /// Department.
    pub department_id: i64,
    /// Division code.
    pub division: Option<String>,
    /// 执法证号.
    pub certificate_number: String,
    /// Last day on which the certificate is valid.
    pub certificate_expires: NaiveDate,
    /// Qualifications, sorted.
    pub qualifications: Json<Vec<String>>,
    /// Whether an expert.
    pub expert: bool,
    /// 职务.
    pub title: String,
    /// `active` or `suspended`.
    pub status: String,
    /// Changes with every update.
    pub version: i64,
}

/// A recusal, with the codes of both sides.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Recusal {
    /// Key.
    pub id: i64,
    /// Key of the inspector.
    pub inspector_id: i64,
    /// Code of the inspector.
    pub inspector_code: String,
    /// Name of the inspector.
    pub inspector_name: String,
    /// Key of the object.
    pub object_id: i64,
    /// Code of the object.
    pub object_code: String,
    /// Name of the object.
    pub object_name: String,
    /// Why.
    pub reason: String,
}

/// Which inspectors.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only of this department.
    pub department: Option<i64>,
    /// The name contains this, or the staff code is this.
    pub text: Option<String>,
    /// Only with this status.
    pub status: Option<Status>,
    /// Only those whose certificate is not valid on this day any more.
    pub expiring_before: Option<NaiveDate>,
}

/// Lists inspectors by code.
///
/// # Errors
/// When the database does not answer.
pub fn list(reader: &mut Reader, filter: &Filter, window: Window) -> Result<Page<Inspector>> {
    let items = filtered(filter)
        .order(inspectors::code)
        .offset(window.offset)
        .limit(window.limit)
        .select(Inspector::as_select())
        .load(reader.connection())?;
    Ok(Page { items, total: count(reader, filter)? })
}

/// How many inspectors a list has.
///
/// # Errors
/// When the database does not answer.
pub fn count(reader: &mut Reader, filter: &Filter) -> Result<i64> {
    reader.count(filtered(filter).select(inspectors::id))
}

fn filtered(filter: &Filter) -> inspectors::BoxedQuery<'static, MultiBackend> {
    let mut query = inspectors::table.into_boxed();
    if let Some(department) = filter.department {
        query = query.filter(inspectors::department_id.eq(department));
    }
    if let Some(text) = &filter.text {
        let named = inspectors::name.like(contains_pattern(text)).escape('\\');
        query = query.filter(named.or(inspectors::code.eq(text.clone())));
    }
    if let Some(status) = filter.status {
        query = query.filter(inspectors::status.eq(status.code()));
    }
    if let Some(day) = filter.expiring_before {
        query = query.filter(inspectors::certificate_expires.lt(day));
    }
    query
}

/// The inspectors with these keys, by code.
///
/// # Errors
/// When the database does not answer.
pub fn by_ids(reader: &mut Reader, ids: &[i64]) -> Result<Vec<Inspector>> {
    Ok(inspectors::table
        .filter(inspectors::id.eq_any(ids.to_vec()))
        .order(inspectors::code)
        .select(Inspector::as_select())
        .load(reader.connection())?)
}

/// The keys of the inspectors with these staff codes.
///
/// # Errors
/// When the database does not answer.
pub fn ids_by_code(reader: &mut Reader, codes: &[String]) -> Result<BTreeMap<String, i64>> {
    let mut codes = codes.to_vec();
    codes.sort_unstable();
    codes.dedup();
    let mut found = BTreeMap::new();
    for batch in codes.chunks(1000) {
        let rows: Vec<(String, i64)> = inspectors::table
            .filter(inspectors::code.eq_any(batch.to_vec()))
            .select((inspectors::code, inspectors::id))
            .load(reader.connection())?;
        found.extend(rows);
    }
    Ok(found)
}

/// The names of the inspectors with these staff codes: of one page, not of a register.
///
/// # Errors
/// When the database does not answer.
pub fn names_by_code(reader: &mut Reader, codes: &[String]) -> Result<BTreeMap<String, String>> {
    let rows: Vec<(String, String)> = inspectors::table
        .filter(inspectors::code.eq_any(codes.to_vec()))
        .select((inspectors::code, inspectors::name))
        .load(reader.connection())?;
    Ok(rows.into_iter().collect())
}

/// The inspector with this staff code, if there is one.
///
/// # Errors
/// When the database does not answer.
pub fn by_code(reader: &mut Reader, code: &str) -> Result<Option<Inspector>> {
    Ok(inspectors::table
        .filter(inspectors::code.eq(code.to_owned()))
        .select(Inspector::as_select())
        .first(reader.connection())
        .optional()?)
}

/// Those of a body's departments (all, or the named ones) who may be drawn: active and certified to the last day.
///
/// # Errors
/// When the database does not answer.
pub fn pool(
    reader: &mut Reader,
    body: i64,
    department_codes: &[String],
    certified_until: NaiveDate,
) -> Result<Vec<(Inspector, String)>> {
    let mut query = inspectors::table
        .inner_join(departments::table)
        .filter(departments::body_id.eq(body))
        .filter(inspectors::status.eq(Status::Active.code()))
        .filter(inspectors::certificate_expires.ge(certified_until))
        .into_boxed();
    if !department_codes.is_empty() {
        query = query.filter(departments::code.eq_any(department_codes.to_vec()));
    }
    Ok(query
        .order(inspectors::code)
        .select((Inspector::as_select(), departments::code))
        .load(reader.connection())?)
}

/// Lists recusals: those whose inspector or object is named by `text`, or bears it as a code.
///
/// # Errors
/// When the database does not answer.
pub fn recusals(reader: &mut Reader, text: Option<&str>, window: Window) -> Result<Page<Recusal>> {
    let filtered = || {
        let joined = recusals::table.inner_join(inspectors::table).inner_join(objects::table).into_boxed();
        let Some(text) = text else { return joined };
        let pattern = contains_pattern(text);
        let inspector =
            inspectors::name.like(pattern.clone()).escape('\\').or(inspectors::code.eq(text.to_owned()));
        let object = objects::name.like(pattern).escape('\\').or(objects::code.eq(text.to_owned()));
        joined.filter(inspector.or(object))
    };
    let items = filtered()
        .order(recusals::id)
        .offset(window.offset)
        .limit(window.limit)
        .select((
            recusals::id,
            inspectors::id,
            inspectors::code,
            inspectors::name,
            objects::id,
            objects::code,
            objects::name,
            recusals::reason,
        ))
        .load(reader.connection())?;
    let total = reader.count(filtered().select(recusals::id))?;
    Ok(Page { items, total })
}

/// Pairs of inspector key and object code that must not meet, for objects on the roster of a draw.
///
/// # Errors
/// When the database does not answer.
pub fn recused_pairs(reader: &mut Reader) -> Result<Vec<(i64, String)>> {
    Ok(recusals::table
        .inner_join(objects::table)
        .order((objects::code, recusals::inspector_id))
        .select((recusals::inspector_id, objects::code))
        .load(reader.connection())?)
}
