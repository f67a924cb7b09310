//! The objects in scope of a task, page by page, with what decides whether each may be drawn.
//!
//! A roster may have millions of rows: it is read by ascending code, by a cursor where there are such, else each page starting
//! after the last code of the page before. Visits are few beside it (a province draws 150 000 a year): they are read once, when the roster is opened.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::dsl::exists;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Nullable};
use domain::task::State;
use domain::task::plan::Filters;

use crate::connection::MultiBackend;
use crate::database::Reader;
use crate::dialect::{self, Condition, cursor};
use crate::error::{Error, Result};
use crate::inspection::{keeps_place, may_be_known};
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
    /// Drawn for a visit that has not taken place yet, over all departments; voided tasks and withheld rounds do not count.
    pub pending: i64,
    /// Day of the last visit, if it ended in the year or the year before.
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

/// A roster being read.
pub struct Roster<'a> {
    scope: Scope<'a>,
    visits: Visits,
    next: Next,
}

/// How the next page is come by.
enum Next {
    /// From an open cursor.
    Cursor,
    /// Those after the last code that was read; every code comes after the empty one.
    After(String),
    /// There is none.
    End,
}

/// Begins to read a roster. All of it belongs into one transaction.
///
/// # Errors
/// When the database does not answer.
pub fn open<'a>(reader: &mut Reader, scope: Scope<'a>) -> Result<Roster<'a>> {
    let visits = Visits::since(reader, scope.year)?;
    let has_cursor = cursor::open(reader, candidates(&scope, ""))?;
    let next = if has_cursor { Next::Cursor } else { Next::After(String::new()) };
    Ok(Roster { scope, visits, next })
}

impl Roster<'_> {
    /// The next rows, `limit` at most, by ascending bytes of their code; none at the end.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn next_page(&mut self, reader: &mut Reader, limit: i64) -> Result<Vec<Row>> {
        let found: Vec<Candidate> = match &self.next {
            Next::Cursor => cursor::fetch(reader, limit)?,
            Next::After(code) => candidates(&self.scope, code).limit(limit).load(reader.connection())?,
            Next::End => Vec::new(),
        };
        match (&mut self.next, found.last()) {
            (Next::After(code), Some(last)) => code.clone_from(&last.code),
            (Next::Cursor, None) => {
                cursor::close(reader)?;
                self.next = Next::End;
            }
            (Next::Cursor | Next::End, _) | (Next::After(_), None) => {}
        }
        Ok(found.into_iter().map(|object| self.visits.row(object)).collect())
    }
}

type Candidates = diesel::dsl::IntoBoxed<
    'static,
    diesel::dsl::Select<objects::table, diesel::dsl::AsSelect<Candidate, MultiBackend>>,
    MultiBackend,
>;

/// The objects in scope after a code, in order.
fn candidates(scope: &Scope<'_>, after: &str) -> Candidates {
    let concerned = object_matters::table
        .filter(object_matters::object_id.eq(objects::id))
        .filter(object_matters::matter_id.eq_any(scope.matters.to_vec()));
    let mut query = objects::table.select(Candidate::as_select()).into_boxed();
    query = query.filter(objects::code.gt(after.to_owned())).filter(exists(concerned)).order(objects::code);
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
    query
}

/// Industries by the beginning of their code; none when the list does not restrict.
fn any_industry(prefixes: &[String]) -> Option<Condition<objects::table, Nullable<Bool>>> {
    let mut condition: Option<Condition<objects::table, Nullable<Bool>>> = None;
    for prefix in prefixes {
        let begins = objects::industry.like(dialect::prefix_pattern(prefix)).escape('\\');
        condition = Some(match condition {
            Some(others) => Box::new(others.or(begins)),
            None => Box::new(begins),
        });
    }
    condition
}

/// What is known of the visits to one object.
#[derive(Debug, Clone, Copy, Default)]
struct Visited {
    in_year: i64,
    pending: i64,
    last: Option<NaiveDate>,
}

/// What is known of the visits to all objects, by key of the object.
struct Visits(HashMap<i64, Visited>);

impl Visits {
    /// From the first day of the year before.
    fn since(reader: &mut Reader, year: i32) -> Result<Self> {
        let (Some((from, to)), Some((before, _))) =
            (crate::inspection::year(year), crate::inspection::year(year.saturating_sub(1)))
        else {
            return Err(Error::Defect(format!("no calendar has the year {year}").into()));
        };
        let counted = || inspections::table.filter(keeps_place()).filter(may_be_known());
        let ended: Vec<(i64, Option<NaiveDate>)> = counted()
            .filter(inspections::ended_on.ge(before))
            .select((inspections::object_id, inspections::ended_on))
            .load(reader.connection())?;
        let voided = tasks::table.filter(tasks::state.eq(Code(State::Voided))).select(tasks::id);
        let to_come: Vec<i64> = counted()
            .filter(inspections::ended_on.is_null())
            .filter(inspections::task_id.ne_all(voided))
            .select(inspections::object_id)
            .load(reader.connection())?;
        let mut visits = HashMap::<i64, Visited>::new();
        for (object, day) in ended {
            let visited = visits.entry(object).or_default();
            visited.last = visited.last.max(day);
            visited.in_year += i64::from(day.is_some_and(|day| from <= day && day <= to));
        }
        for object in to_come {
            visits.entry(object).or_default().pending += 1;
        }
        Ok(Self(visits))
    }

    fn row(&self, object: Candidate) -> Row {
        let visited = self.0.get(&object.id).copied().unwrap_or_default();
        Row { visits: visited.in_year, pending: visited.pending, last_visit: visited.last, object }
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
