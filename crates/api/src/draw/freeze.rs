//! 锁定: everything is fixed before any secret is known (protocol §§2–4), in one transaction.

use std::collections::BTreeMap;

use contract::draw::Draw;
use contract::problem::ProblemCode;
use domain::audit::Entry;
use domain::draw::bundle::File;
use domain::draw::canonical;
use domain::draw::freeze::{Entropy, Freeze, OPERATOR, Party, Stratum};
use domain::draw::hash::Hash;
use domain::draw::inspectors::{Exclusion, sort_exclusions};
use domain::draw::roster::Did;
use domain::draw::{Fixed, PROTOCOL, seed};
use domain::policy::Action;
use domain::task::{Event, preview as feasibility};
use persistence::draw::Announced;
use persistence::{Reader, Writer, draw, task};
use serde_json::json;

use super::answer;
use super::exclusion::{self, Apart};
use super::spool::{self, Spool};
use super::{announce, deadline, roster};
use crate::auth::Caller;
use crate::clock::day_in_china;
use crate::entropy;
use crate::problem::Problem;
use crate::state::State;
use crate::task::preview::{Scope, lacking_witnesses, pool};

/// Freezes the present round of a task.
pub fn freeze(state: &State, caller: &Caller, id: i64, version: i64) -> Result<Draw, Problem> {
    deadline::enforce(state, id)?;
    let (secret, salts) = (Fixed(entropy::bytes32()?), Fixed(entropy::bytes32()?));
    state.write(caller, Action::TaskDraw, |writer, permit| {
        let task = super::service::held(writer, permit, id, version, Event::Freeze)?;
        let spool = Spool::new(&state.settings.data_dir)?;
        let (freeze, names, announced) = fix(writer, &task, &secret, &salts, &spool)?;
        let text = canonical::write(&freeze).map_err(|fault| Problem::internal(&fault))?;
        let text = String::from_utf8(text).map_err(|fault| Problem::internal(&fault))?;
        let hash = freeze.hash().map_err(|fault| Problem::internal(&fault))?.to_string();
        let new = draw::NewDraw {
            task: id,
            round: task.round,
            freeze: &text,
            freeze_hash: &hash,
            operator_secret: &secret.0,
            strata: &serde_json::to_string(&names)?,
        };
        let stored = draw::freeze(writer, &new)?;
        let commitment = seed::commit(&freeze.task, freeze.round, OPERATOR, &secret).to_string();
        draw::commit(writer, id, task.round, OPERATOR, None, &commitment)?;
        store(writer, stored.id, &spool, freeze.roster.blinded)?;
        task::advance(writer, &task, task.state.after(Event::Freeze)?, task::Step::default())?;
        deadline::set_next(writer, &announced)?;
        let what = json!({
            "task": task.number, "round": task.round, "freeze_hash": hash, "freeze": freeze,
            "policy": announced.content.policy,
        });
        let entry = Entry::new("draw.freeze", "task", id, &what)?;
        let answer = answer::office(writer, &stored)?;
        Ok(writer.record(entry, answer)?)
    })
}

/// Writes every file of the frozen bundle into the folder; answers the freeze, the names of its strata, and what was
/// announced.
fn fix(
    writer: &mut Writer,
    task: &task::Task,
    secret: &Hash,
    salts: &Hash,
    spool: &Spool,
) -> Result<(Freeze, BTreeMap<u16, String>, Announced), Problem> {
    let today = day_in_china(writer.now());
    let scope = Scope::load(writer, task, today)?;
    let parties = parties(writer, task, secret)?;
    let pool = pool(writer, task)?;
    let codes = pool.iter().map(|(key, one)| (*key, one.code.clone())).collect();
    let since = exclusion::since(today, task.plan.acquaintance_months);
    let pairs = exclusion::apart(writer, &codes, since)?;
    let mut met = pairs.iter().map(|pair| (pair.object.clone(), None)).collect();
    let written = roster::write(writer, &scope, salts, spool, &mut met)?;
    let inspectors: Vec<_> = pool.into_iter().map(|(_, inspector)| inspector).collect();
    let (strata, mut obstacles) = scope.quotas(&written.census, &inspectors);
    obstacles.extend(lacking_witnesses(writer, task)?);
    if !obstacles.is_empty() {
        return Err(Problem::with(ProblemCode::WrongState, obstacles.join("；")));
    }
    let announced = announce::for_freeze(writer, &scope, &written.census, &strata)?;
    let plan = &task.plan;
    let freeze = Freeze {
        protocol: PROTOCOL.to_owned(),
        task: task.number.clone(),
        round: u32::try_from(task.round).map_err(|cause| Problem::internal(&cause))?,
        mode: announced.content.mode,
        roster: written.roster,
        inspectors: list(spool, File::Inspectors, &inspectors)?,
        exclusions: list(spool, File::Exclusions, &exclusions(&pairs, &met))?,
        team: feasibility::slots(plan),
        entropy: plan
            .entropy
            .as_ref()
            .map_or(Entropy::None {}, |text| Entropy::Text { describe: text.clone() }),
        parties,
        software: concat!("sunlot ", env!("CARGO_PKG_VERSION")).to_owned(),
        strata,
    };
    freeze.check().map_err(|fault| Problem::with(ProblemCode::WrongState, fault.to_string()))?;
    let name = |stratum: &Stratum| (stratum.id, scope.strata.name(stratum.id).to_owned());
    tracing::info!(task = task.id, rows = freeze.roster.size, "frozen");
    let names = freeze.strata.iter().map(name).collect();
    Ok((freeze, names, announced))
}

/// The operator and the witnesses that committed, ascending by name.
fn parties(reader: &mut Reader, task: &task::Task, secret: &Hash) -> Result<Vec<Party>, Problem> {
    let witnesses = draw::commitments(reader, task.id, task.round)?;
    let round = u32::try_from(task.round).map_err(|cause| Problem::internal(&cause))?;
    let operator = seed::commit(&task.number, round, OPERATOR, secret);
    let mut parties = vec![Party { id: OPERATOR.to_owned(), commitment: operator }];
    for witness in witnesses {
        let commitment = witness.commitment.parse().map_err(|fault| Problem::internal(&fault))?;
        parties.push(Party { id: witness.party, commitment });
    }
    parties.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(parties)
}

fn exclusions(pairs: &[Apart], met: &BTreeMap<String, Option<Did>>) -> Vec<Exclusion> {
    let exclusion = |pair: &Apart| {
        let did = met.get(&pair.object).copied().flatten()?;
        Some(Exclusion { did, inspector: pair.inspector.clone(), reason: pair.reason.to_owned() })
    };
    let mut exclusions = pairs.iter().filter_map(exclusion).collect();
    sort_exclusions(&mut exclusions);
    exclusions
}

fn list<T: serde::Serialize>(
    spool: &Spool,
    file: File,
    elements: &[T],
) -> Result<domain::draw::freeze::Tree, Problem> {
    let (text, tree) = canonical::array(elements).map_err(|fault| Problem::internal(&fault))?;
    spool.put(file, &text).map_err(Problem::from_io)?;
    Ok(tree)
}

fn store(writer: &mut Writer, draw: i64, spool: &Spool, blinded: bool) -> Result<(), Problem> {
    for file in [File::Roster, File::Inspectors, File::Exclusions] {
        spool.store(writer, draw, file, file.name())?;
    }
    let openings = spool::openings(blinded);
    spool.store(writer, draw, File::Openings, openings)
}
