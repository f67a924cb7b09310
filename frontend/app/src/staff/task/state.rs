//! Where a task stands, as a tag and as a way with stations.

use domain::task::State;
use rust_i18n::t;
use ui::status::{Tag, TagDesign};
use yew::prelude::*;

use crate::shared::words;

/// The stations of the closed loop, in their order.
pub const WAY: [State; 9] = [
    State::Draft,
    State::Frozen,
    State::Drawn,
    State::Issued,
    State::Inspecting,
    State::Submitted,
    State::Approved,
    State::Disclosed,
    State::Archived,
];

/// Properties of [`StateTag`] and [`Way`].
#[derive(Properties, Clone, Copy, PartialEq)]
pub struct StateProps {
    /// Where the task stands.
    pub state: State,
}

/// The state as a tag.
#[component]
pub fn StateTag(StateProps { state }: &StateProps) -> Html {
    let design = match state {
        State::Draft => TagDesign::Neutral,
        State::Frozen | State::Submitted => TagDesign::Critical,
        State::Drawn | State::Issued | State::Inspecting | State::Approved => TagDesign::Information,
        State::Disclosed | State::Archived => TagDesign::Positive,
        State::Voided => TagDesign::Negative,
    };
    html! { <Tag {design} hide_state_icon=true>{ words::code("task_state", *state) }</Tag> }
}

/// The way from draft to archive, with the station that was reached; nothing for a task that was voided.
#[component]
pub fn Way(StateProps { state }: &StateProps) -> Html {
    let Some(here) = WAY.iter().position(|station| station == state) else { return Html::default() };
    html! {
        <ol class="way" aria-label={t!("task.way").into_owned()}>
            { for WAY.iter().enumerate().map(|(place, station)| html! {
                <li key={place} class={station_class(place, here)} aria-current={(place == here).then_some("step")}>
                    <span class="way-mark" aria-hidden="true">{ if place < here { "✓".to_owned() } else { (place + 1).to_string() } }</span>
                    <span>{ words::code("task_state", *station) }</span>
                </li>
            }) }
        </ol>
    }
}

fn station_class(place: usize, here: usize) -> &'static str {
    match place.cmp(&here) {
        std::cmp::Ordering::Less => "way-done",
        std::cmp::Ordering::Equal => "way-here",
        std::cmp::Ordering::Greater => "way-open",
    }
}
