//! Departments with their bodies, divisions, calendar days.

use std::collections::HashMap;

use diesel::prelude::*;
use domain::import::{CalendarRow, DepartmentRow, DivisionRow};

use super::references::References;
use super::{Library, Missing};
use crate::calendar::CalendarDay;
use crate::database::Writer;
use crate::error::Result;
use crate::schema::{bodies, calendar_days, departments, divisions};

/// A department with the name of its body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredDepartment {
    code: String,
    name: String,
    body: String,
    /// What the numbers of the body begin with, should it be new.
    prefix: String,
}

/// A division without its key.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = divisions)]
#[diesel(treat_none_as_null = true)]
#[diesel(treat_none_as_default_value = false)]
pub struct StoredDivision {
    code: String,
    name: String,
    parent_code: Option<String>,
    current_code: Option<String>,
}

/// The key of a body, which is made when it is new.
fn body(writer: &mut Writer, references: &mut References, row: &StoredDepartment) -> Result<i64> {
    if let Some(id) = references.bodies.get(&row.body) {
        return Ok(*id);
    }
    let values =
        (bodies::name.eq(&row.body), bodies::number_prefix.eq(&row.prefix), bodies::version.eq(1_i64));
    let id = diesel::insert_into(bodies::table)
        .values(values)
        .returning(bodies::id)
        .get_result(writer.connection())?;
    references.bodies.insert(row.body.clone(), id);
    Ok(id)
}

impl Library for DepartmentRow {
    type Stored = StoredDepartment;

    fn load(
        writer: &mut Writer,
        _: &mut References,
        rows: &[Self],
    ) -> Result<HashMap<String, StoredDepartment>> {
        let codes: Vec<_> = rows.iter().map(|row| row.code.clone()).collect();
        let found: Vec<(String, String, String, String)> = departments::table
            .inner_join(bodies::table)
            .filter(departments::code.eq_any(codes))
            .select((departments::code, departments::name, bodies::name, bodies::number_prefix))
            .load(writer.connection())?;
        let stored = |(code, name, body, prefix): (String, String, String, String)| {
            (code.clone(), StoredDepartment { code, name, body, prefix })
        };
        Ok(found.into_iter().map(stored).collect())
    }

    fn merge(&self, stored: Option<&StoredDepartment>, _: &References) -> Result<StoredDepartment, Missing> {
        // The prefix of a body that is there already is the administrator's.
        let kept = stored.filter(|s| s.body == self.body).map(|s| s.prefix.clone());
        Ok(StoredDepartment {
            code: self.code.clone(),
            name: self.name.clone(),
            body: self.body.clone(),
            prefix: kept.unwrap_or_else(|| self.prefix().to_owned()),
        })
    }

    fn insert(writer: &mut Writer, references: &mut References, rows: &[StoredDepartment]) -> Result<()> {
        for row in rows {
            let body_id = body(writer, references, row)?;
            diesel::insert_into(departments::table)
                .values((
                    departments::code.eq(&row.code),
                    departments::name.eq(&row.name),
                    departments::body_id.eq(body_id),
                ))
                .execute(writer.connection())?;
        }
        Ok(())
    }

    fn update(writer: &mut Writer, references: &mut References, rows: &[StoredDepartment]) -> Result<()> {
        for row in rows {
            let body_id = body(writer, references, row)?;
            diesel::update(departments::table.filter(departments::code.eq(&row.code)))
                .set((departments::name.eq(&row.name), departments::body_id.eq(body_id)))
                .execute(writer.connection())?;
        }
        Ok(())
    }
}

impl Library for DivisionRow {
    type Stored = StoredDivision;

    fn load(
        writer: &mut Writer,
        _: &mut References,
        rows: &[Self],
    ) -> Result<HashMap<String, StoredDivision>> {
        let codes: Vec<_> = rows.iter().map(|row| row.code.clone()).collect();
        let found: Vec<StoredDivision> = divisions::table
            .filter(divisions::code.eq_any(codes))
            .select(StoredDivision::as_select())
            .load(writer.connection())?;
        Ok(found.into_iter().map(|row| (row.code.clone(), row)).collect())
    }

    fn merge(&self, stored: Option<&StoredDivision>, _: &References) -> Result<StoredDivision, Missing> {
        let code = |said: &Option<Option<String>>, stored: Option<&Option<String>>| {
            said.as_ref().or(stored).cloned().flatten()
        };
        Ok(StoredDivision {
            code: self.code.clone(),
            name: self.name.clone(),
            parent_code: code(&self.parent_code, stored.map(|s| &s.parent_code)),
            current_code: code(&self.current_code, stored.map(|s| &s.current_code)),
        })
    }

    fn insert(writer: &mut Writer, _: &mut References, rows: &[StoredDivision]) -> Result<()> {
        for row in rows {
            diesel::insert_into(divisions::table).values(row).execute(writer.connection())?;
        }
        Ok(())
    }

    fn update(writer: &mut Writer, _: &mut References, rows: &[StoredDivision]) -> Result<()> {
        for row in rows {
            diesel::update(divisions::table.filter(divisions::code.eq(&row.code)))
                .set(row)
                .execute(writer.connection())?;
        }
        Ok(())
    }
}

impl Library for CalendarRow {
    type Stored = CalendarDay;

    fn load(writer: &mut Writer, _: &mut References, rows: &[Self]) -> Result<HashMap<String, CalendarDay>> {
        let days: Vec<_> = rows.iter().map(|row| row.day).collect();
        let found: Vec<CalendarDay> = calendar_days::table
            .filter(calendar_days::day.eq_any(days))
            .select(CalendarDay::as_select())
            .load(writer.connection())?;
        Ok(found.into_iter().map(|row| (row.day.to_string(), row)).collect())
    }

    fn merge(&self, stored: Option<&CalendarDay>, _: &References) -> Result<CalendarDay, Missing> {
        let name = self.name.clone().or(stored.map(|s| s.name.clone())).unwrap_or_default();
        Ok(CalendarDay { day: self.day, kind: self.kind.into(), name })
    }

    fn insert(writer: &mut Writer, _: &mut References, rows: &[CalendarDay]) -> Result<()> {
        for row in rows {
            diesel::insert_into(calendar_days::table).values(row.clone()).execute(writer.connection())?;
        }
        Ok(())
    }

    fn update(writer: &mut Writer, _: &mut References, rows: &[CalendarDay]) -> Result<()> {
        for row in rows {
            diesel::update(calendar_days::table.find(row.day))
                .set((calendar_days::kind.eq(&row.kind), calendar_days::name.eq(&row.name)))
                .execute(writer.connection())?;
        }
        Ok(())
    }
}
