//! The result of a round: `result.json` (protocol §9).

use serde::{Deserialize, Serialize};

use super::hash::{Hash, frame};
use super::roster::Did;
use super::{Fixed, canonical};

/// A ticket as it is written: 16 hex digits, most significant first.
pub type Score = Fixed<8>;

/// Where the line was drawn in a stratum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StratumLine {
    /// The stratum.
    pub id: u16,
    /// Score of the last selected; none when nothing was to draw.
    pub threshold: Option<Score>,
    /// Score of the first not selected; none when everyone is.
    pub next: Option<Score>,
}

/// A selected or reserve object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Drawn {
    /// Who.
    pub did: Did,
    /// The stratum.
    pub stratum: u16,
    /// Place within the stratum, from 1; reserves go on counting.
    pub rank: u64,
    /// The least ticket.
    pub score: Score,
}

/// The limits that every load keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Load {
    /// `U`: no inspector gets more.
    pub max: u32,
    /// `L`: no inspector gets less, unless its own cap is smaller or it is eligible for nothing.
    pub min: u32,
}

/// Who inspects an object.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Team {
    /// The object.
    pub did: Did,
    /// Code of the inspector of each slot.
    pub inspectors: Vec<String>,
}

/// All teams.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assignment {
    /// Load limits.
    pub load: Load,
    /// Teams in processing order.
    pub teams: Vec<Team>,
}

/// `result.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DrawResult {
    /// [`super::PROTOCOL`].
    pub protocol: String,
    /// Hash of the freeze.
    pub freeze: Hash,
    /// The seed.
    pub seed: Hash,
    /// One line per stratum.
    pub strata: Vec<StratumLine>,
    /// Selected, by stratum and rank.
    pub selected: Vec<Drawn>,
    /// Reserves, by stratum and rank.
    pub reserves: Vec<Drawn>,
    /// Teams; none when no filling of all slots exists.
    pub assignment: Option<Assignment>,
}

impl DrawResult {
    /// The bytes of `result.json`.
    ///
    /// # Errors
    /// When the result cannot be written as JSON.
    pub fn to_json(&self) -> Result<Vec<u8>, canonical::Fault> {
        canonical::write(self)
    }

    /// What a log holds of it: `frame("result"; JCS(result))`.
    ///
    /// # Errors
    /// When the result cannot be written as JSON.
    pub fn hash(&self) -> Result<Hash, canonical::Fault> {
        Ok(frame("result", &[&self.to_json()?]))
    }
}
