//! One round of a task's draw, as the site tells it; only the check proves it.

use contract::draw::{Draw, Party};
use rust_i18n::t;
use ui::status::{Tag, TagDesign};
use yew::prelude::*;
use yew_router::prelude::*;

use crate::client::portal::bundle_address;
use crate::format;
use crate::portal::check::Asked;
use crate::portal::{Route, parts};

/// A round.
pub fn card(task: i64, draw: &Draw) -> Html {
    let asked = Asked { task: Some(task), round: Some(draw.round) };
    let drawn = draw.drawn_at.is_some();
    html! {
        <article class="card round" key={draw.round}>
            <div class="card-head">
                <h3>{ t!("portal.round", n = draw.round) }</h3>
                { state(draw) }
            </div>
            if !draw.reason.is_empty() {
                <p class="card-note">{ t!("portal.round_reason", reason = draw.reason) }</p>
            }
            <dl class="facts">
                { parts::fact(t!("portal.frozen_at"), format::time(draw.frozen_at)) }
                if let Some(at) = draw.drawn_at {
                    { parts::fact(t!("portal.drawn_at"), format::time(at)) }
                }
                { parts::fact(t!("portal.roster_size"), roster(draw)) }
                if let Some(selected) = draw.selected {
                    { parts::fact(t!("portal.drawn"), t!("portal.objects", n = number(selected)).into_owned()) }
                }
            </dl>
            <dl class="hashes">
                { parts::fact(t!("portal.freeze"), hash(&draw.freeze)) }
                { parts::fact(t!("portal.roster_root"), hash(&draw.roster_root)) }
                if let Some(seed) = &draw.seed {
                    { parts::fact(t!("portal.seed"), hash(seed)) }
                }
                if let Some(entropy) = &draw.entropy {
                    { parts::fact(t!("portal.entropy"), entropy.clone()) }
                }
            </dl>
            <h4>{ t!("portal.parties") }</h4>
            <ul class="parties">{ for draw.parties.iter().map(party) }</ul>
            <div class="page-actions">
                if drawn {
                    <Link<Route, Asked> classes="call" to={Route::Check} query={Some(asked)}>{ t!("portal.check_round") }</Link<Route, Asked>>
                }
                <a class="call quiet" href={bundle_address(task, draw.round)} download="">
                    { if drawn { t!("portal.bundle") } else { t!("portal.bundle_frozen") } }
                </a>
            </div>
        </article>
    }
}

fn state(draw: &Draw) -> Html {
    let (design, words) = match draw.state.as_str() {
        "drawn" => (TagDesign::Positive, t!("portal.round_drawn")),
        "voided" => (TagDesign::Negative, t!("portal.round_voided")),
        _ => (TagDesign::Information, t!("portal.round_frozen")),
    };
    html! { <Tag {design} hide_state_icon=true>{ words }</Tag> }
}

fn number(count: u64) -> String {
    format::number(i64::try_from(count).unwrap_or(i64::MAX))
}

fn roster(draw: &Draw) -> String {
    let size = t!("portal.objects", n = number(draw.roster_size));
    if draw.blinded { format!("{size}{}", t!("portal.blinded")) } else { size.into_owned() }
}

fn hash(text: &str) -> Html {
    html! { <span class="code">{ text.to_owned() }</span> }
}

fn party(party: &Party) -> Html {
    html! {
        <li key={party.id.clone()}>
            <strong>{ parts::party(&party.id) }</strong>
            <dl class="hashes">
                { parts::fact(t!("portal.commitment"), hash(&party.commitment)) }
                { parts::fact(t!("portal.reveal"), match &party.reveal {
                    Some(reveal) => hash(reveal),
                    None => html! { t!("portal.not_revealed") },
                }) }
            </dl>
        </li>
    }
}
