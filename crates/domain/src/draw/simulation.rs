//! 试抽模拟: repeated trial draws of a plan with throw-away secrets, to see before a freeze what would come of it.
//!
//! A trial can never be turned into a draw: its keys come from a domain of their own, its objects have numbers instead of
//! draw ids, and there is no freeze that anybody could have committed to. It selects and assigns by the code that draws do.

mod causes;
mod offers;
mod tally;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::ops::ControlFlow;

pub use causes::Cause;
pub use offers::{Offer, Offers, offers, offers_for};
pub use tally::{Class, Division, Load, Report, Share};

use super::Fixed;
use super::assignment::{Object, Problem, assign};
use super::freeze::{Slot, Stratum};
use super::hash::{Hash, frame};
use super::inspectors::{Exclusion, Inspector};
use super::roster::{Did, Row, Status};
use super::seed::Keys;
use super::selection::Selector;
use tally::Tally;

/// Most objects of a simulation. It goes through them once for every trial, so they are kept, 6 bytes each.
pub const MOST_OBJECTS: usize = 1_000_000;
/// Most trials.
pub const MOST_TRIALS: u32 = 1_000;
/// Trials when nobody says how many.
pub const USUAL_TRIALS: u32 = 200;

/// More than [`MOST_OBJECTS`] can be drawn, or more divisions than can be numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("可抽取的检查对象超过 {MOST_OBJECTS} 个，试抽模拟不适用；请缩小检查对象范围，或只看预览的数量")]
pub struct TooMany;

/// What a trial needs to know of an object.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    stratum: u16,
    weight: u16,
    /// Its place among the divisions.
    division: u16,
}

/// The objects that can be drawn. They have no names here, only numbers in the order in which they came.
#[derive(Debug, Clone, Default)]
pub struct Candidates {
    rows: Vec<Candidate>,
    divisions: Vec<String>,
    known: BTreeMap<String, u16>,
}

impl Candidates {
    /// Adds an object; answers what it is called in trials.
    ///
    /// # Errors
    /// [`TooMany`].
    pub fn push(&mut self, stratum: u16, weight: u16, division: &str) -> Result<Did, TooMany> {
        if self.rows.len() >= MOST_OBJECTS {
            return Err(TooMany);
        }
        let number = u32::try_from(self.rows.len()).map_err(|_| TooMany)?;
        let division = match self.known.get(division) {
            Some(known) => *known,
            None => {
                let new = u16::try_from(self.divisions.len()).map_err(|_| TooMany)?;
                self.divisions.push(division.to_owned());
                self.known.insert(division.to_owned(), new);
                new
            }
        };
        self.rows.push(Candidate { stratum, weight, division });
        name(number).ok_or(TooMany)
    }

    fn of(&self, did: &Did) -> Option<Candidate> {
        let number = u32::from_be_bytes(did.as_bytes().try_into().ok()?);
        self.rows.get(usize::try_from(number).ok()?).copied()
    }

    fn division(&self, candidate: Candidate) -> &str {
        self.divisions.get(usize::from(candidate.division)).map_or("", String::as_str)
    }
}

/// What the object of this number is called in trials.
fn name(number: u32) -> Option<Did> {
    Did::from_bytes(&number.to_be_bytes())
}

/// An object and an inspector who must not meet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// The object, as [`Candidates::push`] named it.
    pub object: Did,
    /// Code of the inspector.
    pub inspector: String,
    /// The least months of acquaintance (熟人回避期) that keep them apart; none when something else does, such as the law.
    pub from_months: Option<u32>,
}

/// Everything that trials depend on.
#[derive(Debug, Clone, Copy)]
pub struct Plan<'a> {
    /// Who can be drawn.
    pub candidates: &'a Candidates,
    /// Strata with their quotas.
    pub strata: &'a [Stratum],
    /// The inspectors, ascending by code.
    pub inspectors: &'a [Inspector],
    /// Those of the body's other departments, whom the plan leaves out, ascending by code.
    pub others: &'a [Inspector],
    /// Who must not meet, the others too, ascending by object and inspector, each pair once.
    pub pairs: &'a [Pair],
    /// Months in which an inspector does not meet an object again.
    pub months: u32,
    /// The places of every team.
    pub team: &'a [Slot],
}

impl<'a> Plan<'a> {
    /// Who must not meet if the months of acquaintance are these.
    fn exclusions(&self, months: u32) -> Vec<Exclusion> {
        let holds = |pair: &&Pair| pair.from_months.is_none_or(|least| least <= months);
        let exclusion = |pair: &Pair| Exclusion {
            did: pair.object,
            inspector: pair.inspector.clone(),
            reason: String::new(),
        };
        self.pairs.iter().filter(holds).map(exclusion).collect()
    }

    fn problem(&self, objects: &'a [Object], exclusions: &'a [Exclusion]) -> Problem<'a> {
        Problem { objects, inspectors: self.inspectors, exclusions, team: self.team }
    }

    /// Those of a trial's selection as the assignment wants them.
    fn objects(&self, selected: impl Iterator<Item = Did>) -> Vec<Object> {
        let object = |did: Did| {
            let candidate = self.candidates.of(&did)?;
            Some(Object { did, division: self.candidates.division(candidate).to_owned() })
        };
        selected.filter_map(object).collect()
    }

    fn select(&self, keys: &Keys) -> Vec<Did> {
        let mut selector = Selector::new(self.strata, keys);
        for (number, candidate) in (0..).zip(&self.candidates.rows) {
            let Some(did) = name(number) else { continue };
            let Candidate { stratum, weight, .. } = *candidate;
            let row = Row { did, stratum, weight, status: Status::Eligible, attr: Fixed([0; 24]) };
            // A stratum without quota draws nobody.
            let _known = selector.push(&row);
        }
        selector.finish().selected.into_iter().map(|drawn| drawn.did).collect()
    }
}

/// The keys of a trial. Their tags occur nowhere in the protocol, so no draw has them, not even one of the same secret.
fn keys(secret: &Hash, trial: u32) -> Keys {
    let key = |tag| frame(tag, &[&secret.0, &trial.to_be_bytes()]);
    Keys { draw: key("trial-draw-key"), assign: key("trial-assign-key") }
}

/// Draws `trials` times, [`MOST_TRIALS`] at most, with keys that follow from `secret` and are forgotten. After each trial
/// `watch` hears how many are done and may end it there; one is always done.
#[must_use]
pub fn simulate(
    plan: &Plan<'_>,
    trials: u32,
    secret: &Hash,
    watch: &mut dyn FnMut(u32) -> ControlFlow<()>,
) -> Report {
    let exclusions = plan.exclusions(plan.months);
    let mut tally = Tally::new(plan);
    for trial in 0..trials.clamp(1, MOST_TRIALS) {
        let keys = keys(secret, trial);
        let objects = plan.objects(plan.select(&keys).into_iter());
        tally.count(&objects, assign(&plan.problem(&objects, &exclusions), &keys));
        if watch(trial.saturating_add(1)).is_break() {
            break;
        }
    }
    tally.report()
}
