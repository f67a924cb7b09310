//! The only place that asks which database it is: what one query text cannot say for both.

pub(crate) mod bulk;

use diesel::prelude::*;
use diesel::sql_types::Bool;

use crate::connection::AnyConnection;
use crate::database::Reader;
use crate::error::Result;
use crate::schema::{counters, tasks};

/// Runs the same statement on whichever connection it is, for what diesel offers on each but not on both.
macro_rules! on_either {
    ($connection:expr, $c:ident => $statement:expr) => {
        match $connection {
            crate::connection::AnyConnection::Postgres($c) => $statement,
            crate::connection::AnyConnection::Sqlite($c) => $statement,
        }
    };
}

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

/// Condition on `objects`: the name contains this text. Uses trigrams from three characters on.
pub(crate) fn object_name_contains(
    reader: &mut Reader,
    text: &str,
) -> Box<
    dyn diesel::expression::BoxableExpression<
            crate::schema::objects::table,
            crate::connection::MultiBackend,
            SqlType = Bool,
        >,
> {
    use crate::schema::objects::name;
    let pattern = contains_pattern(text);
    // An FTS5 table has no ESCAPE clause that its index can use: texts with wildcards take the plain way.
    let indexable = text.chars().count() >= 3 && !text.contains(['%', '_', '\\']);
    match reader.connection() {
        AnyConnection::Sqlite(_) if indexable => {
            let found = diesel::dsl::sql::<Bool>(
                "objects.id IN (SELECT rowid FROM objects_name_search WHERE name LIKE ",
            );
            Box::new(found.bind::<diesel::sql_types::Text, _>(pattern).sql(")"))
        }
        AnyConnection::Sqlite(_) | AnyConnection::Postgres(_) => Box::new(name.like(pattern).escape('\\')),
    }
}

/// Holds the task until the transaction ends, so that two actions on it come one after the other. SQLite has one
/// writer at a time anyway.
pub(crate) fn lock_task(reader: &mut Reader, id: i64) -> Result<()> {
    if let AnyConnection::Postgres(c) = reader.connection() {
        tasks::table.find(id).select(tasks::id).for_update().first::<i64>(c)?;
    }
    Ok(())
}

/// The next number of a gapless series; whoever takes it holds the series until the transaction ends.
pub(crate) fn next_number(reader: &mut Reader, series: &str, body: i64, year: i32) -> Result<i64> {
    let first = (
        counters::name.eq(series),
        counters::body_id.eq(body),
        counters::year.eq(year),
        counters::last.eq(1_i64),
    );
    let last = on_either!(reader.connection(), c => diesel::insert_into(counters::table)
        .values(first)
        .on_conflict((counters::name, counters::body_id, counters::year))
        .do_update()
        .set(counters::last.eq(counters::last + 1))
        .returning(counters::last)
        .get_result::<i64>(c))?;
    Ok(last)
}
