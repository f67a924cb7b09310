//! Matters, their check items, and the published matter list.

use diesel::prelude::*;

use crate::database::{Reader, Writer};
use crate::error::Result;
use crate::schema::{check_items, departments, matter_list_entries, matter_lists, matters};
use crate::stored::Time;

/// A matter as stored.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = matters)]
pub struct Matter {
    /// Key.
    pub id: i64,
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// `key` or `general`.
    pub category: String,
    /// Department in charge.
    pub department_id: i64,
    /// Legal basis.
    pub legal_basis: String,
    /// Qualification that an inspector needs.
    pub qualification: String,
    /// Ratio, parts per million.
    pub ratio_ppm: i32,
    /// Visits per object and year, at most.
    pub frequency: i32,
    /// Changes with every update.
    pub version: i64,
}

/// A check item of a matter's form.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = check_items)]
pub struct CheckItem {
    /// Key.
    pub id: i64,
    /// Its matter.
    pub matter_id: i64,
    /// Order within the matter, from 1.
    pub position: i32,
    /// What is checked.
    pub text: String,
}

/// A published version of the matter list.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = matter_lists)]
pub struct MatterList {
    /// Key.
    pub id: i64,
    /// Version, from 1.
    pub version: i64,
    /// When published.
    pub published_at: Time,
}

/// All matters by code, with the code and name of their department. There are at most a few hundred.
///
/// # Errors
/// When the database does not answer.
pub fn list(reader: &mut Reader) -> Result<Vec<(Matter, String)>> {
    Ok(matters::table
        .inner_join(departments::table)
        .order(matters::code)
        .select((Matter::as_select(), departments::name))
        .load(reader.connection())?)
}

/// One matter.
///
/// # Errors
/// [`crate::Error::NotFound`].
pub fn get(reader: &mut Reader, id: i64) -> Result<Matter> {
    Ok(matters::table.find(id).select(Matter::as_select()).first(reader.connection())?)
}

/// The matters with these keys, by code.
///
/// # Errors
/// When the database does not answer.
pub fn by_ids(reader: &mut Reader, ids: &[i64]) -> Result<Vec<Matter>> {
    Ok(matters::table
        .filter(matters::id.eq_any(ids.to_vec()))
        .order(matters::code)
        .select(Matter::as_select())
        .load(reader.connection())?)
}

/// The check items of these matters, by matter and position: the unified form.
///
/// # Errors
/// When the database does not answer.
pub fn check_items(reader: &mut Reader, matters: &[i64]) -> Result<Vec<CheckItem>> {
    Ok(check_items::table
        .filter(check_items::matter_id.eq_any(matters.to_vec()))
        .filter(check_items::retired.eq(false))
        .order((check_items::matter_id, check_items::position))
        .select(CheckItem::as_select())
        .load(reader.connection())?)
}

/// The check items with these keys, by matter and position; retired ones too, for what was recorded with them.
///
/// # Errors
/// When the database does not answer.
pub fn items(reader: &mut Reader, ids: &[i64]) -> Result<Vec<CheckItem>> {
    Ok(check_items::table
        .filter(check_items::id.eq_any(ids.to_vec()))
        .order((check_items::matter_id, check_items::position))
        .select(CheckItem::as_select())
        .load(reader.connection())?)
}

/// The list in force, if one was ever published.
///
/// # Errors
/// When the database does not answer.
pub fn list_in_force(reader: &mut Reader) -> Result<Option<MatterList>> {
    Ok(matter_lists::table
        .order(matter_lists::version.desc())
        .select(MatterList::as_select())
        .first(reader.connection())
        .optional()?)
}

/// The matters on a list.
///
/// # Errors
/// When the database does not answer.
pub fn listed(reader: &mut Reader, list: i64) -> Result<Vec<i64>> {
    Ok(matter_list_entries::table
        .filter(matter_list_entries::list_id.eq(list))
        .order(matter_list_entries::matter_id)
        .select(matter_list_entries::matter_id)
        .load(reader.connection())?)
}

/// Publishes a new version of the list with these matters.
///
/// # Errors
/// [`crate::Conflict::Reference`] when a matter does not exist.
pub fn publish(writer: &mut Writer, user: i64, matters: &[i64]) -> Result<MatterList> {
    let version = list_in_force(writer)?.map_or(1, |list| list.version + 1);
    let now = Time::from(writer.now());
    let id: i64 = diesel::insert_into(matter_lists::table)
        .values((
            matter_lists::version.eq(version),
            matter_lists::published_at.eq(now),
            matter_lists::published_by.eq(user),
        ))
        .returning(matter_lists::id)
        .get_result(writer.connection())?;
    for matter in matters {
        diesel::insert_into(matter_list_entries::table)
            .values((matter_list_entries::list_id.eq(id), matter_list_entries::matter_id.eq(matter)))
            .execute(writer.connection())?;
    }
    Ok(MatterList { id, version, published_at: now })
}
