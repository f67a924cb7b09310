//! Objects of inspection.

use chrono::NaiveDate;
use domain::inspection::{ResultCode, State};
use domain::object::{Kind, Status};
use domain::task::State as TaskState;
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::answer;

answer! {
    /// An object.
    pub struct Object {
        /// Key.
        pub id: i64,
        /// Unified social credit code, registration number or internal code.
        pub code: String,
        /// Name.
        pub name: String,
        /// `enterprise`, `self_employed`, `institution`, `site`, `equipment` or `product`.
        pub kind: String,
        /// `active`, `closed`, `cancelled`, `revoked` or `moved_out`.
        pub status: String,
        /// Day of foundation.
        pub founded: Option<NaiveDate>,
        /// Type as registered.
        pub enterprise_type: String,
        /// Capital as registered.
        pub capital: String,
        /// Business scope.
        pub scope: String,
        /// Address.
        pub address: String,
        /// Division code.
        pub division: Option<String>,
        /// GB/T 4754 code.
        pub industry: Option<String>,
        /// 信用风险分类 A–D. Never public.
        pub risk_class: Option<String>,
        /// Risk score. Never public.
        pub risk_score: Option<i32>,
        /// Changes with every update.
        pub version: i64,
    }
}

answer! {
    /// A visit to an object, by whichever department: one that took place, or is to.
    pub struct ObjectVisit {
        /// Key of the inspection.
        pub inspection_id: i64,
        /// Key of the task.
        pub task_id: i64,
        /// Number of the task.
        pub task_number: String,
        /// Name of the task.
        pub task_name: String,
        /// Where the task stands: a voided one comes to no visit any more.
        pub task_state: TaskState,
        /// Name of the department in charge of the task.
        pub department_name: String,
        /// Where the inspection stands.
        pub state: State,
        /// Day it ended.
        pub ended_on: Option<NaiveDate>,
        /// Result.
        pub result: Option<ResultCode>,
    }
}

/// Which objects.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct ObjectQuery {
    /// Name contains this.
    pub name: Option<String>,
    /// Code is this.
    pub code: Option<String>,
    /// `enterprise`, `self_employed`, `institution`, `site`, `equipment` or `product`.
    pub kind: Option<Kind>,
    /// `active`, `closed`, `cancelled`, `revoked` or `moved_out`.
    pub status: Option<Status>,
    /// Division is this.
    pub division: Option<String>,
    /// Risk class is this.
    pub risk_class: Option<String>,
    /// Concerned by the matter with this key.
    pub matter: Option<i64>,
}
