//! One round of a task's draw, as the site tells it; only the check proves it.

use chrono::TimeDelta;
use contract::draw::Draw;
use contract::round::{Round, RoundParty, RoundVoid};
use domain::draw::freeze::OPERATOR;
use domain::draw::policy::VoidCode;
use rust_i18n::t;
use ui::status::{Tag, TagDesign};
use yew::prelude::*;
use yew_router::prelude::*;

use super::stage::{self, Hidden, Stage};
use super::{announcement, strike, substitution, timeline};
use crate::client::portal::bundle_address;
use crate::format;
use crate::portal::check::Asked;
use crate::portal::log::of_task;
use crate::portal::{Route, parts};
use crate::shared::countdown::Countdown;
use crate::shared::party::{called, explained as explained_number, with_names};
use crate::shared::words;

/// Properties of [`Card`].
#[derive(Properties, Clone, PartialEq)]
pub struct CardProps {
    /// Key of the task.
    pub task: i64,
    /// Its number.
    pub number: String,
    /// The round.
    pub round: Round,
    /// What was frozen, once it was.
    pub draw: Option<Draw>,
    /// The rounds that make up for what was struck of it.
    pub made_up: Vec<u32>,
    /// By how much the server's clock is ahead of this one.
    pub ahead: TimeDelta,
    /// Hears that a deadline is over.
    pub on_over: Callback<()>,
}

/// A round.
#[component]
pub fn Card(props: &CardProps) -> Html {
    let CardProps { task, number, round, draw, made_up, ahead, on_over } = props;
    let blinded = draw.as_ref().is_some_and(|draw| draw.blinded);
    let stage = Stage::of(round);
    html! {
        <article class="card round">
            <div class="card-head">
                <h3>{ t!("portal.round", n = round.round) }</h3>
                { tag(stage, stage::is_alone(round)) }
            </div>
            <p>{ explained(stage, round) }</p>
            { round.void.as_ref().map(|void| voided(round, void)).unwrap_or_default() }
            if let Some(due) = round.due_at.filter(|_| stage.is_open()) {
                <Countdown what={awaited(stage)} {due} ahead={*ahead} on_over={on_over.clone()} />
            }
            { round.announcement.as_ref().map(|content| announcement::fold(content, stage == Stage::Commit)).unwrap_or_default() }
            { draw.as_ref().map(facts).unwrap_or_default() }
            <h4>{ t!("round.timeline") }</h4>
            { timeline::list(round) }
            { hashes(round, draw.as_ref()) }
            if !round.parties.is_empty() {
                <h4>{ t!("portal.parties") }</h4>
                { explained_number(round.parties.iter().map(|one| one.id.as_str())) }
                <ul class="parties">{ for round.parties.iter().map(|one| party(round, one, draw.as_ref())) }</ul>
            }
            { substitution::list(&round.substitutions, blinded) }
            { strike::list(round, blinded, made_up) }
            { actions(*task, number, round) }
        </article>
    }
}

fn tag(stage: Stage, alone: bool) -> Html {
    let (design, words) = match stage {
        Stage::Commit if alone => (TagDesign::Information, t!("round.stage.commit_alone")),
        Stage::Entropy if alone => (TagDesign::Information, t!("round.stage.entropy_alone")),
        Stage::Ready if alone => (TagDesign::Information, t!("round.stage.ready_alone")),
        Stage::Commit => (TagDesign::Information, t!("round.stage.commit")),
        Stage::Reveal => (TagDesign::Information, t!("round.stage.reveal")),
        Stage::Entropy => (TagDesign::Information, t!("round.stage.entropy")),
        Stage::Ready => (TagDesign::Information, t!("round.stage.ready")),
        Stage::Sealed => (TagDesign::Critical, t!("round.stage.sealed")),
        Stage::Drawn => (TagDesign::Positive, t!("round.stage.drawn")),
        Stage::Voided => (TagDesign::Negative, t!("round.stage.voided")),
    };
    html! { <Tag {design} hide_state_icon=true>{ words }</Tag> }
}

/// What a stage means for those who watch.
fn explained(stage: Stage, round: &Round) -> String {
    let alone = stage::is_alone(round);
    let words = match stage {
        Stage::Commit if alone => t!("round.text.commit_alone"),
        Stage::Entropy if alone => t!("round.text.entropy_alone"),
        Stage::Ready if alone => t!("round.text.ready_alone"),
        Stage::Commit => t!("round.text.commit"),
        Stage::Reveal => t!("round.text.reveal"),
        Stage::Entropy => t!("round.text.entropy"),
        Stage::Ready => t!("round.text.ready"),
        Stage::Sealed => match &round.announcement {
            Some(content) => t!("round.text.sealed", day = format::day(content.period_end)),
            None => t!("round.text.sealed_somewhen"),
        },
        Stage::Drawn => t!("round.text.drawn"),
        Stage::Voided => t!("round.text.voided"),
    };
    words.into_owned()
}

/// What must have happened by the deadline.
fn awaited(stage: Stage) -> String {
    let words = match stage {
        Stage::Commit => t!("round.await.commit"),
        Stage::Reveal => t!("round.await.reveal"),
        Stage::Entropy => t!("round.await.entropy"),
        Stage::Ready | Stage::Sealed | Stage::Drawn | Stage::Voided => t!("round.await.ready"),
    };
    words.into_owned()
}

/// Why a round is void, and who did not do what they should.
fn voided(round: &Round, void: &RoundVoid) -> Html {
    let silent = round.parties.iter().filter(|one| one.id != OPERATOR && one.revealed_at.is_none());
    let silent: Vec<_> = silent.map(|one| called(&one.id)).collect();
    let is_theirs = matches!(void.code, VoidCode::Missing | VoidCode::Late | VoidCode::Wrong);
    html! {
        <div class="card-note">
            <p><strong>{ t!("round.void", code = words::code("void_code", void.code)) }</strong></p>
            <p>{ void_text(void.code) }</p>
            if !void.reason.is_empty() {
                <p>{ t!("portal.round_reason", reason = with_names(&void.reason)) }</p>
            }
            if is_theirs && round.frozen_at.is_some() && !silent.is_empty() {
                <p>{ t!("round.silent", names = words::list(&silent)) }</p>
            }
        </div>
    }
}

/// What a code means for those who watch.
fn void_text(code: VoidCode) -> String {
    let words = match code {
        VoidCode::Missing => t!("round.void.missing"),
        VoidCode::Late => t!("round.void.late"),
        VoidCode::Wrong => t!("round.void.wrong"),
        VoidCode::Infeasible => t!("round.void.infeasible"),
        VoidCode::GivenUp => t!("round.void.given_up"),
        VoidCode::Withdrawn => t!("round.void.withdrawn"),
    };
    words.into_owned()
}

fn facts(draw: &Draw) -> Html {
    let size = t!("portal.objects", n = number(draw.roster_size));
    let size = if draw.blinded { format!("{size}{}", t!("portal.blinded")) } else { size.into_owned() };
    html! {
        <dl class="facts">
            { parts::fact(t!("portal.roster_size"), size) }
            if let Some(selected) = draw.selected {
                { parts::fact(t!("portal.drawn"), t!("portal.objects", n = number(selected)).into_owned()) }
            }
        </dl>
    }
}

fn number(count: u64) -> String {
    format::number(i64::try_from(count).unwrap_or(i64::MAX))
}

fn hash(text: &str) -> Html {
    html! { <span class="code">{ text.to_owned() }</span> }
}

/// What can be held against a bundle, the log, and what witnesses noted down.
fn hashes(round: &Round, draw: Option<&Draw>) -> Html {
    let value = round.entropy.as_ref().and_then(|entropy| entropy.value.clone());
    let fact = |words: std::borrow::Cow<'static, str>, text: Option<&String>| {
        text.map(|text| parts::fact(words, hash(text))).unwrap_or_default()
    };
    html! {
        <dl class="hashes">
            { fact(t!("portal.freeze"), round.freeze.as_ref()) }
            { fact(t!("portal.roster_root"), draw.map(|draw| &draw.roster_root)) }
            { value.map(|value| parts::fact(t!("portal.entropy"), value)).unwrap_or_default() }
            { fact(t!("portal.seed"), draw.and_then(|draw| draw.seed.as_ref())) }
            { fact(t!("round.result_hash"), round.result_hash.as_ref()) }
        </dl>
    }
}

fn party(round: &Round, party: &RoundParty, draw: Option<&Draw>) -> Html {
    let known = draw.and_then(|draw| draw.parties.iter().find(|one| one.id == party.id));
    let reveal = known.and_then(|one| one.reveal.as_ref());
    html! {
        <li key={party.id.clone()}>
            <strong>{ called(&party.id) }</strong>
            <dl class="hashes">
                { parts::fact(t!("portal.commitment"), hash(&party.commitment)) }
                { parts::fact(t!("portal.reveal"), match reveal {
                    Some(reveal) => hash(reveal),
                    None => html! { hidden(round, &party.id) },
                }) }
            </dl>
        </li>
    }
}

/// Why a secret is not shown.
fn hidden(round: &Round, party: &str) -> String {
    let words = match Hidden::of(round, party) {
        Hidden::NotYet => t!("portal.not_revealed"),
        Hidden::ByDrawing => t!("portal.revealed_by_drawing"),
        Hidden::Never => t!("portal.never_revealed"),
        Hidden::Sealed => match &round.announcement {
            Some(content) => t!("portal.reveal_sealed", day = format::day(content.period_end)),
            None => t!("portal.reveal_sealed_somewhen"),
        },
    };
    words.into_owned()
}

fn actions(task: i64, number: &str, round: &Round) -> Html {
    let check = Asked { task: Some(task), round: Some(round.round), own: None };
    let own = Asked { own: Some(true), ..check };
    let checkable = stage::is_checkable(round);
    html! {
        <div class="page-actions">
            if checkable {
                <Link<Route, Asked> classes="call" to={Route::Check} query={Some(check)}>{ t!("portal.check_round") }</Link<Route, Asked>>
                <Link<Route, Asked> classes="call quiet" to={Route::Check} query={Some(own)}>{ t!("round.own") }</Link<Route, Asked>>
            }
            if round.frozen_at.is_some() {
                <a class="call quiet" href={bundle_address(task, round.round)} download="">
                    { if checkable { t!("portal.bundle") } else { t!("portal.bundle_frozen") } }
                </a>
            }
            { of_task(number) }
        </div>
    }
}
