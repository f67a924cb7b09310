//! Substitutions of a round: who took whose place, and what showed that the other does not exist.

use contract::substitution::RoundSubstitution;
use rust_i18n::t;
use serde_json::Value;
use yew::prelude::*;

use crate::portal::parts;
use crate::shared::party::officer;
use crate::shared::words;

#[cfg(test)]
mod tests;

/// The substitutions, if there are any.
pub fn list(substitutions: &[RoundSubstitution], blinded: bool) -> Html {
    if substitutions.is_empty() {
        return Html::default();
    }
    html! {
        <>
            <h4>{ t!("round.substitutions") }</h4>
            <ul class="parties">{ for substitutions.iter().map(|one| item(one, blinded)) }</ul>
        </>
    }
}

fn item(one: &RoundSubstitution, blinded: bool) -> Html {
    let replaced = if blinded { one.replaced.clone() } else { code(&one.replaced) };
    html! {
        <li key={one.reserve.clone()}>
            <strong>{ t!("round.substitution", name = opened(one, "/attributes/name"), rank = one.rank, stratum = one.stratum) }</strong>
            <dl class="facts">
                { parts::fact(t!("round.replaced"), html! { <span class="code">{ replaced }</span> }) }
                { parts::fact(t!("round.reserve"), html! { <span class="code">{ opened(one, "/code") }</span> }) }
                { parts::fact(t!("round.reason"), one.reason.clone()) }
                { parts::fact(t!("round.document"), one.document.clone()) }
                { parts::fact(t!("round.filed_by"), officer(&one.filed_by)) }
                { parts::fact(t!("round.approved_by"), officer(&one.approved_by)) }
                { parts::fact(t!("check.team"), words::list(&one.team)) }
            </dl>
        </li>
    }
}

/// A text of the reserve's opening.
fn opened(one: &RoundSubstitution, pointer: &str) -> String {
    one.opening.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// The code that a draw id of an open roster is the bytes of; an id that is none stays as it is.
pub(super) fn code(did: &str) -> String {
    let pairs = did.as_bytes().chunks(2).map(|pair| {
        let digits = std::str::from_utf8(pair).ok().filter(|digits| digits.len() == 2)?;
        u8::from_str_radix(digits, 16).ok()
    });
    let bytes: Option<Vec<u8>> = pairs.collect();
    bytes.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_else(|| did.to_owned())
}
