//! Public reads: no caller, no permit, and only what [`persistence::portal`] and the draw protocol publish.

use std::collections::BTreeMap;

use contract::dashboard::{ResultCount, TasksInState};
use contract::draw::Draw;
use contract::page::{Page, PageQuery};
use contract::portal::{
    DivisionCount, MonthCount, PublicMatter, PublicMatterList, PublicResult, PublicStatistics, PublicTask,
    ResultQuery, StatisticsQuery,
};
use contract::round::Round;
use domain::Coded;
use domain::inspection::ResultCode;
use persistence::{department, draw, portal};

use crate::draw::{answer, deadline, rounds};
use crate::problem::Problem;
use crate::state::State;
use crate::task::summary::NO_DIVISION;
use crate::web;

/// The matter list in force.
pub fn matters(state: &State) -> Result<PublicMatterList, Problem> {
    let (version, matters) = state.public(|reader| Ok(portal::matter_list(reader)?))?;
    let answer = |m: portal::Matter| PublicMatter {
        code: m.code,
        name: m.name,
        category: m.category,
        department: m.department,
        legal_basis: m.legal_basis,
        check_items: m.check_items,
    };
    Ok(PublicMatterList { version, matters: matters.into_iter().map(answer).collect() })
}

/// Lists tasks from their freeze on.
pub fn tasks(state: &State, page: PageQuery) -> Result<Page<PublicTask>, Problem> {
    let found = state.public(|reader| Ok(portal::tasks(reader, web::window(page))?))?;
    Ok(web::page(page, found.map(answer_task)))
}

/// Reads a task; a draft is not found.
pub fn task(state: &State, id: i64) -> Result<PublicTask, Problem> {
    state.public(|reader| Ok(answer_task(portal::task(reader, id)?)))
}

/// The rounds of a task's draw.
pub fn draws(state: &State, id: i64) -> Result<Vec<Draw>, Problem> {
    state.public(|reader| {
        portal::task(reader, id)?;
        let mut rounds = Vec::new();
        for round in draw::rounds(reader, id)? {
            let parties = draw::commitments(reader, id, round.round)?;
            rounds.push(answer::public(&round, parties)?);
        }
        Ok(rounds)
    })
}

/// `freeze.json` of a round.
pub fn freeze(state: &State, task: i64, round: i32) -> Result<String, Problem> {
    state.public(|reader| {
        let task = portal::task(reader, task)?;
        Ok(draw::get(reader, task.id, round)?.freeze)
    })
}

/// Lists disclosed results.
pub fn results(state: &State, query: ResultQuery, page: PageQuery) -> Result<Page<PublicResult>, Problem> {
    let text = query.q.map(|q| q.trim().to_owned()).filter(|q| !q.is_empty());
    let filter = portal::Filter { text, task: query.task, result: query.result };
    let found = state.public(|reader| Ok(portal::results(reader, &filter, web::window(page))?))?;
    Ok(web::page(page, found.map(answer_result)))
}

/// The figures of a year, or of all.
pub fn statistics(state: &State, query: StatisticsQuery) -> Result<PublicStatistics, Problem> {
    state.public(|reader| {
        let found = portal::statistics(reader, query.year)?;
        let names: BTreeMap<_, _> =
            department::divisions(reader)?.into_iter().map(|d| (d.code, d.name)).collect();
        let division = |(code, count): (Option<String>, i64)| {
            let known = code.as_ref().and_then(|code| names.get(code)).or(code.as_ref()).cloned();
            DivisionCount { name: known.unwrap_or_else(|| NO_DIVISION.to_owned()), division: code, count }
        };
        let results: BTreeMap<_, _> = found.results.into_iter().collect();
        let result = |result: &ResultCode| ResultCount {
            result: *result,
            count: results.get(result).copied().unwrap_or_default(),
        };
        let month = |((year, month), count)| MonthCount { month: format!("{year}-{month:02}"), count };
        Ok(PublicStatistics {
            year: query.year,
            tasks: found.tasks.into_iter().map(|(state, count)| TasksInState { state, count }).collect(),
            drawn: found.drawn,
            disclosed: results.values().sum(),
            results: ResultCode::ALL.iter().map(result).collect(),
            divisions: found.divisions.into_iter().map(division).collect(),
            months: found.months.into_iter().map(month).collect(),
        })
    })
}

/// Whether the outcome of a round is public: once there is one, even if the round was then voided because nobody can
/// carry it out. That of unannounced visits (`sealed`, draw protocol §5) only after its release.
pub(super) fn is_open(draw: &draw::Draw) -> bool {
    draw.result.is_some() && draw.released_at.is_some()
}

/// The rounds of a task, from their announcement on.
pub fn rounds(state: &State, id: i64) -> Result<Vec<Round>, Problem> {
    deadline::enforce(state, id)?;
    state.public(|reader| {
        portal::task(reader, id)?;
        rounds::all(reader, id)
    })
}

/// The key of a task that is named by its key or by its number.
pub fn key(state: &State, name: &str) -> Result<i64, Problem> {
    if let Ok(id) = name.parse() {
        return Ok(id);
    }
    state.public(|reader| Ok(portal::task_by_number(reader, name)?))
}

fn answer_task(task: portal::Task) -> PublicTask {
    PublicTask {
        id: task.id,
        number: task.number,
        name: task.name,
        body: task.body,
        state: task.state,
        matters: task.matters,
        period_start: task.period.0,
        period_end: task.period.1,
        drawn: task.drawn.and_then(|count| u64::try_from(count).ok()),
        void_reason: task.void_reason,
    }
}

fn answer_result(outcome: portal::Outcome) -> PublicResult {
    PublicResult {
        task_id: outcome.task_id,
        task_number: outcome.task_number,
        task_name: outcome.task_name,
        object_code: outcome.object_code,
        object_name: outcome.object_name,
        matters: outcome.matters,
        completed_on: outcome.completed_on,
        result: outcome.result,
        result_text: outcome.result.label().to_owned(),
        remark: outcome.remark,
    }
}
