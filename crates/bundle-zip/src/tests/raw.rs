//! ZIPs written by hand, honest at first: each number can be made to lie.

use std::fs;
use std::io::Write;

use domain::draw::bundle::File;
use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};

use super::vectors;

/// What a header says.
#[derive(Debug, Clone)]
pub struct Head {
    pub name: Vec<u8>,
    pub flags: u16,
    pub method: u16,
    pub checksum: u32,
    pub compressed: u32,
    pub size: u32,
    pub extra: Vec<u8>,
}

/// A member: its header before the data, the data, its entry in the directory.
#[derive(Debug, Clone)]
pub struct Part {
    /// Bytes before all of it.
    pub before: Vec<u8>,
    pub local: Head,
    pub data: Vec<u8>,
    /// What follows the data.
    pub after: Vec<u8>,
    pub entry: Head,
    pub comment: Vec<u8>,
    pub attributes: u32,
    /// Bytes after the entry.
    pub behind: Vec<u8>,
}

impl Part {
    /// A member stored as it is.
    pub fn stored(name: &str, content: &[u8]) -> Self {
        let mut checksum = Crc::new();
        checksum.update(content);
        let size = content.len().try_into().unwrap();
        let (name, checksum, extra) = (name.as_bytes().to_vec(), checksum.sum(), Vec::new());
        let head = Head { name, flags: 0, method: 0, checksum, compressed: size, size, extra };
        let [before, after, comment, behind] = [const { Vec::new() }; 4];
        let (local, entry, data) = (head.clone(), head, content.to_vec());
        Self { before, local, data, after, entry, comment, attributes: 0, behind }
    }

    /// A deflated member.
    pub fn deflated(name: &str, content: &[u8]) -> Self {
        let mut part = Self::stored(name, content);
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(content).unwrap();
        part.data = encoder.finish().unwrap();
        part.both(|head| head.method = 8);
        part.measured()
    }

    /// Says in both headers how long the data is.
    pub fn measured(mut self) -> Self {
        let length = self.data.len().try_into().unwrap();
        self.both(|head| head.compressed = length);
        self
    }

    /// Says checksum and sizes after the data only.
    pub fn streamed(mut self) -> Self {
        self.both(|head| head.flags |= 8);
        let Head { checksum, compressed, size, .. } = self.entry;
        let numbers = [checksum, compressed, size].map(u32::to_le_bytes);
        self.after = [b"PK\x07\x08", numbers.as_flattened()].concat();
        (self.local.checksum, self.local.compressed, self.local.size) = (0, 0, 0);
        self
    }

    /// Changes both headers.
    pub fn both(&mut self, change: impl Fn(&mut Head)) {
        change(&mut self.local);
        change(&mut self.entry);
    }
}

/// An extra field.
pub fn extra(kind: u16, content: &[u8]) -> Vec<u8> {
    let length: u16 = content.len().try_into().unwrap();
    [&kind.to_le_bytes(), &length.to_le_bytes(), content].concat()
}

/// The files of the small vector.
pub fn bundle() -> Vec<Part> {
    let folder = vectors().join("open-small");
    let part = |file: File| Part::deflated(file.name(), &fs::read(folder.join(file.name())).unwrap());
    File::ALL.map(part).to_vec()
}

fn head(head: &Head) -> Vec<u8> {
    let numbers = [head.checksum, head.compressed, head.size].map(u32::to_le_bytes);
    let lengths =
        [head.name.len(), head.extra.len()].map(|length| u16::try_from(length).unwrap().to_le_bytes());
    let [flags, method] = [head.flags, head.method].map(u16::to_le_bytes);
    [&[20, 0], &flags[..], &method, &[0; 4], numbers.as_flattened(), lengths.as_flattened()].concat()
}

/// Members and their directory.
pub fn body(parts: &[Part]) -> (Vec<u8>, Vec<u8>) {
    let (mut members, mut directory) = (Vec::new(), Vec::new());
    for part in parts {
        members.extend_from_slice(&part.before);
        let start = u32::try_from(members.len()).unwrap();
        let texts = [part.local.name.as_slice(), &part.local.extra].concat();
        members
            .extend([b"PK\x03\x04", head(&part.local).as_slice(), &texts, &part.data, &part.after].concat());
        let comment = u16::try_from(part.comment.len()).unwrap().to_le_bytes();
        let places = [[0; 4], part.attributes.to_le_bytes(), start.to_le_bytes()];
        let texts = [part.entry.name.as_slice(), &part.entry.extra, &part.comment, &part.behind].concat();
        let head = head(&part.entry);
        directory
            .extend([b"PK\x01\x02\x14\x00", &head[..], &comment, places.as_flattened(), &texts].concat());
    }
    (members, directory)
}

/// The record at the end.
pub fn end(count: usize, size: usize, start: usize, comment: &[u8]) -> Vec<u8> {
    let [count, comments] = [count, comment.len()].map(|number| u16::try_from(number).unwrap().to_le_bytes());
    let [size, start] = [size, start].map(|number| u32::try_from(number).unwrap().to_le_bytes());
    [b"PK\x05\x06\0\0\0\0", &count[..], &count, &size, &start, &comments, comment].concat()
}

/// A ZIP of these parts.
pub fn pack(parts: &[Part]) -> Vec<u8> {
    let (members, directory) = body(parts);
    let end = end(parts.len(), directory.len(), members.len(), b"");
    [members, directory, end].concat()
}

/// The records of 64 bits before the end.
pub fn wide_end(count: usize, size: usize, start: usize, place: usize) -> Vec<u8> {
    let [count, size, start, place] =
        [count, size, start, place].map(|number| u64::try_from(number).unwrap().to_le_bytes());
    let record =
        [&44_u64.to_le_bytes()[..], &[45, 0, 45, 0], &[0; 8], &count, &count, &size, &start].concat();
    [b"PK\x06\x06", &record[..], b"PK\x06\x07", &[0; 4], &place, &1_u32.to_le_bytes()].concat()
}
