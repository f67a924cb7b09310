//! Sorts the rows of a blinded roster by draw id, in the memory of one run: salted hashes come in no order, and a roster
//! may be larger than memory.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, Write};
use std::path::{Path, PathBuf};

use domain::draw::roster::Did;

#[cfg(test)]
mod tests;

/// Bytes that are sorted in memory.
const RUN: usize = 32 << 20;

/// Takes records in any order.
pub(super) struct Sorter {
    run: Vec<(Did, Vec<u8>)>,
    bytes: usize,
    limit: usize,
    runs: Vec<BufReader<File>>,
    folder: PathBuf,
}

impl Sorter {
    /// Runs go to unnamed files in this folder.
    pub fn new(folder: &Path) -> Self {
        Self::with_limit(folder, RUN)
    }

    fn with_limit(folder: &Path, limit: usize) -> Self {
        Self { run: Vec::new(), bytes: 0, limit, runs: Vec::new(), folder: folder.to_owned() }
    }

    /// Takes a record.
    pub fn push(&mut self, did: Did, record: Vec<u8>) -> io::Result<()> {
        self.bytes += size_of::<(Did, Vec<u8>)>() + record.len();
        self.run.push((did, record));
        if self.bytes >= self.limit { self.spill() } else { Ok(()) }
    }

    fn spill(&mut self) -> io::Result<()> {
        self.run.sort_unstable();
        let mut output = BufWriter::new(tempfile::tempfile_in(&self.folder)?);
        for (did, record) in self.run.drain(..) {
            let length = u32::try_from(record.len()).map_err(io::Error::other)?;
            output.write_all(&[did.length()])?;
            output.write_all(did.as_bytes())?;
            output.write_all(&length.to_be_bytes())?;
            output.write_all(&record)?;
        }
        let mut file = output.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.rewind()?;
        self.runs.push(BufReader::new(file));
        self.bytes = 0;
        Ok(())
    }

    /// Hands out the records, ascending by draw id.
    pub fn finish(mut self, mut each: impl FnMut(Did, &[u8]) -> io::Result<()>) -> io::Result<()> {
        if !self.run.is_empty() {
            self.spill()?;
        }
        let mut heap = BinaryHeap::new();
        for (number, run) in self.runs.iter_mut().enumerate() {
            heap.extend(next_record(run)?.map(|record| Reverse((record, number))));
        }
        while let Some(Reverse(((did, record), number))) = heap.pop() {
            each(did, &record)?;
            if let Some(run) = self.runs.get_mut(number) {
                heap.extend(next_record(run)?.map(|record| Reverse((record, number))));
            }
        }
        Ok(())
    }
}

fn next_record(input: &mut BufReader<File>) -> io::Result<Option<(Did, Vec<u8>)>> {
    let mut length = [0; 1];
    if input.read(&mut length)? == 0 {
        return Ok(None);
    }
    let [length] = length;
    let did = read_exactly(input, length.into())?;
    let did = Did::from_bytes(&did).ok_or(io::ErrorKind::InvalidData)?;
    let mut length = [0; 4];
    input.read_exact(&mut length)?;
    let length = usize::try_from(u32::from_be_bytes(length)).map_err(io::Error::other)?;
    Ok(Some((did, read_exactly(input, length)?)))
}

fn read_exactly(input: &mut impl Read, length: usize) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; length];
    input.read_exact(&mut bytes)?;
    Ok(bytes)
}
