//! Issuing bodies, departments and divisions.

use diesel::prelude::*;

use crate::database::{Reader, Writer};
use crate::error::{Conflict, Error, Result};
use crate::schema::{bodies, departments, divisions};

/// An issuing body (发文机关): numbers run per body and year.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = bodies)]
pub struct Body {
    /// Key.
    pub id: i64,
    /// Name.
    pub name: String,
    /// 发文代字: what its numbers begin with.
    pub number_prefix: String,
    /// Changes with every update.
    pub version: i64,
}

/// A department of a body.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = departments)]
pub struct Department {
    /// Key.
    pub id: i64,
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Its body.
    pub body_id: i64,
}

/// A division of GB/T 2260.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = divisions)]
pub struct Division {
    /// Six digits.
    pub code: String,
    /// Name.
    pub name: String,
    /// The division above.
    pub parent_code: Option<String>,
    /// For a retired code: the present one.
    pub current_code: Option<String>,
}

/// All bodies.
///
/// # Errors
/// When the database does not answer.
pub fn bodies(reader: &mut Reader) -> Result<Vec<Body>> {
    Ok(bodies::table.order(bodies::id).select(Body::as_select()).load(reader.connection())?)
}

/// One body.
///
/// # Errors
/// [`Error::NotFound`].
pub fn body(reader: &mut Reader, id: i64) -> Result<Body> {
    Ok(bodies::table.find(id).select(Body::as_select()).first(reader.connection())?)
}

/// All departments, by code.
///
/// # Errors
/// When the database does not answer.
pub fn departments(reader: &mut Reader) -> Result<Vec<Department>> {
    Ok(departments::table
        .order(departments::code)
        .select(Department::as_select())
        .load(reader.connection())?)
}

/// One department.
///
/// # Errors
/// [`Error::NotFound`].
pub fn department(reader: &mut Reader, id: i64) -> Result<Department> {
    Ok(departments::table.find(id).select(Department::as_select()).first(reader.connection())?)
}

/// All divisions, by code.
///
/// # Errors
/// When the database does not answer.
pub fn divisions(reader: &mut Reader) -> Result<Vec<Division>> {
    Ok(divisions::table.order(divisions::code).select(Division::as_select()).load(reader.connection())?)
}

/// Changes what a body's numbers begin with.
///
/// # Errors
/// [`Conflict::Stale`] when `version` is not the stored one.
pub fn set_number_prefix(writer: &mut Writer, id: i64, version: i64, prefix: &str) -> Result<Body> {
    body(writer, id)?;
    let changed = diesel::update(bodies::table.filter(bodies::id.eq(id)).filter(bodies::version.eq(version)))
        .set((bodies::number_prefix.eq(prefix), bodies::version.eq(version + 1)))
        .execute(writer.connection())?;
    if changed == 1 { body(writer, id) } else { Err(Error::Conflict(Conflict::Stale)) }
}
