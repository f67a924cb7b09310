//! `sunlot draw compute DIR` and `sunlot draw verify DIR|ZIP`: the public check of a draw, without any server.
//!
//! Both stream: memory grows with the number drawn. A bundle from anywhere is hostile: JSON is limited in size by
//! [`domain::draw`], a ZIP in its inflation by [`bundle_zip`].

mod log;
#[cfg(test)]
mod tests;

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use bundle_zip::Zip;
use domain::Coded;
use domain::draw::bundle::File;
use domain::draw::compute::{Computed, Event, Passed, relaxations};
use domain::draw::freeze::{Entropy, Freeze, OPERATOR};
use domain::draw::verify::Verification;
use domain::draw::{self, Refusal};
use domain::log::note::Key;
use domain::text::io_reason;

use crate::draw::exclusion::RECENT_VISIT;
use crate::draw::folder::Folder;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Computed, or verified.
    Done,
    /// Read, and found wrong: the bundle does not verify.
    Wrong,
    /// The bundle cannot be read, or the result not be written.
    Unreadable,
}

impl Status {
    /// The exit status of the process.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Wrong => 1,
            Self::Unreadable => 2,
        }
    }

    fn of(refusal: &Refusal) -> Self {
        if refusal.is_unreadable() { Self::Unreadable } else { Self::Wrong }
    }
}

/// Computes the result of the bundle in `dir` and writes its `result.json`; says on `out` what came of it.
///
/// # Errors
/// When `out` cannot be written to.
pub fn compute(dir: &Path, out: &mut impl Write) -> io::Result<Status> {
    let bundle = Folder(dir.to_owned());
    let computed = match draw::compute(&bundle, &mut |_| {}) {
        Ok(computed) => computed,
        Err(refusal) => {
            writeln!(out, "不能计算：{refusal}")?;
            return Ok(Status::of(&refusal));
        }
    };
    let written = computed.result.to_json().map_err(io::Error::other).and_then(|text| replace(dir, &text));
    if let Err(error) = written {
        writeln!(out, "不能写入 {}：{}", File::Result.name(), io_reason(&error))?;
        return Ok(Status::Unreadable);
    }
    report(&computed, out)?;
    if computed.contradiction.is_some() {
        relax(&bundle, out)?;
    }
    Ok(Status::Done)
}

/// What would help where no teams can be formed.
fn relax(bundle: &Folder, out: &mut impl Write) -> io::Result<()> {
    let found = relaxations(bundle, &[RECENT_VISIT]).map_err(io::Error::other)?;
    if found.is_empty() {
        return writeln!(out, "没有哪一项放宽单独足够");
    }
    writeln!(out, "可以放宽（任一项即可）：")?;
    found.iter().try_for_each(|relaxation| writeln!(out, "  {relaxation}"))
}

/// Writes the result beside its place first: a reader finds the whole file or none.
fn replace(dir: &Path, text: &[u8]) -> io::Result<()> {
    let place = dir.join(File::Result.name());
    let beside = place.with_extension("json.part");
    fs::write(&beside, text)?;
    fs::rename(beside, place)
}

fn report(computed: &Computed, out: &mut impl Write) -> io::Result<()> {
    let result = &computed.result;
    writeln!(
        out,
        "已写入 {}：抽中 {} 个，候补 {} 个",
        File::Result.name(),
        result.selected.len(),
        result.reserves.len()
    )?;
    if let Some(assignment) = &result.assignment {
        let load = assignment.load;
        writeln!(out, "检查组 {} 个，每人承担 {} 至 {} 个", assignment.teams.len(), load.min, load.max)?;
    }
    if let Some(conflict) = &computed.contradiction {
        writeln!(out, "不能组成检查组。下列岗位只有 {} 人可选：", conflict.inspectors.len())?;
        for places in &conflict.objects {
            let slots: Vec<_> = places.slots.iter().map(ToString::to_string).collect();
            writeln!(out, "  对象 {} 的第 {} 个岗位", places.did, slots.join("、"))?;
        }
        writeln!(out, "  可选人员：{}", conflict.inspectors.join("、"))?;
    }
    Ok(())
}

/// Recomputes a bundle, a folder or a ZIP, and compares: one line per check, then `verified` or the first difference. What the
/// bundle says of the log is checked, too; with trusted keys, it must say something, and one of them have signed it.
///
/// # Errors
/// When `out` cannot be written to.
pub fn verify(bundle: &Path, log_keys: &[Key], out: &mut impl Write) -> io::Result<Status> {
    let mut written = Ok(());
    let mut watch = |event| match event {
        Event::Passed(passed) if written.is_ok() => written = line(&passed, out),
        Event::Passed(_) | Event::Rows { .. } => {}
    };
    let verification = if bundle.is_dir() {
        draw::verify(&Folder(bundle.to_owned()), &mut watch)
    } else {
        draw::verify(&Zip::new(|| fs::File::open(bundle)), &mut watch)
    };
    written?;
    if verification.is_verified() {
        let status = log::check(bundle, &verification, log_keys, out)?;
        if status != Status::Done {
            return Ok(status);
        }
    }
    if verification.failure.is_some()
        && !bundle.is_dir()
        && let Ok(Some(member)) = Zip::new(|| fs::File::open(bundle)).damaged()
    {
        // What came of a damaged file says nothing of the draw.
        writeln!(out, "{}", bundle_zip::damage(&member))?;
        return Ok(Status::Unreadable);
    }
    conclude(&verification, out)
}

/// The check, and what it recomputed.
fn line(passed: &Passed, out: &mut impl Write) -> io::Result<()> {
    write!(out, "通过    {}", passed.check.label())?;
    for (number, figure) in (0_u32..).zip(&passed.figures) {
        let of = figure.of.as_ref().map(|of| format!("（{of}）")).unwrap_or_default();
        let separator = if number == 0 { "：" } else { "，" };
        write!(out, "{separator}{}{of} {}", figure.quantity.label(), figure.value)?;
    }
    writeln!(out)
}

fn conclude(verification: &Verification, out: &mut impl Write) -> io::Result<Status> {
    let Some((check, failure)) = &verification.failure else {
        let alone = verification.freeze.as_ref().and_then(alone);
        alone.map_or(Ok(()), |notice| writeln!(out, "注意    {notice}"))?;
        writeln!(out, "verified")?;
        return Ok(Status::Done);
    };
    writeln!(out, "不通过  {}", check.label())?;
    writeln!(out, "{failure}")?;
    Ok(if verification.is_unreadable() { Status::Unreadable } else { Status::Wrong })
}

/// What whoever relies on a draw should know of one that nobody witnessed.
fn alone(freeze: &Freeze) -> Option<&'static str> {
    if freeze.parties.iter().any(|party| party.id != OPERATOR) {
        return None;
    }
    Some(match freeze.entropy {
        Entropy::None {} => {
            "本轮没有见证人，也没有公开数值：种子由经办系统一方的随机数产生，其不可预测只能信任该系统"
        }
        Entropy::Text { .. } => {
            "本轮没有见证人：种子由经办系统的随机数和公开数值产生，请另行核对公开数值的来源"
        }
    })
}
