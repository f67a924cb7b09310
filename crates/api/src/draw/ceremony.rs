//! Commitments and reveals of the witnesses.

use contract::draw::{Ceremony, Commitment, Reveal};
use contract::problem::ProblemCode;
use domain::Coded;
use domain::audit::Entry;
use domain::draw::freeze::OPERATOR;
use domain::draw::hash::Hash;
use domain::draw::policy::VoidCode;
use domain::draw::seed;
use domain::policy::{Action, Actor, Role, allows};
use domain::task::Event;
use persistence::{Conflict, Error, Reader, draw, identity, strike, task};
use serde_json::json;

use super::rounds::is_withheld;
use super::{announce, answer, deadline, policy, service, void};
use crate::auth::{Caller, Permit};
use crate::problem::Problem;
use crate::state::State;
use crate::task::service::ready;

/// How somebody is called in a ceremony, and a witness on the freeze: role and key, `supervisor:11`.
pub(crate) fn party(actor: &Actor) -> String {
    called(actor.role, actor.user)
}

/// The same, of a user who is not the caller.
pub(super) fn party_of(reader: &mut Reader, user: i64) -> Result<String, Problem> {
    Ok(called(*identity::get(reader, user)?.role, user))
}

/// The same, of a role and a key.
pub(super) fn called(role: Role, user: i64) -> String {
    format!("{role}:{user}")
}

/// Reads what a witness must commit to next, and who has.
pub fn read(state: &State, caller: &Caller, id: i64) -> Result<Ceremony, Problem> {
    deadline::enforce(state, id)?;
    state.read(caller, Action::TaskRead, |reader, permit| {
        let task = task::get(reader, id)?;
        permit.on(task.owner())?;
        ceremony(reader, permit, &task)
    })
}

/// Stores a witness's commitment, after the announcement and before the freeze.
pub fn commit(state: &State, caller: &Caller, id: i64, given: &Commitment) -> Result<Ceremony, Problem> {
    let commitment = hash(&given.commitment, "/commitment")?.to_string();
    deadline::enforce(state, id)?;
    state.write(caller, Action::DrawWitness, |writer, permit| {
        let task = task::get_locked(writer, id)?;
        permit.on(task.owner())?;
        // Only a round that can still be frozen takes commitments.
        ready(&task, Event::Freeze, "提交承诺")?;
        of_round(&task, given.round)?;
        let wanted = roles(writer, &task)?;
        if !wanted.contains(&permit.actor().role) {
            let labels: Vec<_> = wanted.iter().map(|role| role.label()).collect();
            let detail = format!("本部门抽取的见证人应为：{}", labels.join("、"));
            return Err(Problem::with(ProblemCode::WrongState, detail));
        }
        announce::for_commitment(writer, &task)?;
        let (party, user) = (party(permit.actor()), Some(permit.actor().user));
        let again = || Problem::with(ProblemCode::Duplicate, "您已就本轮提交过承诺，承诺提交后不能更改");
        draw::commit(writer, id, task.round, &party, user, &commitment)
            .map_err(|error| Problem::on_conflict(error, Conflict::Duplicate, again()))?;
        let what = json!({
            "task": task.number, "round": task.round, "party": party, "commitment": commitment,
        });
        let answer = ceremony(writer, permit, &task)?;
        Ok(writer.record(Entry::new("draw.commit", "task", id, &what)?, answer)?)
    })
}

/// Refuses what was made for another round: it could not match there, and would void it.
fn of_round(task: &task::Task, meant: Option<u32>) -> Result<(), Problem> {
    match meant {
        Some(round) if i32::try_from(round) != Ok(task.round) => {
            let detail = format!("这是第 {round} 轮的，任务现在是第 {} 轮；请刷新后重新生成", task.round);
            Err(Problem::with(ProblemCode::WrongState, detail))
        }
        Some(_) | None => Ok(()),
    }
}

/// Stores a witness's secret, after the freeze. One that was not committed to, or comes too late, voids the round: nobody
/// knows an outcome yet, and nobody can be left to choose.
pub fn reveal(state: &State, caller: &Caller, id: i64, given: &Reveal) -> Result<Ceremony, Problem> {
    let secret = hash(&given.value, "/value")?;
    let revealed = state.write(caller, Action::DrawWitness, |writer, permit| {
        let task = task::get_locked(writer, id)?;
        permit.on(task.owner())?;
        ready(&task, Event::Draw, "揭示")?;
        of_round(&task, given.round)?;
        let party = party(permit.actor());
        let commitments = draw::commitments(writer, id, task.round)?;
        let committed = commitments.iter().find(|one| one.party == party);
        let committed = committed
            .ok_or_else(|| Problem::with(ProblemCode::WrongState, "您未在锁定前就本轮提交承诺，不能揭示"))?;
        if committed.reveal.is_some() {
            return Err(Problem::with(ProblemCode::Duplicate, "您已就本轮揭示"));
        }
        let round = u32::try_from(task.round).map_err(|cause| Problem::internal(&cause))?;
        let right = seed::commit(&task.number, round, &party, &secret).to_string() == committed.commitment;
        let announced = draw::announced(writer, id, task.round)?;
        let late = announced.as_ref().is_some_and(|one| deadline::has_passed(one, writer.now().into()));
        if let Some((code, reason)) = fault(&party, right, late) {
            let entry = void::end(writer, &task, code, &reason, &[party])?;
            service::next_round(writer, &task, &reason)?;
            let detail = format!("{reason}，本轮作废");
            return Ok(writer.record(entry, Err(Problem::with(ProblemCode::WrongState, detail)))?);
        }
        draw::reveal(writer, id, task.round, &party, &secret.to_string())?;
        if let Some(announced) = &announced {
            deadline::set_next(writer, announced)?;
        }
        let what = json!({ "task": task.number, "round": task.round, "party": party, "value": secret });
        let answer = ceremony(writer, permit, &task)?;
        Ok(writer.record(Entry::new("draw.reveal", "task", id, &what)?, Ok(answer))?)
    });
    revealed?
}

/// Why a reveal voids its round, if it does.
fn fault(party: &str, right: bool, late: bool) -> Option<(VoidCode, String)> {
    if late {
        Some((VoidCode::Late, format!("见证人 {party} 逾期揭示")))
    } else if !right {
        Some((VoidCode::Wrong, format!("见证人 {party} 揭示的数值与其承诺不符")))
    } else {
        None
    }
}

/// Whose witnesses the present round wants.
fn roles(reader: &mut Reader, task: &task::Task) -> Result<Vec<Role>, Problem> {
    Ok(match draw::announced(reader, task.id, task.round)? {
        Some(announced) => announced.content.roles.clone(),
        None => {
            let supplements = strike::supplements(reader, task.id, task.round)?;
            policy::in_force(reader, task, supplements)?.roles
        }
    })
}

fn hash(text: &str, pointer: &str) -> Result<Hash, Problem> {
    text.parse().map_err(|_| Problem::field(pointer, "hex", "应为 64 位小写十六进制数字"))
}

/// The ceremony as this caller sees it.
fn ceremony(reader: &mut Reader, permit: &Permit, task: &task::Task) -> Result<Ceremony, Problem> {
    let parties = draw::commitments(reader, task.id, task.round)?;
    let round = match draw::get(reader, task.id, task.round) {
        Ok(draw) => Some(draw),
        Err(Error::NotFound) => None,
        Err(error) => return Err(error.into()),
    };
    let withheld = round.as_ref().map(is_withheld).transpose()?.unwrap_or_default();
    let role = permit.actor().role;
    let witness = allows(role, Action::DrawWitness) && roles(reader, task)?.contains(&role);
    Ok(Ceremony {
        task: task.number.clone(),
        round: u32::try_from(task.round).map_err(|cause| Problem::internal(&cause))?,
        state: *task.state,
        version: task.version,
        party: witness.then(|| party(permit.actor())),
        witnesses: task.plan.witnesses,
        parties: answer::parties(reader, parties, withheld)?,
        entropy: task.plan.entropy.clone(),
        freeze: round.as_ref().map(|draw| draw.freeze_hash.clone()),
        frozen_at: round.as_ref().map(|draw| draw.frozen_at.into()),
        drawn_at: round.and_then(|draw| draw.drawn_at).map(Into::into),
    })
}

/// The witnesses of a round that have not revealed.
pub(super) fn silent(commitments: &[draw::Commitment]) -> Vec<&str> {
    let silent = |one: &&draw::Commitment| one.reveal.is_none() && one.party != OPERATOR;
    commitments.iter().filter(silent).map(|one| one.party.as_str()).collect()
}
