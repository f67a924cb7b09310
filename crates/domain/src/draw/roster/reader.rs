//! Reads a roster row by row; refuses what is not strictly ascending, cut off or contradictory.

use std::io::Read;

use super::blocks::{Block, Blocks, Whole};
use super::{Did, MAX_WEIGHT, RosterError, RosterFault, Row, Status};
use crate::draw::Fixed;

/// Bytes of a row beside its draw id: those before it and those after it.
pub(super) const FRAME: usize = 2 + TAIL;
const TAIL: usize = 29;

/// The rows of a roster. After an error there are no more.
#[derive(Debug)]
pub struct Rows<R> {
    blocks: Blocks<R>,
    current: Option<(Block, Walk)>,
    ended: bool,
}

/// Reads the rows of `roster.bin`, in the memory of some thousand.
pub fn rows<R: Read>(input: R) -> Rows<R> {
    Rows { blocks: Blocks::new(input), current: None, ended: false }
}

impl<R: Read> Iterator for Rows<R> {
    type Item = Result<Row, RosterError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            let row = self.current.as_mut().and_then(|(block, walk)| block.step(walk));
            if let Some(row) = row {
                self.ended = row.is_err();
                return Some(row);
            }
            match self.blocks.next() {
                Some(Ok(block)) => {
                    let walk = block.start();
                    self.current = Some((block, walk));
                }
                Some(Err(error)) => {
                    self.ended = true;
                    return Some(Err(error));
                }
                None => self.ended = true,
            }
        }
        None
    }
}

/// A place between two rows.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::draw) struct Walk {
    /// Bytes of the block before it.
    at: usize,
    /// Rows of the roster before it.
    row: u64,
    /// Draw id of the row before it.
    previous: Option<Did>,
}

impl Walk {
    /// The row after this place, and its bytes; then the place is after it. Nothing at the end of the bytes.
    pub(super) fn step<'a>(&mut self, bytes: &'a [u8]) -> Option<Result<(Row, &'a [u8]), RosterError>> {
        let rest = bytes.get(self.at..).filter(|rest| !rest.is_empty())?;
        let row = Row::decode(rest).and_then(|(row, length)| {
            match self.previous {
                Some(previous) if previous == row.did => return Err(RosterFault::Duplicate),
                Some(previous) if previous > row.did => return Err(RosterFault::Unsorted),
                Some(_) | None => {}
            }
            let encoded = rest.get(..length).ok_or(RosterFault::Truncated)?;
            Ok((row, encoded))
        });
        Some(match row {
            Ok((row, encoded)) => {
                self.at = self.at.saturating_add(encoded.len());
                self.row = self.row.saturating_add(1);
                self.previous = Some(row.did);
                Ok((row, encoded))
            }
            Err(kind) => Err(self.refuse(kind)),
        })
    }

    /// The place after the whole rows at the beginning of a block, in the block that follows.
    pub(super) fn after(self, bytes: &[u8], whole: &Whole) -> Self {
        let last = bytes.get(whole.last..).and_then(|row| {
            let ([_, length], rest) = row.split_first_chunk()?;
            Did::from_bytes(rest.get(..usize::from(*length))?)
        });
        Self { at: 0, row: self.row.saturating_add(whole.rows), previous: last.or(self.previous) }
    }

    /// Rows of the roster before this place.
    pub(super) fn row(self) -> u64 {
        self.row
    }

    /// What is wrong with the row after this place.
    pub(super) fn refuse(self, kind: RosterFault) -> RosterError {
        RosterError { row: self.row.saturating_add(1), kind }
    }
}

impl Row {
    /// The row at the beginning of some bytes, and how many of them it takes.
    fn decode(bytes: &[u8]) -> Result<(Self, usize), RosterFault> {
        let (format, rest) = bytes.split_first().ok_or(RosterFault::Truncated)?;
        if *format != 1 {
            return Err(RosterFault::Format);
        }
        let (length, rest) = rest.split_first().ok_or(RosterFault::Truncated)?;
        let length = usize::from(*length);
        if !(1..=Did::MAX).contains(&length) {
            return Err(RosterFault::Did);
        }
        let (did, rest) = rest.split_at_checked(length).ok_or(RosterFault::Truncated)?;
        let (tail, _) = rest.split_first_chunk::<TAIL>().ok_or(RosterFault::Truncated)?;
        let [s1, s0, w1, w0, status, attr @ ..] = *tail;
        let row = Self {
            did: Did::from_bytes(did).ok_or(RosterFault::Did)?,
            stratum: u16::from_be_bytes([s1, s0]),
            weight: u16::from_be_bytes([w1, w0]),
            status: Status::from_byte(status).ok_or(RosterFault::Status)?,
            attr: Fixed(attr),
        };
        if row.weight > MAX_WEIGHT {
            Err(RosterFault::Heavy)
        } else if row.weight_fits_status() {
            Ok((row, length.saturating_add(FRAME)))
        } else {
            Err(RosterFault::Weight)
        }
    }
}
