//! Who takes part: commitments and secrets as they appear.

use contract::draw::{Ceremony, Party};
use domain::draw::freeze::OPERATOR;
use rust_i18n::t;
use ui::status::{Tag, TagDesign};
use ui::text::{Level, Title};
use yew::prelude::*;

use crate::shared::party::called;

/// Properties of [`Parties`].
#[derive(Properties, Clone, PartialEq)]
pub struct PartiesProps {
    /// The ceremony.
    pub ceremony: Ceremony,
}

/// The parties of the round.
#[component]
pub fn Parties(PartiesProps { ceremony }: &PartiesProps) -> Html {
    let there = ceremony.parties.iter().filter(|party| party.id != OPERATOR).count();
    html! {
        <section class="sheet">
            <Title level={Level::H2} size={Level::H5}>{ t!("draw.parties", n = there, of = ceremony.witnesses) }</Title>
            if ceremony.parties.is_empty() {
                <p class="field-hint">{ t!("draw.nobody") }</p>
            }
            <ul class="parties">
                { for ceremony.parties.iter().map(|one| party(ceremony, one)) }
            </ul>
        </section>
    }
}

/// What a party is called.
pub fn name(ceremony: &Ceremony, id: &str) -> String {
    if ceremony.party.as_deref() == Some(id) {
        return t!("draw.you").into_owned();
    }
    let known = ceremony.parties.iter().find(|party| party.id == id);
    known.and_then(|party| party.name.clone()).unwrap_or_else(|| called(id))
}

fn party(ceremony: &Ceremony, party: &Party) -> Html {
    let (design, state) = if party.reveal.is_some() {
        (TagDesign::Positive, t!("draw.revealed"))
    } else {
        (TagDesign::Information, t!("draw.committed"))
    };
    let shown = name(ceremony, &party.id);
    let public = called(&party.id);
    html! {
        <li key={party.id.clone()} class="party appear">
            <header><strong>{ &shown }</strong><Tag {design} hide_state_icon=true>{ state }</Tag></header>
            if shown != public {
                <p class="field-hint">{ t!("draw.in_public", name = public) }</p>
            }
            <dl>
                <div><dt>{ t!("draw.commitment") }</dt><dd class="code">{ &party.commitment }</dd></div>
                if let Some(reveal) = &party.reveal {
                    <div class="appear"><dt>{ t!("draw.secret") }</dt><dd class="code">{ reveal }</dd></div>
                }
            </dl>
        </li>
    }
}
