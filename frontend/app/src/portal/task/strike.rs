//! Strikes of a round: who lost a place at whose discretion, and which round makes up for it.

use contract::round::Round;
use contract::strike::{RoundStrike, StruckObject, StruckStratum, WithheldStrike};
use rust_i18n::t;
use yew::prelude::*;

use super::substitution::code;
use crate::format;
use crate::portal::parts;
use crate::shared::party::officer;
use crate::shared::words;

#[cfg(test)]
mod tests;

/// The rounds among `all` that make up for what was struck of a round, in order. One that is void is followed by another.
pub fn making_up<'a>(all: impl IntoIterator<Item = &'a Round>, of: u32) -> Vec<u32> {
    let supplements = |round: &Round| round.announcement.as_ref().and_then(|content| content.supplements);
    let rounds = all.into_iter().filter(|round| supplements(round) == Some(of));
    let mut numbers: Vec<_> = rounds.map(|round| round.round).collect();
    numbers.sort_unstable();
    numbers
}

/// The strikes, if there are any; `made_up` are the rounds that make up for them.
pub fn list(round: &Round, blinded: bool, made_up: &[u32]) -> Html {
    if round.strikes.is_empty() && round.withheld_strikes.is_empty() {
        return Html::default();
    }
    let numbers: Vec<_> = made_up.iter().map(ToString::to_string).collect();
    html! {
        <>
            <h4>{ t!("round.strikes") }</h4>
            <ul class="parties">
                { for round.strikes.iter().enumerate().map(|(place, one)| item(place, one, blinded)) }
                { for round.withheld_strikes.iter().map(withheld) }
            </ul>
            if numbers.is_empty() {
                <p>{ t!("round.strike_to_come") }</p>
            } else {
                <p>{ t!("round.strike_made_up", rounds = words::list(&numbers)) }</p>
            }
        </>
    }
}

fn item(place: usize, one: &RoundStrike, blinded: bool) -> Html {
    html! {
        <li key={place}>
            <strong>{ t!("round.strike", n = number(total(&one.strata))) }</strong>
            <dl class="facts">
                { parts::fact(t!("round.strike_strata"), strata(&one.strata)) }
                { parts::fact(t!("round.strike_objects"), objects(&one.struck, blinded)) }
                { parts::fact(t!("round.strike_reason"), one.reason.clone()) }
                { parts::fact(t!("round.strike_document"), one.document.clone()) }
                { parts::fact(t!("round.filed_by"), officer(&one.filed_by)) }
                { parts::fact(t!("round.approved_by"), officer(&one.approved_by)) }
            </dl>
        </li>
    }
}

/// Of a round whose result is withheld.
fn withheld(one: &WithheldStrike) -> Html {
    html! {
        <li key={one.hash.clone()}>
            <strong>{ t!("round.strike", n = number(total(&one.strata))) }</strong>
            <p>{ t!("round.strike_withheld") }</p>
            <dl class="hashes">
                { parts::fact(t!("round.strike_hash"), html! { <span class="code">{ &one.hash }</span> }) }
            </dl>
        </li>
    }
}

fn objects(struck: &[StruckObject], blinded: bool) -> Html {
    let object = |one: &StruckObject| {
        let id = if blinded { one.did.clone() } else { code(&one.did) };
        let words = t!("round.strike_object", code = id, stratum = one.stratum);
        html! { <div key={one.did.clone()} class="code">{ words }</div> }
    };
    html! { <>{ for struck.iter().map(object) }</> }
}

fn strata(strata: &[StruckStratum]) -> String {
    let one =
        |one: &StruckStratum| t!("round.strike_stratum", id = one.id, n = number(one.take)).into_owned();
    words::list(&strata.iter().map(one).collect::<Vec<_>>())
}

fn total(strata: &[StruckStratum]) -> u64 {
    strata.iter().map(|one| one.take).fold(0, u64::saturating_add)
}

fn number(count: u64) -> String {
    format::number(i64::try_from(count).unwrap_or(i64::MAX))
}
