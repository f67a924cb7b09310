//! The content of a member, inflated while it is read.

use std::io::{self, BufRead, ErrorKind, Read};

use flate2::{Crc, Decompress, FlushDecompress, Status};

use super::header::Member;
use super::refusal;

/// Bytes of a member that are always read, however well it was compressed.
const ALLOWANCE: u64 = 16 << 20;
/// Beyond them, a member may be this many times as long as its compressed form. Rosters stay below 3.
const RATIO: u64 = 100;

/// A member from its beginning. At its end it turns out whether it is what the ZIP says of it.
pub(crate) struct Content<R> {
    data: Data<R>,
    checksum: Crc,
    /// Bytes that are to come.
    left: u64,
    expected: u32,
}

enum Data<R> {
    Stored(io::Take<R>),
    Deflated(Box<Inflated<R>>),
}

impl<R: BufRead> Content<R> {
    /// The content of a member; `file` stands at its data.
    pub(crate) fn new(file: R, member: &Member) -> Self {
        let data = file.take(member.compressed);
        let data = if member.is_deflated {
            Data::Deflated(Box::new(Inflated { data, inflate: Decompress::new(false), is_over: false }))
        } else {
            Data::Stored(data)
        };
        Self { data, checksum: Crc::new(), left: member.size, expected: member.checksum }
    }

    /// Judges what was read to its end.
    fn end(&self) -> io::Result<usize> {
        if self.checksum.sum() != self.expected || self.left > 0 {
            return Err(damaged());
        }
        match &self.data {
            // Another program might read on here, in search of the next member.
            Data::Deflated(inflated) if inflated.data.limit() > 0 => Err(surplus()),
            Data::Deflated(_) | Data::Stored(_) => Ok(0),
        }
    }
}

/// Most bytes that are read of so many that are compressed.
pub(crate) fn most(compressed: u64) -> u64 {
    ALLOWANCE.max(compressed.saturating_mul(RATIO))
}

impl<R: BufRead> Read for Content<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = match &mut self.data {
            Data::Stored(data) => data.read(buffer)?,
            Data::Deflated(inflated) => inflated.read(buffer)?,
        };
        if count == 0 && !buffer.is_empty() {
            return self.end();
        }
        self.checksum.update(buffer.get(..count).unwrap_or_default());
        let used = u64::try_from(count).unwrap_or(u64::MAX);
        self.left = self.left.checked_sub(used).ok_or_else(damaged)?;
        Ok(count)
    }
}

/// Deflated data, inflated to where it says itself that it ends.
struct Inflated<R> {
    data: io::Take<R>,
    inflate: Decompress,
    is_over: bool,
}

impl<R: BufRead> Read for Inflated<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while !self.is_over && !buffer.is_empty() {
            let input = self.data.fill_buf()?;
            let (read, written) = (self.inflate.total_in(), self.inflate.total_out());
            let status = self.inflate.decompress(input, buffer, FlushDecompress::None);
            let is_cut = input.is_empty();
            let read = self.inflate.total_in().saturating_sub(read);
            let written = self.inflate.total_out().saturating_sub(written);
            self.data.consume(usize::try_from(read).unwrap_or(usize::MAX));
            self.is_over = status.map_err(|_| damaged())? == Status::StreamEnd;
            if written > 0 {
                return usize::try_from(written).map_err(io::Error::other);
            }
            if !self.is_over && (is_cut || read == 0) {
                return Err(damaged());
            }
        }
        Ok(0)
    }
}

/// What was damaged on its way. Errors of the file system are the system's own.
fn damaged() -> io::Error {
    refusal("压缩数据已损坏")
}

/// What no damage does.
fn surplus() -> io::Error {
    io::Error::other("压缩数据之后有多余的数据，请重新下载")
}

/// Whether an error tells of damage.
pub(crate) fn is_damage(error: &io::Error) -> bool {
    error.kind() == ErrorKind::InvalidData
}

/// Gives up a file that goes on after `left` bytes.
pub(crate) struct Limited<R> {
    pub(crate) member: R,
    pub(crate) left: u64,
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.member.read(buffer)?;
        let used = u64::try_from(count).unwrap_or(u64::MAX);
        self.left = self.left.checked_sub(used).ok_or_else(|| refusal("解压后过大"))?;
        Ok(count)
    }
}
