//! A round as it is answered.

use std::collections::BTreeMap;

use contract::draw::{Draw, Party, Skip, Stratum};
use domain::Coded;
use domain::draw::assignment::{self, SkipReason};
use domain::draw::freeze::Freeze;
use domain::draw::result::DrawResult;
use persistence::{Reader, draw};

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
    let parties = draw::commitments(reader, stored.task_id, stored.round)?;
    let count = |result: &DrawResult| u64::try_from(result.selected.len()).unwrap_or(u64::MAX);
    Ok(Draw {
        round: freeze.round,
        state: stored.state.code().to_owned(),
        freeze: stored.freeze_hash.clone(),
        roster_root: freeze.roster.root.to_string(),
        roster_size: freeze.roster.size,
        blinded: freeze.roster.blinded,
        strata: freeze.strata.iter().map(stratum).collect(),
        parties: parties.into_iter().map(party).collect(),
        entropy: stored.entropy.clone(),
        seed: result.as_ref().map(|result| result.seed.to_string()),
        selected: result.as_ref().map(count),
        reason: stored.reason.clone(),
        frozen_at: stored.frozen_at.into(),
        drawn_at: stored.drawn_at.map(Into::into),
    })
}

/// The answer for a party.
pub(super) fn party(stored: draw::Commitment) -> Party {
    Party { id: stored.party, commitment: stored.commitment, reveal: stored.reveal }
}

/// The answer for an inspector passed over.
pub(super) fn skip(stored: assignment::Skip) -> Skip {
    let (reason, left_object, left_inspector) = match stored.why {
        SkipReason::InTeam {} => ("in_team", None, None),
        SkipReason::AtLimit {} => ("at_limit", None, None),
        SkipReason::WouldLeave { object } => ("would_leave", Some(object.to_string()), None),
        SkipReason::WouldUnderload { inspector } => ("would_underload", None, Some(inspector)),
    };
    Skip {
        did: stored.did.to_string(),
        slot: u64::try_from(stored.slot).unwrap_or(u64::MAX),
        inspector: stored.inspector,
        reason: reason.to_owned(),
        left_object,
        left_inspector,
    }
}
