//! 抽取: the secrets are known, the result follows from them, and every drawn object gets its team (protocol §§5–7).

use std::collections::BTreeMap;
use std::path::Path;

use contract::draw::{Draw, DrawRequest};
use contract::problem::ProblemCode;
use domain::audit::Entry;
use domain::draw::Fixed;
use domain::draw::assignment::Contradiction;
use domain::draw::bundle::{File, Source};
use domain::draw::canonical;
use domain::draw::compute::{Computed, compute};
use domain::draw::freeze::{Freeze, OPERATOR};
use domain::draw::hash::Hash;
use domain::draw::inspectors::Inspector;
use domain::draw::openings::Opening;
use domain::draw::policy::VoidCode;
use domain::draw::result::{DrawResult, Drawn};
use domain::draw::reveals::{Reveal, Reveals};
use domain::draw::roster::Did;
use domain::policy::Action;
use domain::task::Event;
use persistence::{Reader, Writer, draw, inspection, inspector, object, roster as scope, task};
use serde_json::json;

use super::answer;
use super::spool::{self, Spool};
use super::{ceremony, deadline, roster, rounds, service, value, void};
use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::State;

/// Objects asked for at once.
const BATCH: usize = 1000;

/// Draws the present round of a task.
pub fn draw(
    state: &State,
    caller: &Caller,
    id: i64,
    version: i64,
    given: &DrawRequest,
) -> Result<Draw, Problem> {
    deadline::enforce(state, id)?;
    state.write(caller, Action::TaskDraw, |writer, permit| {
        let task = service::held(writer, permit, id, version, Event::Draw)?;
        let stored = draw::get(writer, id, task.round)?;
        let entropy = value::entering(writer, &task, given.entropy.as_deref())?;
        let secret = operator_secret(writer, stored.id)?;
        draw::reveal(writer, id, task.round, OPERATOR, &secret.to_string())?;
        let reveals = reveals(writer, &task, entropy)?;
        let blinded = serde_json::from_str::<Freeze>(&stored.freeze)?.roster.blinded;
        let spool = bundle(writer, &stored, blinded, &reveals, &state.settings.data_dir)?;
        let computed =
            compute(&spool.bundle(), &mut |_| {}).map_err(|refusal| Problem::internal(&refusal))?;
        let opened = open(writer, stored.id, blinded, &spool, &computed.result)?;
        let void = computed.contradiction.as_ref();
        let void = void.map(|found| explain(found, &spool, &opened)).transpose()?;
        let hash = computed.result.hash().map_err(|fault| Problem::internal(&fault))?.to_string();
        let sealed = void.is_none() && rounds::is_withheld(&stored)?;
        let outcome = Stored { computed: &computed, hash: &hash, void: void.as_deref(), sealed };
        store(writer, &task, stored.id, &reveals, outcome)?;
        let what = if sealed {
            json!({ "task": task.number, "round": task.round, "mode": "sealed", "result_hash": hash })
        } else {
            json!({
                "task": task.number, "round": task.round, "mode": "open", "result_hash": hash,
                "reveals": reveals, "result": computed.result, "void": void,
            })
        };
        let mut entry = Entry::new("draw.result", "task", id, &what)?;
        match &void {
            None => {
                draw::end(writer, id, task.round, None)?;
                inspect(writer, &task, stored.id, &computed.result, &opened)?;
            }
            Some(reason) => {
                let _drawn = writer.record(entry, ())?;
                entry = void::tell(writer, &task, VoidCode::Infeasible, reason, &[])?;
                service::next_round(writer, &task, reason)?;
            }
        }
        let drawn = draw::get(writer, id, task.round)?;
        let answer = answer::office(writer, &drawn)?;
        Ok(writer.record(entry, answer)?)
    })
}

fn operator_secret(writer: &mut Writer, draw: i64) -> Result<Hash, Problem> {
    let bytes = draw::operator_secret(writer, draw)?;
    let bytes = bytes.try_into().map_err(|_| Problem::internal(&"a stored secret of wrong length"))?;
    Ok(Fixed(bytes))
}

/// The secrets of all parties; a round in which one is missing cannot be drawn.
fn reveals(writer: &mut Writer, task: &task::Task, entropy: String) -> Result<Reveals, Problem> {
    let commitments = draw::commitments(writer, task.id, task.round)?;
    let silent = ceremony::silent(&commitments);
    if !silent.is_empty() {
        let detail = format!("以下见证人尚未揭示：{}；如无法揭示，请将本轮作废", silent.join("、"));
        return Err(Problem::with(ProblemCode::WrongState, detail));
    }
    let mut parties = Vec::new();
    for one in commitments {
        let value = one.reveal.unwrap_or_default().parse().map_err(|fault| Problem::internal(&fault))?;
        parties.push(Reveal { id: one.party, value });
    }
    parties.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(Reveals { entropy, parties })
}

/// Fetches the frozen files and adds the reveals.
fn bundle(
    writer: &mut Writer,
    stored: &draw::Draw,
    blinded: bool,
    reveals: &Reveals,
    data_dir: &Path,
) -> Result<Spool, Problem> {
    let spool = Spool::new(data_dir)?;
    for file in [File::Roster, File::Inspectors, File::Exclusions] {
        spool.fetch(writer, stored.id, file.name(), file)?;
    }
    let openings = spool::openings(blinded);
    spool.fetch(writer, stored.id, openings, File::Openings)?;
    spool.put(File::Freeze, stored.freeze.as_bytes()).map_err(Problem::from_io)?;
    let text = canonical::write(reveals).map_err(|fault| Problem::internal(&fault))?;
    spool.put(File::Reveals, &text).map_err(Problem::from_io)?;
    spool.store(writer, stored.id, File::Reveals, File::Reveals.name())?;
    Ok(spool)
}

/// The openings of the selected; on a blinded roster these, and no others, go into the bundle.
fn open(
    writer: &mut Writer,
    draw: i64,
    blinded: bool,
    spool: &Spool,
    result: &DrawResult,
) -> Result<BTreeMap<Did, Opening>, Problem> {
    let wanted = result.selected.iter().map(|drawn| drawn.did).collect();
    let opened = roster::opened(spool, &wanted)?;
    if blinded {
        let (text, _) = canonical::array(opened.values()).map_err(|fault| Problem::internal(&fault))?;
        spool.put(File::Openings, &text).map_err(Problem::from_io)?;
        spool.store(writer, draw, File::Openings, File::Openings.name())?;
    }
    Ok(opened)
}

/// What is stored of an outcome.
struct Stored<'a> {
    computed: &'a Computed,
    hash: &'a str,
    /// Why nobody can carry it out, if so.
    void: Option<&'a str>,
    /// Whether it is not public yet.
    sealed: bool,
}

/// Stores the result; with a reason, as one that nobody can carry out.
fn store(
    writer: &mut Writer,
    task: &task::Task,
    draw: i64,
    reveals: &Reveals,
    stored: Stored<'_>,
) -> Result<(), Problem> {
    let text = stored.computed.result.to_json().map_err(|fault| Problem::internal(&fault))?;
    let outcome = draw::Outcome {
        entropy: task.plan.entropy.as_ref().map(|_| reveals.entropy.as_str()),
        result: &String::from_utf8(text).map_err(|fault| Problem::internal(&fault))?,
        result_hash: stored.hash,
        skips: &stored.computed.skips,
        released: !stored.sealed,
    };
    match stored.void {
        None => draw::store_result(writer, draw, &outcome)?,
        Some(reason) => draw::store_void_result(writer, draw, &outcome, reason)?,
    }
    Ok(())
}

/// Makes an inspection of every drawn object, with its team.
fn inspect(
    writer: &mut Writer,
    task: &task::Task,
    draw: i64,
    result: &DrawResult,
    opened: &BTreeMap<Did, Opening>,
) -> Result<(), Problem> {
    let teams = result.assignment.as_ref().map(|assignment| assignment.teams.as_slice()).unwrap_or_default();
    let teams: BTreeMap<_, _> = teams.iter().map(|team| (team.did, &team.inspectors)).collect();
    let with_team = |one: &Drawn| {
        let team = teams.get(&one.did).copied().cloned();
        Ok((*one, team.ok_or_else(|| Problem::internal(&"a drawn object has no team"))?))
    };
    let drawn = result.selected.iter().map(with_team).collect::<Result<Vec<_>, Problem>>()?;
    let described = described(writer, task, &drawn, opened)?;
    inspection::insert_drawn(writer, task.id, draw, &described)?;
    task::advance(writer, task, task.state.after(Event::Draw)?, task::Step::default())?;
    Ok(())
}

/// Drawn objects with the codes of their teams, as inspections are made of them: with what the libraries know, and those of
/// the task's matters that concern each.
pub(super) fn described(
    reader: &mut Reader,
    task: &task::Task,
    drawn: &[(Drawn, Vec<String>)],
    opened: &BTreeMap<Did, Opening>,
) -> Result<Vec<inspection::Drawn>, Problem> {
    let codes: Vec<_> = opened.values().map(|opening| opening.code.clone()).collect();
    let objects: BTreeMap<_, _> =
        object::by_codes(reader, &codes)?.into_iter().map(|o| (o.code.clone(), o)).collect();
    let members: Vec<_> = drawn.iter().flat_map(|(_, team)| team.iter().cloned()).collect();
    let inspectors = inspector::ids_by_code(reader, &members)?;
    let keys: Vec<_> = objects.values().map(|object| object.id).collect();
    let mut concerning: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
    let matters = task::matters(reader, task.id)?;
    for batch in keys.chunks(BATCH) {
        for (object, matter) in scope::matters_of(reader, batch, &matters)? {
            concerning.entry(object).or_default().push(matter);
        }
    }
    let lost = || Problem::internal(&"a drawn object or inspector is not in the libraries");
    let describe = |(one, team): &(Drawn, Vec<String>)| {
        let opening = opened.get(&one.did).ok_or_else(lost)?;
        let object = objects.get(&opening.code).ok_or_else(lost)?;
        let team = team.iter().map(|code| inspectors.get(code).copied().ok_or_else(lost));
        Ok(inspection::Drawn {
            object: object.id,
            code: object.code.clone(),
            name: object.name.clone(),
            address: object.address.clone(),
            division: object.division.clone(),
            did: one.did.to_string(),
            stratum: i32::from(one.stratum),
            rank: i32::try_from(one.rank).map_err(|cause| Problem::internal(&cause))?,
            team: team.collect::<Result<_, _>>()?,
            matters: concerning.get(&object.id).cloned().unwrap_or_default(),
        })
    };
    drawn.iter().map(describe).collect()
}

/// Why no teams could be formed, in words that become public.
fn explain(found: &Contradiction, spool: &Spool, opened: &BTreeMap<Did, Opening>) -> Result<String, Problem> {
    let read = |file: &mut dyn std::io::Read| serde_json::from_reader::<_, Vec<Inspector>>(file);
    let inspectors = spool.bundle().with(File::Inspectors, read).map_err(Problem::from_io)??;
    let name = |did: &Did| opened.get(did).map(|opening| opening.attributes.name.clone()).unwrap_or_default();
    Ok(found.to_chinese_named(&inspectors, name))
}
