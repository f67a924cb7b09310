//! What the public sees: no risk class, no score, no internal remark.

use chrono::NaiveDate;
use domain::inspection::ResultCode;
use domain::task::State;
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::answer;
use crate::dashboard::{ResultCount, TasksInState};

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
        /// Key of the task.
        pub task_id: i64,
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

answer! {
    /// Disclosed results in a division.
    pub struct DivisionCount {
        /// Code of the division; none where it is not known.
        pub division: Option<String>,
        /// Its name.
        pub name: String,
        /// Disclosed results.
        pub count: i64,
    }
}

answer! {
    /// Disclosed results of a month.
    pub struct MonthCount {
        /// `2026-09`: the month in which the inspections ended.
        pub month: String,
        /// Disclosed results.
        pub count: i64,
    }
}

answer! {
    /// Figures for the public.
    pub struct PublicStatistics {
        /// The year that was asked for.
        pub year: Option<i32>,
        /// Tasks from their freeze on by state, without zeros; of the year, those whose inspections begin in it.
        pub tasks: Vec<TasksInState>,
        /// Objects drawn in these tasks, without those substituted and those of voided tasks.
        pub drawn: i64,
        /// Disclosed results; of the year, those of inspections that ended in it.
        pub disclosed: i64,
        /// Disclosed results by result: every result in order, zeros too.
        pub results: Vec<ResultCount>,
        /// Disclosed results by division of the object, in order of the codes, without zeros.
        pub divisions: Vec<DivisionCount>,
        /// Disclosed results by month, in order, without zeros.
        pub months: Vec<MonthCount>,
    }
}

/// Which year.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct StatisticsQuery {
    /// Only of this calendar year; all years without it.
    #[validate(range(min = 1900, max = 9000))]
    #[cfg_attr(feature = "openapi", param(minimum = 1900, maximum = 9000, example = 2026))]
    pub year: Option<i32>,
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
