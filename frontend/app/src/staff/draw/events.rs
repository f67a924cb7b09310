//! What happened in a round, line by line, as it happens.

use std::rc::Rc;

use contract::round::CeremonyEvent;
use rust_i18n::t;
use ui::text::{Level, Title};
use yew::prelude::*;

use super::parties::{called, with_names};
use crate::format;
use crate::shared::words;

/// The names of what happens.
#[cfg(test)]
pub const EVENTS: [&str; 11] = [
    "announced",
    "committed",
    "frozen",
    "revealed",
    "entropy_typed",
    "entropy_differs",
    "entropy_confirmed",
    "drawn",
    "voided",
    "released",
    "substituted",
];

/// Properties of [`Events`].
#[derive(Properties, Clone, PartialEq)]
pub struct EventsProps {
    /// What happened.
    pub events: Rc<Vec<CeremonyEvent>>,
}

/// What happened, the newest last; told to those who hear the page as it comes.
#[component]
pub fn Events(EventsProps { events }: &EventsProps) -> Html {
    html! {
        <section class="sheet">
            <Title level={Level::H2} size={Level::H5}>{ t!("draw.events") }</Title>
            <ol class="events" aria-live="polite" aria-relevant="additions" aria-label={t!("draw.events").into_owned()}>
                { for events.iter().map(|event| html! {
                    <li key={event.id}>
                        <time datetime={event.at.to_rfc3339()}>{ format::time(event.at) }</time>
                        <span>{ t!("draw.round", n = event.round) }</span>
                        <span>{ sentence(event) }</span>
                    </li>
                }) }
            </ol>
        </section>
    }
}

fn sentence(event: &CeremonyEvent) -> String {
    let what = words::plain("ceremony_event", &event.event);
    let what = match &event.party {
        Some(party) => words::pair(&called(party), what),
        None => what,
    };
    match (event.code, &event.reason) {
        (Some(code), Some(reason)) => t!(
            "draw.voided_as",
            what = what,
            code = words::code("void_code", code),
            reason = with_names(reason)
        )
        .into_owned(),
        _ => what,
    }
}
