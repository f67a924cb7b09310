//! Rounds as everybody may see them, from the announcement to the result or the void.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use contract::round::{Round, RoundEntropy, RoundParty, RoundVoid};
use domain::Coded;
use domain::draw::freeze::{Freeze, Mode, OPERATOR};
use domain::draw::policy::VoidCode;
use domain::policy::Action;
use persistence::draw::{self, Announced, Draw};
use persistence::{Reader, audit, task};
use serde::Deserialize;

use super::ceremony::party_of;
use super::{deadline, strike, substitution};
use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::State;

/// Most events of a task's draw that are looked through.
const EVENTS: i64 = 1000;

/// Lists the rounds of a task for its office.
pub fn list(state: &State, caller: &Caller, id: i64) -> Result<Vec<Round>, Problem> {
    deadline::enforce(state, id)?;
    state.read(caller, Action::TaskRead, |reader, permit| {
        let task = task::get(reader, id)?;
        permit.on(task.owner())?;
        all(reader, id)
    })
}

/// All rounds of a task, in order.
pub(crate) fn all(reader: &mut Reader, task: i64) -> Result<Vec<Round>, Problem> {
    let mut rounds: BTreeMap<i32, (Option<Announced>, Option<Draw>)> = BTreeMap::new();
    for announced in draw::announcements(reader, task)? {
        let round = announced.round;
        rounds.entry(round).or_default().0 = Some(announced);
    }
    for draw in draw::rounds(reader, task)? {
        let round = draw.round;
        rounds.entry(round).or_default().1 = Some(draw);
    }
    let answer = |(round, (announced, draw))| answer(reader, task, round, announced, draw);
    rounds.into_iter().map(answer).collect()
}

/// A round that was announced or, before rounds were announced, frozen; or the one after it, whose announcement is
/// waited for while a void round stands. Any other is not found.
pub(super) fn find_or_next(reader: &mut Reader, task: i64, round: i32) -> Result<(), Problem> {
    for known in [Some(round), round.checked_sub(1)].into_iter().flatten() {
        if draw::announced(reader, task, known)?.is_some() {
            return Ok(());
        }
    }
    Ok(draw::get(reader, task, round).map(drop)?)
}

/// One round of a task.
pub(super) fn round(reader: &mut Reader, task: &task::Task, round: i32) -> Result<Round, Problem> {
    let announced = draw::announced(reader, task.id, round)?;
    let draw = draw::rounds(reader, task.id)?.into_iter().find(|draw| draw.round == round);
    answer(reader, task.id, round, announced, draw)
}

fn answer(
    reader: &mut Reader,
    task: i64,
    round: i32,
    announced: Option<Announced>,
    draw: Option<Draw>,
) -> Result<Round, Problem> {
    let withheld = draw.as_ref().map(is_withheld).transpose()?.unwrap_or_default();
    let party = |stored: draw::Commitment| RoundParty {
        revealed_at: stored.revealed_at.filter(|_| !(withheld && stored.party == OPERATOR)).map(Into::into),
        id: stored.party,
        commitment: stored.commitment,
        committed_at: stored.committed_at.into(),
    };
    let parties = draw::commitments(reader, task, round)?.into_iter().map(party).collect();
    let substitutions = match &draw {
        Some(draw) if !withheld => substitution::told(reader, task, draw.id)?,
        Some(_) | None => Vec::new(),
    };
    let (strikes, withheld_strikes) = match &draw {
        Some(draw) if withheld => (Vec::new(), strike::withheld(reader, task, draw.id)?),
        Some(draw) => (strike::told(reader, task, draw.id)?, Vec::new()),
        None => (Vec::new(), Vec::new()),
    };
    let void = announced.as_ref().and_then(void).or_else(|| draw.as_ref().and_then(void_of_old));
    let state = match (&void, &draw) {
        (Some(_), _) => draw::RoundState::Voided.code(),
        (None, Some(draw)) => draw.state.code(),
        (None, None) => "announced",
    };
    Ok(Round {
        round: u32::try_from(round).map_err(|cause| Problem::internal(&cause))?,
        state: state.to_owned(),
        announced_at: announced.as_ref().map(|one| one.announced_at.into()),
        due_at: announced.as_ref().and_then(|one| one.due_at).map(Into::into),
        parties,
        entropy: announced.as_ref().map(|one| entropy(reader, one, draw.as_ref())).transpose()?.flatten(),
        announcement: announced.map(|one| one.content.into_inner()),
        freeze: draw.as_ref().map(|draw| draw.freeze_hash.clone()),
        frozen_at: draw.as_ref().map(|draw| draw.frozen_at.into()),
        result_hash: draw.as_ref().and_then(|draw| draw.result_hash.clone()),
        drawn_at: draw.as_ref().and_then(|draw| draw.drawn_at).map(Into::into),
        released_at: draw.as_ref().and_then(|draw| draw.released_at).map(Into::into),
        void,
        substitutions,
        strikes,
        withheld_strikes,
    })
}

/// Whether a round has a result that is not public yet.
pub(crate) fn is_withheld(draw: &Draw) -> Result<bool, Problem> {
    let freeze: Freeze = serde_json::from_str(&draw.freeze)?;
    Ok(freeze.mode == Mode::Sealed && draw.released_at.is_none())
}

fn void(announced: &Announced) -> Option<RoundVoid> {
    Some(RoundVoid {
        code: *announced.void_code?,
        reason: announced.void_reason.clone().unwrap_or_default(),
        at: announced.voided_at?.into(),
    })
}

/// Of a round older than announcements: it had a result that nobody could carry out, or was given up.
fn void_of_old(draw: &Draw) -> Option<RoundVoid> {
    let code = if draw.result.is_some() { VoidCode::Infeasible } else { VoidCode::GivenUp };
    let at = draw.drawn_at.unwrap_or(draw.frozen_at).into();
    (*draw.state == draw::RoundState::Voided).then(|| RoundVoid { code, reason: draw.reason.clone(), at })
}

/// When two people typed different public values. Nothing of it stays with the round, where the next one types anew.
fn differed(reader: &mut Reader, announced: &Announced) -> Result<Vec<DateTime<Utc>>, Problem> {
    #[derive(Deserialize)]
    struct Payload {
        round: i32,
    }
    let events = audit::draw_events(reader, announced.task_id, 0, EVENTS)?;
    let mut found = Vec::new();
    for event in events.iter().filter(|event| event.action == "draw.entropy_differs") {
        let Payload { round } = serde_json::from_str(&event.payload)?;
        if round == announced.round {
            found.push(event.at.into());
        }
    }
    Ok(found)
}

fn entropy(
    reader: &mut Reader,
    announced: &Announced,
    draw: Option<&Draw>,
) -> Result<Option<RoundEntropy>, Problem> {
    let Some(describe) = announced.content.entropy.clone() else { return Ok(None) };
    let confirmed = announced.confirmed().map(str::to_owned);
    let typed_by = announced.entropy_by.map(|user| party_of(reader, user)).transpose()?;
    let confirmed_by = announced.confirmed_by.map(|user| party_of(reader, user)).transpose()?;
    let differed_at =
        if announced.content.entropy_confirmed { differed(reader, announced)? } else { Vec::new() };
    Ok(Some(RoundEntropy {
        differed_at,
        describe,
        typed_by,
        typed_at: announced.entropy_at.map(Into::into),
        confirmed_by,
        confirmed_at: announced.confirmed_at.map(Into::into),
        value: confirmed.or_else(|| draw.and_then(|draw| draw.entropy.clone())),
    }))
}
