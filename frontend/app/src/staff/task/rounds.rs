//! The rounds of a task's draw from their announcement on: terms, parties, how each ended.

use contract::draw::Draw;
use contract::round::{Round, RoundEntropy, RoundParty};
use rust_i18n::t;
use ui::status::{Tag, TagDesign};
use ui::text::{Level, Title};
use yew::prelude::*;

use crate::client::portal::bundle_address;
use crate::format;
use crate::shared::party::{called, with_names};
use crate::shared::{limits, words};
use crate::staff::draw::{demanded, is_withheld, mode};

/// Properties of [`Rounds`].
#[derive(Properties, Clone, PartialEq)]
pub struct RoundsProps {
    /// Key of the task.
    pub task: i64,
    /// Its rounds.
    pub rounds: Vec<Round>,
    /// The figures of those that were frozen.
    pub draws: Vec<Draw>,
}

/// The rounds, the latest first.
#[component]
pub fn Rounds(props: &RoundsProps) -> Html {
    if props.rounds.is_empty() {
        return Html::default();
    }
    let mut rounds: Vec<_> = props.rounds.iter().collect();
    rounds.sort_by_key(|round| std::cmp::Reverse(round.round));
    let draw = |round: &Round| props.draws.iter().find(|draw| draw.round == round.round);
    html! {
        <section class="sheet">
            <Title level={Level::H2} size={Level::H5}>{ t!("draw.rounds") }</Title>
            <ul class="rounds">
                { for rounds.iter().map(|one| round(props.task, one, draw(one))) }
            </ul>
        </section>
    }
}

fn round(task: i64, round: &Round, draw: Option<&Draw>) -> Html {
    let (design, state) = state(round);
    let times = [
        round.announced_at.map(|time| t!("draw.announced_at", time = format::moment(time))),
        round.frozen_at.map(|time| t!("draw.frozen_at", time = format::moment(time))),
        round.drawn_at.map(|time| t!("draw.drawn_at", time = format::moment(time))),
        round
            .released_at
            .filter(|_| is_sealed(round))
            .map(|time| t!("draw.released_at", time = format::moment(time))),
    ];
    html! {
        <li key={round.round}>
            <p class="round-head">
                <strong>{ t!("draw.round", n = round.round) }</strong>
                <Tag {design} hide_state_icon=true>{ state }</Tag>
                { for times.into_iter().flatten().map(|time| html! { <span>{ time }</span> }) }
            </p>
            if let Some(void) = &round.void {
                <p>{ t!("draw.voided_because", code = words::code("void_code", void.code), time = format::moment(void.at), reason = with_names(&void.reason)) }</p>
            }
            <details>
                <summary>{ t!("draw.details") }</summary>
                <dl class="facts">
                    { for facts(round, draw).into_iter().map(|(name, value, class)| html! { <div><dt>{ name }</dt><dd {class}>{ value }</dd></div> }) }
                </dl>
            </details>
            <p class="round-links">
                <a href={format!("/tasks/{task}")} target="_blank">{ t!("draw.public_page") }</a>
                if round.drawn_at.is_some() && !is_withheld(round) {
                    <a href={format!("/check?task={task}&round={}", round.round)} target="_blank">{ t!("draw.check") }</a>
                }
                if round.frozen_at.is_some() {
                    <a href={bundle_address(task, round.round)} download="">{ t!("draw.bundle") }</a>
                }
            </p>
        </li>
    }
}

fn is_sealed(round: &Round) -> bool {
    let mode = round.announcement.as_ref().map(|announcement| announcement.mode);
    mode == Some(domain::draw::freeze::Mode::Sealed)
}

fn state(round: &Round) -> (TagDesign, String) {
    let (design, words) = match round.state.as_str() {
        "voided" => (TagDesign::Negative, t!("draw.state_voided")),
        "drawn" if is_withheld(round) => (TagDesign::Information, t!("draw.state_sealed")),
        "drawn" => (TagDesign::Positive, t!("draw.state_drawn")),
        "frozen" => (TagDesign::Critical, t!("draw.state_frozen")),
        _ => (TagDesign::Information, t!("draw.state_announced")),
    };
    (design, words.into_owned())
}

/// What else there is to know of a round: name, value, and how the value looks.
fn facts(round: &Round, draw: Option<&Draw>) -> Vec<(String, String, Option<&'static str>)> {
    let plain = |name: std::borrow::Cow<'static, str>, value: String| (name.into_owned(), value, None);
    let hash = |name: std::borrow::Cow<'static, str>, value: &String| {
        (name.into_owned(), value.clone(), Some("code"))
    };
    let mut facts = Vec::new();
    if let Some(announcement) = &round.announcement {
        let supplements = announcement.supplements.map(|n| t!("draw.supplements_round", n = n).into_owned());
        facts.extend(supplements.map(|words| plain(t!("draw.supplements"), words)));
        facts.push(plain(t!("draw.mode"), mode(announcement.mode)));
        facts.push(plain(t!("task.witnesses"), demanded(announcement.witnesses, &announcement.roles)));
        facts.push(plain(t!("limits.title"), limits::in_words(announcement.limits)));
    }
    if !round.parties.is_empty() {
        let parties: Vec<_> = round.parties.iter().map(party).collect();
        facts.push(plain(t!("draw.parties_all"), parties.join("\n")));
    }
    facts.extend(round.entropy.as_ref().map(|one| plain(t!("draw.entropy"), entropy(one))));
    if let Some(draw) = draw {
        let size = format::number(i64::try_from(draw.roster_size).unwrap_or(i64::MAX));
        facts.push(plain(t!("draw.roster_size"), size));
        facts.extend(draw.selected.map(|n| plain(t!("draw.selected"), n.to_string())));
    }
    if !round.substitutions.is_empty() {
        facts.push(plain(t!("draw.substituted"), round.substitutions.len().to_string()));
    }
    facts.extend(struck(round).map(|n| plain(t!("draw.struck"), n.to_string())));
    facts.extend(round.freeze.as_ref().map(|value| hash(t!("draw.freeze_hash"), value)));
    facts.extend(draw.map(|draw| hash(t!("draw.roster_root"), &draw.roster_root)));
    facts.extend(round.result_hash.as_ref().map(|value| hash(t!("draw.result_hash"), value)));
    // From the seed the result follows: while it is sealed, neither is shown.
    let seed = draw.and_then(|draw| draw.seed.as_ref()).filter(|_| !is_withheld(round));
    facts.extend(seed.map(|value| hash(t!("draw.seed"), value)));
    facts
}

/// How many objects of a round were struck; none if nobody was.
fn struck(round: &Round) -> Option<u64> {
    let told = round.strikes.iter().flat_map(|one| &one.strata);
    let withheld = round.withheld_strikes.iter().flat_map(|one| &one.strata);
    let sum: u64 = told.chain(withheld).map(|stratum| stratum.take).sum();
    (sum > 0).then_some(sum)
}

fn party(party: &RoundParty) -> String {
    let committed = format::moment(party.committed_at);
    let words = match party.revealed_at {
        Some(time) => t!("draw.party_revealed", committed = committed, revealed = format::moment(time)),
        None => t!("draw.party_committed", committed = committed),
    };
    words::pair(&called(&party.id), words)
}

fn entropy(entropy: &RoundEntropy) -> String {
    let value = entropy.value.clone().unwrap_or_else(|| t!("draw.value_hidden").into_owned());
    let mut text = words::pair(&entropy.describe, value);
    if let (Some(typed), Some(confirmed)) = (&entropy.typed_by, &entropy.confirmed_by) {
        let people = t!("draw.value_people", typed = called(typed), confirmed = called(confirmed));
        text = format!("{text}\n{people}");
    }
    text
}
