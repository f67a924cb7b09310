//! Matters with their check items, and the objects that they concern.

use std::collections::HashMap;

use diesel::prelude::*;
use domain::import::{MatterRow, ObjectMatterRow, Row};

use super::references::{References, codes, find};
use super::{Library, Missing};
use crate::database::Writer;
use crate::dialect::bulk;
use crate::error::Result;
use crate::schema::{check_items, matters, object_matters};
use crate::stored::Time;

/// A matter without its key.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = matters)]
struct Values {
    code: String,
    name: String,
    category: String,
    department_id: i64,
    legal_basis: String,
    qualification: String,
    ratio_ppm: i32,
    frequency: i32,
    updated_at: Time,
    version: i64,
}

/// A matter with the texts of its check items in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredMatter {
    values: Values,
    items: Vec<String>,
}

/// A matter concerns an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = object_matters)]
#[diesel(treat_none_as_default_value = false)]
pub struct StoredObjectMatter {
    matter_id: i64,
    object_id: i64,
}

impl Library for MatterRow {
    type Stored = StoredMatter;

    fn load(writer: &mut Writer, _: &mut References, rows: &[Self]) -> Result<HashMap<String, StoredMatter>> {
        let codes: Vec<_> = rows.iter().map(|row| row.code.clone()).collect();
        let found: Vec<(i64, Values)> = matters::table
            .filter(matters::code.eq_any(codes))
            .select((matters::id, Values::as_select()))
            .load(writer.connection())?;
        let ids: Vec<_> = found.iter().map(|(id, _)| *id).collect();
        let mut items: HashMap<i64, Vec<String>> = HashMap::new();
        for item in crate::matter::check_items(writer, &ids)? {
            items.entry(item.matter_id).or_default().push(item.text);
        }
        let stored = |(id, values): (i64, Values)| {
            (values.code.clone(), StoredMatter { values, items: items.remove(&id).unwrap_or_default() })
        };
        Ok(found.into_iter().map(stored).collect())
    }

    fn merge(&self, stored: Option<&StoredMatter>, references: &References) -> Result<StoredMatter, Missing> {
        let department_id = find(&references.departments, "department", "部门", &self.department)?;
        let before = stored.map(|s| &s.values);
        let text = |said: &Option<String>, stored: Option<&String>| {
            said.as_ref().or(stored).cloned().unwrap_or_default()
        };
        let values = Values {
            code: self.code.clone(),
            name: self.name.clone(),
            category: self.category.to_owned(),
            department_id,
            legal_basis: text(&self.legal_basis, before.map(|s| &s.legal_basis)),
            qualification: text(&self.qualification, before.map(|s| &s.qualification)),
            ratio_ppm: self.ratio_ppm,
            frequency: self.frequency.or(before.map(|s| s.frequency)).unwrap_or(1),
            updated_at: before.map_or_else(|| Time::from(chrono::DateTime::UNIX_EPOCH), |s| s.updated_at),
            version: before.map_or(0, |s| s.version),
        };
        let items = self.check_items.clone().or(stored.map(|s| s.items.clone())).unwrap_or_default();
        Ok(StoredMatter { values, items })
    }

    fn stamp(stored: &mut StoredMatter, now: Time) {
        stored.values.updated_at = now;
        stored.values.version += 1;
    }

    fn insert(writer: &mut Writer, _: &mut References, rows: &[StoredMatter]) -> Result<()> {
        for row in rows {
            let id = diesel::insert_into(matters::table)
                .values(row.values.clone())
                .returning(matters::id)
                .get_result(writer.connection())?;
            set_items(writer, id, &row.items)?;
        }
        Ok(())
    }

    fn update(writer: &mut Writer, _: &mut References, rows: &[StoredMatter]) -> Result<()> {
        for row in rows {
            let is_it = matters::code.eq(&row.values.code);
            diesel::update(matters::table.filter(is_it)).set(&row.values).execute(writer.connection())?;
            let id = matters::table.filter(is_it).select(matters::id).first(writer.connection())?;
            set_items(writer, id, &row.items)?;
        }
        Ok(())
    }
}

/// Makes these the check items of a matter. Items with the same text stay the same rows, because records of inspections
/// refer to them; others are retired, never deleted.
fn set_items(writer: &mut Writer, matter: i64, texts: &[String]) -> Result<()> {
    let of_matter = check_items::table.filter(check_items::matter_id.eq(matter));
    let known: Vec<(String, i64)> = of_matter
        .order(check_items::id)
        .select((check_items::text, check_items::id))
        .load(writer.connection())?;
    let mut known: HashMap<_, _> = known.into_iter().collect();
    diesel::update(of_matter).set(check_items::retired.eq(true)).execute(writer.connection())?;
    for (position, text) in (1_i32..).zip(texts) {
        if let Some(id) = known.remove(text) {
            diesel::update(check_items::table.find(id))
                .set((check_items::position.eq(position), check_items::retired.eq(false)))
                .execute(writer.connection())?;
        } else {
            diesel::insert_into(check_items::table)
                .values((
                    check_items::matter_id.eq(matter),
                    check_items::position.eq(position),
                    check_items::text.eq(text),
                    check_items::retired.eq(false),
                ))
                .execute(writer.connection())?;
        }
    }
    Ok(())
}

impl Library for ObjectMatterRow {
    type Stored = StoredObjectMatter;

    fn load(
        writer: &mut Writer,
        references: &mut References,
        rows: &[Self],
    ) -> Result<HashMap<String, StoredObjectMatter>> {
        references.load_objects(writer, rows.iter().map(|row| row.object.clone()).collect())?;
        let (matters, objects) = (codes(&references.matters), codes(&references.objects));
        let found: Vec<StoredObjectMatter> = object_matters::table
            .filter(object_matters::object_id.eq_any(objects.keys().copied()))
            .select(StoredObjectMatter::as_select())
            .load(writer.connection())?;
        let key = |row: &StoredObjectMatter| {
            let (matter, object) = (*matters.get(&row.matter_id)?, *objects.get(&row.object_id)?);
            Some(ObjectMatterRow { matter: matter.to_owned(), object: object.to_owned() }.key())
        };
        Ok(found.into_iter().filter_map(|row| Some((key(&row)?, row))).collect())
    }

    fn merge(
        &self,
        _: Option<&StoredObjectMatter>,
        references: &References,
    ) -> Result<StoredObjectMatter, Missing> {
        Ok(StoredObjectMatter {
            matter_id: find(&references.matters, "matter", "抽查事项", &self.matter)?,
            object_id: find(&references.objects, "code", "检查对象", &self.object)?,
        })
    }

    fn insert(writer: &mut Writer, _: &mut References, rows: &[StoredObjectMatter]) -> Result<()> {
        bulk::insert_object_matters(writer, rows)
    }

    /// Both columns are the key: nothing ever changes.
    fn update(_: &mut Writer, _: &mut References, _: &[StoredObjectMatter]) -> Result<()> {
        Ok(())
    }
}
