//! What happened in a round, line by line, as it happens.

use std::rc::Rc;

use contract::round::CeremonyEvent;
use rust_i18n::t;
use ui::text::{Level, Title};
use yew::prelude::*;

use crate::format;
use crate::shared::ceremony::happened;
use crate::shared::party::with_names;
use crate::shared::words;

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
                        <time datetime={event.at.to_rfc3339()}>{ format::moment(event.at) }</time>
                        <span>{ t!("draw.round", n = event.round) }</span>
                        <span>{ sentence(event) }</span>
                    </li>
                }) }
            </ol>
        </section>
    }
}

fn sentence(event: &CeremonyEvent) -> String {
    let what = happened(&event.event, event.party.as_deref());
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
