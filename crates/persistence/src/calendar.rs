//! The working-day calendar.

use chrono::NaiveDate;
use diesel::prelude::*;
use domain::calendar::DayKind;

use crate::database::{Reader, Writer};
use crate::error::Result;
use crate::schema::calendar_days;
use crate::stored::Code;

/// A day that is not what its weekday says.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = calendar_days)]
pub struct CalendarDay {
    /// The day.
    pub day: NaiveDate,
    /// What it is.
    pub kind: Code<DayKind>,
    /// The festival.
    pub name: String,
}

/// All days entered, in order.
///
/// # Errors
/// When the database does not answer.
pub fn days(reader: &mut Reader) -> Result<Vec<CalendarDay>> {
    Ok(calendar_days::table
        .order(calendar_days::day)
        .select(CalendarDay::as_select())
        .load(reader.connection())?)
}

/// Enters days; those entered before keep what they are.
///
/// # Errors
/// When the database does not answer.
pub fn enter(writer: &mut Writer, days: &[CalendarDay]) -> Result<usize> {
    let known: std::collections::BTreeSet<_> = self::days(writer)?.into_iter().map(|d| d.day).collect();
    let mut entered = 0;
    for day in days.iter().filter(|d| !known.contains(&d.day)) {
        entered +=
            diesel::insert_into(calendar_days::table).values(day.clone()).execute(writer.connection())?;
    }
    Ok(entered)
}
