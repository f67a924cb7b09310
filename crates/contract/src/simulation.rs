//! 试抽模拟: what would come of a draft, by trial draws; and the relaxations that a clerk decides for.

use domain::task::relaxation::PlanRelaxation;
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::{answer, request};

/// How much to simulate.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct SimulationQuery {
    /// How many trial draws.
    #[validate(range(min = 1, max = 1000))]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 1000, default = 200))]
    pub trials: Option<u32>,
}

answer! {
    /// Objects of one stratum and weight.
    pub struct SimulatedClass {
        /// Risk class, division, or `all`.
        pub stratum: String,
        /// Tickets of each object.
        pub weight: u16,
        /// Objects that may be drawn.
        pub objects: u64,
        /// Objects drawn, in all trials together.
        pub drawn: u64,
        /// How often one of them was drawn: drawn / (objects × trials), parts per million.
        pub observed_ppm: u32,
        /// The chance as it follows from quota and weights, parts per million.
        pub expected_ppm: u32,
    }
}

answer! {
    /// The visits that a division has to expect.
    pub struct SimulatedDivision {
        /// Code; empty for objects without a division.
        pub code: String,
        /// Name, or the code where it is not known.
        pub name: String,
        /// Objects there that may be drawn.
        pub objects: u64,
        /// Visits in a trial on average, in thousandths.
        pub mean_thousandths: u64,
        /// Fewest in a trial.
        pub least: u32,
        /// Most in a trial.
        pub most: u32,
    }
}

answer! {
    /// Why teams could not be formed.
    pub struct SimulatedCause {
        /// Places of the team, from 1, that too few inspectors compete for.
        pub slots: Vec<usize>,
        /// Codes of the only inspectors who are eligible for any of them.
        pub inspectors: Vec<String>,
        /// Trials that failed for this.
        pub trials: u32,
        /// The same in words.
        pub words: String,
    }
}

answer! {
    /// An inspector who is a bottleneck.
    pub struct SimulatedInspector {
        /// Code.
        pub code: String,
        /// Name.
        pub name: String,
        /// The most objects it may get.
        pub cap: u32,
        /// Objects in a trial with teams on average, in thousandths.
        pub mean_thousandths: u64,
        /// Trials in which it had as many objects as it may.
        pub at_cap: u32,
        /// Trials without teams in which it was among those whom too many places needed.
        pub in_causes: u32,
    }
}

answer! {
    /// How many inspectors get how many objects.
    pub struct SimulatedLoad {
        /// Objects.
        pub objects: u32,
        /// Inspectors with as many in a trial with teams on average, in thousandths.
        pub inspectors_thousandths: u64,
    }
}

answer! {
    /// A relaxation on offer, by itself sufficient in all trials that it was worked out for.
    pub struct OfferedRelaxation {
        /// What to decide for; none where the plan cannot do it, as when more inspectors are needed.
        pub relaxation: Option<PlanRelaxation>,
        /// The same in words.
        pub words: String,
    }
}

answer! {
    /// What came of trial draws with throw-away secrets. None of them can become a draw.
    pub struct Simulation {
        /// Trial draws done.
        pub trials: u32,
        /// Trial draws asked for.
        pub wanted: u32,
        /// Whether all were done; the server limits the time.
        pub complete: bool,
        /// Trials in which teams could be formed.
        pub with_teams: u32,
        /// How often objects were drawn, by stratum and weight.
        pub classes: Vec<SimulatedClass>,
        /// Visits, by division.
        pub divisions: Vec<SimulatedDivision>,
        /// Why teams could not be formed, the most frequent first, ten at most.
        pub causes: Vec<SimulatedCause>,
        /// The tightest inspectors first, twenty at most; none when everybody has room.
        pub bottlenecks: Vec<SimulatedInspector>,
        /// By number of objects.
        pub loads: Vec<SimulatedLoad>,
        /// What would help.
        pub relaxations: Vec<OfferedRelaxation>,
        /// For how many of the trials without teams the relaxations were worked out.
        pub relaxed_trials: u32,
        /// What would make a freeze impossible whatever is drawn, as in the preview.
        pub obstacles: Vec<String>,
    }
}

answer! {
    /// What would help a round whose draw found no teams, for the plan as it is now.
    pub struct RoundRelaxations {
        /// Objects drawn then that can still be drawn; the others count for nothing.
        pub objects: u32,
        /// Whether they would get teams as the plan is now.
        pub with_teams: bool,
        /// What would help, each by itself sufficient.
        pub relaxations: Vec<OfferedRelaxation>,
    }
}

request! {
    /// A decision to relax a draft's plan.
    #[cfg_attr(feature = "openapi", schema(example = json!({"relaxation": {"kind": "cap", "to": 12}, "reason": "本季度执法人员集中培训，经处务会研究同意提高每人上限"})))]
    pub struct RelaxRequest {
        /// What to relax.
        pub relaxation: PlanRelaxation,
        /// Why.
        #[validate(length(min = 1, max = 1000))]
        #[validate(custom(function = "crate::not_blank"))]
        #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 1000, example = "经处务会研究同意提高每人上限"))]
        pub reason: String,
    }
}
