//! 抽取证书.

use std::collections::BTreeMap;

use documents::certificate::{Certificate, DrawnObject, Party, Stratum};
use domain::Coded;
use domain::draw::freeze::Freeze;
use domain::draw::result::DrawResult;
use domain::policy::Action;
use persistence::draw::{self, Commitment, Draw, RoundState};
use persistence::{Reader, identity};

use super::{Sheet, task};
use crate::auth::Caller;
use crate::clock::day_in_china;
use crate::portal::bundle_name;
use crate::problem::Problem;
use crate::state::State;

/// Drawn objects that a certificate lists; of more, the bundle is the list.
const MOST_LISTED: u64 = 1000;

/// The certificate of a round that was drawn; of the last without one.
pub fn load(
    state: &State,
    caller: &Caller,
    id: i64,
    round: Option<i32>,
) -> Result<Sheet<Certificate>, Problem> {
    state.read(caller, Action::TaskRead, |reader, permit| {
        let (task, body) = task::permitted(reader, permit, id)?;
        let rounds = draw::rounds(reader, id)?;
        let is_wanted =
            |one: &Draw| *one.state == RoundState::Drawn && round.is_none_or(|wanted| one.round == wanted);
        let found = rounds.into_iter().rev().find(is_wanted);
        let not_drawn = || {
            task::wrong_state(match round {
                Some(_) => "本任务没有抽取过这一轮，没有抽取证书",
                None => "任务尚未抽取，还没有抽取证书",
            })
        };
        let round = found.ok_or_else(not_drawn)?;
        let (Some(result), Some(drawn_at)) = (&round.result, round.drawn_at) else {
            return Err(not_drawn());
        };
        let result: DrawResult = serde_json::from_str(result)?;
        let freeze: Freeze = serde_json::from_str(&round.freeze)?;
        let parties = draw::commitments(reader, id, round.round)?;
        let file = bundle_name(&task.number, round.round);
        let certificate = Certificate {
            body,
            task_number: task.number.clone(),
            task_name: task.name,
            round: freeze.round,
            freeze_hash: round.freeze_hash.clone(),
            roster_root: freeze.roster.root.to_string(),
            roster_size: freeze.roster.size,
            blinded: freeze.roster.blinded,
            strata: strata(&freeze, &result),
            parties: parties.into_iter().map(|one| party(reader, one)).collect::<Result<_, _>>()?,
            entropy: round.entropy.clone(),
            seed: result.seed.to_string(),
            drawn: drawn(&freeze),
            frozen_at: round.frozen_at.into(),
            drawn_at: drawn_at.into(),
            verify_command: format!("sunlot draw verify '{file}'"),
            verify_url: task::public_address(state, id),
            drawn_list: listed(reader, &round, &freeze)?,
            issued_on: day_in_china(drawn_at.into()),
        };
        let name = match round.round {
            1 => format!("抽取证书-{}.pdf", task.number),
            later => format!("抽取证书-{}-第{later}轮.pdf", task.number),
        };
        Ok(Sheet { content: certificate, name })
    })
}

fn drawn(freeze: &Freeze) -> u64 {
    freeze.strata.iter().map(|stratum| stratum.take).sum()
}

/// A stratum by its number: what it stands for may be a risk class, which is not public.
fn stratum_name(id: impl std::fmt::Display) -> String {
    format!("第{id}层")
}

fn strata(freeze: &Freeze, result: &DrawResult) -> Vec<Stratum> {
    let lines: BTreeMap<_, _> = result.strata.iter().map(|line| (line.id, line.threshold)).collect();
    let stratum = |s: &domain::draw::freeze::Stratum| Stratum {
        name: stratum_name(s.id),
        eligible: s.eligible,
        take: s.take,
        reserve: s.reserve,
        threshold: lines.get(&s.id).copied().flatten().map(|score| score.to_string()),
    };
    freeze.strata.iter().map(stratum).collect()
}

fn party(reader: &mut Reader, party: Commitment) -> Result<Party, Problem> {
    let who = match party.user_id {
        Some(user) => {
            let user = identity::get(reader, user)?;
            format!("{} {}", user.role.label(), user.display_name)
        }
        None => "系统".to_owned(),
    };
    Ok(Party {
        name: format!("{who}（{}）", party.party),
        commitment: party.commitment,
        reveal: party.reveal.unwrap_or_default(),
    })
}

fn listed(reader: &mut Reader, round: &Draw, freeze: &Freeze) -> Result<Vec<DrawnObject>, Problem> {
    if drawn(freeze) > MOST_LISTED {
        return Ok(Vec::new());
    }
    let takes: BTreeMap<_, _> = freeze.strata.iter().map(|s| (i32::from(s.id), s.take)).collect();
    let mut listed = Vec::new();
    for one in task::inspections(reader, round.task_id)? {
        let (inspection, team) = (one.inspection, one.team);
        let rank = u64::try_from(inspection.rank).unwrap_or_default();
        // Not those who came later in place of another.
        let selected = takes.get(&inspection.stratum).is_some_and(|take| rank <= *take);
        if inspection.draw_id == round.id && selected {
            listed.push(DrawnObject {
                stratum: stratum_name(inspection.stratum),
                rank,
                code: inspection.object_code,
                name: inspection.object_name,
                team: team.into_iter().map(|member| member.name).collect(),
            });
        }
    }
    Ok(listed)
}
