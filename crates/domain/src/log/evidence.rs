//! The log's part of a bundle (`log/`): that the draw's events stand in the log, every one, in their order.

mod course;
#[cfg(test)]
mod tests;

use std::io;

use serde::{Deserialize, Serialize};

use super::checkpoint::{Checkpoint, CheckpointFault};
use super::leaf::{Leaf, Shown};
use super::note::{Key, Signed};
use super::proof::includes;
use crate::draw::canonical::{self, Fault};
use crate::draw::figure::{Figure, Quantity};
use crate::draw::freeze::Freeze;
use crate::draw::hash::Hash;
use crate::draw::merkle;
use crate::draw::reveals::Reveals;
use crate::draw::verify::Verification;

/// A file of the log's part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum File {
    /// The checkpoint, a signed note.
    Checkpoint,
    /// The log's keys in force, one on a line.
    Keys,
    /// The events of the round with their proofs.
    Proofs,
}

impl File {
    /// Its name in a folder or ZIP.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Checkpoint => "log/checkpoint",
            Self::Keys => "log/keys",
            Self::Proofs => "log/proofs.json",
        }
    }
}

/// An event of the round and its place in the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proof {
    /// The entry as the log has it.
    pub entry: String,
    /// Its index.
    pub index: u64,
    /// Its audit path under the checkpoint.
    pub path: Vec<Hash>,
}

/// The content of the files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// `log/checkpoint`.
    pub checkpoint: Vec<u8>,
    /// `log/keys`.
    pub keys: Vec<u8>,
    /// `log/proofs.json`: canonical, ascending by index.
    pub proofs: Vec<u8>,
}

impl Evidence {
    /// Reads the files by `read`, which answers none for one that is not there; none when all of them are not.
    ///
    /// # Errors
    /// Those of `read`; [`io::ErrorKind::NotFound`] when there are some but not all.
    pub fn read(mut read: impl FnMut(File) -> io::Result<Option<Vec<u8>>>) -> io::Result<Option<Self>> {
        match (read(File::Checkpoint)?, read(File::Keys)?, read(File::Proofs)?) {
            (Some(checkpoint), Some(keys), Some(proofs)) => Ok(Some(Self { checkpoint, keys, proofs })),
            (None, None, None) => Ok(None),
            (_, _, _) => Err(io::Error::new(io::ErrorKind::NotFound, "证据包的日志部分不完整")),
        }
    }

    /// The files with their content.
    #[must_use]
    pub fn files(&self) -> [(File, &[u8]); 3] {
        [(File::Checkpoint, &self.checkpoint), (File::Keys, &self.keys), (File::Proofs, &self.proofs)]
    }
}

/// What the rest of the bundle says.
#[derive(Debug, Clone, Copy)]
pub struct Draw<'a> {
    /// The freeze.
    pub freeze: &'a Freeze,
    /// Its hash.
    pub freeze_hash: Hash,
    /// What the parties revealed.
    pub reveals: &'a Reveals,
    /// Hash of the result.
    pub result_hash: Hash,
}

impl<'a> Draw<'a> {
    /// That of a bundle that verifies; none of another, for nothing in it is a fact.
    #[must_use]
    pub fn of(verification: &'a Verification) -> Option<Self> {
        let freeze = verification.freeze.as_ref().filter(|_| verification.is_verified())?;
        let recomputed = verification.recomputed.as_ref()?;
        let (freeze_hash, result_hash) = (freeze.hash().ok()?, recomputed.draw.result.hash().ok()?);
        Some(Self { freeze, freeze_hash, reveals: &recomputed.reveals, result_hash })
    }
}

/// What was found in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logged {
    /// The checkpoint.
    pub checkpoint: Checkpoint,
    /// Who signed it.
    pub signed: Vec<Signed>,
    /// Number of events proved.
    pub events: usize,
}

impl Logged {
    /// What is shown beside the check.
    #[must_use]
    pub fn figures(&self) -> Vec<Figure> {
        let Checkpoint { origin, size, root } = &self.checkpoint;
        let keys = self.signed.iter().map(|one| Figure::of(one.key.name(), Quantity::LogKey, &one.key));
        let mut figures = vec![
            Figure::new(Quantity::LogEvents, self.events),
            Figure::new(Quantity::LogOrigin, origin),
            Figure::new(Quantity::LogSize, size),
            Figure::new(Quantity::LogRoot, root),
        ];
        figures.extend(keys);
        figures
    }
}

/// Why the log's part is not believed.
#[derive(Debug, thiserror::Error)]
pub enum EvidenceFault {
    /// The checkpoint is not.
    #[error("log/checkpoint：{0}")]
    Checkpoint(#[from] CheckpointFault),
    /// A line of the keys is none.
    #[error("log/keys 第 {0} 行不是公钥")]
    Keys(usize),
    /// The proofs are no canonical JSON of their structure.
    #[error("log/proofs.json：{0}")]
    Json(#[from] Fault),
    /// Proofs are not ascending.
    #[error("log/proofs.json 第 {0} 项：序号没有递增")]
    Order(usize),
    /// The checkpoint is older than an event.
    #[error("检查点已过时：只覆盖 {size} 条，而事件在第 {index} 条（从 0 起）")]
    Stale {
        /// Index of the event.
        index: u64,
        /// Size of the checkpoint.
        size: u64,
    },
    /// The audit path does not lead to the checkpoint's root.
    #[error("log/proofs.json：第 {0} 条日志的包含证明不成立")]
    Forged(u64),
    /// An entry is no event of this round.
    #[error("log/proofs.json：第 {0} 条日志不是本轮抽取的事件")]
    Foreign(u64),
    /// There is no freeze in the log, or more than one.
    #[error("日志中本轮的锁定事件应恰有一个，实有 {0} 个")]
    Freezes(usize),
    /// The log has another freeze.
    #[error("日志中的锁定书摘要与本证据包不符")]
    OtherFreeze,
    /// Something comes before what it must follow.
    #[error("日志第 {event} 条（{action}）早于第 {of} 条（{before}），先后次序不符合规程")]
    OutOfTurn {
        /// What.
        action: String,
        /// Index of the event.
        event: u64,
        /// What it must follow.
        before: String,
        /// Index of that.
        of: u64,
    },
    /// Nothing was announced, or something else.
    #[error("日志中没有与锁定书一致的公告（draw.announce）")]
    Unannounced,
    /// A witness's commitment is not in the log, or more than one, or another.
    #[error("日志中参与方“{0}”的承诺（draw.commit）应恰有一条，且与锁定书一致")]
    Uncommitted(String),
    /// So is what it revealed.
    #[error("日志中参与方“{0}”的揭示（draw.reveal）应恰有一条，且与本证据包一致")]
    Unrevealed(String),
    /// Somebody committed or revealed who is no party of the freeze.
    #[error("日志第 {index} 条：“{party}”不是锁定书中的参与方")]
    Stranger {
        /// Index of the event.
        index: u64,
        /// Who.
        party: String,
    },
    /// The public value that two people were to confirm is not in the log, or more than one, or another.
    #[error("日志中经两人确认的公开数值（draw.entropy）缺失、重复或与本证据包不符")]
    OtherEntropy,
    /// There is no result in the log, or more than one, or another.
    #[error("日志中的抽取结果（draw.result）应恰有一条，且结果摘要与本证据包一致")]
    OtherResult,
}

/// Checks the log's part. Without trusted keys those that come with it are used: they tell who signed, not whether to
/// believe it.
///
/// # Errors
/// [`EvidenceFault`].
pub fn verify(evidence: &Evidence, draw: &Draw<'_>, trusted: &[Key]) -> Result<Logged, EvidenceFault> {
    let enclosed = if trusted.is_empty() { keys(&evidence.keys)? } else { Vec::new() };
    let keys = if trusted.is_empty() { &enclosed } else { trusted };
    let (checkpoint, signed) = Checkpoint::open(&evidence.checkpoint, keys)?;
    let proofs: Vec<Proof> = canonical::parse(&evidence.proofs)?;
    let mut events: Vec<(u64, Shown)> = Vec::new();
    for (number, proof) in (1..).zip(&proofs) {
        if events.last().is_some_and(|(before, _)| *before >= proof.index) {
            return Err(EvidenceFault::Order(number));
        }
        let shown = proved(proof, &checkpoint, draw.freeze)?;
        if events.first().is_some_and(|(_, first)| first.key != shown.key) {
            return Err(EvidenceFault::Foreign(proof.index));
        }
        events.push((proof.index, shown));
    }
    course::check(&events, draw)?;
    Ok(Logged { checkpoint, signed, events: events.len() })
}

fn keys(text: &[u8]) -> Result<Vec<Key>, EvidenceFault> {
    let text = std::str::from_utf8(text).map_err(|_| EvidenceFault::Keys(1))?;
    let key = |(number, line): (usize, &str)| line.parse().map_err(|_| EvidenceFault::Keys(number));
    (1..).zip(text.lines()).map(key).collect()
}

/// The event of a proof that holds.
fn proved(proof: &Proof, checkpoint: &Checkpoint, freeze: &Freeze) -> Result<Shown, EvidenceFault> {
    let (index, size) = (proof.index, checkpoint.size);
    if index >= size {
        return Err(EvidenceFault::Stale { index, size });
    }
    let leaf = merkle::leaf(proof.entry.as_bytes());
    if !includes(&leaf, index, size, &proof.path, &checkpoint.root) {
        return Err(EvidenceFault::Forged(index));
    }
    let shown = Leaf::parse(proof.entry.as_bytes()).ok().and_then(|leaf| leaf.shown);
    let of_round = |shown: &Shown| {
        let of_task = shown.task() == Some(freeze.task.as_str());
        shown.action.starts_with("draw.") && shown.round() == Some(freeze.round) && of_task
    };
    shown.filter(of_round).ok_or(EvidenceFault::Foreign(index))
}
