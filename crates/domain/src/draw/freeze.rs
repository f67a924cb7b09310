//! The freeze (锁定): everything that is fixed before any secret is known (protocol §4).

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use super::hash::{Hash, frame};
use super::roster::MAX_WEIGHT;
use super::{PROTOCOL, canonical};
use crate::task::plan::DivisionRule;

/// The party that always takes part: the server.
pub const OPERATOR: &str = "operator";
/// Most places of a team.
pub const MAX_SLOTS: usize = 16;
const PPM: u64 = 1_000_000;

/// A Merkle tree over a list, RFC 6962.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tree {
    /// Its root.
    pub root: Hash,
    /// Number of leaves.
    pub size: u64,
}

/// The roster of objects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Roster {
    /// Whether draw ids are salted hashes instead of codes.
    pub blinded: bool,
    /// Merkle root over the encoded rows.
    pub root: Hash,
    /// Number of rows.
    pub size: u64,
}

/// One stratum and its quota.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stratum {
    /// Its number on the roster.
    pub id: u16,
    /// Rows that can be drawn.
    pub eligible: u64,
    /// Sum of their tickets.
    pub weight: u64,
    /// Rows to draw.
    pub take: u64,
    /// Rows to keep in reserve.
    pub reserve: u64,
}

/// One place of a team.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Slot {
    /// The department, or any.
    pub department: Option<String>,
    /// Where the inspector comes from, seen from the object.
    pub division: DivisionRule,
    /// Qualifications that must all be held, ascending.
    pub qualifications: Vec<String>,
}

/// A party and what it committed to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Party {
    /// [`super::seed::commit`] of its secret.
    pub commitment: Hash,
    /// `operator`, `supervisor:11`, …
    pub id: String,
}

/// Whether a public value that did not exist at freeze time enters the seed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "rule", rename_all = "snake_case", deny_unknown_fields)]
pub enum Entropy {
    /// None.
    None {},
    /// A text, typed and confirmed by people.
    Text {
        /// Which value it will be, in words.
        describe: String,
    },
}

/// When the operator's reveal and the openings are published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// With the result.
    Open,
    /// After the inspections: unannounced visits.
    Sealed,
}

/// The freeze object.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Freeze {
    /// [`PROTOCOL`].
    pub protocol: String,
    /// Number of the task.
    pub task: String,
    /// Round, from 1. There is one freeze per task and round.
    pub round: u32,
    /// When things are published.
    pub mode: Mode,
    /// The objects.
    pub roster: Roster,
    /// Strata, ascending by id.
    pub strata: Vec<Stratum>,
    /// Tree over `inspectors.json`.
    pub inspectors: Tree,
    /// Tree over `exclusions.json`.
    pub exclusions: Tree,
    /// The places of every team.
    pub team: Vec<Slot>,
    /// The entropy rule.
    pub entropy: Entropy,
    /// Parties, ascending by id.
    pub parties: Vec<Party>,
    /// What computed the freeze.
    pub software: String,
}

/// Why a freeze is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FreezeFault {
    /// Another protocol.
    #[error("协议版本不是 {PROTOCOL}")]
    Protocol,
    /// Rounds count from 1.
    #[error("轮次须从 1 起")]
    Round,
    /// Strata missing, or not ascending by id.
    #[error("层缺失、重复或未按编号升序排列")]
    Strata,
    /// More to draw than can be drawn.
    #[error("第 {stratum} 层应抽 {take} 个，但可抽取的只有 {eligible} 个")]
    Quota {
        /// The stratum.
        stratum: u16,
        /// To draw.
        take: u64,
        /// Can be drawn.
        eligible: u64,
    },
    /// The sum of tickets cannot belong to that many rows, or the strata hold more rows than the roster.
    #[error("第 {stratum} 层的可抽取数或权重不可能成立")]
    Weight {
        /// The stratum.
        stratum: u16,
    },
    /// No place, or more than [`MAX_SLOTS`]; or qualifications not ascending.
    #[error("检查组岗位设置不符合要求")]
    Team,
    /// The operator missing, or parties not ascending by id.
    #[error("参与方缺失、重复或未按编号升序排列")]
    Parties,
}

impl Freeze {
    /// Checks what the structure alone does not guarantee.
    ///
    /// # Errors
    /// [`FreezeFault`] names the rule that is broken.
    pub fn check(&self) -> Result<(), FreezeFault> {
        let rules = [
            (self.protocol == PROTOCOL, FreezeFault::Protocol),
            (self.round > 0, FreezeFault::Round),
            (!self.strata.is_empty() && self.strata.is_sorted_by(|a, b| a.id < b.id), FreezeFault::Strata),
            (self.team_is_valid(), FreezeFault::Team),
            (
                self.parties.iter().any(|party| party.id == OPERATOR)
                    && self.parties.is_sorted_by(|a, b| a.id < b.id),
                FreezeFault::Parties,
            ),
        ];
        rules.into_iter().try_for_each(|(holds, fault)| if holds { Ok(()) } else { Err(fault) })?;
        let mut left = self.roster.size;
        for Stratum { id: stratum, eligible, weight, take, .. } in self.strata.iter().copied() {
            let heaviest = eligible.saturating_mul(u64::from(MAX_WEIGHT));
            left = left.checked_sub(eligible).ok_or(FreezeFault::Weight { stratum })?;
            if weight < eligible || weight > heaviest {
                return Err(FreezeFault::Weight { stratum });
            }
            if take > eligible {
                return Err(FreezeFault::Quota { stratum, take, eligible });
            }
        }
        Ok(())
    }

    fn team_is_valid(&self) -> bool {
        (1..=MAX_SLOTS).contains(&self.team.len())
            && self.team.iter().all(|slot| slot.qualifications.is_sorted_by(|a, b| a < b))
    }

    /// `F = frame("freeze"; JCS(freeze))`.
    ///
    /// # Errors
    /// When the freeze cannot be written as JSON.
    pub fn hash(&self) -> Result<Hash, canonical::Fault> {
        Ok(frame("freeze", &[&canonical::write(self)?]))
    }
}

/// More to draw than can be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("应抽 {take} 个，但可抽取的只有 {eligible} 个")]
pub struct QuotaExceeds {
    /// To draw.
    pub take: u64,
    /// Can be drawn.
    pub eligible: u64,
}

/// Rows to draw of `eligible`: `count` when it is not 0, else `ppm` parts per million rounded up; at least `minimum`.
///
/// # Errors
/// [`QuotaExceeds`] when that is more than can be drawn: such a freeze is refused.
pub fn quota(eligible: u64, ppm: u32, count: u64, minimum: u64) -> Result<u64, QuotaExceeds> {
    let share = (u128::from(eligible) * u128::from(ppm)).div_ceil(u128::from(PPM));
    let wanted = if count > 0 { count } else { u64::try_from(share).unwrap_or(u64::MAX) };
    let take = wanted.max(minimum);
    if take > eligible { Err(QuotaExceeds { take, eligible }) } else { Ok(take) }
}
