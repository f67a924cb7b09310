//! Reads a roster row by row; refuses what is not strictly ascending, cut off or contradictory.

use std::io::{BufReader, ErrorKind, Read};

use super::{Did, RosterError, RosterFault, Row, Status};
use crate::draw::Fixed;

/// The rows of a roster. After an error there are no more.
#[derive(Debug)]
pub struct Rows<R> {
    input: BufReader<R>,
    previous: Option<Did>,
    row: u64,
    ended: bool,
}

/// Reads the rows of `roster.bin`, in the memory of one.
pub fn rows<R: Read>(input: R) -> Rows<R> {
    Rows { input: BufReader::with_capacity(64 << 10, input), previous: None, row: 0, ended: false }
}

impl<R: Read> Iterator for Rows<R> {
    type Item = Result<Row, RosterError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        self.row = self.row.saturating_add(1);
        let row = self.read().map_err(|kind| RosterError { row: self.row, kind }).transpose();
        self.ended = !matches!(row, Some(Ok(_)));
        row
    }
}

impl<R: Read> Rows<R> {
    fn read(&mut self) -> Result<Option<Row>, RosterFault> {
        let mut head = [0; 1];
        match self.input.read_exact(&mut head) {
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(None),
            other => other?,
        }
        if head != [1] {
            return Err(RosterFault::Format);
        }
        let did = self.read_did()?;
        match self.previous.replace(did) {
            Some(previous) if previous == did => return Err(RosterFault::Duplicate),
            Some(previous) if previous > did => return Err(RosterFault::Unsorted),
            Some(_) | None => {}
        }
        let (stratum, weight) = (self.fixed()?, self.fixed()?);
        let [status] = self.fixed()?;
        let row = Row {
            did,
            stratum: u16::from_be_bytes(stratum),
            weight: u16::from_be_bytes(weight),
            status: Status::from_byte(status).ok_or(RosterFault::Status)?,
            attr: Fixed(self.fixed()?),
        };
        if row.weight_fits_status() { Ok(Some(row)) } else { Err(RosterFault::Weight) }
    }

    fn read_did(&mut self) -> Result<Did, RosterFault> {
        let [length] = self.fixed()?;
        let mut bytes = [0; Did::MAX];
        let place = bytes.get_mut(..usize::from(length)).ok_or(RosterFault::Did)?;
        self.input.read_exact(place).map_err(fault)?;
        Did::from_bytes(place).ok_or(RosterFault::Did)
    }

    fn fixed<const N: usize>(&mut self) -> Result<[u8; N], RosterFault> {
        let mut bytes = [0; N];
        self.input.read_exact(&mut bytes).map_err(fault)?;
        Ok(bytes)
    }
}

fn fault(error: std::io::Error) -> RosterFault {
    if error.kind() == ErrorKind::UnexpectedEof { RosterFault::Truncated } else { RosterFault::Io(error) }
}
