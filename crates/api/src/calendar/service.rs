//! The working-day calendar.

use chrono::NaiveDate;
use contract::calendar::{CalendarDay, DueDay, DueQuery};
use contract::problem::ProblemCode;
use domain::Coded;
use domain::audit::Entry;
use domain::calendar::{Calendar, official};
use domain::policy::Action;
use persistence::{Author, Database, Reader, calendar};
use serde_json::json;

use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::State;

/// Lists the days entered.
pub fn list(state: &State, caller: &Caller) -> Result<Vec<CalendarDay>, Problem> {
    state.read(caller, Action::DepartmentRead, |reader, _| {
        let answer = |d: calendar::CalendarDay| CalendarDay {
            day: d.day,
            kind: d.kind.code().to_owned(),
            name: d.name,
        };
        Ok(calendar::days(reader)?.into_iter().map(answer).collect())
    })
}

/// Computes a due day.
pub fn due(state: &State, caller: &Caller, query: &DueQuery) -> Result<DueDay, Problem> {
    state.read(caller, Action::DepartmentRead, |reader, _| {
        let due = due_day(reader, query.from, query.working_days);
        // What is wrong is a parameter of the query here, not a field of a body.
        due.map_err(|problem| {
            let wrong = problem.code == ProblemCode::Invalid;
            if wrong { Problem { code: ProblemCode::BadRequest, ..problem } } else { problem }
        })
    })
}

/// The calendar as entered.
pub(crate) fn entered(reader: &mut Reader) -> Result<Calendar, Problem> {
    Ok(calendar::days(reader)?.into_iter().map(|d| (d.day, *d.kind)).collect())
}

/// The day `working_days` after `from`, and whether that is certain.
pub(crate) fn due_day(reader: &mut Reader, from: NaiveDate, working_days: u32) -> Result<DueDay, Problem> {
    let calendar = entered(reader)?;
    let due = calendar.due(from, working_days);
    let due = due.ok_or_else(|| Problem::field("/from", "out_of_range", "日期超出可计算的范围"))?;
    let years: Vec<_> = calendar.unknown_years(from, due.on).map(|year| year.to_string()).collect();
    let note = (!due.certain).then(|| {
        format!("{}年的法定节假日安排尚未录入，仅扣除周末；国务院办公厅公布后请补录", years.join("、"))
    });
    Ok(DueDay { on: due.on, certain: due.certain, note })
}

/// Enters the official days that come with the product, where they are missing.
pub fn enter_official(database: &Database, now: chrono::DateTime<chrono::Utc>) -> Result<(), Problem> {
    let stored = database.read(|reader| calendar::days(reader).map_err(Problem::from))?;
    let known: std::collections::BTreeSet<_> = stored.iter().map(|d| d.day).collect();
    let missing: Vec<_> = official()
        .filter(|(day, ..)| !known.contains(day))
        .map(|(day, kind, name)| calendar::CalendarDay { day, kind: kind.into(), name: name.to_owned() })
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let author = Author { user: None, name: "system".to_owned() };
    database.write(author, now, |writer| {
        let entered = calendar::enter(writer, &missing)?;
        Ok(writer
            .record(Entry::new("calendar.enter", "calendar", "official", &json!({ "days": entered }))?, ())?)
    })
}
