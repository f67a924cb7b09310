//! Tags that say how something stands.

use chrono::NaiveDate;
use contract::inspection::InspectionRow;
use domain::draw::{strike, substitution};
use domain::{inspection, transfer};
use rust_i18n::t;
use ui::status::{Tag, TagDesign};
use yew::prelude::*;

use crate::shared::{clock, words};

/// Where an inspection stands.
pub fn inspection_state(state: inspection::State) -> Html {
    use inspection::State;
    let design = match state {
        State::Assigned | State::Substituted | State::Struck => TagDesign::Neutral,
        State::Notified | State::Rectifying => TagDesign::Critical,
        State::Recorded | State::Reviewed | State::Rechecked | State::Transferred => TagDesign::Information,
        State::Closed => TagDesign::Positive,
    };
    html! { <Tag {design} hide_state_icon=true>{ words::code("inspection_state", state) }</Tag> }
}

/// Where a transfer document stands.
pub fn transfer_state(state: transfer::State) -> Html {
    use transfer::State;
    let design = match state {
        State::Submitted => TagDesign::Information,
        State::Returned => TagDesign::Critical,
        State::Approved => TagDesign::Positive,
    };
    html! { <Tag {design} hide_state_icon=true>{ words::code("transfer_state", state) }</Tag> }
}

/// Where a substitution stands.
pub fn substitution_state(state: substitution::State) -> Html {
    use substitution::State;
    let design = match state {
        State::Filed => TagDesign::Information,
        State::Approved => TagDesign::Positive,
        State::Refused => TagDesign::Critical,
    };
    html! { <Tag {design} hide_state_icon=true>{ words::code("substitution_state", state) }</Tag> }
}

/// Where a strike stands.
pub fn strike_state(state: strike::State) -> Html {
    use strike::State;
    let design = match state {
        State::Filed => TagDesign::Information,
        State::Approved => TagDesign::Positive,
        State::Refused => TagDesign::Critical,
    };
    html! { <Tag {design} hide_state_icon=true>{ words::code("strike_state", state) }</Tag> }
}

/// Whether a result is late, soon due (until the day given), or its day uncertain; nothing once it is disclosed.
pub fn due_mark(row: &InspectionRow, soon: Option<NaiveDate>) -> Html {
    let Some(due) = row.due_on.filter(|_| row.disclosed_at.is_none()) else { return Html::default() };
    let mark = |design, words: std::borrow::Cow<'static, str>| {
        html! { <Tag {design} hide_state_icon=true>{ words }</Tag> }
    };
    html! {
        <>
            if due < clock::today() {
                { mark(TagDesign::Negative, t!("disclosure.overdue")) }
            } else if soon.is_some_and(|soon| due <= soon) {
                { mark(TagDesign::Critical, t!("disclosure.soon")) }
            }
            if row.due_certain == Some(false) {
                <span title={t!("disclosure.uncertain_hint").into_owned()}>
                    { mark(TagDesign::Neutral, t!("disclosure.uncertain")) }
                </span>
            }
        </>
    }
}
