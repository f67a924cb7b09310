//! Inspections.

use chrono::{DateTime, NaiveDate, Utc};
use domain::inspection::{Disposition, Record, ResultCode, State};
use serde::{Deserialize, Serialize};

use crate::answer;

answer! {
    /// A member of a team.
    pub struct TeamMember {
        /// Key of the inspector.
        pub id: i64,
        /// Staff code.
        pub code: String,
        /// Name.
        pub name: String,
        /// 执法证号.
        pub certificate_number: String,
    }
}

answer! {
    /// A matter on the unified form, with its check items.
    pub struct FormMatter {
        /// Key of the matter.
        pub id: i64,
        /// Code.
        pub code: String,
        /// Name.
        pub name: String,
        /// Legal basis.
        pub legal_basis: String,
        /// Check items.
        pub check_items: Vec<crate::matter::CheckItem>,
    }
}

answer! {
    /// An inspection in a list.
    pub struct InspectionRow {
        /// Key.
        pub id: i64,
        /// Key of the task.
        pub task_id: i64,
        /// Code of the object.
        pub object_code: String,
        /// Name of the object.
        pub object_name: String,
        /// Division of the object.
        pub object_division: Option<String>,
        /// Where it stands.
        pub state: State,
        /// Result.
        pub result: Option<ResultCode>,
        /// What follows.
        pub disposition: Option<Disposition>,
        /// Day it ended.
        pub ended_on: Option<NaiveDate>,
        /// Last day for its disclosure.
        pub due_on: Option<NaiveDate>,
        /// When disclosed.
        pub disclosed_at: Option<DateTime<Utc>>,
        /// The team.
        pub team: Vec<TeamMember>,
        /// Changes with every update; the `ETag`.
        pub version: i64,
    }
}

answer! {
    /// An inspection with its unified form.
    pub struct Inspection {
        /// As in the list.
        #[serde(flatten)]
        pub row: InspectionRow,
        /// Number of the task.
        pub task_number: String,
        /// Address of the object.
        pub object_address: String,
        /// The unified form.
        pub form: Vec<FormMatter>,
        /// What was recorded.
        pub record: Option<Record>,
    }
}

/// Which inspections.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
pub struct InspectionQuery {
    /// Only of the task with this key.
    pub task: Option<i64>,
    /// Only in this state.
    pub state: Option<State>,
}
