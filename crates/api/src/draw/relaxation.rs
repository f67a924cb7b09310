//! What would help a round whose draw found no teams: relaxations of the plan as it is now, for the objects drawn then.

use std::collections::BTreeSet;

use contract::problem::ProblemCode;
use domain::draw::bundle::File;
use domain::draw::result::DrawResult;
use domain::policy::Action;
use domain::task::Event;
use persistence::draw::RoundState;
use persistence::{Reader, draw, task};

use super::roster;
use super::spool::Spool;
use crate::auth::Caller;
use crate::clock::day_in_china;
use crate::problem::Problem;
use crate::state::State;
use crate::task::service::ready;
use crate::task::simulation::Loaded;

/// Loads what the relaxations of a round depend on.
pub fn load(state: &State, caller: &Caller, (id, round): (i64, i32)) -> Result<Loaded, Problem> {
    state.read(caller, Action::TaskWrite, |reader, permit| {
        let task = task::get(reader, id)?;
        permit.on(task.owner())?;
        ready(&task, Event::Freeze, "放宽方案")?;
        let stored = draw::get(reader, id, round)?;
        let Some(result) = stored.result.as_deref().filter(|_| *stored.state == RoundState::Voided) else {
            let detail = "只有抽取后因无法组成检查组而作废的轮次才有放宽办法；锁定之前请用试抽模拟";
            return Err(Problem::with(ProblemCode::WrongState, detail));
        };
        let drawn = codes(reader, &stored, &serde_json::from_str(result)?, state)?;
        Loaded::of(reader, &task, day_in_china(state.clock.now()), &drawn)
    })
}

/// Codes of the selected.
fn codes(
    reader: &mut Reader,
    stored: &draw::Draw,
    result: &DrawResult,
    state: &State,
) -> Result<BTreeSet<String>, Problem> {
    let spool = Spool::new(&state.settings.data_dir)?;
    spool.fetch(reader, stored.id, File::Openings.name(), File::Openings)?;
    let wanted = result.selected.iter().map(|drawn| drawn.did).collect();
    Ok(roster::opened(&spool, &wanted)?.into_values().map(|opening| opening.code).collect())
}
