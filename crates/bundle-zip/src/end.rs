//! The end of a ZIP: where its directory is. Nothing may follow it, and nothing stand between.

use std::io::{self, Read, Seek};

use super::fields::Fields;
use super::header::{COMMENT, SPLIT};
use super::layout::{AROUND, NO_ZIP, read_at};
use super::refusal;

/// Bytes of the record at the end of every ZIP.
const LENGTH: u64 = 22;
/// Bytes of the record before it that says where the one with 64 bits is.
const LOCATOR: u64 = 20;
/// Bytes of the record with 64 bits.
const WIDE: u64 = 56;

const SIGNATURE: [u8; 4] = *b"PK\x05\x06";
const LOCATOR_SIGNATURE: [u8; 4] = *b"PK\x06\x07";
const WIDE_SIGNATURE: [u8; 4] = *b"PK\x06\x06";

/// What the end says of the directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct End {
    /// Its members.
    pub(crate) members: u64,
    /// Its bytes.
    pub(crate) size: u64,
    /// Where it begins.
    pub(crate) start: u64,
}

/// Reads the end of a ZIP of `length` bytes.
pub(crate) fn read(file: &mut (impl Read + Seek), length: u64) -> io::Result<End> {
    let place = length.checked_sub(LENGTH).ok_or_else(|| refusal(NO_ZIP))?;
    let record = read_at(file, place, LENGTH)?;
    let Some((short, 0)) = short(&record) else { return Err(misplaced(file, length)?) };
    let (disks, end, limit) = match place.checked_sub(LOCATOR) {
        Some(locator) => widened(file, short, locator)?.unwrap_or((short.0, short.1, place)),
        None => (short.0, short.1, place),
    };
    if disks != [0, 0, end.members] {
        return Err(refusal(SPLIT));
    }
    match end.start.checked_add(end.size) {
        Some(sum) if sum == limit => Ok(end),
        Some(sum) if sum < limit => Err(refusal(AROUND)),
        _ => Err(refusal(NO_ZIP)),
    }
}

/// Numbers of this disk and of the directory's, members on this one; and the end.
type Record = ([u64; 3], End);

/// The record of every ZIP, and the length of its comment.
fn short(record: &[u8]) -> Option<(Record, u16)> {
    let mut fields = Fields(record).signed(SIGNATURE)?;
    let disks = [fields.u16()?.into(), fields.u16()?.into(), fields.u16()?.into()];
    let (members, size, start) = (fields.u16()?.into(), fields.u32()?.into(), fields.u32()?.into());
    Some(((disks, End { members, size, start }), fields.u16()?))
}

/// The same of 64 bits, when the end has it, and where it stands. Some programs heed it always, some only when the short
/// one refers to it: both must say the same.
fn widened(
    file: &mut (impl Read + Seek),
    short: Record,
    locator: u64,
) -> io::Result<Option<([u64; 3], End, u64)>> {
    let record = read_at(file, locator, LOCATOR)?;
    let Some(mut fields) = Fields(&record).signed(LOCATOR_SIGNATURE) else { return Ok(None) };
    let place = locator.checked_sub(WIDE).ok_or_else(|| refusal(NO_ZIP))?;
    let located = (fields.u32(), fields.u64()) == (Some(0), Some(place)) && fields.u32() <= Some(1);
    let record = read_at(file, place, WIDE)?;
    let wide = wide(&record).filter(|wide| located && agree(short, *wide));
    let (disks, end) = wide.ok_or_else(|| refusal(AROUND))?;
    Ok(Some((disks, end, place)))
}

fn wide(record: &[u8]) -> Option<Record> {
    let mut fields = Fields(record).signed(WIDE_SIGNATURE)?;
    // What follows this number, and no more; then versions.
    if fields.u64()? != WIDE - 12 {
        return None;
    }
    fields.u32()?;
    let disks = [fields.u32()?.into(), fields.u32()?.into(), fields.u64()?];
    let (members, size, start) = (fields.u64()?, fields.u64()?, fields.u64()?);
    Some((disks, End { members, size, start }))
}

/// Whether the short record says the same, or leaves it to the wide one.
fn agree(short: Record, wide: Record) -> bool {
    let all = |([disk, other, here], end): Record| [disk, other, here, end.members, end.size, end.start];
    let (most, more) = (u64::from(u16::MAX), u64::from(u32::MAX));
    let left = [most, most, most, most, more, more];
    let mut fields = all(short).into_iter().zip(all(wide)).zip(left);
    fields.all(|((short, wide), left)| short == wide || short == left)
}

/// Why the file does not end with the end of a ZIP.
fn misplaced(file: &mut (impl Read + Seek), length: u64) -> io::Result<io::Error> {
    let longest = length.min(LENGTH.saturating_add(u16::MAX.into()));
    let tail = read_at(file, length.saturating_sub(longest), longest)?;
    let from = |at: usize| tail.get(at..).unwrap_or_default();
    let ends = (0..tail.len()).rev().filter_map(|at| Some((short(from(at))?, from(at).len())));
    Ok(match ends.map(|((_, comment), left)| (u64::from(comment), left)).next() {
        None => refusal(NO_ZIP),
        Some((comment, left)) if u64::try_from(left) == Ok(comment.saturating_add(LENGTH)) => {
            refusal(COMMENT)
        }
        Some(_) => refusal(AROUND),
    })
}
