//! Assignment: a team for every selected object (protocol §7), the unique lexicographically first one that is possible.

mod ahead;
mod contradiction;
mod cuts;
mod eligibility;
mod filling;
mod limits;
mod preference;
pub mod relaxation;
mod search;
mod set;
mod skips;
mod solve;
#[cfg(test)]
mod tests;

use super::freeze::Slot;
use super::inspectors::{Exclusion, Inspector};
use super::result::Assignment;
use super::roster::Did;
use super::seed::Keys;

pub use contradiction::Contradiction;
pub use eligibility::allows;
pub use skips::{SkipKind, Skips};

/// A selected object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Object {
    /// Who.
    pub did: Did,
    /// Its division, from its opening.
    pub division: String,
}

/// Everything the assignment depends on.
#[derive(Debug, Clone, Copy)]
pub struct Problem<'a> {
    /// The selected objects, in any order.
    pub objects: &'a [Object],
    /// The inspectors, ascending by code.
    pub inspectors: &'a [Inspector],
    /// Exclusions, in any order; those of other objects do not matter.
    pub exclusions: &'a [Exclusion],
    /// The places of every team.
    pub team: &'a [Slot],
}

/// Why an inspector whose turn it was did not get a place.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(tag = "reason", rename_all = "snake_case", deny_unknown_fields)]
pub enum SkipReason {
    /// Already sits in this team.
    InTeam {},
    /// Has as many objects as the load limit or its own cap allows.
    AtLimit {},
    /// A place of this object could then not be filled any more.
    WouldLeave {
        /// The first object, in processing order, among those that would compete for too few inspectors.
        object: Did,
    },
    /// Another inspector could then not reach the lower load limit any more.
    WouldUnderload {
        /// Code of the inspector.
        // Beside the `inspector` of the skip that this is flattened into.
        #[serde(rename = "underloaded")]
        inspector: String,
    },
}

/// An inspector that was passed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skip {
    /// The object.
    pub did: Did,
    /// The place in its team, from 1.
    pub slot: usize,
    /// Code of the inspector.
    pub inspector: String,
    /// Why.
    pub why: SkipReason,
}

/// What came of the assignment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Everyone has a team.
    Assigned {
        /// The teams.
        assignment: Assignment,
        /// Everyone passed over, in the order in which it happened.
        skips: Skips,
    },
    /// There is no way to fill all places.
    Impossible(Contradiction),
}

/// Assigns inspectors to objects.
#[must_use]
pub fn assign(problem: &Problem<'_>, keys: &Keys) -> Outcome {
    solve::solve(problem, keys)
}
