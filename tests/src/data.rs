//! The real registers, which no repository holds.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::PathBuf;

use chrono::{Days, NaiveDate, Utc};

/// A row by the headings of its columns.
pub type Row = BTreeMap<String, String>;

/// The folder with the real registers.
pub struct Registers(PathBuf);

impl Registers {
    /// The folder; nothing, said aloud, where it is absent.
    #[must_use]
    #[allow(clippy::disallowed_methods, reason = "where the test data lies is no setting of the product")]
    pub fn find() -> Option<Self> {
        let beside = || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/data"));
        let folder = std::env::var_os("SUNLOT_TEST_DATA").map_or_else(beside, PathBuf::from);
        let found = folder.join("objects-huaian.csv").exists();
        if !found {
            let said = format!("SKIPPED: no real register in {}; set SUNLOT_TEST_DATA\n", folder.display());
            // Not by `eprintln!`, which the test harness swallows when the test passes.
            std::io::stderr().write_all(said.as_bytes()).expect("standard error");
        }
        found.then_some(Self(folder))
    }

    /// The path of a register.
    ///
    /// # Panics
    /// When the path is not UTF-8.
    #[must_use]
    pub fn path(&self, file: &str) -> String {
        self.0.join(file).to_str().expect("a path in UTF-8").to_owned()
    }

    /// The bytes of a register.
    ///
    /// # Panics
    /// When it cannot be read.
    #[must_use]
    pub fn bytes(&self, file: &str) -> Vec<u8> {
        fs::read(self.0.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
    }

    /// The rows of a register in UTF-8.
    ///
    /// # Panics
    /// When it is no table.
    #[must_use]
    pub fn rows(&self, file: &str) -> Vec<Row> {
        csv::Reader::from_reader(self.bytes(file).as_slice())
            .deserialize()
            .collect::<Result<_, _>>()
            .unwrap_or_else(|error| panic!("{file}: {error}"))
    }
}

/// The day it is in China, so many days from today. The server runs by the machine's clock, so its tests do.
///
/// # Panics
/// At the end of time.
#[must_use]
#[allow(clippy::disallowed_methods, reason = "the server under test goes by the machine's clock")]
pub fn today(days: u64) -> NaiveDate {
    let here = Utc::now().naive_utc() + chrono::TimeDelta::hours(8);
    here.date().checked_add_days(Days::new(days)).expect("a day")
}
