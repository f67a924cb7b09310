//! Strikes: drawn objects lose their places at somebody's discretion, and a supplementary round makes up for them.

use chrono::{DateTime, Utc};
use domain::draw::strike::State;
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::{answer, request};

request! {
    /// Which drawn objects shall be struck, and why.
    #[cfg_attr(feature = "openapi", schema(example = json!({"inspections": [31, 34], "reason": "承担重大活动保障，检查期间停止生产", "document": "淮市监函〔2026〕41号"})))]
    pub struct StrikeRequest {
        /// Keys of their inspections, all drawn in the same round and not begun.
        #[validate(length(min = 1, max = 200))]
        #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 200, example = json!([31, 34])))]
        pub inspections: Vec<i64>,
        /// Why.
        #[validate(length(min = 1, max = 1000))]
        #[validate(custom(function = "crate::not_blank"))]
        #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 1000, example = "承担重大活动保障，检查期间停止生产"))]
        pub reason: String,
        /// Name or number of the document that the decision rests on.
        #[validate(length(min = 1, max = 200))]
        #[validate(custom(function = "crate::not_blank"))]
        #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 200, example = "淮市监函〔2026〕41号"))]
        pub document: String,
    }
}

answer! {
    /// An object that a strike concerns.
    pub struct StrikeObject {
        /// Key of its inspection.
        pub inspection_id: i64,
        /// Its code.
        pub code: String,
        /// Its name.
        pub name: String,
    }
}

answer! {
    /// A strike as the office sees it.
    pub struct Strike {
        /// Key.
        pub id: i64,
        /// Key of the task.
        pub task_id: i64,
        /// Number of the task.
        pub task_number: String,
        /// The round in which the objects were drawn.
        pub round: u32,
        /// The objects, in the order of the drawing.
        pub objects: Vec<StrikeObject>,
        /// Where it stands.
        pub state: State,
        /// Why.
        pub reason: String,
        /// The document that the decision rests on.
        pub document: String,
        /// Who filed it, `clerk:1`.
        pub filed_by: String,
        /// The name of whoever filed it.
        pub filed_by_name: String,
        /// When.
        pub filed_at: DateTime<Utc>,
        /// Who decided, `leader:2`.
        pub decided_by: Option<String>,
        /// The name of whoever decided.
        pub decided_by_name: Option<String>,
        /// When.
        pub decided_at: Option<DateTime<Utc>>,
        /// Why it was refused.
        pub opinion: String,
        /// The first round that makes up for it, once approved.
        pub first_round: Option<u32>,
        /// Changes with every decision; the `ETag`.
        pub version: i64,
    }
}

/// Which strikes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct StrikeQuery {
    /// Only of the task with this key.
    pub task: Option<i64>,
    /// Only those that concern the inspection with this key.
    pub inspection: Option<i64>,
    /// Only in this state.
    pub state: Option<State>,
}

answer! {
    /// How many objects of a stratum were struck: what a supplementary round takes of it.
    pub struct StruckStratum {
        /// Number of the stratum.
        pub id: u16,
        /// How many.
        pub take: u64,
    }
}

answer! {
    /// An object that was struck.
    pub struct StruckObject {
        /// Its draw id, hex.
        pub did: String,
        /// Its stratum.
        pub stratum: u16,
    }
}

answer! {
    /// A strike as everybody may see it, and as it is logged.
    pub struct RoundStrike {
        /// Number of the task.
        pub task: String,
        /// The round in which the objects were drawn.
        pub round: u32,
        /// How many of which stratum, ascending by number.
        pub strata: Vec<StruckStratum>,
        /// The objects, in the order of the drawing.
        pub struck: Vec<StruckObject>,
        /// Why.
        pub reason: String,
        /// The document that the decision rests on.
        pub document: String,
        /// Who filed it.
        pub filed_by: String,
        /// Who approved it.
        pub approved_by: String,
    }
}

answer! {
    /// A strike of a round whose result is withheld: as much as everybody may see of it, and as is logged.
    pub struct WithheldStrike {
        /// How many of which stratum, ascending by number.
        pub strata: Vec<StruckStratum>,
        /// `frame("strike"; JCS of the whole)`, hex: the whole comes with the release.
        pub hash: String,
    }
}
