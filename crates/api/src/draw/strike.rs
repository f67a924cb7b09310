//! 剔除: drawn objects lose their places at somebody's discretion (protocol §8). The clerk files it with a reason and a document,
//! the leader decides; what is struck is public, and a supplementary round with new secrets makes up for it.

mod answer;

use contract::problem::{FieldError, ProblemCode};
use contract::strike::{
    RoundStrike, Strike as Answer, StrikeRequest, StruckObject, StruckStratum, WithheldStrike,
};
use contract::task::Reason;
use domain::audit::Entry;
use domain::draw::canonical;
use domain::draw::hash::frame;
use domain::draw::strike::{Fault, Known, State as Filing, faults, quotas};
use domain::draw::substitution::State as SubstitutionState;
use domain::policy::Action;
use domain::task::{Event, State as TaskState};
use persistence::inspection::{self, Placed};
use persistence::strike::{self, Decision};
use persistence::{Reader, Writer, draw, substitution, task};
use serde_json::json;

use self::answer::answer;
use super::ceremony::{party, party_of};
use super::{rounds, service};
use crate::auth::Caller;
use crate::clock::day_in_china;
use crate::problem::Problem;
use crate::state::State;
use crate::task::preview::Scope;
use crate::task::supplement::Supplement;

pub(crate) use self::answer::filter;
pub use self::answer::{list, of_task};

/// Files that drawn objects be struck.
pub fn file(state: &State, caller: &Caller, id: i64, given: &StrikeRequest) -> Result<Answer, Problem> {
    state.write(caller, Action::StrikeWrite, |writer, permit| {
        let task = task::get_locked(writer, id)?;
        permit.on(task.owner())?;
        strikable(&task)?;
        let placed = inspection::placed(writer, id)?;
        let draw = one_round(writer, id, &placed, &given.inspections)?;
        enough(writer, &task, draw, &given.inspections)?;
        let new = strike::New {
            task: id,
            draw,
            inspections: &given.inspections,
            reason: given.reason.trim(),
            document: given.document.trim(),
            user: permit.actor().user,
        };
        let filed = strike::file(writer, new)?;
        let answer = answer(writer, filed)?;
        Ok(writer.record(Entry::new("strike.file", "task", id, given)?, answer)?)
    })
}

/// Refuses a strike, with a reason: the objects stay.
pub fn refuse(
    state: &State,
    caller: &Caller,
    id: i64,
    version: i64,
    reason: &Reason,
) -> Result<Answer, Problem> {
    state.write(caller, Action::StrikeApprove, |writer, permit| {
        let filed = strike::get(writer, id)?;
        let task = task::get_locked(writer, filed.task_id)?;
        permit.on(task.owner())?;
        undecided(&filed)?;
        let decided =
            strike::decide(writer, id, version, permit.actor().user, Decision::Refuse(&reason.reason))?;
        let entry = Entry::new("strike.refuse", "task", task.id, reason)?;
        let answer = answer(writer, decided)?;
        Ok(writer.record(entry, answer)?)
    })
}

/// Approves a strike: the objects lose their places, and the task goes on to its supplementary round.
pub fn approve(state: &State, caller: &Caller, id: i64, version: i64) -> Result<Answer, Problem> {
    state.write(caller, Action::StrikeApprove, |writer, permit| {
        let filed = strike::get(writer, id)?;
        let task = task::get_locked(writer, filed.task_id)?;
        permit.on(task.owner())?;
        // Read again: the task is held now.
        let filed = strike::get(writer, id)?;
        undecided(&filed)?;
        if filed.version != version {
            return Err(Problem::new(ProblemCode::Stale));
        }
        let user = permit.actor().user;
        if filed.filed_by == user {
            return Err(Problem::with(
                ProblemCode::WrongState,
                "申请人不能审批自己的申请，请由其他负责人审批",
            ));
        }
        strikable(&task)?;
        let struck = strike::inspections(writer, id)?;
        let placed = inspection::placed(writer, task.id)?;
        still_open(&placed, &struck)?;
        inspection::strike(writer, &struck)?;
        let rounds = draw::rounds(writer, task.id)?;
        let round = of(&rounds, filed.draw_id)?;
        let told = RoundStrike {
            task: task.number.clone(),
            reason: filed.reason.clone(),
            document: filed.document.clone(),
            filed_by: party_of(writer, filed.filed_by)?,
            approved_by: party(permit.actor()),
            ..objects(round, &placed, &struck)?
        };
        let text = canonical::write(&told).map_err(|fault| Problem::internal(&fault))?;
        let entry = if rounds::is_withheld(round)? {
            // As of the result itself: the hash now, the rest with the release. How many is announced anyway.
            let hash = hash(&text);
            let what =
                json!({ "task": task.number, "round": told.round, "strata": told.strata, "hash": hash });
            Entry::new("draw.strike", "task", task.id, &what)?
        } else {
            Entry::new("draw.strike", "task", task.id, &told)?
        };
        let text = String::from_utf8(text).map_err(|fault| Problem::internal(&fault))?;
        let next = service::next_round_after(writer, &task, Event::Strike, &filed.reason)?;
        let decided = strike::decide(writer, id, version, user, Decision::Approve(next.round, &text))?;
        feasible(writer, &next)?;
        let answer = answer(writer, decided)?;
        Ok(writer.record(entry, answer)?)
    })
}

/// What has been approved of a round, as everybody may see it.
pub(super) fn told(reader: &mut Reader, task: i64, draw: i64) -> Result<Vec<RoundStrike>, Problem> {
    texts(reader, task, draw)?.iter().map(|text| Ok(serde_json::from_str(text)?)).collect()
}

/// What has been approved of a round whose result is withheld, as everybody may see it: as much as is logged.
pub(super) fn withheld(reader: &mut Reader, task: i64, draw: i64) -> Result<Vec<WithheldStrike>, Problem> {
    let answer = |text: &String| {
        let told: RoundStrike = serde_json::from_str(text)?;
        Ok(WithheldStrike { strata: told.strata, hash: hash(text.as_bytes()) })
    };
    texts(reader, task, draw)?.iter().map(answer).collect()
}

/// What is told of each strike of a round, as it was hashed.
fn texts(reader: &mut Reader, task: i64, draw: i64) -> Result<Vec<String>, Problem> {
    let all = strike::of_task(reader, task)?.into_iter().filter(|one| one.draw_id == draw);
    Ok(all.filter_map(|one| one.told).collect())
}

/// What stands in the log for a strike whose round is withheld.
fn hash(text: &[u8]) -> String {
    frame("strike", &[text]).to_string()
}

fn undecided(filed: &strike::Strike) -> Result<(), Problem> {
    let decided = || Problem::with(ProblemCode::WrongState, "该剔除申请已有审批结论");
    if *filed.state == Filing::Filed { Ok(()) } else { Err(decided()) }
}

/// Whether objects of a task may be struck now; otherwise what may be done instead.
fn strikable(task: &task::Task) -> Result<(), Problem> {
    let Err(wrong) = task.state.after(Event::Strike) else { return Ok(()) };
    let instead = match *task.state {
        TaskState::Draft | TaskState::Frozen => "请在本轮抽取完成后再申请",
        TaskState::Inspecting => "检查已经开始：对象不存在的，申请递补；其他情况，如实录入检查结果",
        TaskState::Submitted | TaskState::Approved | TaskState::Disclosed | TaskState::Archived => {
            "检查已经结束，有异议的按检查结果处理"
        }
        TaskState::Drawn | TaskState::Issued | TaskState::Voided => "任务已不再检查",
    };
    Err(Problem::with(ProblemCode::WrongState, format!("{wrong}。{instead}")))
}

/// The round in which all these were drawn; every inspection that cannot be struck is named.
fn one_round(writer: &mut Writer, task: i64, placed: &[Placed], asked: &[i64]) -> Result<i64, Problem> {
    let mut pending = strike::pending(writer, task)?;
    let substitutions = substitution::of_task(writer, task)?.into_iter();
    let filed = substitutions.filter(|one| *one.state == SubstitutionState::Filed);
    pending.extend(filed.map(|one| one.inspection_id));
    let known = known(placed, asked, &pending);
    let found = faults(asked, &known);
    let error = |fault: Fault| FieldError {
        pointer: format!("/inspections/{}", fault.position),
        code: fault.code.to_owned(),
        detail: fault.detail.to_owned(),
    };
    if !found.is_empty() {
        return Err(Problem::invalid(found.into_iter().map(error).collect()));
    }
    let none = || Problem::field("/inspections", "length", "请选择要剔除的检查对象");
    known.first().map(|one| one.draw).ok_or_else(none)
}

fn known(placed: &[Placed], asked: &[i64], pending: &[i64]) -> Vec<Known> {
    let known = |one: &Placed| Known {
        id: one.id,
        draw: one.draw_id,
        state: *one.state,
        pending: pending.contains(&one.id),
    };
    placed.iter().filter(|one| asked.contains(&one.id)).map(known).collect()
}

/// Whether nobody has begun any of these since they were filed.
fn still_open(placed: &[Placed], struck: &[i64]) -> Result<(), Problem> {
    let found = faults(struck, &known(placed, struck, &[]));
    if found.is_empty() {
        return Ok(());
    }
    let detail = format!("申请后有 {} 个检查对象的情况已变化，请退回申请，核实后重新申请", found.len());
    Err(Problem::with(ProblemCode::WrongState, detail))
}

/// Whether as many can be drawn instead.
fn enough(writer: &mut Writer, task: &task::Task, draw: i64, struck: &[i64]) -> Result<(), Problem> {
    let supplement = Supplement::of_struck(writer, task, draw, struck)?;
    let counts = supplement.struck.clone();
    let scope = Scope::load_for(writer, task, Some(supplement))?;
    let (_, lacking) = scope.census(writer)?.supplementary(&counts, &task.plan, &scope.strata);
    let few = || Problem::field("/inspections", "too_many", lacking.join("；"));
    if lacking.is_empty() { Ok(()) } else { Err(few()) }
}

/// Whether the supplementary round that a task has gone on to could be frozen, as far as that can be known now.
fn feasible(writer: &mut Writer, task: &task::Task) -> Result<(), Problem> {
    let today = day_in_china(writer.now());
    let scope = Scope::load(writer, task, today)?;
    let census = scope.census(writer)?;
    let (_, obstacles) = scope.quotas_now(writer, &census)?;
    let detail = || format!("剔除后将无法补充抽取，请退回申请：{}", obstacles.join("；"));
    if obstacles.is_empty() { Ok(()) } else { Err(Problem::with(ProblemCode::WrongState, detail())) }
}

fn of(rounds: &[draw::Draw], draw: i64) -> Result<&draw::Draw, Problem> {
    rounds.iter().find(|round| round.id == draw).ok_or_else(|| Problem::internal(&"a round is gone"))
}

/// What is told of the objects; the rest is for the caller to add.
fn objects(round: &draw::Draw, placed: &[Placed], struck: &[i64]) -> Result<RoundStrike, Problem> {
    let told = |one: &Placed| {
        let stratum = u16::try_from(one.stratum).map_err(|cause| Problem::internal(&cause))?;
        Ok(StruckObject { did: one.did.clone(), stratum })
    };
    let of_strike = placed.iter().filter(|one| struck.contains(&one.id));
    let struck = of_strike.map(told).collect::<Result<Vec<_>, Problem>>()?;
    let strata = quotas(struck.iter().map(|one| one.stratum));
    Ok(RoundStrike {
        task: String::new(),
        round: number(round.round)?,
        strata: strata.into_iter().map(|(id, take)| StruckStratum { id, take }).collect(),
        struck,
        reason: String::new(),
        document: String::new(),
        filed_by: String::new(),
        approved_by: String::new(),
    })
}

fn number(round: i32) -> Result<u32, Problem> {
    u32::try_from(round).map_err(|cause| Problem::internal(&cause))
}
