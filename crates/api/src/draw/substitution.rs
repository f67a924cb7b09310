//! 递补: an object found not to exist makes room for the next reserve of its stratum (protocol §8), with evidence that
//! somebody files and the leader approves.

mod answer;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use contract::problem::ProblemCode;
use contract::substitution::{RoundSubstitution, Substitution as Answer, SubstitutionRequest};
use contract::task::Reason;
use domain::audit::Entry;
use domain::draw::bundle::{File, Source};
use domain::draw::canonical;
use domain::draw::freeze::Freeze;
use domain::draw::hash::frame;
use domain::draw::inspectors::Inspector;
use domain::draw::openings::Opening;
use domain::draw::result::{DrawResult, Drawn};
use domain::draw::seed::Keys;
use domain::draw::substitution::{State as Filing, Substitution};
use domain::inspection::State as Inspection;
use domain::policy::{Action, Owner};
use domain::task::State as TaskState;
use persistence::inspection::{self, WithTeam};
use persistence::substitution::{self, Decision};
use persistence::{Reader, Writer, draw, strike, task};
use serde_json::json;

use self::answer::answer;
use super::ceremony::{party, party_of};
use super::spool::{self, Spool};
use super::{conclude, roster, rounds};
use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::State;

pub(crate) use self::answer::filter;
pub use self::answer::{list, of_task};

/// Files that the object of an inspection does not exist.
pub fn file(state: &State, caller: &Caller, id: i64, given: &SubstitutionRequest) -> Result<Answer, Problem> {
    state.write(caller, Action::SubstitutionWrite, |writer, permit| {
        let found = inspection::get(writer, id)?;
        let task = task::get_locked(writer, found.inspection.task_id)?;
        let team: Vec<_> = found.team.iter().map(|member| member.id).collect();
        permit.on(Owner { team: &team, ..task.owner() })?;
        // Read again: the task is held now.
        let found = inspection::get(writer, id)?;
        replaceable(&task, &found)?;
        let filed = substitution::of_task(writer, task.id)?;
        if filed.iter().any(|one| one.inspection_id == id && *one.state == Filing::Filed) {
            return Err(Problem::with(ProblemCode::Duplicate, "该检查对象的递补申请已在审批中"));
        }
        if strike::pending(writer, task.id)?.contains(&id) {
            return Err(Problem::with(ProblemCode::Duplicate, "该检查对象的剔除申请正在审批"));
        }
        let new = substitution::New {
            task: task.id,
            draw: found.inspection.draw_id,
            inspection: id,
            reason: given.reason.trim(),
            document: given.document.trim(),
            user: permit.actor().user,
        };
        let filed = substitution::file(writer, new)?;
        let entry = Entry::new("substitution.file", "inspection", id, given)?;
        let answer = answer(writer, filed)?;
        Ok(writer.record(entry, answer)?)
    })
}

/// Refuses a substitution, with a reason: the object stays.
pub fn refuse(
    state: &State,
    caller: &Caller,
    id: i64,
    version: i64,
    reason: &Reason,
) -> Result<Answer, Problem> {
    state.write(caller, Action::SubstitutionApprove, |writer, permit| {
        let filed = substitution::get(writer, id)?;
        let task = task::get_locked(writer, filed.task_id)?;
        permit.on(task.owner())?;
        undecided(&filed)?;
        let decision = Decision::Refuse(&reason.reason);
        let decided = substitution::decide(writer, id, version, permit.actor().user, decision)?;
        let entry = Entry::new("substitution.refuse", "inspection", filed.inspection_id, reason)?;
        let answer = answer(writer, decided)?;
        Ok(writer.record(entry, answer)?)
    })
}

/// Approves a substitution: the next reserve of the stratum takes the place, with its team.
pub fn approve(state: &State, caller: &Caller, id: i64, version: i64) -> Result<Answer, Problem> {
    state.write(caller, Action::SubstitutionApprove, |writer, permit| {
        let filed = substitution::get(writer, id)?;
        let task = task::get_locked(writer, filed.task_id)?;
        permit.on(task.owner())?;
        let filed = undecided(&filed).and_then(|()| Ok(substitution::get(writer, id)?))?;
        if filed.version != version {
            return Err(Problem::new(ProblemCode::Stale));
        }
        let found = inspection::get(writer, filed.inspection_id)?;
        replaceable(&task, &found)?;
        let stored = draw::rounds(writer, task.id)?.into_iter().find(|one| one.id == filed.draw_id);
        let stored = stored.ok_or_else(|| Problem::internal(&"a round is gone"))?;
        let place = Place::find(writer, &stored, &found, &state.settings.data_dir)?;
        let drawn = [(place.reserve, place.team.clone())];
        let opened = BTreeMap::from([(place.reserve.did, place.opening.clone())]);
        let described = conclude::described(writer, &task, &drawn, &opened)?;
        inspection::insert_drawn(writer, task.id, stored.id, &described)?;
        if *found.inspection.state == Inspection::Notified {
            inspection::notify(writer, task.id)?;
        }
        inspection::substitute(writer, filed.inspection_id)?;
        let told = RoundSubstitution {
            task: task.number.clone(),
            round: place.freeze.round,
            stratum: place.reserve.stratum,
            replaced: found.inspection.did.clone(),
            reserve: place.reserve.did.to_string(),
            rank: place.reserve.rank,
            opening: serde_json::to_value(&place.opening)?,
            team: place.team,
            reason: filed.reason.clone(),
            document: filed.document.clone(),
            filed_by: party_of(writer, filed.filed_by)?,
            approved_by: party(permit.actor()),
        };
        let text = canonical::write(&told).map_err(|fault| Problem::internal(&fault))?;
        let entry = if rounds::is_withheld(&stored)? {
            // As of the result itself: the hash now, the rest with the release.
            let hash = frame("substitution", &[&text]);
            let what = json!({ "task": task.number, "round": place.freeze.round, "hash": hash });
            Entry::new("draw.substitute", "task", task.id, &what)?
        } else {
            Entry::new("draw.substitute", "task", task.id, &told)?
        };
        let text = String::from_utf8(text).map_err(|fault| Problem::internal(&fault))?;
        let replacement = inspection::of_did(writer, task.id, stored.id, &told.reserve)?;
        let decision = Decision::Approve(replacement, &text);
        let decided = substitution::decide(writer, id, version, permit.actor().user, decision)?;
        let answer = answer(writer, decided)?;
        Ok(writer.record(entry, answer)?)
    })
}

/// What has been approved of a round, as everybody may see it.
pub(super) fn told(reader: &mut Reader, task: i64, draw: i64) -> Result<Vec<RoundSubstitution>, Problem> {
    let all = substitution::of_task(reader, task)?.into_iter().filter(|one| one.draw_id == draw);
    all.filter_map(|one| one.told).map(|text| Ok(serde_json::from_str(&text)?)).collect()
}

fn undecided(filed: &substitution::Substitution) -> Result<(), Problem> {
    let decided = || Problem::with(ProblemCode::WrongState, "该递补申请已有审批结论");
    if *filed.state == Filing::Filed { Ok(()) } else { Err(decided()) }
}

/// Whether the place of an inspection may be taken by a reserve: nobody has inspected it.
fn replaceable(task: &task::Task, found: &WithTeam) -> Result<(), Problem> {
    let open = matches!(*found.inspection.state, Inspection::Assigned | Inspection::Notified);
    let under_way = matches!(*task.state, TaskState::Drawn | TaskState::Issued | TaskState::Inspecting);
    if open && under_way {
        return Ok(());
    }
    Err(Problem::with(ProblemCode::WrongState, "只有抽取之后、录入检查结果之前的检查对象可以递补"))
}

/// The reserve that takes a place.
struct Place {
    freeze: Freeze,
    reserve: Drawn,
    opening: Opening,
    team: Vec<String>,
}

impl Place {
    fn find(
        writer: &mut Writer,
        stored: &draw::Draw,
        found: &WithTeam,
        data_dir: &Path,
    ) -> Result<Self, Problem> {
        let freeze: Freeze = serde_json::from_str(&stored.freeze)?;
        let missing = || Problem::internal(&"a drawn round has no result");
        let result: DrawResult = serde_json::from_str(stored.result.as_deref().ok_or_else(missing)?)?;
        let here = |one: &&Drawn| i32::from(one.stratum) == found.inspection.stratum;
        let reserves: Vec<Drawn> = result.reserves.iter().filter(here).copied().collect();
        let spool = Spool::new(data_dir)?;
        for file in [File::Inspectors, File::Exclusions] {
            spool.fetch(writer, stored.id, file.name(), file)?;
        }
        let openings = spool::openings(freeze.roster.blinded);
        spool.fetch(writer, stored.id, openings, File::Openings)?;
        let mut opened = roster::opened(&spool, &reserves.iter().map(|one| one.did).collect())?;
        // One may have been drawn by a later round of the task.
        let placed = inspection::placed(writer, stored.task_id)?;
        let used: BTreeSet<_> = placed.iter().map(|one| one.object_code.as_str()).collect();
        let free = |one: &Drawn| {
            let opening = opened.remove(&one.did).filter(|opening| !used.contains(opening.code.as_str()))?;
            Some((*one, opening))
        };
        let none = || Problem::with(ProblemCode::WrongState, "该层没有可用的候补对象，不能递补");
        let (reserve, opening) = reserves.iter().find_map(free).ok_or_else(none)?;
        let inspectors: Vec<Inspector> = listed(&spool, File::Inspectors)?;
        let load = loads(writer, stored.task_id, found.inspection.id, &inspectors)?;
        let replaced: Vec<_> = found.team.iter().map(|member| member.code.clone()).collect();
        let substitution = Substitution {
            reserve: reserve.did,
            division: &opening.attributes.division,
            slots: &freeze.team,
            inspectors: &inspectors,
            exclusions: &listed(&spool, File::Exclusions)?,
            replaced: &replaced,
            load: &load,
        };
        let team = substitution.team(&Keys::new(&result.seed, freeze.round)).ok_or_else(|| {
            let detail = format!(
                "候补对象“{}”无法组成检查组：没有符合条件且未达上限的执法人员",
                opening.attributes.name
            );
            Problem::with(ProblemCode::WrongState, detail)
        })?;
        Ok(Self { freeze, reserve, opening, team })
    }
}

/// How many objects of the task each inspector has beyond those that the freeze took off the cap: those of earlier rounds.
fn loads(
    writer: &mut Writer,
    task: i64,
    without: i64,
    inspectors: &[Inspector],
) -> Result<BTreeMap<String, u32>, Problem> {
    let most = u32::from(task::get(writer, task)?.plan.inspector_cap);
    let counted: BTreeMap<_, _> =
        inspectors.iter().map(|one| (one.code.as_str(), most.saturating_sub(one.cap))).collect();
    let beyond = |(code, count): (String, i64)| {
        let counted = counted.get(code.as_str()).copied().unwrap_or_default();
        let load = u32::try_from(count).unwrap_or(u32::MAX).saturating_sub(counted);
        (code, load)
    };
    Ok(inspection::loads(writer, task, Some(without))?.into_iter().map(beyond).collect())
}

/// A list of the frozen bundle.
fn listed<T: serde::de::DeserializeOwned>(spool: &Spool, file: File) -> Result<Vec<T>, Problem> {
    let read = spool.bundle().with(file, |content| serde_json::from_reader(content));
    Ok(read.map_err(Problem::from_io)??)
}
