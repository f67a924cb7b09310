//! The draw: commitments, freeze, reveals, result.

use chrono::{DateTime, Utc};
use domain::draw::assignment::SkipKind;
use domain::task::State;
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::{answer, request};

request! {
    /// A witness's commitment: `frame("commit"; task number, u32 round, party, r)` of the draw protocol.
    #[cfg_attr(feature = "openapi", schema(example = json!({"commitment": "08dcba582463568dc774bde7660eb9028fb269f62c16cb73487abb68592e8402", "round": 1})))]
    pub struct Commitment {
        /// SHA-256, 64 lower-case hex digits.
        #[validate(length(equal = 64))]
        #[cfg_attr(feature = "openapi", schema(min_length = 64, max_length = 64))]
        pub commitment: String,
        /// The round it was made for; without it the present one is meant. For another round it is refused, and has no effect.
        #[serde(default)]
        #[validate(range(min = 1))]
        #[cfg_attr(feature = "openapi", schema(minimum = 1))]
        pub round: Option<u32>,
    }
}

request! {
    /// A witness's secret, after the freeze.
    #[cfg_attr(feature = "openapi", schema(example = json!({"value": "e4f63f0078217b24327cc41c7443ec7179f9e97396e1cfd9196ec16103c10ece", "round": 1})))]
    pub struct Reveal {
        /// The 32 bytes, 64 lower-case hex digits.
        #[validate(length(equal = 64))]
        #[cfg_attr(feature = "openapi", schema(min_length = 64, max_length = 64))]
        pub value: String,
        /// The round it was made for; without it the present one is meant. For another round it is refused, and has no effect.
        #[serde(default)]
        #[validate(range(min = 1))]
        #[cfg_attr(feature = "openapi", schema(minimum = 1))]
        pub round: Option<u32>,
    }
}

request! {
    /// Whose salt is asked for.
    #[cfg_attr(feature = "openapi", schema(example = json!({"code": "91320812MA1MGK3U8X"})))]
    pub struct SaltRequest {
        /// Code of the firm, as it is recorded.
        #[validate(length(min = 1, max = 100))]
        #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
        pub code: String,
    }
}

answer! {
    /// What a firm needs to find its row on a blinded roster.
    pub struct GivenSalt {
        /// Its code.
        pub code: String,
        /// Its draw id, lower-case hex.
        pub did: String,
        /// The salt, 32 lower-case hex digits.
        pub salt: String,
    }
}

request! {
    /// What a draw needs besides the reveals.
    #[cfg_attr(feature = "openapi", schema(example = json!({"entropy": "SSQ:2026134:01.05.12.19.23.30+07"})))]
    pub struct DrawRequest {
        /// The public value that enters the seed; only when the plan asks for one.
        #[serde(default)]
        #[validate(length(max = 500))]
        #[cfg_attr(feature = "openapi", schema(max_length = 500, example = "SSQ:2026134:01.05.12.19.23.30+07"))]
        pub entropy: Option<String>,
    }
}

answer! {
    /// A party of the draw.
    pub struct Party {
        /// `operator`, or `supervisor:11`.
        pub id: String,
        /// The name of the person, for the office; what is public has none.
        pub name: Option<String>,
        /// Its commitment.
        pub commitment: String,
        /// Its secret, once revealed.
        pub reveal: Option<String>,
    }
}

answer! {
    /// What a witness must commit to next.
    pub struct Ceremony {
        /// Task number, part of the commitment.
        pub task: String,
        /// Round, part of the commitment.
        pub round: u32,
        /// Where the task stands.
        pub state: State,
        /// Version of the task, for `If-Match`.
        pub version: i64,
        /// The caller's party name, if the caller may witness; `parties` has it once the caller has committed.
        pub party: Option<String>,
        /// How many witnesses must commit before the freeze.
        pub witnesses: u8,
        /// Those who have.
        pub parties: Vec<Party>,
        /// The public value that the plan asks for, in words.
        pub entropy: Option<String>,
        /// Hash of the freeze, once frozen.
        pub freeze: Option<String>,
        /// When frozen.
        pub frozen_at: Option<DateTime<Utc>>,
        /// When drawn.
        pub drawn_at: Option<DateTime<Utc>>,
    }
}

answer! {
    /// A stratum of a draw.
    pub struct Stratum {
        /// Number on the roster.
        pub id: u16,
        /// What it stands for; risk classes are shown to the office only.
        pub name: Option<String>,
        /// Objects that could be drawn.
        pub eligible: u64,
        /// Objects drawn.
        pub take: u64,
        /// Reserves.
        pub reserve: u64,
    }
}

answer! {
    /// An inspector whose turn it was, and who was passed over. Names are those that the libraries know now.
    pub struct Skip {
        /// Draw id of the object, hex.
        pub did: String,
        /// Key of its inspection.
        pub inspection_id: Option<i64>,
        /// Name of the object.
        pub object_name: Option<String>,
        /// Place in its team, from 1.
        pub slot: u64,
        /// Code of the inspector.
        pub inspector: String,
        /// Name of the inspector.
        pub inspector_name: Option<String>,
        /// Why.
        pub reason: SkipKind,
        /// Draw id of the object that would be left without a team.
        pub left_object: Option<String>,
        /// Its name.
        pub left_object_name: Option<String>,
        /// Code of the inspector who would get too little.
        pub left_inspector: Option<String>,
        /// The name of that inspector.
        pub left_inspector_name: Option<String>,
    }
}

/// Which skips of a round.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct SkipQuery {
    /// Only those for the object of the inspection with this key.
    pub inspection: Option<i64>,
    /// Only those for the object with this draw id, hex; not together with `inspection`.
    pub did: Option<String>,
    /// Only those of the inspector with this staff code.
    pub inspector: Option<String>,
}

answer! {
    /// One round of a draw.
    pub struct Draw {
        /// Round, from 1.
        pub round: u32,
        /// `frozen`, `drawn` or `voided`.
        pub state: String,
        /// Hash of the freeze.
        pub freeze: String,
        /// Root of the roster.
        pub roster_root: String,
        /// Rows of the roster.
        pub roster_size: u64,
        /// Whether the roster is blinded.
        pub blinded: bool,
        /// Strata.
        pub strata: Vec<Stratum>,
        /// Parties.
        pub parties: Vec<Party>,
        /// The public value, if one was asked for.
        pub entropy: Option<String>,
        /// Seed, once drawn.
        pub seed: Option<String>,
        /// Objects drawn, once drawn.
        pub selected: Option<u64>,
        /// Why the round was voided.
        pub reason: String,
        /// When frozen.
        pub frozen_at: DateTime<Utc>,
        /// When drawn.
        pub drawn_at: Option<DateTime<Utc>>,
    }
}
