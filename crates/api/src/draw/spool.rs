//! The files of a round between the database, where they are kept in pieces, and a temporary folder, where they are
//! written and read side by side. Memory holds one piece.

use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use domain::draw::bundle;
use persistence::{Reader, Writer, draw};
use tempfile::TempDir;

use super::folder::Folder;
use crate::problem::Problem;

/// Bytes of a piece.
const PIECE: usize = 1 << 20;

/// Under which name the openings of all rows are kept: those of a blinded roster are for the draw alone, and never published.
pub(super) fn openings(blinded: bool) -> &'static str {
    if blinded { "openings.sealed.json" } else { bundle::File::Openings.name() }
}

/// What the names of these folders begin with.
const PREFIX: &str = ".spool-";

/// Removes what a server that was killed left behind.
///
/// # Errors
/// When the data folder cannot be read, or a leftover not be removed.
pub(crate) fn sweep(data_dir: &Path) -> io::Result<()> {
    for entry in std::fs::read_dir(data_dir)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with(PREFIX) {
            std::fs::remove_dir_all(entry.path())?;
        }
    }
    Ok(())
}

/// A temporary folder for the files of one round.
pub(super) struct Spool {
    folder: TempDir,
}

impl Spool {
    /// A folder below the data folder: a roster may be larger than what the system keeps for temporary files.
    pub fn new(data_dir: &Path) -> Result<Self, Problem> {
        let folder = tempfile::Builder::new().prefix(PREFIX).tempdir_in(data_dir);
        Ok(Self { folder: folder.map_err(Problem::from_io)? })
    }

    /// Where further temporary files may go.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The folder as a bundle.
    pub fn bundle(&self) -> Folder {
        Folder(self.folder.path().to_owned())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Begins a file.
    pub fn create(&self, file: bundle::File) -> io::Result<BufWriter<File>> {
        Ok(BufWriter::new(File::create(self.path(file.name()))?))
    }

    /// Writes a whole file.
    pub fn put(&self, file: bundle::File, content: &[u8]) -> io::Result<()> {
        std::fs::write(self.path(file.name()), content)
    }

    /// Stores a file of the folder in the database, under its own or another name.
    pub fn store(
        &self,
        writer: &mut Writer,
        draw: i64,
        file: bundle::File,
        name: &str,
    ) -> Result<(), Problem> {
        let mut input = File::open(self.path(file.name())).map_err(Problem::from_io)?;
        for number in 0.. {
            let mut piece = Vec::with_capacity(PIECE);
            let limit = u64::try_from(PIECE).unwrap_or(u64::MAX);
            Read::by_ref(&mut input).take(limit).read_to_end(&mut piece).map_err(Problem::from_io)?;
            if piece.is_empty() && number > 0 {
                break;
            }
            draw::append_piece(writer, draw, name, number, &piece)?;
        }
        Ok(())
    }

    /// Fetches a file of the database into the folder, from its own or another name.
    pub fn fetch(
        &self,
        reader: &mut Reader,
        draw: i64,
        name: &str,
        file: bundle::File,
    ) -> Result<(), Problem> {
        let mut stored = draw::open_file(reader, draw, name)?;
        let mut output = self.create(file).map_err(Problem::from_io)?;
        io::copy(&mut stored, &mut output).map_err(Problem::from_io)?;
        output.flush().map_err(Problem::from_io)
    }
}
