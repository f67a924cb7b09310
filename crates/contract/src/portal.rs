//! What the public sees: no risk class, no score, no internal remark.

use chrono::NaiveDate;
use domain::inspection::ResultCode;
use domain::task::State;
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::answer;

answer! {
    /// A matter on the published list.
    pub struct PublicMatter {
        /// Code.
        pub code: String,
        /// Name.
        pub name: String,
        /// `key` or `general`.
        pub category: String,
        /// Department in charge.
        pub department: String,
        /// Legal basis.
        pub legal_basis: String,
        /// What is checked.
        pub check_items: Vec<String>,
    }
}

answer! {
    /// The published matter list.
    pub struct PublicMatterList {
        /// Version; 0 while none was published.
        pub version: i64,
        /// Its matters.
        pub matters: Vec<PublicMatter>,
    }
}

answer! {
    /// A task.
    pub struct PublicTask {
        /// Key.
        pub id: i64,
        /// Number.
        pub number: String,
        /// Name.
        pub name: String,
        /// Issuing body.
        pub body: String,
        /// Where it stands.
        pub state: State,
        /// Names of its matters.
        pub matters: Vec<String>,
        /// First day of the inspections.
        pub period_start: NaiveDate,
        /// Last day of the inspections.
        pub period_end: NaiveDate,
        /// Objects drawn, once drawn.
        pub drawn: Option<u64>,
        /// Why it was voided.
        pub void_reason: Option<String>,
    }
}

answer! {
    /// A disclosed result.
    pub struct PublicResult {
        /// Number of the task.
        pub task_number: String,
        /// Name of the task.
        pub task_name: String,
        /// Code of the object.
        pub object_code: String,
        /// Name of the object.
        pub object_name: String,
        /// Names of the matters.
        pub matters: Vec<String>,
        /// Day the inspection ended.
        pub completed_on: NaiveDate,
        /// Result.
        pub result: ResultCode,
        /// Result in words.
        pub result_text: String,
        /// Remark.
        pub remark: String,
    }
}

/// Which results.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct ResultQuery {
    /// Name of the object contains this, or its code is this.
    pub q: Option<String>,
    /// Only of the task with this key.
    pub task: Option<i64>,
    /// Only with this result.
    pub result: Option<ResultCode>,
}
