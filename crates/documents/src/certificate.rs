//! 抽取证书: what was frozen, who put in which secret, what came out, and how anyone checks it.

#[cfg(test)]
mod tests;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use crate::zh;

/// What a draw certificate says.
#[derive(Debug, Clone, Serialize)]
pub struct Certificate {
    /// Issuing body.
    pub body: String,
    /// `淮市监双随机〔2026〕12号`.
    pub task_number: String,
    /// Name of the task.
    pub task_name: String,
    /// Round of the draw, from 1.
    pub round: u32,
    /// Hash of `freeze.json`, 64 hex digits.
    pub freeze_hash: String,
    /// Merkle root of the roster, 64 hex digits.
    pub roster_root: String,
    /// Rows of the roster.
    pub roster_size: u64,
    /// Whether the roster is blinded (only the drawn rows are shown to the public).
    pub blinded: bool,
    /// Strata of the draw.
    pub strata: Vec<Stratum>,
    /// Who put a secret into the seed.
    pub parties: Vec<Party>,
    /// Public value that entered the seed, if one was asked for.
    pub entropy: Option<String>,
    /// Seed, 64 hex digits.
    pub seed: String,
    /// Objects drawn.
    pub drawn: u64,
    /// When the roster was frozen.
    #[serde(serialize_with = "zh::write_moment")]
    pub frozen_at: DateTime<Utc>,
    /// When it was drawn.
    #[serde(serialize_with = "zh::write_moment")]
    pub drawn_at: DateTime<Utc>,
    /// Command that verifies the bundle: `sunlot draw verify …`.
    pub verify_command: String,
    /// Public page of the draw; also the QR code.
    pub verify_url: String,
    /// The objects drawn, when the certificate shall list them; empty when not.
    pub drawn_list: Vec<DrawnObject>,
    /// Day of the certificate.
    #[serde(serialize_with = "zh::write_day")]
    pub issued_on: NaiveDate,
}

/// A stratum of the draw.
#[derive(Debug, Clone, Serialize)]
pub struct Stratum {
    /// What it stands for (`第1层` where the meaning is not public).
    pub name: String,
    /// Objects that could be drawn.
    pub eligible: u64,
    /// Objects drawn.
    pub take: u64,
    /// Reserves.
    pub reserve: u64,
    /// Score of the last object drawn, 16 hex digits; none when none was drawn.
    pub threshold: Option<String>,
}

/// A party of the ceremony.
#[derive(Debug, Clone, Serialize)]
pub struct Party {
    /// Who: `经办（operator）`, `监察 张三（supervisor:11）`.
    pub name: String,
    /// Commitment made before the freeze, 64 hex digits.
    pub commitment: String,
    /// Secret revealed after it, 64 hex digits.
    pub reveal: String,
}

/// An object drawn.
#[derive(Debug, Clone, Serialize)]
pub struct DrawnObject {
    /// Stratum.
    pub stratum: String,
    /// Rank within the stratum, from 1.
    pub rank: u64,
    /// Code of the object.
    pub code: String,
    /// Name of the object.
    pub name: String,
    /// Names of its inspectors; empty when no teams were dealt.
    pub team: Vec<String>,
}
