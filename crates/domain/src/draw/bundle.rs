//! A bundle: the seven files from which anyone can recompute a draw (protocol §9), wherever they are kept.

use std::collections::BTreeMap;
use std::io::{self, ErrorKind, Read};

/// A file of a bundle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum File {
    /// The freeze.
    Freeze,
    /// The inspectors.
    Inspectors,
    /// The exclusions.
    Exclusions,
    /// The reveals.
    Reveals,
    /// The openings.
    Openings,
    /// The roster.
    Roster,
    /// The result.
    Result,
}

impl File {
    /// All files, in the order in which they are written.
    pub const ALL: [Self; 7] = [
        Self::Freeze,
        Self::Roster,
        Self::Inspectors,
        Self::Exclusions,
        Self::Reveals,
        Self::Openings,
        Self::Result,
    ];

    /// Its name in a folder or ZIP.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Freeze => "freeze.json",
            Self::Inspectors => "inspectors.json",
            Self::Exclusions => "exclusions.json",
            Self::Reveals => "reveals.json",
            Self::Openings => "openings.json",
            Self::Roster => "roster.bin",
            Self::Result => "result.json",
        }
    }
}

/// Where the files of a bundle come from: a folder, a ZIP, a database.
pub trait Source {
    /// Hands the file, from its beginning, to `read`. Calls may nest: two files are then read side by side.
    ///
    /// # Errors
    /// When the file cannot be opened; errors of reading reach `read`.
    fn with<T>(&self, file: File, read: impl FnOnce(&mut dyn Read) -> T) -> io::Result<T>;
}

/// A bundle in memory.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Memory(pub BTreeMap<File, Vec<u8>>);

impl Source for Memory {
    fn with<T>(&self, file: File, read: impl FnOnce(&mut dyn Read) -> T) -> io::Result<T> {
        let content = self.0.get(&file).ok_or_else(|| io::Error::from(ErrorKind::NotFound))?;
        Ok(read(&mut content.as_slice()))
    }
}
