//! Who takes part: commitments and secrets as they appear.

use contract::draw::{Ceremony, Party};
use domain::Coded;
use domain::draw::freeze::OPERATOR;
use domain::policy::Role;
use rust_i18n::t;
use ui::status::{Tag, TagDesign};
use ui::text::{Level, Title};
use yew::prelude::*;

#[cfg(test)]
mod tests;

/// What reasons, which are recorded in Chinese, say before a witness.
const WITNESS: &str = "见证人 ";

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

/// What somebody in a ceremony is called by everybody: `operator`, `supervisor:11`, `clerk:1`.
#[must_use]
pub fn called(id: &str) -> String {
    match id.split_once(':') {
        None => t!("draw.operator").into_owned(),
        Some((role, number)) if role == Role::Clerk.code() => t!("draw.clerk", n = number).into_owned(),
        Some((_, number)) => t!("draw.witness", n = number).into_owned(),
    }
}

/// A reason as it is recorded, with people called as they are here: the log knows them by role and key.
#[must_use]
pub fn with_names(reason: &str) -> String {
    let roles = [Role::Supervisor, Role::Leader, Role::Clerk];
    roles.into_iter().fold(reason.to_owned(), |text, role| named(&text, &format!("{role}:")))
}

fn named(reason: &str, start: &str) -> String {
    let mut parts = reason.split(start);
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let rest = part.trim_start_matches(|c: char| c.is_ascii_digit());
        match part.strip_suffix(rest) {
            Some(number) if !number.is_empty() => {
                text.truncate(text.trim_end_matches(WITNESS).len());
                text.push_str(&called(&format!("{start}{number}")));
                text.push_str(rest);
            }
            _ => text.extend([start, part]),
        }
    }
    text
}

fn party(ceremony: &Ceremony, party: &Party) -> Html {
    let (design, state) = if party.reveal.is_some() {
        (TagDesign::Positive, t!("draw.revealed"))
    } else {
        (TagDesign::Information, t!("draw.committed"))
    };
    html! {
        <li key={party.id.clone()} class="party appear">
            <header><strong>{ name(ceremony, &party.id) }</strong><Tag {design} hide_state_icon=true>{ state }</Tag></header>
            <dl>
                <div><dt>{ t!("draw.commitment") }</dt><dd class="code">{ &party.commitment }</dd></div>
                if let Some(reveal) = &party.reveal {
                    <div class="appear"><dt>{ t!("draw.secret") }</dt><dd class="code">{ reveal }</dd></div>
                }
            </dl>
        </li>
    }
}
