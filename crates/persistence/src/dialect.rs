//! The only place that asks which database it is: what one query text cannot say for both.

use diesel::dsl::sql;
pub(crate) mod bulk;

use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};

use crate::connection::AnyConnection;
use crate::database::{Reader, Writer};
use crate::error::Result;
use crate::schema::{counters, inspections, objects, tasks};

/// Runs the same statement on whichever connection it is, for what diesel offers on each but not on both.
macro_rules! on_either {
    ($connection:expr, $c:ident => $statement:expr) => {
        match $connection {
            crate::connection::AnyConnection::Postgres($c) => $statement,
            crate::connection::AnyConnection::Sqlite($c) => $statement,
        }
    };
}

pub(crate) use on_either;

/// A `LIKE` pattern for "contains this text", its wildcards escaped by a backslash.
fn contains_pattern(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len() + 2);
    pattern.push('%');
    for c in text.chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

/// A condition on a table, for a boxed query.
type Condition<T> =
    Box<dyn diesel::expression::BoxableExpression<T, crate::connection::MultiBackend, SqlType = Bool>>;

/// Condition on `objects`: the name contains this text. Uses trigrams from three characters on.
pub(crate) fn object_name_contains(reader: &mut Reader, text: &str) -> Condition<objects::table> {
    match indexed(reader, text) {
        Some(pattern) => {
            let rows = "objects.id IN (SELECT rowid FROM objects_name_search WHERE name LIKE ";
            Box::new(sql::<Bool>(rows).bind::<Text, _>(pattern).sql(")"))
        }
        None => Box::new(objects::name.like(contains_pattern(text)).escape('\\')),
    }
}

/// Condition on `inspections`: the object's name contains this text. Uses trigrams from three characters on.
pub(crate) fn inspected_name_contains(reader: &mut Reader, text: &str) -> Condition<inspections::table> {
    match indexed(reader, text) {
        Some(pattern) => {
            let rows = "inspections.id IN (SELECT rowid FROM inspections_name_search WHERE object_name LIKE ";
            Box::new(sql::<Bool>(rows).bind::<Text, _>(pattern).sql(")"))
        }
        None => Box::new(inspections::object_name.like(contains_pattern(text)).escape('\\')),
    }
}

/// The pattern for SQLite's trigram table, when it can serve the text. It has no ESCAPE that its index can use: texts
/// with wildcards take the plain way. PostgreSQL finds its index by itself.
fn indexed(reader: &mut Reader, text: &str) -> Option<String> {
    let fits = text.chars().count() >= 3 && !text.contains(['%', '_', '\\']);
    match reader.connection() {
        AnyConnection::Sqlite(_) => fits.then(|| contains_pattern(text)),
        AnyConnection::Postgres(_) => None,
    }
}

/// A `LIKE` pattern for "begins with this text".
pub(crate) fn prefix_pattern(text: &str) -> String {
    contains_pattern(text).split_off(1)
}

/// Holds the task until the transaction ends, so that two actions on it come one after the other. SQLite has one
/// writer at a time anyway.
pub(crate) fn lock_task(writer: &mut Writer, id: i64) -> Result<()> {
    if let AnyConnection::Postgres(c) = writer.connection() {
        tasks::table.find(id).select(tasks::id).for_update().first::<i64>(c)?;
    }
    Ok(())
}

/// The next number of a gapless series; whoever takes it holds the series until the transaction ends.
pub(crate) fn next_number(writer: &mut Writer, series: &str, body: i64, year: i32) -> Result<i64> {
    let first = (
        counters::name.eq(series),
        counters::body_id.eq(body),
        counters::year.eq(year),
        counters::last.eq(1_i64),
    );
    let last = on_either!(writer.connection(), c => diesel::insert_into(counters::table)
        .values(first)
        .on_conflict((counters::name, counters::body_id, counters::year))
        .do_update()
        .set(counters::last.eq(counters::last + 1))
        .returning(counters::last)
        .get_result::<i64>(c))?;
    Ok(last)
}
