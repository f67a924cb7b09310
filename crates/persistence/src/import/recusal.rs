//! Recusals.

use std::collections::HashMap;

use diesel::prelude::*;
use domain::import::{RecusalRow, Row};

use super::references::{References, codes, find};
use super::{Library, Missing};
use crate::database::Writer;
use crate::error::Result;
use crate::schema::recusals;

/// A recusal without its key.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = recusals)]
pub struct StoredRecusal {
    inspector_id: i64,
    object_id: i64,
    reason: String,
}

impl Library for RecusalRow {
    type Stored = StoredRecusal;

    fn load(
        writer: &mut Writer,
        references: &mut References,
        rows: &[Self],
    ) -> Result<HashMap<String, StoredRecusal>> {
        references.load_objects(writer, rows.iter().map(|row| row.object.clone()).collect())?;
        let (inspectors, objects) = (codes(&references.inspectors), codes(&references.objects));
        let found: Vec<StoredRecusal> = recusals::table
            .filter(recusals::object_id.eq_any(objects.keys().copied()))
            .select(StoredRecusal::as_select())
            .load(writer.connection())?;
        let key = |row: &StoredRecusal| {
            let (inspector, object) = (*inspectors.get(&row.inspector_id)?, *objects.get(&row.object_id)?);
            let (inspector, object) = (inspector.to_owned(), object.to_owned());
            Some(RecusalRow { inspector, object, reason: String::new() }.key())
        };
        Ok(found.into_iter().filter_map(|row| Some((key(&row)?, row))).collect())
    }

    fn merge(&self, _: Option<&StoredRecusal>, references: &References) -> Result<StoredRecusal, Missing> {
        Ok(StoredRecusal {
            inspector_id: find(&references.inspectors, "inspector", "执法人员", &self.inspector)?,
            object_id: find(&references.objects, "code", "检查对象", &self.object)?,
            reason: self.reason.clone(),
        })
    }

    fn insert(writer: &mut Writer, _: &mut References, rows: &[StoredRecusal]) -> Result<()> {
        for row in rows {
            diesel::insert_into(recusals::table).values(row).execute(writer.connection())?;
        }
        Ok(())
    }

    fn update(writer: &mut Writer, _: &mut References, rows: &[StoredRecusal]) -> Result<()> {
        for row in rows {
            let is_it =
                recusals::inspector_id.eq(row.inspector_id).and(recusals::object_id.eq(row.object_id));
            diesel::update(recusals::table.filter(is_it))
                .set(recusals::reason.eq(&row.reason))
                .execute(writer.connection())?;
        }
        Ok(())
    }
}
