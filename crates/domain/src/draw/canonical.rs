//! Canonical JSON (RFC 8785, JCS): written, and read back only when it is exactly what would be written.
//!
//! So every JSON text of a bundle has one form, and its hash is the hash of its meaning. Numbers are integers.

mod elements;
mod plain;
mod strict;
mod structure;
#[cfg(test)]
mod tests;

use std::io::{self, Read, Write};

use serde::{Deserialize, Serialize};

pub use elements::Elements;

use super::freeze::Tree;
use super::merkle;
use crate::text::io_reason;

/// The longest JSON object that is read into memory: bytes.
pub const OBJECT_LIMIT: u64 = 4 << 20;
/// The longest element of an array: bytes.
pub const ELEMENT_LIMIT: usize = 64 << 10;

/// Why a text is not canonical JSON of the expected structure.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The file could not be read.
    #[error("无法读取：{}", io_reason(.0))]
    Io(#[from] io::Error),
    /// Longer than anything the protocol knows.
    #[error("内容过长")]
    TooLong,
    /// No JSON, a member missing, unknown or of another type.
    #[error("结构不符合协议：{0}")]
    Structure(String),
    /// A member stands twice in an object.
    #[error("成员“{0}”重复")]
    Duplicate(String),
    /// A number that is no integer.
    #[error("含有非整数的数字")]
    Float,
    /// An integer that is not exact in every JSON library: 2^53 or more, or −2^53 or less (RFC 7493 §2.2).
    #[error("整数 {0} 过大：绝对值须小于 2^53")]
    Range(i128),
    /// Another spelling of the same value: order of members, blanks, escapes, letter case of hex.
    #[error("不是规范的 JSON（RFC 8785）")]
    NotCanonical,
    /// The text goes on after its end.
    #[error("末尾有多余内容")]
    Trailing,
}

/// The canonical text of a value.
///
/// # Errors
/// When the value cannot be written as JSON: a map with other keys than strings.
pub fn write(value: &impl Serialize) -> Result<Vec<u8>, Fault> {
    let fault = |error: serde_json::Error| Fault::Structure(error.to_string());
    let text = serde_json::to_vec(value).map_err(fault)?;
    if plain::is_canonical(&text) { Ok(text) } else { serde_json_canonicalizer::to_vec(value).map_err(fault) }
}

/// Reads a value from its canonical text.
///
/// # Errors
/// [`Fault`] says what is wrong with the text.
pub fn parse<'a, T: Deserialize<'a> + Serialize>(text: &'a [u8]) -> Result<T, Fault> {
    let value: T = serde_json::from_slice(text).map_err(|error| {
        strict::fault(text).unwrap_or_else(|| Fault::Structure(structure::reason(&error)))
    })?;
    // Compared while it is written, and nothing is kept, where the text certainly has no fault.
    if plain::is_canonical(text) && is_written_as(&value, text) {
        return Ok(value);
    }
    match strict::fault(text) {
        Some(fault) => Err(fault),
        None if write(&value)? == text => Ok(value),
        None => Err(Fault::NotCanonical),
    }
}

/// Whether `serde_json` writes a value as this text.
fn is_written_as(value: &impl Serialize, text: &[u8]) -> bool {
    let mut rest = Rest(text);
    serde_json::to_writer(&mut rest, value).is_ok() && rest.0.is_empty()
}

/// What of a text was not written yet.
struct Rest<'a>(&'a [u8]);

impl Write for Rest<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 = self.0.strip_prefix(bytes).ok_or(io::ErrorKind::InvalidData)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Writes the canonical text of a value in place of another.
pub(super) fn rewrite(place: &mut Vec<u8>, value: &impl Serialize) -> Result<(), Fault> {
    place.clear();
    serde_json::to_writer(&mut *place, value).map_err(|error| Fault::Structure(error.to_string()))?;
    if !plain::is_canonical(place) {
        *place = write(value)?;
    }
    Ok(())
}

/// Reads a whole file of at most [`OBJECT_LIMIT`] bytes.
///
/// # Errors
/// [`Fault::Io`] and [`Fault::TooLong`].
pub fn slurp(file: &mut dyn Read) -> Result<Vec<u8>, Fault> {
    let mut text = Vec::new();
    let read = file.take(OBJECT_LIMIT.saturating_add(1)).read_to_end(&mut text)?;
    if u64::try_from(read).is_ok_and(|read| read <= OBJECT_LIMIT) { Ok(text) } else { Err(Fault::TooLong) }
}

/// Writes a canonical array element by element.
#[derive(Debug)]
pub struct ArrayWriter<W> {
    output: W,
    element: Vec<u8>,
    is_empty: bool,
}

impl<W: Write> ArrayWriter<W> {
    /// Begins the array.
    #[must_use]
    pub fn new(output: W) -> Self {
        Self { output, element: Vec::new(), is_empty: true }
    }

    /// Appends an element; answers its text.
    ///
    /// # Errors
    /// When the value cannot be written.
    pub fn push(&mut self, element: &impl Serialize) -> Result<&[u8], Fault> {
        rewrite(&mut self.element, element)?;
        self.output.write_all(if self.is_empty { b"[" } else { b"," })?;
        self.is_empty = false;
        self.output.write_all(&self.element)?;
        Ok(&self.element)
    }

    /// Ends the array.
    ///
    /// # Errors
    /// When the end cannot be written.
    pub fn finish(mut self) -> Result<W, Fault> {
        self.output.write_all(if self.is_empty { b"[]" } else { b"]" })?;
        Ok(self.output)
    }
}

/// The canonical array of some values, and the Merkle root over them.
///
/// # Errors
/// When a value cannot be written as JSON.
pub fn array<T: Serialize>(elements: impl IntoIterator<Item = T>) -> Result<(Vec<u8>, Tree), Fault> {
    let (mut writer, mut root) = (ArrayWriter::new(Vec::new()), merkle::Root::new());
    for element in elements {
        root.push(writer.push(&element)?);
    }
    Ok((writer.finish()?, Tree { root: root.value(), size: root.size() }))
}
