//! A round as it is answered.

use std::collections::BTreeMap;

use contract::draw::{Draw, Party, Stratum};
use domain::Coded;
use domain::draw::freeze::Freeze;
use domain::draw::result::DrawResult;
use persistence::{Reader, draw, identity};

use crate::problem::Problem;

/// The answer for a round, with what its strata stand for: the office alone may see that.
pub(crate) fn answer(reader: &mut Reader, stored: &draw::Draw) -> Result<Draw, Problem> {
    let freeze: Freeze = serde_json::from_str(&stored.freeze)?;
    let result: Option<DrawResult> = stored.result.as_deref().map(serde_json::from_str).transpose()?;
    let known: BTreeMap<u16, String> = serde_json::from_str(&stored.strata)?;
    let stratum = |stratum: &domain::draw::freeze::Stratum| Stratum {
        id: stratum.id,
        name: known.get(&stratum.id).cloned(),
        eligible: stratum.eligible,
        take: stratum.take,
        reserve: stratum.reserve,
    };
    let committed = draw::commitments(reader, stored.task_id, stored.round)?;
    let count = |result: &DrawResult| u64::try_from(result.selected.len()).unwrap_or(u64::MAX);
    Ok(Draw {
        round: freeze.round,
        state: stored.state.code().to_owned(),
        freeze: stored.freeze_hash.clone(),
        roster_root: freeze.roster.root.to_string(),
        roster_size: freeze.roster.size,
        blinded: freeze.roster.blinded,
        strata: freeze.strata.iter().map(stratum).collect(),
        parties: parties(reader, committed)?,
        entropy: stored.entropy.clone(),
        seed: result.as_ref().map(|result| result.seed.to_string()),
        selected: result.as_ref().map(count),
        reason: stored.reason.clone(),
        frozen_at: stored.frozen_at.into(),
        drawn_at: stored.drawn_at.map(Into::into),
    })
}

/// The answer for the parties of a round, with the names of people: for the office alone. In public a party is its role and key.
pub(super) fn parties(reader: &mut Reader, stored: Vec<draw::Commitment>) -> Result<Vec<Party>, Problem> {
    let users: Vec<_> = stored.iter().filter_map(|one| one.user_id).collect();
    let people = identity::people(reader, &users)?;
    let party = |one: draw::Commitment| Party {
        name: one.user_id.and_then(|user| Some(people.get(&user)?.display_name.clone())),
        id: one.party,
        commitment: one.commitment,
        reveal: one.reveal,
    };
    Ok(stored.into_iter().map(party).collect())
}
