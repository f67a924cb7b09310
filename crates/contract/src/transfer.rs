//! Transfer documents.

use chrono::{DateTime, Utc};
use domain::transfer::{Kind, State};
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::{answer, request};

request! {
    /// A transfer document to be drafted.
    #[cfg_attr(feature = "openapi", schema(example = json!({"kind": "police", "recipient": "淮安市公安局", "facts": "检查发现该单位使用未经检验的压力容器，情节严重。", "legal_basis": "《行政执法机关移送涉嫌犯罪案件的规定》", "evidence": "现场检查记录\n检验报告"})))]
    pub struct TransferDraft {
        /// Who receives the case.
        pub kind: Kind,
        /// Name of the recipient.
        #[validate(length(min = 1, max = 200))]
        #[validate(custom(function = "crate::not_blank"))]
        #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 200, example = "淮安市公安局"))]
        pub recipient: String,
        /// What was found.
        #[validate(length(min = 1, max = 5000))]
        #[validate(custom(function = "crate::not_blank"))]
        #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 5000))]
        pub facts: String,
        /// Legal basis.
        #[validate(length(min = 1, max = 2000))]
        #[validate(custom(function = "crate::not_blank"))]
        #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 2000))]
        pub legal_basis: String,
        /// Evidence handed over, one a line.
        #[serde(default)]
        #[validate(length(max = 5000))]
        #[cfg_attr(feature = "openapi", schema(max_length = 5000))]
        pub evidence: String,
    }
}

answer! {
    /// A transfer document.
    pub struct Transfer {
        /// Key.
        pub id: i64,
        /// Key of the inspection.
        pub inspection_id: i64,
        /// Code of the object.
        pub object_code: String,
        /// Its name when drawn.
        pub object_name: String,
        /// Key of the task.
        pub task_id: i64,
        /// Its number.
        pub task_number: String,
        /// Number, once approved.
        pub number: Option<String>,
        /// Who receives the case.
        pub kind: Kind,
        /// Where it stands.
        pub state: State,
        /// Name of the recipient.
        pub recipient: String,
        /// What was found.
        pub facts: String,
        /// Legal basis.
        pub legal_basis: String,
        /// Evidence handed over, one a line.
        pub evidence: String,
        /// Why it was returned.
        pub reason: String,
        /// When drafted.
        pub created_at: DateTime<Utc>,
        /// When approved.
        pub approved_at: Option<DateTime<Utc>>,
        /// Changes with every update; the `ETag`.
        pub version: i64,
    }
}

/// Which transfers.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct TransferQuery {
    /// Only of the inspection with this key.
    pub inspection: Option<i64>,
    /// Only in this state.
    pub state: Option<State>,
    /// The object's name contains this, or its code or the document's number is this.
    pub q: Option<String>,
}
