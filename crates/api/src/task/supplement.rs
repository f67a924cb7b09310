//! 补充抽取: what a round is held to that makes up for objects struck in an earlier one (protocol §8).

use std::collections::{BTreeMap, HashMap};

use contract::problem::ProblemCode;
use domain::draw::freeze::{Freeze, Mode};
use domain::draw::strike::quotas;
use domain::task::Event;
use persistence::{Reader, draw, inspection, strike, task};

use super::service::ready;
use crate::draw::rounds::is_withheld;
use crate::problem::Problem;

/// Whether the plan of a task can be changed: it is a draft, and not one of a supplementary round.
pub(super) fn changeable(reader: &mut Reader, task: &task::Task, asked: &str) -> Result<(), Problem> {
    ready(task, Event::Edit, asked)?;
    if strike::supplements(reader, task.id, task.round)?.is_none() {
        return Ok(());
    }
    let detail = "补充抽取沿用原抽取方案，任务不能再修改；确需改变的，请由分管局长作废任务后另行编制";
    Err(Problem::with(ProblemCode::WrongState, detail))
}

/// What a supplementary round follows from.
pub(crate) struct Supplement {
    /// The round whose objects were struck.
    pub round: i32,
    /// When its result is published: so is that of the supplementary round, unless its announcement says otherwise.
    pub mode: Mode,
    /// How many were struck of each stratum, by its number.
    pub struck: BTreeMap<u16, u64>,
    /// What the strata of that round stand for.
    pub strata: BTreeMap<u16, String>,
    /// Whether an earlier result of the task is not public: then an open roster would tell who was drawn.
    pub is_withheld: bool,
    /// Which round gave an object its place, by key of the object. Also of those who have lost it.
    placed: HashMap<i64, i32>,
}

impl Supplement {
    /// What the present round of a task makes up for, if it is a supplementary one.
    pub fn of(reader: &mut Reader, task: &task::Task) -> Result<Option<Self>, Problem> {
        let Some(strike) = strike::of_round(reader, task.id, task.round)? else { return Ok(None) };
        let struck = strike::inspections(reader, strike.id)?;
        Self::of_struck(reader, task, strike.draw_id, &struck).map(Some)
    }

    /// What a round makes up for if these inspections of a round are struck.
    pub fn of_struck(
        reader: &mut Reader,
        task: &task::Task,
        draw: i64,
        struck: &[i64],
    ) -> Result<Self, Problem> {
        let rounds = draw::rounds(reader, task.id)?;
        let lost = || Problem::internal(&"the round of an inspection is gone");
        let of = rounds.iter().find(|round| round.id == draw).ok_or_else(lost)?;
        let freeze: Freeze = serde_json::from_str(&of.freeze)?;
        let mut is_hidden = false;
        for round in rounds.iter().filter(|round| round.result.is_some()) {
            is_hidden |= is_withheld(round)?;
        }
        let numbers: HashMap<_, _> = rounds.iter().map(|round| (round.id, round.round)).collect();
        let (mut placed, mut strata) = (HashMap::new(), Vec::new());
        for one in inspection::placed(reader, task.id)? {
            placed.insert(one.object_id, numbers.get(&one.draw_id).copied().ok_or_else(lost)?);
            if struck.contains(&one.id) {
                strata.push(u16::try_from(one.stratum).map_err(|cause| Problem::internal(&cause))?);
            }
        }
        Ok(Self {
            round: of.round,
            mode: freeze.mode,
            struck: quotas(strata),
            strata: serde_json::from_str(&of.strata)?,
            is_withheld: is_hidden,
            placed,
        })
    }

    /// Why an object may not be drawn: it has, or had, a place in the task.
    pub fn reason(&self, object: i64) -> Option<String> {
        let round = self.placed.get(&object)?;
        Some(format!("已在本任务第{round}轮抽中或递补"))
    }
}
