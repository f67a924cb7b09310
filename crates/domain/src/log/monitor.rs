//! What a monitor remembers of a log, and what it makes of every new entry. No input or output: who runs it fetches.

mod finding;
mod standing;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use finding::Finding;
use standing::Standing;

use super::checkpoint::{Checkpoint, CheckpointFault};
use super::leaf::{CREATE, Leaf, ROTATE, SHORTENED, Shown};
use super::note::{Algorithm, Key, NoteFault};
use crate::Coded;
use crate::draw::freeze::OPERATOR;
use crate::draw::hash::Hash;
use crate::draw::merkle::Root;
use crate::draw::policy::VoidCode;

/// How long after the last day of the inspections an unannounced visit's result may still be withheld: the clock that
/// releases it, and the day that has not ended everywhere.
const RELEASE_WITHIN: Days = Days::new(2);
/// Members of a draw's events without which something cannot be watched.
const WATCHED: [&str; 8] =
    ["commitment", "freeze_hash", "mode", "party", "period_end", "result_hash", "round", "strata"];

/// All that is remembered; grows with the number of tasks and rounds, not with that of entries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Monitor {
    /// The key that is trusted now.
    key: String,
    /// Entries read so far.
    size: u64,
    /// Roots of the complete subtrees over them.
    peaks: Vec<Hash>,
    /// The last number given out, by what stands around it.
    series: BTreeMap<String, u64>,
    /// Rounds, by key of the task and number of the round.
    rounds: BTreeMap<String, Round>,
    /// What stands of the draws of a task, by its key.
    #[serde(default)]
    tasks: BTreeMap<String, Standing>,
}

/// A round of a draw.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Round {
    /// When it was announced or frozen.
    begun: Option<DateTime<Utc>>,
    /// Index of its freeze.
    frozen: Option<u64>,
    /// Hash of its freeze.
    freeze_hash: String,
    /// What witnesses committed to, until the freeze.
    commitments: BTreeMap<String, String>,
    /// Whether anybody has revealed.
    revealed: bool,
    /// Whether it was voided or has a result.
    ended: bool,
    /// Hash of the result that is to be recomputed still.
    unchecked: Option<String>,
    /// Last day of the inspections, as announced.
    until: Option<NaiveDate>,
    /// Hash of a result that is not public yet, as of an unannounced visit.
    withheld: Option<String>,
    /// Why the task was voided although this round had a result.
    withdrawn: Option<String>,
}

/// A result that is to be recomputed from its bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// Key of the task.
    pub task: String,
    /// The round.
    pub round: u32,
    /// Hash of the freeze in the log, hex.
    pub freeze_hash: String,
    /// Hash of the result in the log, hex.
    pub result_hash: String,
}

/// What a checkpoint is to what is remembered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum News {
    /// The log has grown to this.
    Grown(Checkpoint),
    /// Nothing new.
    Same,
    /// Signed by none of the keys that are trusted: perhaps by a successor.
    Unsigned,
}

impl Monitor {
    /// Begins to watch the log that this key signs.
    #[must_use]
    pub fn new(key: &Key) -> Self {
        let (series, rounds, tasks) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        Self { key: key.to_string(), size: 0, peaks: Vec::new(), series, rounds, tasks }
    }

    /// Entries read so far.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The key that is trusted now.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    /// Looks at a checkpoint. Cosignatures of these witnesses must hold where there are any.
    ///
    /// # Errors
    /// [`Finding`], when it contradicts what is remembered, or its signatures do not hold.
    pub fn look(&self, note: &[u8], witnesses: &[Key]) -> Result<News, Finding> {
        let key: Key = self.key.parse().map_err(|_| Finding::Remembered)?;
        let keys: Vec<_> = std::iter::once(key).chain(witnesses.iter().cloned()).collect();
        let checkpoint = match Checkpoint::open(note, &keys) {
            Ok((checkpoint, _)) => checkpoint,
            Err(CheckpointFault::Note(NoteFault::Unsigned)) => return Ok(News::Unsigned),
            Err(fault) => return Err(Finding::Checkpoint(fault.to_string())),
        };
        let root = self.root().ok_or(Finding::Remembered)?;
        if checkpoint.size < self.size {
            return Err(Finding::Rollback { seen: self.size, now: checkpoint.size });
        }
        if checkpoint.size > self.size {
            return Ok(News::Grown(checkpoint));
        }
        if checkpoint.root == root.value() { Ok(News::Same) } else { Err(Finding::Fork { size: self.size }) }
    }

    /// Reads on: `entries` are all from [`Monitor::size`] up to the checkpoint. Remembers nothing unless the tree over
    /// them is that of the checkpoint.
    ///
    /// # Errors
    /// Those of `entries`; within, [`Finding::Fork`] when this is not the continuation of what was read before.
    pub fn read<E>(
        &mut self,
        checkpoint: &Checkpoint,
        entries: impl IntoIterator<Item = Result<Vec<u8>, E>>,
    ) -> Result<Result<Vec<Finding>, Finding>, E> {
        let mut next = self.clone();
        let Some(mut root) = self.root() else { return Ok(Err(Finding::Remembered)) };
        let mut findings = Vec::new();
        for entry in entries {
            let entry = entry?;
            root.push(&entry);
            match Leaf::parse(&entry) {
                Ok(Leaf { shown: Some(shown), .. }) => next.learn(&shown, &mut findings),
                Ok(Leaf { shown: None, .. }) => {}
                Err(_) => findings.push(Finding::Entry { index: next.size }),
            }
            next.size = root.size();
        }
        if (root.size(), root.value()) != (checkpoint.size, checkpoint.root) {
            return Ok(Err(Finding::Fork { size: checkpoint.size }));
        }
        next.peaks = root.peaks().to_vec();
        *self = next;
        Ok(Ok(findings))
    }

    /// Rounds that were announced longer than `limit` ago and have not ended; results that are withheld though the
    /// inspections are over, where the log does not say when that is, `limit` after the announcement; and rounds of which
    /// objects were struck longer than `limit` ago without a supplementary round since.
    #[must_use]
    pub fn overdue(&self, now: DateTime<Utc>, limit: TimeDelta) -> Vec<Finding> {
        let old = |round: &Round| round.begun.is_some_and(|begun| now - begun > limit);
        let finding = |(name, round): (&String, &Round)| {
            let name = || name.clone();
            if !round.ended {
                return old(round).then(|| Finding::Unended { round: name(), begun: round.begun });
            }
            let over = round.until.and_then(|until| until.checked_add_days(RELEASE_WITHIN));
            let late = over.map_or_else(|| old(round), |over| now.date_naive() > over);
            let found = || Finding::Unreleased { round: name(), until: round.until };
            (round.withheld.is_some() && late).then(found)
        };
        let waiting = self.tasks.iter().filter_map(|(key, task)| {
            let (round, struck) = task.waiting().filter(|(_, struck)| now - *struck > limit)?;
            Some(Finding::NotMadeUp { round: format!("{key}/{round}"), struck })
        });
        self.rounds.iter().filter_map(finding).chain(waiting).collect()
    }

    /// Results that are to be recomputed still.
    #[must_use]
    pub fn due(&self) -> Vec<Due> {
        let due = |(name, round): (&String, &Round)| {
            let (task, number) = name.rsplit_once('/')?;
            let result_hash = round.unchecked.clone()?;
            let (task, freeze_hash) = (task.to_owned(), round.freeze_hash.clone());
            Some(Due { task, round: number.parse().ok()?, freeze_hash, result_hash })
        };
        self.rounds.iter().filter_map(due).collect()
    }

    /// Rounds that had a result when their task was voided, as key of the task and number of the round, and why. That is
    /// allowed, and for everybody to look at.
    pub fn withdrawn(&self) -> impl Iterator<Item = (&str, &str)> {
        self.rounds.iter().filter_map(|(name, round)| Some((name.as_str(), round.withdrawn.as_deref()?)))
    }

    /// A result was recomputed.
    pub fn checked(&mut self, due: &Due) {
        if let Some(round) = self.rounds.get_mut(&format!("{}/{}", due.task, due.round)) {
            round.unchecked = None;
        }
    }

    fn root(&self) -> Option<Root> {
        Root::resume(self.size, self.peaks.clone())
    }

    fn learn(&mut self, shown: &Shown, findings: &mut Vec<Finding>) {
        match shown.action.as_str() {
            CREATE => self.number(shown, findings),
            ROTATE => self.rotate(shown, findings),
            _ => self.advance(shown, findings),
        }
    }

    /// Numbers are given out one after the other, in each series.
    fn number(&mut self, shown: &Shown, findings: &mut Vec<Finding>) {
        let Some((series, number)) = shown.task().and_then(split) else {
            findings.push(Finding::Entry { index: self.size });
            return;
        };
        let last = self.series.entry(series).or_default();
        if number > last.saturating_add(1) {
            findings.push(Finding::Gap { number: shown.task().unwrap_or_default().to_owned(), after: *last });
        } else if number <= *last {
            findings.push(Finding::Repeated { number: shown.task().unwrap_or_default().to_owned() });
        }
        *last = number.max(*last);
    }

    fn rotate(&mut self, shown: &Shown, findings: &mut Vec<Finding>) {
        let new = shown.text("key").filter(|key| {
            let sound = |key: Key| key.algorithm() == Algorithm::Ed25519;
            key.parse().is_ok_and(sound)
        });
        match new {
            Some(new) if shown.text("retired") == Some(self.key.as_str()) => new.clone_into(&mut self.key),
            Some(_) | None => findings.push(Finding::Entry { index: self.size }),
        }
    }

    /// An event of a draw.
    fn advance(&mut self, shown: &Shown, findings: &mut Vec<Finding>) {
        let (index, Some(number)) = (self.size, shown.round()) else {
            // An announcement or a release may concern a task as a whole.
            return;
        };
        let name = format!("{}/{number}", shown.key);
        findings.extend(lacking(shown).map(|members| Finding::Shortened {
            round: name.clone(),
            index,
            members,
        }));
        let ended = self.rounds.get(&name).is_some_and(|round| round.ended);
        let task = self.tasks.entry(shown.key.clone()).or_default();
        findings.extend(task.learn(shown, number, ended, index));
        let round = self.rounds.entry(name.clone()).or_default();
        match shown.action.as_str() {
            "draw.announce" => {
                round.begun = round.begun.or(Some(shown.at));
                round.until = shown.text("period_end").and_then(|day| day.parse().ok()).or(round.until);
            }
            "draw.freeze" => {
                round.begun = round.begun.or(Some(shown.at));
                shown.text("freeze_hash").unwrap_or_default().clone_into(&mut round.freeze_hash);
                if parties(shown).is_some_and(|parties| parties != round.commitments) {
                    findings.push(Finding::OtherParties { round: name.clone(), index });
                }
                round.commitments.clear();
                match round.frozen.replace(index) {
                    Some(first) => findings.push(Finding::SecondFreeze { round: name, first, second: index }),
                    None if round.revealed => {
                        findings.push(Finding::FreezeAfterReveal { round: name, index })
                    }
                    None => {}
                }
            }
            "draw.commit" => {
                let said = |member| shown.text(member).unwrap_or_default().to_owned();
                round.commitments.insert(said("party"), said("commitment"));
            }
            "draw.reveal" | "draw.entropy" => round.revealed = true,
            "draw.void" => {
                round.ended = true;
                if shown.text("code") == Some(VoidCode::Withdrawn.code()) {
                    round.withdrawn = Some(shown.text("reason").unwrap_or_default().to_owned());
                }
            }
            "draw.result" => {
                round.ended = true;
                if round.frozen.is_none() {
                    findings.push(Finding::Unfrozen { round: name, index });
                }
                let hash = shown.text("result_hash").unwrap_or_default().to_owned();
                round.withheld = (shown.text("mode") == Some("sealed")).then(|| hash.clone());
                round.unchecked = Some(hash);
            }
            "draw.release" => {
                let sealed = round.withheld.take();
                if sealed.as_deref() != shown.text("result_hash") {
                    findings.push(Finding::OtherReleased { round: name, index });
                }
            }
            _ => {}
        }
    }
}

/// The watched members that an event was too long for, if any.
fn lacking(shown: &Shown) -> Option<Vec<String>> {
    let left_out = shown.event.get(SHORTENED)?.as_array()?;
    let watched = |name: &&str| match *name {
        "freeze" => !shown.event.contains_key("strata"),
        name => WATCHED.contains(&name) && !shown.event.contains_key(name),
    };
    let lacking: Vec<_> =
        left_out.iter().filter_map(Value::as_str).filter(watched).map(ToOwned::to_owned).collect();
    (!lacking.is_empty()).then_some(lacking)
}

/// The witnesses of a freeze and what they committed to; none when the entry does not have the freeze.
fn parties(shown: &Shown) -> Option<BTreeMap<String, String>> {
    let party = |party: &Value| {
        let text = |member| party.get(member).and_then(Value::as_str).map(ToOwned::to_owned);
        Some((text("id")?, text("commitment")?))
    };
    let mut parties: BTreeMap<_, _> =
        shown.event.get("freeze")?.get("parties")?.as_array()?.iter().filter_map(party).collect();
    // Its commitment is on the freeze alone.
    parties.remove(OPERATOR);
    Some(parties)
}

/// What stands around the last number of a text, and the number: `淮市监双随机〔2026〕号` and 12.
fn split(text: &str) -> Option<(String, u64)> {
    let end = text.rfind(|c: char| c.is_ascii_digit())?.checked_add(1)?;
    let (head, tail) = text.split_at_checked(end)?;
    let start = head.rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| {
        head.get(at..).and_then(|rest| rest.chars().next()).map_or(0, |c| at.saturating_add(c.len_utf8()))
    });
    let (before, digits) = head.split_at_checked(start)?;
    Some((format!("{before}{tail}"), digits.parse().ok()?))
}
