//! A roster in blocks of whole rows, which are read one after another and can be looked at side by side.

use std::io::{self, Read};

use super::reader::{FRAME, Walk};
use super::{Did, RosterError, RosterFault, Row};

/// Rows of a block, the last one aside; a power of two, so that a block is a complete subtree.
pub(in crate::draw) const BLOCK_ROWS: u64 = 1 << 13;
/// Bytes that hold so many rows, however long.
const BLOCK_BYTES: usize = (1 << 13) * (FRAME + Did::MAX);

/// Some rows as they stand in the file.
#[derive(Debug)]
pub(in crate::draw) struct Block {
    bytes: Vec<u8>,
    /// Where its rows begin.
    start: Walk,
}

impl Block {
    /// Its rows with their bytes, up to the first that is wrong.
    pub(in crate::draw) fn rows(&self) -> impl Iterator<Item = Result<(Row, &[u8]), RosterError>> {
        let mut walk = self.start;
        std::iter::from_fn(move || walk.step(&self.bytes))
    }

    /// The same, one by one: `walk` says which is next.
    pub(super) fn step(&self, walk: &mut Walk) -> Option<Result<Row, RosterError>> {
        walk.step(&self.bytes).map(|row| row.map(|(row, _)| row))
    }

    /// How many rows there are before it.
    pub(in crate::draw) fn before(&self) -> u64 {
        self.start.row()
    }

    pub(super) fn start(&self) -> Walk {
        self.start
    }
}

/// Reads blocks. A row that is wrong ends the last of them.
#[derive(Debug)]
pub(in crate::draw) struct Blocks<R> {
    input: R,
    open: bool,
    error: Option<io::Error>,
    /// What was read beyond the block before.
    rest: Vec<u8>,
    /// Where the next block begins.
    next: Walk,
}

impl<R: Read> Blocks<R> {
    pub(in crate::draw) fn new(input: R) -> Self {
        Self { input, open: true, error: None, rest: Vec::new(), next: Walk::default() }
    }

    fn read(&mut self) -> Vec<u8> {
        let mut bytes = std::mem::take(&mut self.rest);
        let room = BLOCK_BYTES.saturating_sub(bytes.len());
        if self.open && room > 0 {
            bytes.reserve_exact(room);
            let limit = u64::try_from(room).unwrap_or(u64::MAX);
            self.error = self.input.by_ref().take(limit).read_to_end(&mut bytes).err();
            self.open = self.error.is_none() && bytes.len() == BLOCK_BYTES;
        }
        bytes
    }
}

impl<R: Read> Iterator for Blocks<R> {
    type Item = Result<Block, RosterError>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut bytes = self.read();
        let start = self.next;
        let whole = Whole::of(&bytes);
        self.next = start.after(&bytes, &whole);
        if whole.rows == BLOCK_ROWS || whole.end == bytes.len() {
            self.rest = bytes.split_off(whole.end);
        } else if whole.malformed || self.error.is_none() {
            // Whoever looks at the rows finds what is wrong with the one after the last whole one.
            (self.open, self.error) = (false, None);
        } else {
            bytes.truncate(whole.end);
        }
        if bytes.is_empty() {
            let refuse = |error| Err(start.refuse(RosterFault::Io(error)));
            return self.error.take().map(refuse);
        }
        Some(Ok(Block { bytes, start }))
    }
}

/// The whole rows at the beginning of some bytes.
pub(super) struct Whole {
    pub(super) rows: u64,
    /// Where the last of them begins, and all of them end.
    pub(super) last: usize,
    end: usize,
    /// What follows is no row, however much was added.
    malformed: bool,
}

impl Whole {
    fn of(bytes: &[u8]) -> Self {
        let mut whole = Self { rows: 0, last: 0, end: 0, malformed: false };
        while whole.rows < BLOCK_ROWS {
            let Some(length) = bytes.get(whole.end.saturating_add(1)) else { break };
            let length = usize::from(*length);
            if !(1..=Did::MAX).contains(&length) {
                whole.malformed = true;
                break;
            }
            let end = whole.end.saturating_add(FRAME).saturating_add(length);
            if end > bytes.len() {
                break;
            }
            (whole.last, whole.end) = (whole.end, end);
            whole.rows = whole.rows.saturating_add(1);
        }
        whole
    }
}
