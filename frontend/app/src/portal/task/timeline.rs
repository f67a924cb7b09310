//! What happened in a round, one after the other.

use chrono::{DateTime, Utc};
use contract::round::Round;
use domain::draw::freeze::OPERATOR;
use yew::prelude::*;

use super::stage::is_sealed;
use crate::format;
use crate::shared::ceremony::happened;

#[cfg(test)]
mod tests;

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// When.
    pub at: DateTime<Utc>,
    /// What: the name of the event, as it is told live.
    pub event: &'static str,
    /// Who, of commitments and reveals.
    pub party: Option<String>,
}

/// Everything that happened in a round, in order.
pub fn moments(round: &Round) -> Vec<Moment> {
    let one = |at: Option<DateTime<Utc>>, event| at.map(|at| Moment { at, event, party: None });
    let of = |party: &str, at: Option<DateTime<Utc>>, event| {
        at.map(|at| Moment { at, event, party: Some(party.to_owned()) })
    };
    let entropy = round.entropy.as_ref();
    // Of an open round the result is public with the draw.
    let released = round.released_at.filter(|_| is_sealed(round));
    let mut found = vec![one(round.announced_at, "announced"), one(round.frozen_at, "frozen")];
    for party in &round.parties {
        // The operator commits by freezing, and reveals by drawing.
        if party.id != OPERATOR {
            found.push(of(&party.id, Some(party.committed_at), "committed"));
            found.push(of(&party.id, party.revealed_at, "revealed"));
        }
    }
    found.push(one(entropy.and_then(|entropy| entropy.typed_at), "entropy_typed"));
    found.push(one(entropy.and_then(|entropy| entropy.confirmed_at), "entropy_confirmed"));
    let differed = entropy.map(|entropy| entropy.differed_at.as_slice()).unwrap_or_default();
    found.extend(differed.iter().map(|at| one(Some(*at), "entropy_differs")));
    found.push(one(round.drawn_at, "drawn"));
    found.push(one(released, "released"));
    found.push(one(round.void.as_ref().map(|void| void.at), "voided"));
    let mut moments: Vec<_> = found.into_iter().flatten().collect();
    moments.sort_by_key(|moment| moment.at);
    moments
}

/// What happened, as a list.
pub fn list(round: &Round) -> Html {
    html! {
        <ol class="timeline">
            { for moments(round).iter().map(|moment| html! {
                <li class={moment.event}>
                    <time datetime={moment.at.to_rfc3339()}>{ format::moment(moment.at) }</time>
                    <span>{ happened(moment.event, moment.party.as_deref()) }</span>
                </li>
            }) }
        </ol>
    }
}
