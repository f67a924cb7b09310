//! The public log: its part of a bundle, and what pages ask of it.

#[cfg(test)]
mod tests;

use std::io;

use contract::check::CheckLine;
use contract::check::log::{CheckedLog, LogAnswer, LogHandover, LogHead, LogPart, LogQuestion, LogSignature};
use contract::log::{InclusionProof, LogKey};
use domain::Coded;
use domain::draw::hash::Hash;
use domain::draw::merkle;
use domain::draw::verify::Verification;
use domain::log::checkpoint::Checkpoint;
use domain::log::evidence::{self, Draw, Evidence};
use domain::log::history::handover;
use domain::log::note::{Algorithm, Key, Signed};
use domain::log::proof::includes;

use crate::report;

/// Code and label of the check of the log's part; the others are `domain::draw::compute::Check`.
const CODE: &str = "log";
const LABEL: &str = "全程留痕日志";

/// What came of the log's part of a bundle.
#[derive(Debug)]
pub(crate) struct Outcome {
    /// As it is told.
    pub told: CheckedLog,
    /// Why it is not believed, and whether it could not be read at all.
    pub failure: Option<(String, bool)>,
}

impl Outcome {
    /// Nobody looked.
    pub(crate) fn not_reached() -> Self {
        Self::without(LogPart::NotReached)
    }

    fn without(part: LogPart) -> Self {
        let line = CheckLine {
            code: CODE.to_owned(),
            label: LABEL.to_owned(),
            passed: part == LogPart::Passed,
            figures: Vec::new(),
        };
        Self { told: CheckedLog { part, line }, failure: None }
    }

    fn failed(reason: impl ToString, unreadable: bool) -> Self {
        Self { failure: Some((reason.to_string(), unreadable)), ..Self::without(LogPart::Failed) }
    }
}

/// Checks the log's part of a bundle that verifies. With trusted keys there must be one, signed by one of them.
pub(crate) fn part(
    verification: &Verification,
    evidence: io::Result<Option<Evidence>>,
    trusted: &[Key],
) -> Outcome {
    let Some(draw) = Draw::of(verification) else { return Outcome::not_reached() };
    let evidence = match evidence {
        Ok(Some(evidence)) => evidence,
        Ok(None) if trusted.is_empty() => return Outcome::without(LogPart::Absent),
        Ok(None) => return Outcome::failed("证据包没有日志部分", false),
        Err(error) => return Outcome::failed(error, true),
    };
    match evidence::verify(&evidence, &draw, trusted) {
        Ok(logged) => {
            let mut outcome = Outcome::without(LogPart::Passed);
            outcome.told.line.figures = logged.figures().iter().map(report::figure).collect();
            outcome
        }
        Err(fault) => Outcome::failed(fault, false),
    }
}

/// Answers a question about the log.
#[must_use]
pub fn answer(question: &LogQuestion) -> LogAnswer {
    let answer = match question {
        LogQuestion::Head { note, keys } => head(note, keys),
        LogQuestion::Inclusion { proof, head } => inclusion(proof, head),
        LogQuestion::Growth { earlier, later, path } => growth(earlier, later, path),
    };
    answer.unwrap_or_else(|reason| LogAnswer::Refused { reason })
}

fn key(text: &str) -> Result<Key, String> {
    text.parse().map_err(|_| format!("不是规范的公钥：{text}"))
}

fn hash(text: &str) -> Result<Hash, String> {
    text.parse().map_err(|_| format!("不是 64 位十六进制的摘要：{text}"))
}

fn hashes(path: &[String]) -> Result<Vec<Hash>, String> {
    path.iter().map(|text| hash(text)).collect()
}

fn checkpoint(head: &LogHead) -> Result<Checkpoint, String> {
    Ok(Checkpoint { origin: head.origin.clone(), size: head.size, root: hash(&head.root)? })
}

fn told(checkpoint: Checkpoint) -> LogHead {
    LogHead { origin: checkpoint.origin, size: checkpoint.size, root: checkpoint.root.to_string() }
}

fn head(note: &str, keys: &[LogKey]) -> Result<LogAnswer, String> {
    let Some((present, before)) = keys.split_last() else { return Err("没有公布公钥".to_owned()) };
    let (checkpoint, signed) =
        Checkpoint::open(note.as_bytes(), &[key(&present.vkey)?]).map_err(|fault| fault.to_string())?;
    let successors = keys.iter().skip(1);
    let handovers = before.iter().zip(successors).map(|(retired, next)| handed_over(retired, &next.vkey));
    Ok(LogAnswer::Head {
        head: told(checkpoint),
        signatures: signed.iter().map(signature).collect(),
        handovers: handovers.collect(),
    })
}

fn signature(signed: &Signed) -> LogSignature {
    let Signed { key, time } = signed;
    LogSignature {
        name: key.name().to_owned(),
        id: key.id().iter().map(|byte| format!("{byte:02x}")).collect(),
        vkey: key.to_string(),
        witnessed: (key.algorithm() == Algorithm::Cosignature).then_some(*time),
    }
}

fn handed_over(retired: &LogKey, successor: &str) -> LogHandover {
    let opened = || {
        let note = retired.handover.as_deref().ok_or("没有公布交接检查点")?;
        let (old, new) = (key(&retired.vkey)?, key(successor)?);
        handover(note.as_bytes(), &old, &new).map_err(|fault| fault.to_string())
    };
    let vkey = retired.vkey.clone();
    match opened() {
        Ok(checkpoint) => LogHandover { vkey, head: Some(told(checkpoint)), reason: None },
        Err(reason) => LogHandover { vkey, head: None, reason: Some(reason) },
    }
}

fn inclusion(proof: &InclusionProof, head: &LogHead) -> Result<LogAnswer, String> {
    let leaf = merkle::leaf(proof.entry.as_bytes());
    if proof.size != head.size {
        return Err(format!("证明针对 {} 条的日志，检查点为 {} 条", proof.size, head.size));
    }
    if !includes(&leaf, proof.index, head.size, &hashes(&proof.path)?, &hash(&head.root)?) {
        return Err("包含证明不成立：由条目内容算不到检查点的根".to_owned());
    }
    Ok(LogAnswer::Inclusion { leaf_hash: leaf.to_string() })
}

fn growth(earlier: &LogHead, later: &LogHead, path: &[String]) -> Result<LogAnswer, String> {
    let change = checkpoint(later)?.since(&checkpoint(earlier)?, &hashes(path)?);
    Ok(LogAnswer::Growth {
        change: change.code().to_owned(),
        label: change.label().to_owned(),
        sound: change.is_sound(),
    })
}
