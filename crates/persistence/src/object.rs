//! Objects of inspection.

use chrono::NaiveDate;
use diesel::prelude::*;
use domain::Coded;
use domain::object::{Kind, Status};

use crate::database::Reader;
use crate::dialect::{self, NameSearch};
use crate::error::Result;
use crate::page::{Page, Window};
use crate::schema::{object_matters, objects};
use crate::stored::Time;

/// An object as stored.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = objects)]
pub struct Object {
    /// Key.
    pub id: i64,
    /// Unified social credit code, registration number or internal code.
    pub code: String,
    /// Name.
    pub name: String,
    /// `enterprise`, `site`, ….
    pub kind: String,
    /// `active`, `closed`, ….
    pub status: String,
    /// Day of foundation.
    pub founded: Option<NaiveDate>,
    /// Type as registered.
    pub enterprise_type: String,
    /// Capital as registered.
    pub capital: String,
    /// Business scope.
    pub scope: String,
    /// Address.
    pub address: String,
    /// Division code.
    pub division: Option<String>,
    /// GB/T 4754 code.
    pub industry: Option<String>,
    /// 信用风险分类; never public.
    pub risk_class: Option<String>,
    /// Risk score; never public.
    pub risk_score: Option<i32>,
    /// Day of the assessment.
    pub assessed_on: Option<NaiveDate>,
    /// Last change.
    pub updated_at: Time,
    /// Changes with every update.
    pub version: i64,
}

/// Which objects.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Name contains this.
    pub name: Option<String>,
    /// Code is this.
    pub code: Option<String>,
    /// What kind of thing it is.
    pub kind: Option<Kind>,
    /// Whether it still exists.
    pub status: Option<Status>,
    /// Division is this.
    pub division: Option<String>,
    /// Risk class is this.
    pub risk_class: Option<String>,
    /// Concerned by this matter.
    pub matter: Option<i64>,
}

/// Lists objects by key.
///
/// # Errors
/// When the database does not answer.
pub fn list(reader: &mut Reader, filter: &Filter, window: Window) -> Result<Page<Object>> {
    let search = match &filter.name {
        Some(name) => Some(NameSearch::of_objects(reader, name)?),
        None => None,
    };
    let filtered = || {
        let mut query = objects::table.into_boxed();
        if let Some(search) = &search {
            query = query.filter(search.objects());
        }
        if let Some(code) = &filter.code {
            query = query.filter(objects::code.eq(code.clone()));
        }
        if let Some(kind) = filter.kind {
            query = query.filter(objects::kind.eq(kind.code()));
        }
        if let Some(status) = filter.status {
            query = query.filter(objects::status.eq(status.code()));
            if status != Status::Active {
                query = query.filter(dialect::gone_objects());
            }
        }
        if let Some(division) = &filter.division {
            query = query.filter(objects::division.eq(division.clone()));
        }
        if let Some(class) = &filter.risk_class {
            query = query.filter(objects::risk_class.eq(class.clone()));
        }
        if let Some(matter) = filter.matter {
            let concerned = object_matters::table
                .filter(object_matters::matter_id.eq(matter))
                .select(object_matters::object_id);
            query = query.filter(objects::id.eq_any(concerned));
        }
        query
    };
    let items = filtered()
        .order(objects::id)
        .offset(window.offset)
        .limit(window.limit)
        .select(Object::as_select())
        .load(reader.connection())?;
    let total = reader.count(filtered().select(objects::id))?;
    Ok(Page { items, total })
}

/// One object.
///
/// # Errors
/// [`crate::Error::NotFound`].
pub fn get(reader: &mut Reader, id: i64) -> Result<Object> {
    Ok(objects::table.find(id).select(Object::as_select()).first(reader.connection())?)
}

/// The objects with these codes.
///
/// # Errors
/// When the database does not answer.
pub fn by_codes(reader: &mut Reader, codes: &[String]) -> Result<Vec<Object>> {
    let mut found = Vec::new();
    for batch in codes.chunks(1000) {
        let rows: Vec<Object> = objects::table
            .filter(objects::code.eq_any(batch.to_vec()))
            .order(objects::code)
            .select(Object::as_select())
            .load(reader.connection())?;
        found.extend(rows);
    }
    Ok(found)
}
