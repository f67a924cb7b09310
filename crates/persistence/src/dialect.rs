//! The only place that asks which database it is: what one query text cannot say for both.

pub(crate) mod bulk;
pub(crate) mod cursor;

use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Text};

use crate::connection::AnyConnection;
use crate::database::{Reader, Writer};
use crate::error::Result;
use crate::schema::{counters, inspections, log_heads, log_tiles, objects, tasks};

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
pub(crate) fn contains_pattern(text: &str) -> String {
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
pub(crate) type Condition<T, S = Bool> =
    Box<dyn diesel::expression::BoxableExpression<T, crate::connection::MultiBackend, SqlType = S>>;

/// The condition that everything meets.
pub(crate) fn everything<T>() -> Condition<T>
where
    diesel::expression::SqlLiteral<Bool>:
        diesel::expression::BoxableExpression<T, crate::connection::MultiBackend, SqlType = Bool>,
{
    Box::new(sql::<Bool>("TRUE"))
}

/// Objects that do not exist any more: few, and in an index of their own, which serves only who repeats its condition to
/// the letter.
pub(crate) fn gone_objects() -> Condition<objects::table> {
    Box::new(sql::<Bool>("objects.status <> 'active'"))
}

/// A search for names that contain a text, and whether SQLite's trigram table serves it. PostgreSQL has its index
/// beside the column and weighs by itself whether to use it.
pub(crate) struct NameSearch {
    pattern: String,
    trigrams: bool,
}

const OBJECT_ROWS: &str = "SELECT rowid FROM objects_name_search WHERE name LIKE ";
const INSPECTION_ROWS: &str = "SELECT rowid FROM inspections_name_search WHERE object_name LIKE ";

impl NameSearch {
    /// Among `objects`.
    pub(crate) fn of_objects(reader: &mut Reader, text: &str) -> Result<Self> {
        Self::weigh(reader, OBJECT_ROWS, text)
    }

    /// Among `inspections`.
    pub(crate) fn of_inspections(reader: &mut Reader, text: &str) -> Result<Self> {
        Self::weigh(reader, INSPECTION_ROWS, text)
    }

    /// Trigrams begin to serve at three characters, and the table has no ESCAPE that its index can use. Nor do they serve
    /// what very many names contain: all of them would be collected before the first row is seen, while a plain walk soon
    /// meets a page full.
    fn weigh(reader: &mut Reader, rows: &str, text: &str) -> Result<Self> {
        let pattern = contains_pattern(text);
        let fits = text.chars().count() >= 3 && !text.contains(['%', '_', '\\']);
        let trigrams = match reader.connection() {
            AnyConnection::Sqlite(c) if fits => {
                let few = sql::<BigInt>("SELECT COUNT(*) FROM (").sql(rows).bind::<Text, _>(pattern.clone());
                few.sql(&format!(" LIMIT {COMMON}) AS counted")).get_result::<i64>(c)? < COMMON
            }
            AnyConnection::Sqlite(_) | AnyConnection::Postgres(_) => false,
        };
        Ok(Self { pattern, trigrams })
    }

    /// The condition on `objects`.
    pub(crate) fn objects(&self) -> Condition<objects::table> {
        let pattern = self.pattern.clone();
        if self.trigrams {
            return Box::new(
                sql::<Bool>("objects.id IN (").sql(OBJECT_ROWS).bind::<Text, _>(pattern).sql(")"),
            );
        }
        Box::new(objects::name.like(pattern).escape('\\'))
    }

    /// The condition on `inspections`.
    pub(crate) fn inspections(&self) -> Condition<inspections::table> {
        let pattern = self.pattern.clone();
        if self.trigrams {
            let found = sql::<Bool>("inspections.id IN (").sql(INSPECTION_ROWS);
            return Box::new(found.bind::<Text, _>(pattern).sql(")"));
        }
        Box::new(inspections::object_name.like(pattern).escape('\\'))
    }
}

/// From this many names on a text is common.
const COMMON: i64 = 5_000;

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

/// Holds the log until the transaction ends. SQLite has one writer at a time anyway.
pub(crate) fn lock_log(writer: &mut Writer, head: i64) -> Result<()> {
    if let AnyConnection::Postgres(c) = writer.connection() {
        log_heads::table.find(head).select(log_heads::id).for_update().first::<i64>(c)?;
    }
    Ok(())
}

/// The same, unless somebody holds it; whether it is held now.
pub(crate) fn try_lock_log(writer: &mut Writer, head: i64) -> Result<bool> {
    Ok(match writer.connection() {
        AnyConnection::Postgres(c) => {
            let free = log_heads::table.find(head).select(log_heads::id).for_update().skip_locked();
            free.first::<i64>(c).optional()?.is_some()
        }
        AnyConnection::Sqlite(_) => true,
    })
}

/// Writes a tile of the log, in the place of what was there.
pub(crate) fn put_log_tile(writer: &mut Writer, level: i32, number: i64, content: &[u8]) -> Result<()> {
    let row = (log_tiles::level.eq(level), log_tiles::number.eq(number), log_tiles::content.eq(content));
    on_either!(writer.connection(), c => diesel::insert_into(log_tiles::table)
        .values(row)
        .on_conflict((log_tiles::level, log_tiles::number))
        .do_update()
        .set(log_tiles::content.eq(content))
        .execute(c))?;
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
