//! What a ZIP consists of, so that no two programs find two different bundles in it, whether they read its directory or its
//! members one after the other: members back to back from the first byte, each after a header that says what the directory
//! says; the directory; its end. Of the members' data nothing is read.

use std::io::{self, BufReader, Read, Seek, SeekFrom};

use super::fields::{Extra, Fields};
use super::header::{self, Entry, Header, Member};
use super::names::{self, shown};
use super::{end, refusal};

/// How much of the ZIP is fetched at a time: headers stand far apart.
const BUFFER: usize = 4 << 10;
/// Most members: a bundle has seven files, beside it its log.
const MEMBERS: u64 = 1_000;
/// Most bytes of the directory.
const DIRECTORY: u64 = 1 << 20;

const LOCAL: [u8; 4] = *b"PK\x03\x04";
/// Bytes of the header before the data, before its name.
const LOCAL_LENGTH: u64 = 30;

const DESCRIPTOR: [u8; 4] = *b"PK\x07\x08";
/// Bytes of what follows the data, with sizes of 32 and of 64 bits.
const DESCRIPTOR_LENGTHS: [u64; 2] = [16, 24];

pub(crate) const NO_ZIP: &str = "不是 ZIP 压缩包，或压缩包已损坏";
pub(crate) const AROUND: &str = "压缩包前后有多余的数据，请重新下载";
const BETWEEN: &str = "压缩包的文件之间有多余的数据，请重新下载";
const OVERLAP: &str = "压缩包中的文件互相重叠";
const MANY: &str = "压缩包中的文件过多";
const LONG: &str = "压缩包的目录过大";

/// The members of a ZIP, in the order of their data.
pub(crate) fn members(handle: impl Read + Seek) -> io::Result<Vec<Member>> {
    let mut file = BufReader::with_capacity(BUFFER, handle);
    let length = file.seek(SeekFrom::End(0))?;
    let end = end::read(&mut file, length)?;
    if end.members > MEMBERS {
        return Err(refusal(MANY));
    }
    if end.size > DIRECTORY {
        return Err(refusal(LONG));
    }
    let directory = read_at(&mut file, end.start, end.size)?;
    let mut entries = header::entries(&directory, end.members)?;
    names::check(entries.iter().map(|entry| entry.name))?;
    entries.sort_by_key(|entry| entry.start);
    let (mut members, mut place) = (Vec::with_capacity(entries.len()), 0);
    for entry in &entries {
        adjacent(place, entry.start)?;
        let (start, behind) = locate(&mut file, entry)?;
        members.push(Member::new(entry, start));
        place = behind;
    }
    adjacent(place, end.start)?;
    Ok(members)
}

/// Refuses what is between two places that should be one.
fn adjacent(before: u64, after: u64) -> io::Result<()> {
    match before {
        _ if before > after => Err(refusal(OVERLAP)),
        0 if after > 0 => Err(refusal(AROUND)),
        _ if before < after => Err(refusal(BETWEEN)),
        _ => Ok(()),
    }
}

/// Where the data of a member begins, and what is its own ends; both headers must say the same of it.
fn locate(file: &mut (impl Read + Seek), entry: &Entry<'_>) -> io::Result<(u64, u64)> {
    let different = || refusal(format!("压缩包的文件头与目录不一致，请重新下载：{}", shown(entry.name)));
    let record = read_at(file, entry.start, LOCAL_LENGTH)?;
    let header = Fields(&record).signed(LOCAL).and_then(|mut fields| Header::read(&mut fields));
    let (mut local, [name, extra]) = header.ok_or_else(different)?;
    let place = entry.start.saturating_add(LOCAL_LENGTH);
    let texts = read_at(file, place, u64::from(name).saturating_add(extra.into()))?;
    let mut fields = Fields(&texts);
    let name = fields.bytes(name).filter(|name| *name == entry.name);
    let extra = Extra::read(fields.0).filter(|extra| !extra.renames(entry.name));
    let (Some(_), Some(extra)) = (name, extra) else { return Err(different()) };
    if !local.widen(&extra, None) || !entry.header.agrees(&local) {
        return Err(different());
    }
    let start = file.stream_position()?;
    let end = start.saturating_add(entry.header.compressed);
    if !entry.header.is_streamed() {
        return Ok((start, end));
    }
    let [narrow, wide] = DESCRIPTOR_LENGTHS;
    let length = if extra.is_wide() { wide } else { narrow };
    let descriptor = read_at(file, end, length)?;
    let fields = Fields(&descriptor).signed(DESCRIPTOR);
    let is_same = fields.is_some_and(|fields| entry.header.ends_with(fields, extra.is_wide()));
    if is_same { Ok((start, end.saturating_add(length))) } else { Err(different()) }
}

/// Bytes of the file; too few are a sign of damage.
pub(crate) fn read_at(file: &mut (impl Read + Seek), place: u64, count: u64) -> io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(place))?;
    let mut bytes = Vec::new();
    let read = file.take(count).read_to_end(&mut bytes)?;
    if u64::try_from(read) == Ok(count) { Ok(bytes) } else { Err(refusal(NO_ZIP)) }
}
