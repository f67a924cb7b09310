//! A round as it is answered.

use std::collections::BTreeMap;

use contract::draw::{Draw, Party, Stratum};
use domain::Coded;
use domain::draw::freeze::{Freeze, OPERATOR};
use domain::draw::hash::Hash;
use persistence::draw::{self, Commitment};
use persistence::{Reader, identity};
use serde::Deserialize;

use super::rounds::is_withheld;
use crate::problem::Problem;

/// The one member of `result.json` that is answered; the others are the bundle's.
#[derive(Deserialize)]
struct Seed {
    seed: Hash,
}

/// The answer for a round as everybody may see it. A withheld result is nobody's: neither its seed nor the operator's
/// secret, from which the seed follows, is answered before the release.
pub(crate) fn public(stored: &draw::Draw, committed: Vec<Commitment>) -> Result<Draw, Problem> {
    let freeze: Freeze = serde_json::from_str(&stored.freeze)?;
    let withheld = is_withheld(stored)?;
    let result: Option<Seed> = stored.result.as_deref().map(serde_json::from_str).transpose()?;
    let selected = freeze.strata.iter().map(|stratum| stratum.take).sum();
    // What a stratum stands for may be a risk class: its number says enough to check the quota.
    let stratum = |stratum: &domain::draw::freeze::Stratum| Stratum {
        id: stratum.id,
        name: None,
        eligible: stratum.eligible,
        take: stratum.take,
        reserve: stratum.reserve,
    };
    Ok(Draw {
        round: freeze.round,
        state: stored.state.code().to_owned(),
        freeze: stored.freeze_hash.clone(),
        roster_root: freeze.roster.root.to_string(),
        roster_size: freeze.roster.size,
        blinded: freeze.roster.blinded,
        strata: freeze.strata.iter().map(stratum).collect(),
        parties: committed.into_iter().map(|one| party(one, withheld)).collect(),
        entropy: stored.entropy.clone(),
        selected: result.is_some().then_some(selected),
        seed: result.filter(|_| !withheld).map(|result| result.seed.to_string()),
        reason: stored.reason.clone(),
        frozen_at: stored.frozen_at.into(),
        drawn_at: stored.drawn_at.map(Into::into),
    })
}

/// The answer for a round with what its strata stand for and the names of people: the office alone may see those.
pub(super) fn office(reader: &mut Reader, stored: &draw::Draw) -> Result<Draw, Problem> {
    let known: BTreeMap<u16, String> = serde_json::from_str(&stored.strata)?;
    let committed = draw::commitments(reader, stored.task_id, stored.round)?;
    let parties = parties(reader, committed.clone(), is_withheld(stored)?)?;
    let mut answer = public(stored, committed)?;
    for stratum in &mut answer.strata {
        stratum.name = known.get(&stratum.id).cloned();
    }
    Ok(Draw { parties, ..answer })
}

/// The answer for the parties of a round, with the names of people.
pub(super) fn parties(
    reader: &mut Reader,
    stored: Vec<Commitment>,
    withheld: bool,
) -> Result<Vec<Party>, Problem> {
    let users: Vec<_> = stored.iter().filter_map(|one| one.user_id).collect();
    let people = identity::people(reader, &users)?;
    let named = |one: Commitment| {
        let name = one.user_id.and_then(|user| Some(people.get(&user)?.display_name.clone()));
        Party { name, ..party(one, withheld) }
    };
    Ok(stored.into_iter().map(named).collect())
}

/// In public a party is its role and key.
fn party(stored: Commitment, withheld: bool) -> Party {
    Party {
        reveal: stored.reveal.filter(|_| !(withheld && stored.party == OPERATOR)),
        id: stored.party,
        name: None,
        commitment: stored.commitment,
    }
}
