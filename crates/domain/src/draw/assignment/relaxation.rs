//! What would make an impossible assignment possible: for each kind of concession the least that suffices, worked out by
//! solving the changed problem, never guessed. Each is data, so that the decision for one can be put on record.

mod cheapest;
mod exclusions;
mod newcomers;
mod shortage;
pub(in crate::draw) mod words;

use serde::{Deserialize, Serialize};

use super::Problem;
use crate::draw::freeze::Slot;
use crate::draw::inspectors::{Exclusion, Inspector};
use crate::task::plan::DivisionRule;

/// What may be conceded.
#[derive(Debug, Clone, Copy)]
pub struct Concessions<'a> {
    /// Reasons of exclusions that may be lifted, `cooling_off` for one; never those of the law (回避).
    pub liftable: &'a [&'a str],
    /// The most objects that an additional inspector would get.
    pub cap: u32,
}

/// Where an additional inspector comes from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "from", rename_all = "snake_case", deny_unknown_fields)]
pub enum Origin {
    /// No place asks.
    Anywhere {},
    /// This division.
    Division {
        /// Its code.
        code: String,
    },
    /// A division that none of the objects is in.
    Elsewhere {},
}

/// Additional inspectors of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Newcomers {
    /// How many.
    pub number: u32,
    /// Their department; none when no place asks.
    pub department: Option<String>,
    /// Where they come from.
    pub origin: Origin,
    /// What they must hold, ascending.
    pub qualifications: Vec<String>,
    /// The most objects each gets.
    pub cap: u32,
}

/// A change that makes the assignment possible.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "relaxation", rename_all = "snake_case", deny_unknown_fields)]
pub enum Relaxation {
    /// More inspectors.
    Inspectors {
        /// Whom.
        newcomers: Vec<Newcomers>,
        /// Whether it is proved that no smaller number suffices; else that none of these can be left out.
        is_least: bool,
    },
    /// A higher cap.
    Cap {
        /// Whoever may get fewer objects than this gets this cap; nobody's 0 is changed. One less does not suffice.
        to: u32,
    },
    /// Exclusions lifted: a shorter cooling-off, a shorter list of acquaintances.
    Exclusions {
        /// Which, ascending by `(did, inspector)`.
        lifted: Vec<Exclusion>,
        /// Whether it is proved that no smaller number suffices; else that none of these can be left out.
        is_least: bool,
    },
    /// The division rule of places loosened to “any”. No smaller number of places suffices.
    Divisions {
        /// Which places of the team, from 1.
        slots: Vec<usize>,
    },
}

/// The changed lists of a problem; its objects stay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relaxed {
    /// The inspectors, ascending by code.
    pub inspectors: Vec<Inspector>,
    /// The exclusions that remain.
    pub exclusions: Vec<Exclusion>,
    /// The places of every team.
    pub team: Vec<Slot>,
}

impl Relaxation {
    /// The problem's lists after the change. Codes of additional inspectors are made up and come last.
    #[must_use]
    pub fn apply(&self, problem: &Problem<'_>) -> Relaxed {
        let mut relaxed = Relaxed {
            inspectors: problem.inspectors.to_vec(),
            exclusions: problem.exclusions.to_vec(),
            team: problem.team.to_vec(),
        };
        match self {
            Self::Inspectors { newcomers, .. } => relaxed.inspectors.extend(newcomers::made_up(newcomers)),
            Self::Cap { to } => {
                for inspector in relaxed.inspectors.iter_mut().filter(|inspector| inspector.cap > 0) {
                    inspector.cap = inspector.cap.max(*to);
                }
            }
            Self::Exclusions { lifted, .. } => exclusions::lift(&mut relaxed.exclusions, lifted),
            Self::Divisions { slots } => loosen(&mut relaxed.team, slots),
        }
        relaxed
    }
}

fn loosen(team: &mut [Slot], slots: &[usize]) {
    for (_, slot) in (1..).zip(team).filter(|(number, _)| slots.contains(number)) {
        slot.division = DivisionRule::Any;
    }
}

/// Whether all places can be filled.
#[must_use]
pub fn is_possible(problem: &Problem<'_>) -> bool {
    shortage::missing(problem) == 0
}

/// The relaxations on offer for an impossible assignment, each by itself sufficient; none for a possible one.
#[must_use]
pub fn relaxations(problem: &Problem<'_>, concessions: Concessions<'_>) -> Vec<Relaxation> {
    let missing = shortage::missing(problem);
    if missing == 0 {
        return Vec::new();
    }
    [
        newcomers::fewest(problem, concessions.cap, missing),
        shortage::cap(problem).map(|to| Relaxation::Cap { to }),
        exclusions::fewest(problem, concessions.liftable, missing),
        divisions(problem).map(|slots| Relaxation::Divisions { slots }),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The fewest places whose division rule must go; of as many the first.
fn divisions(problem: &Problem<'_>) -> Option<Vec<usize>> {
    let strict: Vec<usize> = (1..)
        .zip(problem.team)
        .filter(|(_, slot)| slot.division != DivisionRule::Any)
        .map(|(number, _)| number)
        .collect();
    let suffices = |slots: &[usize]| {
        let mut team = problem.team.to_vec();
        loosen(&mut team, slots);
        shortage::missing(&Problem { team: &team, ..*problem }) == 0
    };
    if strict.is_empty() || !suffices(&strict) {
        return None;
    }
    let mut chosen = vec![Vec::new()];
    for _ in &strict {
        // Every choice of one more place, in ascending order.
        let longer = |slots: &Vec<usize>| {
            let after = slots.last().copied().unwrap_or_default();
            let more = strict.iter().filter(move |slot| **slot > after);
            more.map(|slot| [slots.as_slice(), &[*slot]].concat()).collect::<Vec<_>>()
        };
        chosen = chosen.iter().flat_map(longer).collect();
        if let Some(found) = chosen.iter().find(|slots| suffices(slots)) {
            return Some(found.clone());
        }
    }
    None
}
