//! Inspectors.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;
use domain::import::InspectorRow;

use super::references::{References, find};
use super::{Library, Missing};
use crate::database::Writer;
use crate::error::Result;
use crate::schema::inspectors;
use crate::stored::Time;

/// An inspector without its key.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = inspectors)]
#[diesel(treat_none_as_null = true)]
#[diesel(treat_none_as_default_value = false)]
pub struct StoredInspector {
    code: String,
    name: String,
    gender: String,
    department_id: i64,
    division: Option<String>,
    certificate_number: String,
    certificate_expires: NaiveDate,
    /// JSON array, sorted.
    qualifications: String,
    expert: bool,
    title: String,
    status: String,
    updated_at: Time,
    version: i64,
}

impl Library for InspectorRow {
    type Stored = StoredInspector;

    fn load(
        writer: &mut Writer,
        _: &mut References,
        rows: &[Self],
    ) -> Result<HashMap<String, StoredInspector>> {
        let codes: Vec<_> = rows.iter().map(|row| row.code.clone()).collect();
        let rows: Vec<StoredInspector> = inspectors::table
            .filter(inspectors::code.eq_any(codes))
            .select(StoredInspector::as_select())
            .load(writer.connection())?;
        Ok(rows.into_iter().map(|row| (row.code.clone(), row)).collect())
    }

    fn merge(
        &self,
        stored: Option<&StoredInspector>,
        references: &References,
    ) -> Result<StoredInspector, Missing> {
        let department_id = find(&references.departments, "department", "部门", &self.department)?;
        let said = self.qualifications.as_ref().map(|list| serde_json::json!(list).to_string());
        Ok(StoredInspector {
            code: self.code.clone(),
            name: self.name.clone(),
            gender: self.gender.clone().or(stored.map(|s| s.gender.clone())).unwrap_or_default(),
            department_id,
            division: self.division.clone().or_else(|| stored.and_then(|s| s.division.clone())),
            certificate_number: self.certificate_number.clone(),
            certificate_expires: self.certificate_expires,
            qualifications: said
                .or(stored.map(|s| s.qualifications.clone()))
                .unwrap_or_else(|| "[]".to_owned()),
            expert: self.expert.or(stored.map(|s| s.expert)).unwrap_or_default(),
            title: self.title.clone().or(stored.map(|s| s.title.clone())).unwrap_or_default(),
            status: self
                .status
                .map(str::to_owned)
                .or(stored.map(|s| s.status.clone()))
                .unwrap_or_else(|| "active".to_owned()),
            updated_at: stored.map_or_else(|| Time::from(chrono::DateTime::UNIX_EPOCH), |s| s.updated_at),
            version: stored.map_or(0, |s| s.version),
        })
    }

    fn stamp(stored: &mut StoredInspector, now: Time) {
        stored.updated_at = now;
        stored.version += 1;
    }

    fn insert(writer: &mut Writer, _: &mut References, rows: &[StoredInspector]) -> Result<()> {
        for row in rows {
            diesel::insert_into(inspectors::table).values(row).execute(writer.connection())?;
        }
        Ok(())
    }

    fn update(writer: &mut Writer, _: &mut References, rows: &[StoredInspector]) -> Result<()> {
        for row in rows {
            diesel::update(inspectors::table.filter(inspectors::code.eq(&row.code)))
                .set(row)
                .execute(writer.connection())?;
        }
        Ok(())
    }
}
