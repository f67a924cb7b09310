//! What a ZIP says of a member: in its directory, and again before the member's data.

use std::io;

use super::fields::{Extra, Fields};
use super::names::shown;
use super::refusal;

const ENTRY: [u8; 4] = *b"PK\x01\x02";

/// Flags: encrypted; the sizes come after the data; those that change nothing, levels of compression and names in UTF-8.
const ENCRYPTED: u16 = 1;
const STREAMED: u16 = 1 << 3;
const HARMLESS: u16 = 1 << 1 | 1 << 2 | 1 << 11;

const STORED: u16 = 0;
const DEFLATED: u16 = 8;

const DISORDER: &str = "压缩包的目录有误，请重新下载";
pub(crate) const COMMENT: &str = "压缩包带有注释，请重新打包，不加注释";
pub(crate) const SPLIT: &str = "不支持分卷压缩包";

/// The numbers that both headers have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Header {
    flags: u16,
    method: u16,
    checksum: u32,
    /// Bytes of the data.
    pub(crate) compressed: u64,
    /// Bytes of the file.
    size: u64,
}

impl Header {
    /// Reads them, and the lengths of the name and of the extra fields that follow.
    pub(crate) fn read(fields: &mut Fields<'_>) -> Option<(Self, [u16; 2])> {
        fields.u16()?;
        let (flags, method) = (fields.u16()?, fields.u16()?);
        fields.u32()?;
        let (checksum, compressed, size) = (fields.u32()?, fields.u32()?.into(), fields.u32()?.into());
        Some((Self { flags, method, checksum, compressed, size }, [fields.u16()?, fields.u16()?]))
    }

    /// Takes the sizes from the extra fields that 32 bits do not hold. Whether they are there, and nothing but them; where
    /// the sizes come after the data, some programs write zeros there.
    #[must_use]
    pub(crate) fn widen(&mut self, extra: &Extra<'_>, start: Option<&mut u64>) -> bool {
        let is_local = start.is_none();
        let numbers = [Some(&mut self.size), Some(&mut self.compressed), start];
        let rest = extra.widen(numbers.into_iter().flatten());
        let are_zeros = is_local && self.is_streamed();
        rest.is_some_and(|rest| rest.is_empty() || are_zeros && rest.iter().all(|byte| *byte == 0))
    }

    /// Whether the sizes come after the data.
    pub(crate) fn is_streamed(&self) -> bool {
        self.flags & STREAMED != 0
    }

    /// Whether the header before the data says the same, or leaves to what follows the data what it says.
    pub(crate) fn agrees(&self, local: &Self) -> bool {
        let left = |own: u64, there: u64| own == there || self.is_streamed() && there == 0;
        (self.flags, self.method) == (local.flags, local.method)
            && left(self.checksum.into(), local.checksum.into())
            && left(self.compressed, local.compressed)
            && left(self.size, local.size)
    }

    /// Whether what follows the data says the same: the checksum and both sizes.
    pub(crate) fn ends_with(&self, mut fields: Fields<'_>, is_wide: bool) -> bool {
        let checksum = fields.u32();
        let mut number = || if is_wide { fields.u64() } else { fields.u32().map(u64::from) };
        let sizes = [number(), number()];
        (checksum, sizes) == (Some(self.checksum), [Some(self.compressed), Some(self.size)])
    }
}

/// An entry of the directory.
#[derive(Debug)]
pub(crate) struct Entry<'a> {
    /// The path of the member.
    pub(crate) name: &'a [u8],
    /// What is said of it.
    pub(crate) header: Header,
    /// Where the header before its data is.
    pub(crate) start: u64,
}

/// A file in a ZIP, or a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Member {
    /// Its path.
    pub(crate) name: String,
    /// Where its data begins.
    pub(crate) start: u64,
    /// The bytes of its data.
    pub(crate) compressed: u64,
    /// Its own length.
    pub(crate) size: u64,
    /// Its CRC-32.
    pub(crate) checksum: u32,
    /// Whether its data is deflated; if not, it is stored as it is.
    pub(crate) is_deflated: bool,
    /// Whether its sizes come after its data: some programs then look for its end in there.
    pub(crate) is_streamed: bool,
}

impl Member {
    /// The member of an entry whose data begins at `start`.
    pub(crate) fn new(entry: &Entry<'_>, start: u64) -> Self {
        let Header { method, checksum, compressed, size, .. } = entry.header;
        let (is_deflated, is_streamed) = (method == DEFLATED, entry.header.is_streamed());
        let name = String::from_utf8_lossy(entry.name).into_owned();
        Self { name, start, compressed, size, checksum, is_deflated, is_streamed }
    }
}

/// The entries of a directory, which they must fill.
pub(crate) fn entries(directory: &[u8], count: u64) -> io::Result<Vec<Entry<'_>>> {
    let mut fields = Fields(directory);
    let entries = (0..count).map(|_| entry(&mut fields)).collect::<io::Result<_>>()?;
    if fields.0.is_empty() { Ok(entries) } else { Err(refusal(DISORDER)) }
}

fn entry<'a>(fields: &mut Fields<'a>) -> io::Result<Entry<'a>> {
    let (entry, rest) = raw(fields).ok_or_else(|| refusal(DISORDER))?;
    if rest.comment > 0 {
        return Err(refusal(COMMENT));
    }
    if rest.disk > 0 {
        return Err(refusal(SPLIT));
    }
    if let Some(reason) = unreadable(&entry, rest.attributes) {
        return Err(refusal(format!("压缩包中的文件{reason}：{}", shown(entry.name))));
    }
    Ok(entry)
}

/// What only the directory says.
struct Rest {
    comment: u16,
    disk: u16,
    attributes: u32,
}

fn raw<'a>(fields: &mut Fields<'a>) -> Option<(Entry<'a>, Rest)> {
    let mut own = fields.signed(ENTRY)?;
    own.u16()?;
    let (mut header, [name, extra]) = Header::read(&mut own)?;
    let (comment, disk, _, attributes) = (own.u16()?, own.u16()?, own.u16()?, own.u32()?);
    let mut start = own.u32()?.into();
    let (name, extra) = (own.bytes(name)?, Extra::read(own.bytes(extra)?)?);
    own.bytes(comment)?;
    *fields = own;
    let is_whole = header.widen(&extra, Some(&mut start)) && !extra.renames(name);
    is_whole.then_some((Entry { name, header, start }, Rest { comment, disk, attributes }))
}

/// Why a member is not for every program to read.
fn unreadable(entry: &Entry<'_>, attributes: u32) -> Option<&'static str> {
    let header = &entry.header;
    if header.flags & ENCRYPTED != 0 {
        return Some("已加密");
    }
    if header.flags & !(STREAMED | HARMLESS) != 0 || ![STORED, DEFLATED].contains(&header.method) {
        return Some("用了不支持的压缩方法，请改用标准的 ZIP 压缩");
    }
    if header.method == STORED && header.compressed != header.size {
        return Some("长度前后不一致，请重新下载");
    }
    // Where such a file ends, its own content would say.
    if header.method == STORED && header.is_streamed() && header.size > 0 {
        return Some("没有压缩，也没有事先写明长度，请重新打包");
    }
    let is_folder = entry.name.ends_with(b"/");
    if is_folder && header.size > 0 || !is_plain(attributes, is_folder) {
        return Some("不是普通的文件或文件夹，请去掉后重新打包");
    }
    None
}

/// Whether the attributes of both systems are those of a file or a folder: a link leads elsewhere.
fn is_plain(attributes: u32, is_folder: bool) -> bool {
    /// Those of Windows: a folder; a volume's name, a link.
    const FOLDER: u32 = 1 << 4;
    const NO_FILE: u32 = 1 << 3 | 1 << 10;
    let unix = attributes >> 28;
    let expected = if is_folder { 0o4 } else { 0o10 };
    [0, expected].contains(&unix) && attributes & NO_FILE == 0 && (is_folder || attributes & FOLDER == 0)
}
