//! What a monitor remembers, in a file of its own.

use std::io::Write;
use std::path::Path;

use domain::log::monitor::Monitor;
use domain::text::io_reason;

use super::Stop;

/// What to do about a file that is none of a monitor.
const DAMAGED: &str = "不是监督状态文件，或已损坏；移走后将从头读起";

fn unreadable(path: &Path, why: &dyn std::fmt::Display) -> Stop {
    Stop::Unreadable(format!("状态文件 {}：{why}", path.display()))
}

/// What is remembered, if anything is.
pub fn load(path: &Path) -> Result<Option<Monitor>, Stop> {
    match std::fs::read(path) {
        Ok(text) => serde_json::from_slice(&text).map(Some).map_err(|_| unreadable(path, &DAMAGED)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(unreadable(path, &io_reason(&error))),
    }
}

/// Remembers, whole or not at all.
pub fn save(path: &Path, monitor: &Monitor) -> Result<(), Stop> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let text = serde_json::to_vec_pretty(monitor).map_err(|error| unreadable(path, &error))?;
    let written = || {
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        file.write_all(&text)?;
        file.as_file().sync_all()?;
        file.persist(path).map_err(|error| error.error)
    };
    written().map(drop).map_err(|error| unreadable(path, &io_reason(&error)))
}
