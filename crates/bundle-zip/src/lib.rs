//! A proof bundle in a ZIP, for the command line and for the check in the browser.
//!
//! A bundle from anywhere is hostile: JSON is limited in size by [`domain::draw`], a ZIP in its inflation here. Nothing is
//! unpacked: members are inflated while they are read. A ZIP in which two programs could find two different bundles is
//! refused: names must mean the same on every system, and the ZIP consist of its members and its directory, which say the
//! same, and of nothing else.

mod content;
mod end;
mod fields;
mod header;
mod layout;
mod names;
#[cfg(test)]
mod tests;

use std::cell::OnceCell;
use std::io::{self, BufReader, ErrorKind, Read, Seek, SeekFrom};

use domain::draw::bundle::{File, Source};

use content::{Content, Limited};
use header::Member;

/// How much of the ZIP is fetched at a time: bytes.
const BUFFER: usize = 256 << 10;

/// A bundle in a ZIP. `open` gives a handle on the ZIP; each file is read through one of its own, so that two can be read
/// side by side.
#[derive(Debug, Clone)]
pub struct Zip<F> {
    open: F,
    /// What is in it, once it was looked through.
    members: OnceCell<Vec<Member>>,
}

impl<F> Zip<F> {
    /// The bundle in the ZIP that `open` opens.
    #[must_use]
    pub fn new(open: F) -> Self {
        Self { open, members: OnceCell::new() }
    }
}

impl<R: Read + Seek, F: Fn() -> io::Result<R>> Source for Zip<F> {
    fn with<T>(&self, file: File, read: impl FnOnce(&mut dyn Read) -> T) -> io::Result<T> {
        let member = self.members()?.iter().find(|member| member.name == file.name());
        let member = member.ok_or_else(|| io::Error::new(ErrorKind::NotFound, "压缩包中没有此文件"))?;
        let left = content::most(member.compressed);
        Ok(read(&mut Limited { member: Content::new(self.data(member)?, member), left }))
    }
}

impl<R: Read + Seek, F: Fn() -> io::Result<R>> Zip<F> {
    /// What is in the ZIP.
    fn members(&self) -> io::Result<&[Member]> {
        if let Some(members) = self.members.get() {
            return Ok(members);
        }
        let members = layout::members((self.open)()?)?;
        self.read_through(&members)?;
        Ok(self.members.get_or_init(|| members))
    }

    /// Reads members whose end is only to be found by reading them, other than files of the bundle, which are read anyway.
    fn read_through(&self, members: &[Member]) -> io::Result<()> {
        let is_read = |member: &Member| File::ALL.iter().any(|file| file.name() == member.name);
        let streamed: Vec<_> =
            members.iter().filter(|member| member.is_streamed && !is_read(member)).collect();
        let compressed = streamed.iter().fold(0, |sum: u64, member| sum.saturating_add(member.compressed));
        let mut left = content::most(compressed);
        for member in streamed {
            let mut content = Limited { member: Content::new(self.data(member)?, member), left };
            io::copy(&mut content, &mut io::sink()).map_err(|error| about(member, &error))?;
            left = content.left;
        }
        Ok(())
    }

    /// The ZIP, once more, at the data of a member.
    fn data(&self, member: &Member) -> io::Result<BufReader<R>> {
        let mut file = BufReader::with_capacity(BUFFER, (self.open)()?);
        file.seek(SeekFrom::Start(member.start))?;
        Ok(file)
    }

    /// A file that lies beside those of the bundle, at most `limit` bytes of it; none when it is not there.
    ///
    /// # Errors
    /// When the ZIP or the file cannot be read.
    pub fn beside(&self, name: &str, limit: u64) -> io::Result<Option<Vec<u8>>> {
        let Some(member) = self.members()?.iter().find(|member| member.name == name) else { return Ok(None) };
        let mut bytes = Vec::new();
        Content::new(self.data(member)?, member).take(limit).read_to_end(&mut bytes)?;
        Ok(Some(bytes))
    }

    /// The first member whose content is not what the ZIP says of it (CRC-32), or cannot be inflated: the ZIP was
    /// damaged on its way. Members that go on for too long are left alone. Reads all of it: to be asked after a check
    /// that failed.
    ///
    /// # Errors
    /// When the ZIP cannot be read.
    pub fn damaged(&self) -> io::Result<Option<String>> {
        for member in self.members()? {
            let content = Content::new(self.data(member)?, member);
            // The checksum is compared at the end of the member.
            match io::copy(&mut content.take(content::most(member.compressed)), &mut io::sink()) {
                Ok(_) => {}
                Err(error) if content::is_damage(&error) => return Ok(Some(member.name.clone())),
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

/// An error with the name of its member.
fn about(member: &Member, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}：{error}", member.name))
}

/// Why a ZIP is not read.
fn refusal(reason: impl Into<String>) -> io::Error {
    io::Error::new(ErrorKind::InvalidData, reason.into())
}
