//! Which of the servers on one database this is.

#[cfg(test)]
mod tests;

use std::io::{self, ErrorKind, Write};
use std::path::Path;

use crate::entropy;

/// The name of the file below the data folder.
const FILE: &str = "node-id";

/// What tells the server of this data folder from others on the same database: a random text, made once.
///
/// # Errors
/// When the data folder cannot be read or written.
pub fn id(data_dir: &Path) -> io::Result<String> {
    let path = data_dir.join(FILE);
    match std::fs::read_to_string(&path) {
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        read => return read.map(|id| id.trim().to_owned()),
    }
    let id = hex::encode(entropy::bytes32().map_err(io::Error::other)?);
    // Made whole under another name, readable by its owner only: nobody reads half of it.
    let mut file = tempfile::NamedTempFile::new_in(data_dir)?;
    file.write_all(id.as_bytes())?;
    file.as_file().sync_all()?;
    match file.persist_noclobber(&path) {
        Ok(_) => Ok(id),
        Err(error) if error.error.kind() == ErrorKind::AlreadyExists => {
            std::fs::read_to_string(&path).map(|id| id.trim().to_owned())
        }
        Err(error) => Err(error.error),
    }
}
