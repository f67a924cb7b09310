//! Plausible made-up registers of Huai'an (淮安), of any size, from a seed: what `sunlot serve --demo` shows and what
//! the measurements import.
//!
//! Every row follows from the [`World`] and its own number alone, so writers stream, memory does not grow with the
//! register, and one register knows the codes of another without holding it. Codes are valid and unique; enterprises
//! and people are invented: organisation codes begin with `Y` and registration numbers run in a range that no
//! register reaches.

pub mod credit;
pub mod departments;
mod dice;
pub mod divisions;
mod industries;
pub mod inspectors;
pub mod matters;
pub mod object_matters;
pub mod objects;
pub mod recusals;
#[cfg(test)]
mod tests;

use std::io::{self, Write};

use chrono::NaiveDate;

/// The most objects a world can have.
pub const MAX_OBJECTS: u32 = 15_000_000;

/// What everything follows from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct World {
    seed: u64,
    objects: u32,
    today: NaiveDate,
}

impl World {
    /// A world of so many objects (at most [`MAX_OBJECTS`]). Certificates expire, and assessments lie, around `today`;
    /// the objects themselves do not depend on it.
    #[must_use]
    pub fn new(seed: u64, objects: u32, today: NaiveDate) -> Self {
        Self { seed, objects: objects.min(MAX_OBJECTS), today }
    }

    /// How many objects there are.
    #[must_use]
    pub fn objects(&self) -> u32 {
        self.objects
    }

    /// How many inspectors there are: one per department and division, and one more for every 500 objects, at most
    /// 30,000 (a province's).
    #[must_use]
    pub fn inspectors(&self) -> u32 {
        (96 + self.objects / 500).min(30_000)
    }
}

/// A register: the name of its file, and what writes it.
#[derive(Debug, Clone, Copy)]
pub struct Register {
    /// As in `sunlot import NAME FILE`, and the file's name without `.csv`.
    pub name: &'static str,
    /// Writes the register as CSV in UTF-8, headers first.
    pub write: fn(&World, &mut dyn Write) -> io::Result<()>,
}

/// All registers, in an order in which each refers only to earlier ones.
pub const REGISTERS: [Register; 8] = [
    Register { name: "divisions", write: divisions::write },
    Register { name: "departments", write: departments::write },
    Register { name: "objects", write: objects::write },
    Register { name: "inspectors", write: inspectors::write },
    Register { name: "matters", write: matters::write },
    Register { name: "object-matters", write: object_matters::write },
    Register { name: "credit", write: credit::write },
    Register { name: "recusals", write: recusals::write },
];
