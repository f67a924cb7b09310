//! Many rows at once: `COPY` on a server, statements with many rows, or one prepared statement row after row.

use diesel::prelude::*;
use diesel::upsert::excluded;

use crate::connection::AnyConnection;
use crate::database::Writer;
use crate::error::Result;
use crate::import::{StoredObject, StoredObjectMatter};
use crate::log::Place;
use crate::schema::{audit_entries, object_matters, objects};

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

const MARK: &str = "UPDATE audit_entries SET leaf_index = given.place, salt = given.salt \
    FROM unnest($1, $2, $3) AS given (id, place, salt) \
    WHERE audit_entries.id = given.id AND audit_entries.leaf_index IS NULL";

/// Gives audit entries their places in the log; answers how many had none before.
pub(crate) fn mark_sequenced(writer: &mut Writer, places: &[Place]) -> Result<usize> {
    use diesel::sql_types::{Array, BigInt, Binary};
    match writer.connection() {
        AnyConnection::Postgres(c) => {
            let ids: Vec<_> = places.iter().map(|place| place.entry).collect();
            let indexes: Vec<_> = places.iter().map(|place| place.index).collect();
            let salts: Vec<_> = places.iter().map(|place| place.salt.as_slice()).collect();
            let mark = diesel::sql_query(MARK).bind::<Array<BigInt>, _>(ids);
            Ok(mark.bind::<Array<BigInt>, _>(indexes).bind::<Array<Binary>, _>(salts).execute(c)?)
        }
        AnyConnection::Sqlite(c) => {
            let mut marked = 0;
            for place in places {
                let entry =
                    audit_entries::table.find(place.entry).filter(audit_entries::leaf_index.is_null());
                let columns = (
                    audit_entries::leaf_index.eq(place.index),
                    audit_entries::salt.eq(place.salt.as_slice()),
                );
                marked += diesel::update(entry).set(columns).execute(c)?;
            }
            Ok(marked)
        }
    }
}
