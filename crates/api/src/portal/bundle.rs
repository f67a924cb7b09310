//! The proof bundle of a round (draw protocol §9) as a ZIP file.

use std::fs::File;
use std::io::{self, Read, Seek, Write};

use actix_web::http::header::EntityTag;
use domain::Coded;
use domain::draw::bundle;
use domain::log::evidence::Evidence;
use persistence::draw::{self, Draw};
use persistence::{Error, Reader, portal};
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

use super::caching::tag;
use super::service::is_open;
use crate::log::evidence;
use crate::problem::Problem;
use crate::state::State;
use crate::web::Held;

/// What exists from the freeze on.
const FROZEN: [bundle::File; 4] =
    [bundle::File::Freeze, bundle::File::Roster, bundle::File::Inspectors, bundle::File::Exclusions];

/// A bundle to be sent.
pub struct Bundle {
    /// What its content is known by.
    pub tag: EntityTag,
    /// The content; none when the caller has it already.
    pub file: Option<ZipFile>,
}

/// A ZIP file without a name in the file system: it is gone once it is closed.
pub struct ZipFile {
    /// Name to save it under.
    pub name: String,
    /// Its bytes, from the beginning.
    pub content: File,
    /// How many.
    pub length: u64,
}

/// Writes the bundle of a round into a temporary file, piece by piece: memory does not grow with the roster, and the
/// database is free again before the first byte travels.
pub fn write(state: &State, task: i64, round: i32, held: &Held) -> Result<Bundle, Problem> {
    state.public(|reader| {
        let task = portal::task(reader, task)?;
        let draw = draw::get(reader, task.id, round)?;
        let open = is_open(&draw);
        let shown = if open { "open" } else { "frozen" };
        let evidence = evidence::of(reader, &draw, open)?;
        // Proofs under a later checkpoint say the same.
        let logged = if evidence.is_some() { "logged" } else { "" };
        let parts = [draw.freeze_hash.as_str(), draw.state.code(), shown, logged].map(str::as_bytes);
        let tag = tag(&parts);
        if held.is(&tag) {
            return Ok(Bundle { tag, file: None });
        }
        let files: &[bundle::File] = if open { &bundle::File::ALL } else { &FROZEN };
        let content = tempfile::tempfile_in(&state.settings.data_dir).map_err(failure)?;
        let mut content = pack(content, reader, &draw, files, evidence.as_ref())?;
        let length = content.stream_position().map_err(failure)?;
        content.rewind().map_err(failure)?;
        let name = super::bundle_name(&task.number, round);
        Ok(Bundle { tag, file: Some(ZipFile { name, content, length }) })
    })
}

fn pack(
    target: File,
    reader: &mut Reader,
    draw: &Draw,
    files: &[bundle::File],
    evidence: Option<&Evidence>,
) -> Result<File, Problem> {
    let mut zip = ZipWriter::new(target);
    for file in files {
        // Hashes do not shrink.
        let method = match file {
            bundle::File::Roster => CompressionMethod::Stored,
            bundle::File::Freeze
            | bundle::File::Inspectors
            | bundle::File::Exclusions
            | bundle::File::Reveals
            | bundle::File::Openings
            | bundle::File::Result => CompressionMethod::Deflated,
        };
        let options = SimpleFileOptions::default().compression_method(method);
        zip.start_file(file.name(), options).map_err(|cause| Problem::internal(&cause))?;
        with(reader, draw, *file, |content| io::copy(content, &mut zip).map_err(failure))?;
    }
    for (file, content) in evidence.into_iter().flat_map(Evidence::files) {
        let options = SimpleFileOptions::default();
        zip.start_file(file.name(), options).map_err(|cause| Problem::internal(&cause))?;
        zip.write_all(content).map_err(failure)?;
    }
    zip.finish().map_err(|cause| Problem::internal(&cause))
}

/// Hands over a file of the bundle from where it is stored.
fn with<T>(
    reader: &mut Reader,
    draw: &Draw,
    file: bundle::File,
    read: impl FnOnce(&mut dyn Read) -> Result<T, Problem>,
) -> Result<T, Problem> {
    let missing = || Problem::internal(&format!("draw {} has no {}", draw.id, file.name()));
    match file {
        bundle::File::Freeze => read(&mut draw.freeze.as_bytes()),
        bundle::File::Result => read(&mut draw.result.as_deref().ok_or_else(missing)?.as_bytes()),
        bundle::File::Inspectors
        | bundle::File::Exclusions
        | bundle::File::Reveals
        | bundle::File::Openings
        | bundle::File::Roster => match draw::open_file(reader, draw.id, file.name()) {
            Ok(mut stored) => read(&mut stored),
            Err(Error::NotFound) => Err(missing()),
            Err(error) => Err(error.into()),
        },
    }
}

/// An error of the disk, or of the database read through [`Read`].
fn failure(error: io::Error) -> Problem {
    match error.downcast::<Error>() {
        Ok(error) => error.into(),
        Err(cause) => Problem::internal(&cause),
    }
}
