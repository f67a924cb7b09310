//! A proof bundle in a ZIP, for the command line and for the check in the browser.
//!
//! A bundle from anywhere is hostile: JSON is limited in size by [`domain::draw`], a ZIP in its inflation here. Nothing is
//! unpacked: members are inflated while they are read. A ZIP in which two programs could find two different bundles is
//! refused: members of one name or of overlapping bytes, names that lead out of the folder they are unpacked into.

#[cfg(test)]
mod tests;

use std::cell::Cell;
use std::collections::BTreeSet;
use std::io::{self, BufReader, ErrorKind, Read, Seek};

use domain::draw::bundle::{File, Source};
use zip::result::ZipError;

/// Bytes of a member that are always read, however well it was compressed.
const ALLOWANCE: u64 = 16 << 20;
/// Beyond them, a member may be this many times as long as its compressed form. Rosters stay below 3.
const RATIO: u64 = 100;
/// Most members: a bundle has seven files, beside it its log.
const MEMBERS: usize = 1_000;
/// How much of the ZIP is fetched at a time: bytes.
const BUFFER: usize = 256 << 10;

/// A bundle in a ZIP. `open` gives a handle on the ZIP; each file is read through one of its own, so that two can be read
/// side by side.
#[derive(Debug, Clone)]
pub struct Zip<F> {
    open: F,
    /// Whether the directory was looked through.
    checked: Cell<bool>,
}

impl<F> Zip<F> {
    /// The bundle in the ZIP that `open` opens.
    #[must_use]
    pub fn new(open: F) -> Self {
        Self { open, checked: Cell::new(false) }
    }
}

impl<R: Read + Seek, F: Fn() -> io::Result<R>> Source for Zip<F> {
    fn with<T>(&self, file: File, read: impl FnOnce(&mut dyn Read) -> T) -> io::Result<T> {
        let mut archive = self.archive()?;
        let member = archive.by_name(file.name()).map_err(in_chinese)?;
        let left = ALLOWANCE.max(member.compressed_size().saturating_mul(RATIO));
        Ok(read(&mut Limited { member, left }))
    }
}

/// Refuses what another program might unpack to something else, or to another place.
fn unambiguous<R: Read + Seek>(archive: &mut zip::ZipArchive<R>) -> io::Result<()> {
    let refuse = |text| Err(io::Error::new(ErrorKind::InvalidData, text));
    if archive.len() > MEMBERS {
        return refuse("压缩包中的文件过多");
    }
    // Some file systems take `Freeze.json` for `freeze.json`.
    let names: Vec<_> = archive.file_names_raw().map(<[u8]>::to_ascii_lowercase).collect();
    if names.iter().any(|name| !is_plain(name)) {
        return refuse("压缩包中的文件名指向文件夹之外");
    }
    let once = BTreeSet::from_iter(&names).len() == names.len();
    if archive.has_duplicate_names() || !once {
        return refuse("压缩包中有同名文件");
    }
    if archive.has_overlapping_files().map_err(in_chinese)? {
        return refuse("压缩包中的文件互相重叠");
    }
    Ok(())
}

/// Whether a name stays inside the folder, on every system.
fn is_plain(name: &[u8]) -> bool {
    let outside = |part: &[u8]| part == b"..";
    !name.starts_with(b"/")
        && !name.iter().any(|byte| matches!(byte, b'\\' | b':' | 0))
        && !name.split(|byte| *byte == b'/').any(outside)
}

impl<R: Read + Seek, F: Fn() -> io::Result<R>> Zip<F> {
    /// The ZIP, once more from its beginning.
    fn archive(&self) -> io::Result<zip::ZipArchive<BufReader<R>>> {
        let handle = BufReader::with_capacity(BUFFER, (self.open)()?);
        let mut archive = zip::ZipArchive::new(handle).map_err(in_chinese)?;
        if !self.checked.get() {
            unambiguous(&mut archive)?;
            self.checked.set(true);
        }
        Ok(archive)
    }

    /// A file that lies beside those of the bundle, at most `limit` bytes of it; none when it is not there.
    ///
    /// # Errors
    /// When the ZIP or the file cannot be read.
    pub fn beside(&self, name: &str, limit: u64) -> io::Result<Option<Vec<u8>>> {
        let mut archive = self.archive()?;
        let member = match archive.by_name(name) {
            Ok(member) => member,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(in_chinese(error)),
        };
        let mut content = Vec::new();
        member.take(limit).read_to_end(&mut content).map_err(damaged)?;
        Ok(Some(content))
    }

    /// The first member whose content is not what the ZIP says of it (CRC-32), or cannot be inflated: the ZIP was
    /// damaged on its way. Members that go on for too long are left alone. Reads all of it: to be asked after a check
    /// that failed.
    ///
    /// # Errors
    /// When the ZIP cannot be read.
    pub fn damaged(&self) -> io::Result<Option<String>> {
        let mut archive = self.archive()?;
        for place in 0..archive.len() {
            let member = archive.by_index(place).map_err(in_chinese)?;
            let name = String::from_utf8_lossy(member.name_raw()).into_owned();
            let most = ALLOWANCE.max(member.compressed_size().saturating_mul(RATIO));
            // The checksum is compared at the end of the member.
            match io::copy(&mut member.take(most), &mut io::sink()).map_err(damaged) {
                Ok(_) => {}
                Err(error) if error.kind() == ErrorKind::InvalidData => return Ok(Some(name)),
                Err(error) => return Err(error),
            }
        }
        Ok(None)
    }
}

/// What people read of a ZIP with a damaged member.
#[must_use]
pub fn damage(member: &str) -> String {
    format!("压缩包已损坏（{member} 校验不符），请重新下载")
}

/// People read why a bundle could not be opened.
fn in_chinese(error: ZipError) -> io::Error {
    let (kind, text) = match error {
        ZipError::Io(error) => return damaged(error),
        ZipError::FileNotFound => (ErrorKind::NotFound, "压缩包中没有此文件"),
        ZipError::InvalidArchive(_) => (ErrorKind::InvalidData, "不是 ZIP 压缩包，或压缩包已损坏"),
        ZipError::InvalidPassword => (ErrorKind::Unsupported, "压缩包已加密"),
        ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_) => {
            (ErrorKind::Unsupported, "压缩包的格式不受支持")
        }
        // Of limits, which are not set, and of what later versions of the library may add.
        ZipError::DecompressedSizeLimitExceeded { .. } | ZipError::DecompressedSizeUnknown | _ => {
            return io::Error::other(error);
        }
    };
    io::Error::new(kind, text)
}

/// The same of errors of inflation; those of the file system are the system's own.
fn damaged(error: io::Error) -> io::Error {
    let kind = error.kind();
    let inflation = [ErrorKind::InvalidData, ErrorKind::InvalidInput, ErrorKind::UnexpectedEof];
    if inflation.contains(&kind) {
        io::Error::new(ErrorKind::InvalidData, "压缩数据已损坏")
    } else {
        error
    }
}

/// Gives up a file that goes on after `left` bytes.
struct Limited<R> {
    member: R,
    left: u64,
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.member.read(buffer).map_err(damaged)?;
        let used = u64::try_from(count).unwrap_or(u64::MAX);
        self.left = self
            .left
            .checked_sub(used)
            .ok_or_else(|| io::Error::new(ErrorKind::InvalidData, "解压后过大"))?;
        Ok(count)
    }
}
