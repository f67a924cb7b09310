//! 导入: rows of a library into the database, batch by batch, each told what became of it.
//!
//! What is stored is loaded by natural key and merged with what the file says; what the file does not say stays. Only
//! what differs is written.

mod department;
mod inspector;
mod matter;
mod object;
mod recusal;
mod references;

use std::collections::HashMap;

use domain::import::{Divisions, Row, Seen};

use crate::database::{Reader, Writer};
use crate::dialect::bulk;
use crate::error::Result;
use crate::stored::Time;

pub(crate) use matter::StoredObjectMatter;
pub(crate) use object::StoredObject;
use references::References;

/// Rows of a batch: few enough for the number of parameters that a statement may have on either database.
pub const BATCH: usize = 1000;

/// What became of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is new.
    Inserted,
    /// It changed what was stored.
    Changed,
    /// It is stored already.
    Unchanged,
    /// The same file said the same before.
    Repeated,
    /// The same file said something else of the same thing before; not written.
    Contradicts,
    /// It refers to something that is not there; not written.
    Missing(Missing),
}

/// A reference that leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// Name of the column.
    pub column: &'static str,
    /// What is missing, in Chinese.
    pub what: &'static str,
    /// Its code.
    pub value: String,
}

/// A kind of row that can be stored.
pub trait Library: Row {
    /// It as stored.
    type Stored: Clone + PartialEq;

    /// What is stored under the keys of these rows.
    ///
    /// # Errors
    /// When the database does not answer.
    fn load(
        writer: &mut Writer,
        references: &mut References,
        rows: &[Self],
    ) -> Result<HashMap<String, Self::Stored>>;

    /// What is stored with what the row says of it; the same when the row changes nothing.
    ///
    /// # Errors
    /// [`Missing`] when the row refers to something that is not there.
    fn merge(&self, stored: Option<&Self::Stored>, references: &References) -> Result<Self::Stored, Missing>;

    /// Marks what is to be written: time, version.
    fn stamp(_: &mut Self::Stored, _: Time) {}

    /// Writes what is new.
    ///
    /// # Errors
    /// When the database refuses.
    fn insert(writer: &mut Writer, references: &mut References, rows: &[Self::Stored]) -> Result<()>;

    /// Writes what changed.
    ///
    /// # Errors
    /// When the database refuses.
    fn update(writer: &mut Writer, references: &mut References, rows: &[Self::Stored]) -> Result<()>;
}

/// One file on its way into the database.
pub struct Importer {
    references: References,
    seen: Seen,
}

impl Importer {
    /// Begins an import of rows of one kind; imports come one after the other.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn begin<R: Library>(writer: &mut Writer) -> Result<Self> {
        bulk::hold_imports(writer)?;
        Ok(Self { references: References::load(writer, R::KIND)?, seen: Seen::default() })
    }

    /// Stores a batch of at most [`BATCH`] rows; answers what became of each, in order.
    ///
    /// # Errors
    /// When the database refuses; the transaction is then lost.
    pub fn store<R: Library>(&mut self, writer: &mut Writer, rows: &[R]) -> Result<Vec<Outcome>> {
        let mut stored = R::load(writer, &mut self.references, rows)?;
        let now = Time::from(writer.now());
        let (mut new, mut changed) = (Vec::new(), Vec::new());
        let mut outcomes = Vec::with_capacity(rows.len());
        for row in rows {
            let key = row.key();
            let before = stored.get(&key);
            let mut merged = match row.merge(before, &self.references) {
                Ok(merged) => merged,
                Err(missing) => {
                    outcomes.push(Outcome::Missing(missing));
                    continue;
                }
            };
            let is_same = before == Some(&merged);
            if self.seen.contains(&key) {
                outcomes.push(if is_same { Outcome::Repeated } else { Outcome::Contradicts });
                continue;
            }
            self.seen.mark(&key);
            if is_same {
                outcomes.push(Outcome::Unchanged);
                continue;
            }
            R::stamp(&mut merged, now);
            if before.is_some() {
                changed.push(merged.clone());
                outcomes.push(Outcome::Changed);
            } else {
                new.push(merged.clone());
                outcomes.push(Outcome::Inserted);
            }
            stored.insert(key, merged);
        }
        R::insert(writer, &mut self.references, &new)?;
        R::update(writer, &mut self.references, &changed)?;
        Ok(outcomes)
    }
}

/// The divisions that are known, ready to be looked up while rows are read.
///
/// # Errors
/// When the database does not answer.
pub fn divisions(reader: &mut Reader) -> Result<Divisions> {
    let rows = crate::department::divisions(reader)?;
    let known = rows.into_iter().map(|row| domain::import::Division {
        code: row.code,
        name: row.name,
        parent: row.parent_code,
        current: row.current_code,
    });
    Ok(Divisions::new(known.collect()))
}
