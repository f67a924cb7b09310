//! Rounds of a draw: what a department demands, what is announced, how far a ceremony is, how it ended.

use chrono::{DateTime, Utc};
use domain::draw::freeze::Mode;
use domain::draw::policy::{Announcement, DrawPolicy, TimeLimits, VoidCode};

use crate::strike::{RoundStrike, WithheldStrike};
use crate::substitution::RoundSubstitution;
use crate::{answer, request};

request! {
    /// What a department demands of its draws from now on; rounds that are announced keep what was in force.
    #[cfg_attr(feature = "openapi", schema(example = json!({"policy": {"witnesses": 1, "roles": ["supervisor"], "entropy": "抽取当日双色球开奖号码", "entropy_confirmed": true, "mode": "open", "limits": {"commit_minutes": 1440, "reveal_minutes": 60, "entropy_minutes": 1440}}})))]
    pub struct DrawPolicyChange {
        /// The whole policy.
        pub policy: DrawPolicy,
    }
}

answer! {
    /// What a department demands of its draws.
    pub struct DepartmentDrawPolicy {
        /// Key of the department.
        pub department_id: i64,
        /// The policy.
        pub policy: DrawPolicy,
        /// Changes with every update; the `ETag`.
        pub version: i64,
    }
}

request! {
    /// What an announcement sets; the rest follows from the task and its department's policy.
    #[cfg_attr(feature = "openapi", schema(example = json!({"mode": "open", "limits": {"reveal_minutes": 30}})))]
    pub struct AnnounceRequest {
        /// When the result is published; as the policy says when not given.
        #[serde(default)]
        pub mode: Option<Mode>,
        /// Shorter time limits than the policy's.
        #[serde(default)]
        pub limits: TimeLimits,
    }
}

request! {
    /// A public value, typed from its source.
    #[cfg_attr(feature = "openapi", schema(example = json!({"value": "SSQ:2026134:01.05.12.19.23.30+07"})))]
    pub struct EntropyValue {
        /// The value; blanks around it do not count.
        #[validate(length(min = 1, max = 500))]
        #[validate(custom(function = "crate::not_blank"))]
        #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 500, example = "SSQ:2026134:01.05.12.19.23.30+07"))]
        pub value: String,
    }
}

/// Which round.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, serde::Serialize, serde::Deserialize, validator::Validate,
)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct RoundQuery {
    /// The round, from 1; without it, the last that was drawn.
    #[validate(range(min = 1, max = 1_000_000))]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 1_000_000, example = 1))]
    pub round: Option<i32>,
}

answer! {
    /// A party of a round, and when it acted.
    pub struct RoundParty {
        /// `operator`, or `supervisor:11`.
        pub id: String,
        /// Its commitment.
        pub commitment: String,
        /// When it committed.
        pub committed_at: DateTime<Utc>,
        /// When it revealed; of a sealed round the operator's reveal does not show before the release.
        pub revealed_at: Option<DateTime<Utc>>,
    }
}

answer! {
    /// The public value of a round.
    pub struct RoundEntropy {
        /// Which value it is, in words.
        pub describe: String,
        /// Who typed it, `clerk:1`.
        pub typed_by: Option<String>,
        /// When.
        pub typed_at: Option<DateTime<Utc>>,
        /// Who confirmed it.
        pub confirmed_by: Option<String>,
        /// When.
        pub confirmed_at: Option<DateTime<Utc>>,
        /// When two typed different values, and both began anew.
        pub differed_at: Vec<DateTime<Utc>>,
        /// The value; hidden until it is confirmed, so that nobody confirms what they only read here.
        pub value: Option<String>,
    }
}

answer! {
    /// How a round became void.
    pub struct RoundVoid {
        /// Why.
        pub code: VoidCode,
        /// Why, in words.
        pub reason: String,
        /// When.
        pub at: DateTime<Utc>,
    }
}

answer! {
    /// A round as everybody may see it.
    pub struct Round {
        /// Round, from 1.
        pub round: u32,
        /// `announced`, `frozen`, `drawn` or `voided`.
        pub state: String,
        /// What was announced; none of rounds older than announcements.
        pub announcement: Option<Announcement>,
        /// When it was announced.
        pub announced_at: Option<DateTime<Utc>>,
        /// By when what is awaited now must have happened, or the round is void.
        pub due_at: Option<DateTime<Utc>>,
        /// The parties, in the order of their names.
        pub parties: Vec<RoundParty>,
        /// The public value, when one is asked for.
        pub entropy: Option<RoundEntropy>,
        /// Hash of the freeze.
        pub freeze: Option<String>,
        /// When frozen.
        pub frozen_at: Option<DateTime<Utc>>,
        /// Hash of the result.
        pub result_hash: Option<String>,
        /// When drawn.
        pub drawn_at: Option<DateTime<Utc>>,
        /// When the result became public.
        pub released_at: Option<DateTime<Utc>>,
        /// Why and when it became void.
        pub void: Option<RoundVoid>,
        /// Reserves that took the place of objects found not to exist; of a sealed round after its release.
        pub substitutions: Vec<RoundSubstitution>,
        /// Objects struck at somebody's discretion, for which a later round makes up; of a sealed round after its release.
        pub strikes: Vec<RoundStrike>,
        /// What is known of strikes while the result of their round is withheld.
        pub withheld_strikes: Vec<WithheldStrike>,
    }
}

answer! {
    /// Something that happened in a ceremony, as it is told live.
    pub struct CeremonyEvent {
        /// Grows with time; the `id` of the server-sent event.
        pub id: i64,
        /// When.
        pub at: DateTime<Utc>,
        /// `announced`, `committed`, `frozen`, `revealed`, `entropy_typed`, `entropy_differs`, `entropy_confirmed`, `drawn`, `voided`, `released`, `substituted` or `struck`.
        pub event: String,
        /// Number of the task.
        pub task: String,
        /// Round.
        pub round: u32,
        /// Who, of `committed` and `revealed`.
        pub party: Option<String>,
        /// Hash of the freeze (`frozen`) or of the result (`drawn`, `released`).
        pub hash: Option<String>,
        /// Why, of `voided`.
        pub code: Option<VoidCode>,
        /// Why in words, of `voided`.
        pub reason: Option<String>,
    }
}
