//! Objects and their risk classes.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;
use domain::Coded;
use domain::import::{CreditRow, ObjectRow};
use domain::object::{Kind, Status};

use super::references::References;
use super::{Library, Missing};
use crate::database::Writer;
use crate::dialect::bulk;
use crate::error::Result;
use crate::schema::objects;
use crate::stored::Time;

/// An object without its key.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = objects)]
#[diesel(treat_none_as_null = true)]
#[diesel(treat_none_as_default_value = false)]
pub struct StoredObject {
    pub(crate) code: String,
    name: String,
    kind: String,
    status: String,
    founded: Option<NaiveDate>,
    enterprise_type: String,
    capital: String,
    scope: String,
    address: String,
    division: Option<String>,
    industry: Option<String>,
    risk_class: Option<String>,
    risk_score: Option<i32>,
    assessed_on: Option<NaiveDate>,
    updated_at: Time,
    version: i64,
}

impl StoredObject {
    fn stamp(&mut self, now: Time) {
        self.updated_at = now;
        self.version += 1;
    }
}

fn load(writer: &mut Writer, codes: Vec<String>) -> Result<HashMap<String, StoredObject>> {
    let rows: Vec<StoredObject> = objects::table
        .filter(objects::code.eq_any(codes))
        .select(StoredObject::as_select())
        .load(writer.connection())?;
    Ok(rows.into_iter().map(|row| (row.code.clone(), row)).collect())
}

impl Library for ObjectRow {
    type Stored = StoredObject;

    fn load(writer: &mut Writer, _: &mut References, rows: &[Self]) -> Result<HashMap<String, StoredObject>> {
        load(writer, rows.iter().map(|row| row.code.clone()).collect())
    }

    fn merge(&self, stored: Option<&StoredObject>, _: &References) -> Result<StoredObject, Missing> {
        let text = |said: &Option<String>, stored: Option<&String>| {
            said.as_ref().or(stored).cloned().unwrap_or_default()
        };
        let kind = self.kind.map(|kind| kind.code().to_owned());
        let status = self.status.map(|status| status.code().to_owned());
        let before = stored.and_then(|s| s.division.clone());
        // A division once known stays, unless the file states one or the object has moved.
        let has_moved = stored.is_some_and(|s| self.address.as_ref().is_some_and(|a| *a != s.address));
        let kept = before.clone().filter(|_| !has_moved);
        Ok(StoredObject {
            code: self.code.clone(),
            name: self.name.clone(),
            kind: kind
                .or(stored.map(|s| s.kind.clone()))
                .unwrap_or_else(|| Kind::Enterprise.code().to_owned()),
            status: status
                .or(stored.map(|s| s.status.clone()))
                .unwrap_or_else(|| Status::Active.code().to_owned()),
            founded: self.founded.unwrap_or(stored.and_then(|s| s.founded)),
            enterprise_type: text(&self.enterprise_type, stored.map(|s| &s.enterprise_type)),
            capital: text(&self.capital, stored.map(|s| &s.capital)),
            scope: text(&self.scope, stored.map(|s| &s.scope)),
            address: text(&self.address, stored.map(|s| &s.address)),
            division: self.division.clone().or(kept).or_else(|| self.division_of_address.clone()).or(before),
            industry: self.industry.clone().or_else(|| stored.and_then(|s| s.industry.clone())),
            risk_class: stored.and_then(|s| s.risk_class.clone()),
            risk_score: stored.and_then(|s| s.risk_score),
            assessed_on: stored.and_then(|s| s.assessed_on),
            updated_at: stored.map_or_else(|| Time::from(chrono::DateTime::UNIX_EPOCH), |s| s.updated_at),
            version: stored.map_or(0, |s| s.version),
        })
    }

    fn stamp(stored: &mut StoredObject, now: Time) {
        stored.stamp(now);
    }

    fn insert(writer: &mut Writer, _: &mut References, rows: &[StoredObject]) -> Result<()> {
        bulk::insert_objects(writer, rows)
    }

    fn update(writer: &mut Writer, _: &mut References, rows: &[StoredObject]) -> Result<()> {
        bulk::update_objects(writer, rows)
    }
}

impl Library for CreditRow {
    type Stored = StoredObject;

    fn load(writer: &mut Writer, _: &mut References, rows: &[Self]) -> Result<HashMap<String, StoredObject>> {
        load(writer, rows.iter().map(|row| row.object.clone()).collect())
    }

    fn merge(&self, stored: Option<&StoredObject>, _: &References) -> Result<StoredObject, Missing> {
        let mut merged = stored.cloned().ok_or_else(|| Missing {
            column: "code",
            what: "检查对象",
            value: self.object.clone(),
        })?;
        merged.risk_class = Some(self.class.code().to_owned());
        merged.risk_score = self.score.unwrap_or(merged.risk_score);
        merged.assessed_on = self.assessed_on.unwrap_or(merged.assessed_on);
        Ok(merged)
    }

    fn stamp(stored: &mut StoredObject, now: Time) {
        stored.stamp(now);
    }

    /// A class of an object that is not there is [`Missing`]: nothing is ever new.
    fn insert(_: &mut Writer, _: &mut References, _: &[StoredObject]) -> Result<()> {
        Ok(())
    }

    fn update(writer: &mut Writer, _: &mut References, rows: &[StoredObject]) -> Result<()> {
        bulk::update_objects(writer, rows)
    }
}
