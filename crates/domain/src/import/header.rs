//! The first row of a file: which column is which.

use super::{Kind, text};

/// A column that a kind of file may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Stable English name; a heading too.
    pub name: &'static str,
    /// The usual Chinese heading.
    pub title: &'static str,
    /// Other headings in use.
    pub aliases: &'static [&'static str],
    /// Whether a file without it cannot be imported.
    pub required: bool,
}

impl Column {
    pub(super) const fn required(
        name: &'static str,
        title: &'static str,
        aliases: &'static [&'static str],
    ) -> Self {
        Self { name, title, aliases, required: true }
    }

    pub(super) const fn optional(
        name: &'static str,
        title: &'static str,
        aliases: &'static [&'static str],
    ) -> Self {
        Self { name, title, aliases, required: false }
    }

    fn is_headed(&self, heading: &str) -> bool {
        let mut headings = [self.name, self.title].into_iter().chain(self.aliases.iter().copied());
        headings.any(|known| text::heading(known) == heading)
    }
}

/// Which column of a file is which.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    columns: Vec<Place>,
    width: usize,
}

/// Where a column stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) column: Column,
    pub(super) position: usize,
    /// The heading as the file has it, so that a report names what its reader sees.
    pub(super) heading: String,
}

/// Why a first row is no header.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HeaderError {
    /// Columns that the kind needs are not there.
    #[error("第一行缺少必需的列：{}。请在文件第一行写上列名（“{kind}”需要：{}）", .missing.join("、"), .needed.join("、"))]
    Missing {
        /// What was to be imported.
        kind: &'static str,
        /// Titles of what is missing.
        missing: Vec<&'static str>,
        /// Titles of all that is needed.
        needed: Vec<&'static str>,
    },
    /// Two columns say the same.
    #[error("第一行有两列都表示“{0}”，请只保留一列")]
    Twice(&'static str),
}

impl Header {
    /// Reads the first row of a file.
    ///
    /// # Errors
    /// [`HeaderError`] names the columns that are missing or stand there twice.
    pub fn read(kind: Kind, cells: &[&str]) -> Result<Self, HeaderError> {
        let mut columns: Vec<Place> = Vec::new();
        for (position, cell) in cells.iter().enumerate() {
            let heading = text::heading(cell);
            let Some(column) = kind.columns().iter().find(|column| column.is_headed(&heading)) else {
                continue;
            };
            if columns.iter().any(|place| place.column.name == column.name) {
                return Err(HeaderError::Twice(column.title));
            }
            columns.push(Place { column: *column, position, heading: text::free(cell) });
        }
        let needed = || kind.columns().iter().filter(|column| column.required);
        let is_there = |column: &&Column| columns.iter().any(|place| place.column.name == column.name);
        let missing: Vec<_> =
            needed().filter(|column| !is_there(column)).map(|column| column.title).collect();
        if missing.is_empty() {
            Ok(Self { columns, width: cells.len() })
        } else {
            let needed = needed().map(|column| column.title).collect();
            Err(HeaderError::Missing { kind: crate::Coded::label(kind), missing, needed })
        }
    }

    pub(super) fn place(&self, name: &str) -> Option<&Place> {
        self.columns.iter().find(|place| place.column.name == name)
    }

    /// How many columns the file has, the ignored ones too.
    pub(super) fn width(&self) -> usize {
        self.width
    }

    /// The heading of a column as the file has it; its name when the file has no such column.
    #[must_use]
    pub fn heading(&self, name: &'static str) -> String {
        self.place(name).map_or_else(|| name.to_owned(), |place| place.heading.clone())
    }
}
