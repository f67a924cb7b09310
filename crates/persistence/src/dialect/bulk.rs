//! Many rows at once: `COPY` on a server, statements with many rows, or one prepared statement row after row.

use diesel::prelude::*;
use diesel::upsert::excluded;

use super::on_either;
use crate::audit::AuditEntry;
use crate::connection::AnyConnection;
use crate::database::{Reader, Writer};
use crate::error::Result;
use crate::import::{StoredObject, StoredObjectMatter};
use crate::log::Place;
use crate::schema::{audit_entries, log_pending, log_places, object_matters, objects};

/// Key of the lock that an import holds: any number that nothing else uses.
const IMPORTS: i64 = 0x7375_6e6c_6f74_0001;

/// Lets imports come one after the other until the transaction ends: two that enter the same new key at once would
/// both be lost. SQLite has one writer at a time anyway.
pub(crate) fn hold_imports(writer: &mut Writer) -> Result<()> {
    if let AnyConnection::Postgres(c) = writer.connection() {
        diesel::sql_query("SELECT pg_advisory_xact_lock($1)")
            .bind::<diesel::sql_types::BigInt, _>(IMPORTS)
            .execute(c)?;
    }
    Ok(())
}

/// Inserts new objects.
pub(crate) fn insert_objects(writer: &mut Writer, rows: &[StoredObject]) -> Result<()> {
    match writer.connection() {
        AnyConnection::Postgres(c) => {
            diesel::copy_from(objects::table).from_insertable(rows).execute(c)?;
        }
        AnyConnection::Sqlite(c) => {
            // One statement for all: the name search writes its index out at the end of every statement.
            diesel::insert_into(objects::table).values(rows).execute(c)?;
        }
    }
    Ok(())
}

/// Changes objects that are there, by code.
pub(crate) fn update_objects(writer: &mut Writer, rows: &[StoredObject]) -> Result<()> {
    match writer.connection() {
        AnyConnection::Postgres(_) if rows.is_empty() => {}
        AnyConnection::Postgres(c) => {
            diesel::insert_into(objects::table)
                .values(rows)
                .on_conflict(objects::code)
                .do_update()
                .set((
                    objects::name.eq(excluded(objects::name)),
                    objects::kind.eq(excluded(objects::kind)),
                    objects::status.eq(excluded(objects::status)),
                    objects::founded.eq(excluded(objects::founded)),
                    objects::enterprise_type.eq(excluded(objects::enterprise_type)),
                    objects::capital.eq(excluded(objects::capital)),
                    objects::scope.eq(excluded(objects::scope)),
                    objects::address.eq(excluded(objects::address)),
                    objects::division.eq(excluded(objects::division)),
                    objects::industry.eq(excluded(objects::industry)),
                    objects::risk_class.eq(excluded(objects::risk_class)),
                    objects::risk_score.eq(excluded(objects::risk_score)),
                    objects::assessed_on.eq(excluded(objects::assessed_on)),
                    objects::updated_at.eq(excluded(objects::updated_at)),
                    objects::version.eq(excluded(objects::version)),
                ))
                .execute(c)?;
        }
        AnyConnection::Sqlite(c) => {
            for row in rows {
                diesel::update(objects::table.filter(objects::code.eq(&row.code))).set(row).execute(c)?;
            }
        }
    }
    Ok(())
}

/// Enters that matters concern objects.
pub(crate) fn insert_object_matters(writer: &mut Writer, rows: &[StoredObjectMatter]) -> Result<()> {
    match writer.connection() {
        AnyConnection::Postgres(c) => {
            diesel::copy_from(object_matters::table).from_insertable(rows).execute(c)?;
        }
        AnyConnection::Sqlite(c) => {
            for row in rows {
                diesel::insert_into(object_matters::table).values(row).execute(c)?;
            }
        }
    }
    Ok(())
}

/// The audit entries with these keys, in their order.
pub(crate) fn audit_entries(reader: &mut Reader, keys: &[i64]) -> Result<Vec<AuditEntry>> {
    // By their keys, not by a join: of a table that is filled and emptied all day PostgreSQL knows little, and walked through
    // everything ever audited up to the few that wait. The keys go as one array there, not as a thousand parameters to plan.
    let entries = audit_entries::table.filter(audit_entries::id.eq_any(keys)).order(audit_entries::id);
    Ok(on_either!(reader.connection(), c => entries.select(AuditEntry::as_select()).load(c)?))
}

/// Strikes audit entries off those that wait for their place; answers how many waited.
pub(crate) fn remove_pending(writer: &mut Writer, entries: &[i64]) -> Result<usize> {
    let waiting = log_pending::table.filter(log_pending::entry_id.eq_any(entries));
    // A statement of each database, as above.
    Ok(on_either!(writer.connection(), c => diesel::delete(waiting).execute(c)?))
}

/// Enters the places of audit entries in the log.
pub(crate) fn insert_places(writer: &mut Writer, places: &[Place]) -> Result<()> {
    match writer.connection() {
        AnyConnection::Postgres(c) => {
            diesel::copy_from(log_places::table).from_insertable(places).execute(c)?;
        }
        AnyConnection::Sqlite(c) => {
            for place in places {
                diesel::insert_into(log_places::table).values(place).execute(c)?;
            }
        }
    }
    Ok(())
}
