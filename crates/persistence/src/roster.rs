//! The objects in scope of a task, page by page, with what decides whether each may be drawn.
//!
//! A roster may have millions of rows: it is read by ascending code, each page starting after the last code of the page
//! before, and the visits of a page's objects come with three grouped queries, however many objects it has.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::dsl::{count_star, exists, max};
use diesel::expression::BoxableExpression;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Nullable};
use domain::inspection;
use domain::task::State;
use domain::task::plan::Filters;

use crate::connection::MultiBackend;
use crate::database::Reader;
use crate::dialect;
use crate::error::Result;
use crate::schema::{inspections, object_matters, objects, tasks};
use crate::stored::Code;

/// Which objects stand on a roster.
#[derive(Debug, Clone)]
pub struct Scope<'a> {
    /// Those that at least one of these matters concerns.
    pub matters: &'a [i64],
    /// Narrowed by these.
    pub filters: &'a Filters,
    /// The calendar year whose visits count.
    pub year: i32,
}

/// An object in scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The object.
    pub object: Candidate,
    /// Visits that ended in the year, over all departments.
    pub visits: i64,
    /// Drawn for a visit that has not taken place yet, over all departments; voided tasks do not count.
    pub pending: i64,
    /// Day of the last visit in any year.
    pub last_visit: Option<NaiveDate>,
}

/// What a roster needs to know of an object.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = objects)]
pub struct Candidate {
    /// Key.
    pub id: i64,
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// `enterprise`, `site`, ….
    pub kind: String,
    /// `active`, `closed`, ….
    pub status: String,
    /// Division code.
    pub division: Option<String>,
    /// GB/T 4754 code.
    pub industry: Option<String>,
    /// 信用风险分类; never public.
    pub risk_class: Option<String>,
    /// Address.
    pub address: String,
}

/// The next `limit` rows after this code (none: from the beginning), by ascending code bytes. Fewer than `limit` rows
/// means that these are the last. All pages of one roster belong into one transaction.
///
/// # Errors
/// When the database does not answer.
pub fn page(reader: &mut Reader, scope: &Scope<'_>, after: Option<&str>, limit: i64) -> Result<Vec<Row>> {
    let concerned = object_matters::table
        .filter(object_matters::object_id.eq(objects::id))
        .filter(object_matters::matter_id.eq_any(scope.matters.to_vec()));
    let mut query = objects::table.filter(exists(concerned)).into_boxed();
    let filters = scope.filters;
    if !filters.divisions.is_empty() {
        query = query.filter(objects::division.eq_any(filters.divisions.clone()));
    }
    if !filters.risk_classes.is_empty() {
        query = query.filter(objects::risk_class.eq_any(filters.risk_classes.clone()));
    }
    if !filters.kinds.is_empty() {
        query = query.filter(objects::kind.eq_any(filters.kinds.clone()));
    }
    if let Some(condition) = any_industry(&filters.industries) {
        query = query.filter(condition);
    }
    if let Some(after) = after {
        query = query.filter(objects::code.gt(after.to_owned()));
    }
    let found: Vec<Candidate> =
        query.order(objects::code).limit(limit).select(Candidate::as_select()).load(reader.connection())?;
    let (Some(first), Some(last)) = (found.first(), found.last()) else { return Ok(Vec::new()) };
    let visits = Visits::between(reader, &first.code, &last.code, scope.year)?;
    Ok(found.into_iter().map(|object| visits.row(object)).collect())
}

/// Industries by the beginning of their code; none when the list does not restrict.
fn any_industry(
    prefixes: &[String],
) -> Option<Box<dyn BoxableExpression<objects::table, MultiBackend, SqlType = Nullable<Bool>>>> {
    let mut condition: Option<
        Box<dyn BoxableExpression<objects::table, MultiBackend, SqlType = Nullable<Bool>>>,
    > = None;
    for prefix in prefixes {
        let begins = objects::industry.like(dialect::prefix_pattern(prefix)).escape('\\');
        condition = Some(match condition {
            Some(others) => Box::new(others.or(begins)),
            None => Box::new(begins),
        });
    }
    condition
}

/// What is known of the visits to the objects of one page, by key of the object.
struct Visits {
    last: HashMap<i64, Option<NaiveDate>>,
    in_year: HashMap<i64, i64>,
    pending: HashMap<i64, i64>,
}

impl Visits {
    /// Of the objects whose codes lie between these two.
    fn between(reader: &mut Reader, first: &str, last: &str, year: i32) -> Result<Self> {
        let of_page = || {
            inspections::table
                .inner_join(objects::table)
                .filter(objects::code.between(first, last))
                .filter(inspections::state.ne(Code(inspection::State::Substituted)))
                .group_by(inspections::object_id)
        };
        let last_days: Vec<(i64, Option<NaiveDate>)> = of_page()
            .filter(inspections::ended_on.is_not_null())
            .select((inspections::object_id, max(inspections::ended_on)))
            .load(reader.connection())?;
        let in_year: Vec<(i64, i64)> = match crate::inspection::year(year) {
            Some((from, to)) => of_page()
                .filter(inspections::ended_on.between(from, to))
                .select((inspections::object_id, count_star()))
                .load(reader.connection())?,
            None => Vec::new(),
        };
        let voided = tasks::table.filter(tasks::state.eq(Code(State::Voided))).select(tasks::id);
        let pending: Vec<(i64, i64)> = of_page()
            .filter(inspections::ended_on.is_null())
            .filter(inspections::task_id.ne_all(voided))
            .select((inspections::object_id, count_star()))
            .load(reader.connection())?;
        Ok(Self {
            last: last_days.into_iter().collect(),
            in_year: in_year.into_iter().collect(),
            pending: pending.into_iter().collect(),
        })
    }

    fn row(&self, object: Candidate) -> Row {
        let count = |of: &HashMap<i64, i64>| of.get(&object.id).copied().unwrap_or(0);
        Row {
            visits: count(&self.in_year),
            pending: count(&self.pending),
            last_visit: self.last.get(&object.id).copied().flatten(),
            object,
        }
    }
}

/// Which of these matters concern which of these objects, as pairs of object and matter in ascending order. At most a
/// few thousand objects at a time.
///
/// # Errors
/// When the database does not answer.
pub fn matters_of(reader: &mut Reader, objects: &[i64], matters: &[i64]) -> Result<Vec<(i64, i64)>> {
    Ok(object_matters::table
        .filter(object_matters::object_id.eq_any(objects.to_vec()))
        .filter(object_matters::matter_id.eq_any(matters.to_vec()))
        .order((object_matters::object_id, object_matters::matter_id))
        .select((object_matters::object_id, object_matters::matter_id))
        .load(reader.connection())?)
}
