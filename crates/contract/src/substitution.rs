//! Substitutions: a reserve takes the place of an object that was found not to exist.

use chrono::{DateTime, Utc};
use domain::draw::substitution::State;
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::{answer, request};

request! {
    /// What shows that an object does not exist.
    #[cfg_attr(feature = "openapi", schema(example = json!({"reason": "登记住所已拆迁，企业已于2026年8月注销", "document": "企业注销证明 淮登注〔2026〕118号"})))]
    pub struct SubstitutionRequest {
        /// What was found.
        #[validate(length(min = 1, max = 1000))]
        #[validate(custom(function = "crate::not_blank"))]
        #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 1000, example = "登记住所已拆迁，企业已于2026年8月注销"))]
        pub reason: String,
        /// Name or number of the document that proves it.
        #[validate(length(min = 1, max = 200))]
        #[validate(custom(function = "crate::not_blank"))]
        #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 200, example = "企业注销证明 淮登注〔2026〕118号"))]
        pub document: String,
    }
}

answer! {
    /// A substitution as the office sees it.
    pub struct Substitution {
        /// Key.
        pub id: i64,
        /// Key of the task.
        pub task_id: i64,
        /// Number of the task.
        pub task_number: String,
        /// Key of the inspection whose object does not exist.
        pub inspection_id: i64,
        /// Code of that object.
        pub object_code: String,
        /// Its name.
        pub object_name: String,
        /// Where it stands.
        pub state: State,
        /// What was found.
        pub reason: String,
        /// The document that proves it.
        pub document: String,
        /// Who filed it, `inspector:3`.
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
        /// Key of the inspection of the reserve.
        pub replacement_id: Option<i64>,
        /// Name of the object that took the place.
        pub replacement_name: Option<String>,
        /// Changes with every decision; the `ETag`.
        pub version: i64,
    }
}

/// Which substitutions.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct SubstitutionQuery {
    /// Only of the task with this key.
    pub task: Option<i64>,
    /// Only those by which the inspection with this key was replaced, or came.
    pub inspection: Option<i64>,
    /// Only in this state.
    pub state: Option<State>,
}

answer! {
    /// A substitution as everybody may see it, and as it is logged.
    pub struct RoundSubstitution {
        /// Number of the task.
        pub task: String,
        /// Round.
        pub round: u32,
        /// The stratum.
        pub stratum: u16,
        /// Draw id of the object that does not exist, hex.
        pub replaced: String,
        /// Draw id of the reserve, hex.
        pub reserve: String,
        /// Its rank in the stratum.
        pub rank: u64,
        /// What opens its row: `did`, `code`, `salt`, `attributes`, as in `openings.json`.
        #[cfg_attr(feature = "openapi", schema(value_type = Object))]
        pub opening: serde_json::Value,
        /// Codes of its team, in the order of the places.
        pub team: Vec<String>,
        /// What was found.
        pub reason: String,
        /// The document that proves it.
        pub document: String,
        /// Who filed it.
        pub filed_by: String,
        /// Who approved it.
        pub approved_by: String,
    }
}
