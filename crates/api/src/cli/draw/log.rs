//! The log's part of a bundle, when it has one: an extra line of the check.

#[cfg(test)]
mod tests;

use std::fs;
use std::io::{self, Read, Write};
use std::path::Path;

use bundle_zip::Zip;
use domain::draw::canonical::OBJECT_LIMIT;
use domain::draw::verify::Verification;
use domain::log::evidence::{self, Draw, Evidence, File};
use domain::log::note::Key;
use domain::text::io_reason;

use super::Status;

/// What is said of the log's part, before and after its line.
const NAME: &str = "全程留痕日志";

/// Checks the log's part of a bundle that verified; [`Status::Done`] also when there is none and nobody asked for one: then it is
/// said that nothing was checked.
///
/// # Errors
/// When `out` cannot be written to.
pub fn check(
    bundle: &Path,
    verification: &Verification,
    trusted: &[Key],
    out: &mut impl Write,
) -> io::Result<Status> {
    let evidence = match read(bundle) {
        Ok(Some(evidence)) => evidence,
        Ok(None) if trusted.is_empty() => {
            writeln!(out, "未核对  {NAME}：证据包没有日志部分，不能证明锁定先于揭示")?;
            return Ok(Status::Done);
        }
        Ok(None) => {
            writeln!(out, "不通过  {NAME}\n证据包没有日志部分")?;
            return Ok(Status::Wrong);
        }
        Err(error) => {
            writeln!(out, "不通过  {NAME}\n{}", io_reason(&error))?;
            return Ok(Status::Unreadable);
        }
    };
    let judged = Draw::of(verification).map(|draw| evidence::verify(&evidence, &draw, trusted));
    match judged {
        Some(Ok(logged)) => {
            let (checkpoint, signers) = (&logged.checkpoint, logged.signed.iter());
            let signers: Vec<_> = signers.map(|signed| signed.key.to_string()).collect();
            let (events, size) = (logged.events, checkpoint.size);
            let signers = signers.join("，");
            writeln!(
                out,
                "通过    {NAME}：事件 {events} 条，检查点 {size} 条，根 {}，公钥 {signers}",
                checkpoint.root
            )?;
            Ok(Status::Done)
        }
        Some(Err(fault)) => {
            writeln!(out, "不通过  {NAME}\n{fault}")?;
            Ok(Status::Wrong)
        }
        // Only of a bundle that does not verify.
        None => Ok(Status::Wrong),
    }
}

/// The files of the log's part; none when there is none of them.
fn read(bundle: &Path) -> io::Result<Option<Evidence>> {
    Evidence::read(|file| if bundle.is_dir() { in_folder(bundle, file) } else { in_zip(bundle, file) })
}

fn in_zip(bundle: &Path, file: File) -> io::Result<Option<Vec<u8>>> {
    Zip::new(|| fs::File::open(bundle)).beside(file.name(), OBJECT_LIMIT)
}

fn in_folder(bundle: &Path, file: File) -> io::Result<Option<Vec<u8>>> {
    let opened = match fs::File::open(bundle.join(file.name())) {
        Ok(opened) => opened,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let mut content = Vec::new();
    opened.take(OBJECT_LIMIT).read_to_end(&mut content)?;
    Ok(Some(content))
}
