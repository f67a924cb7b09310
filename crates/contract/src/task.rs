//! Tasks.

use chrono::{DateTime, NaiveDate, Utc};
use domain::task::plan::{Plan, RosterMode};
use domain::task::{Event, State};
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::{answer, request};

request! {
    /// What a clerk sets; creates a draft or replaces its content.
    #[cfg_attr(feature = "openapi", schema(example = json!({"name": "2026年特种设备使用单位监督检查", "period_start": "2026-12-01", "period_end": "2026-12-31", "matters": [11], "plan": {"method": "stratified", "strata_by": "risk_class", "quota": {"ppm": 50000, "minimum": 1}, "strata": [{"stratum": "D", "quota": {"ppm": 400000}}, {"stratum": "C", "quota": {"ppm": 200000}}], "reserve": 2, "team": [{"qualifications": ["特种设备"]}, {"division": "other"}], "inspector_cap": 10, "witnesses": 1}})))]
    pub struct TaskDraft {
        /// Name.
        #[validate(length(min = 1, max = 200))]
        #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 200, example = "2026年特种设备使用单位监督检查"))]
        pub name: String,
        /// First day of the inspections.
        pub period_start: NaiveDate,
        /// Last day of the inspections.
        pub period_end: NaiveDate,
        /// Keys of its matters, all on the list in force.
        #[validate(length(min = 1, max = 50))]
        #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 50))]
        pub matters: Vec<i64>,
        /// Scope, strata, quotas, team, reserves, witnesses.
        pub plan: Plan,
    }
}

answer! {
    /// A task.
    pub struct Task {
        /// Key.
        pub id: i64,
        /// `淮市监双随机〔2026〕12号`.
        pub number: String,
        /// Name.
        pub name: String,
        /// Where it stands.
        pub state: State,
        /// Issuing body.
        pub body_id: i64,
        /// Department in charge.
        pub department_id: i64,
        /// First day of the inspections.
        pub period_start: NaiveDate,
        /// Last day of the inspections.
        pub period_end: NaiveDate,
        /// Its matters.
        pub matters: Vec<i64>,
        /// What the clerk set.
        pub plan: Plan,
        /// The round that is being prepared or was drawn.
        pub round: i32,
        /// The round whose struck objects that one makes up for, when it is a supplementary one: the plan is fixed.
        pub supplements: Option<i32>,
        /// Why it was last returned, or why it was voided.
        pub reason: String,
        /// When created.
        pub created_at: DateTime<Utc>,
        /// When last submitted.
        pub submitted_at: Option<DateTime<Utc>>,
        /// When approved.
        pub approved_at: Option<DateTime<Utc>>,
        /// When disclosed.
        pub disclosed_at: Option<DateTime<Utc>>,
        /// Changes with every update; the `ETag`.
        pub version: i64,
    }
}

impl Task {
    /// Whether its plan can be changed: it is a draft, and not one of a supplementary round.
    #[must_use]
    pub fn changeable(&self) -> bool {
        self.state.after(Event::Edit).is_ok() && self.supplements.is_none()
    }
}

/// Which tasks.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct TaskQuery {
    /// Only in this state.
    pub state: Option<State>,
    /// Name contains this, or number is this.
    pub q: Option<String>,
    /// `true`: only those of which no inspection waits for its record; `false`: only those of which one does.
    pub all_recorded: Option<bool>,
    /// `true`: only draws that need the caller as a witness: a commitment before the freeze, or the secret after it.
    /// `false`: only the others.
    pub witness_pending: Option<bool>,
}

request! {
    /// A reason, for what must not be done without one.
    #[cfg_attr(feature = "openapi", schema(example = json!({"reason": "检查表第二项未填写完整"})))]
    pub struct Reason {
        /// Why.
        #[validate(length(min = 1, max = 1000))]
        #[validate(custom(function = "crate::not_blank"))]
        #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 1000, example = "检查表第二项未填写完整"))]
        pub reason: String,
    }
}

answer! {
    /// Objects that may not be drawn, by reason.
    pub struct Excluded {
        /// `annual_cap`, `cooling_off`, `no_longer_exists`, ….
        pub reason: String,
        /// How many.
        pub count: u64,
    }
}

answer! {
    /// One stratum as it would be frozen now.
    pub struct StratumPreview {
        /// Number on the roster, from 1.
        pub id: u16,
        /// Risk class, division, or `all`.
        pub stratum: String,
        /// Objects that may be drawn.
        pub eligible: u64,
        /// Objects that will be drawn.
        pub take: u64,
        /// Reserves.
        pub reserve: u64,
    }
}

answer! {
    /// What a freeze would fix now.
    pub struct TaskPreview {
        /// Objects in scope.
        pub in_scope: u64,
        /// Objects that may be drawn.
        pub eligible: u64,
        /// Objects that will be drawn.
        pub take: u64,
        /// Objects in scope that may not be drawn.
        pub excluded: Vec<Excluded>,
        /// The strata.
        pub strata: Vec<StratumPreview>,
        /// Inspectors who may be drawn.
        pub inspectors: u64,
        /// Open or blinded.
        pub roster: RosterMode,
        /// What would make a freeze impossible; empty when it is possible.
        pub obstacles: Vec<String>,
    }
}
