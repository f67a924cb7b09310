//! What rows refer to, by code.

use std::collections::HashMap;

use diesel::prelude::*;
use domain::import::Kind;

use super::Missing;
use crate::database::Writer;
use crate::error::Result;
use crate::schema::{bodies, departments, inspectors, matters, objects};

/// Keys by code: of departments, matters, inspectors and bodies all of them, of objects those of the batch.
#[derive(Debug, Default)]
pub struct References {
    pub(super) bodies: HashMap<String, i64>,
    pub(super) departments: HashMap<String, i64>,
    pub(super) matters: HashMap<String, i64>,
    pub(super) inspectors: HashMap<String, i64>,
    pub(super) objects: HashMap<String, i64>,
}

impl References {
    /// Loads what rows of this kind refer to.
    pub(super) fn load(writer: &mut Writer, kind: Kind) -> Result<Self> {
        let mut found = Self::default();
        let c = writer.connection();
        match kind {
            Kind::Departments => {
                found.bodies = map(bodies::table.select((bodies::name, bodies::id)).load(c)?)
            }
            Kind::Inspectors | Kind::Matters => {
                found.departments =
                    map(departments::table.select((departments::code, departments::id)).load(c)?);
            }
            Kind::ObjectMatters => {
                found.matters = map(matters::table.select((matters::code, matters::id)).load(c)?);
            }
            Kind::Recusals => {
                found.inspectors =
                    map(inspectors::table.select((inspectors::code, inspectors::id)).load(c)?);
            }
            Kind::Divisions | Kind::Objects | Kind::Credit | Kind::Calendar => {}
        }
        Ok(found)
    }

    /// Loads the keys of these objects, forgetting those of the batch before.
    pub(super) fn load_objects(&mut self, writer: &mut Writer, codes: Vec<String>) -> Result<()> {
        self.objects = map(objects::table
            .filter(objects::code.eq_any(codes))
            .select((objects::code, objects::id))
            .load(writer.connection())?);
        Ok(())
    }
}

/// The code of each of these keys. Pairs are looked up by key and named from here, not by a join: while an import fills their
/// table, PostgreSQL can only guess what is in it, and reads all objects for every batch.
pub(super) fn codes(known: &HashMap<String, i64>) -> HashMap<i64, &str> {
    known.iter().map(|(code, key)| (*key, code.as_str())).collect()
}

fn map(rows: Vec<(String, i64)>) -> HashMap<String, i64> {
    rows.into_iter().collect()
}

/// The key of what a row refers to.
pub(super) fn find(
    known: &HashMap<String, i64>,
    column: &'static str,
    what: &'static str,
    code: &str,
) -> Result<i64, Missing> {
    known.get(code).copied().ok_or_else(|| Missing { column, what, value: code.to_owned() })
}
