//! The rounds of a task's draw, the voided ones too.

use contract::draw::Draw;
use rust_i18n::t;
use ui::status::{Tag, TagDesign};
use ui::text::{Level, Title};
use yew::prelude::*;

use crate::format;

/// Properties of [`Rounds`].
#[derive(Properties, Clone, PartialEq)]
pub struct RoundsProps {
    /// Key of the task.
    pub task: i64,
    /// Its rounds.
    pub rounds: Vec<Draw>,
}

/// The rounds, the latest first.
#[component]
pub fn Rounds(props: &RoundsProps) -> Html {
    if props.rounds.is_empty() {
        return Html::default();
    }
    let mut rounds = props.rounds.clone();
    rounds.sort_by_key(|draw| std::cmp::Reverse(draw.round));
    html! {
        <section class="sheet">
            <Title level={Level::H2} size={Level::H5}>{ t!("draw.rounds") }</Title>
            <ul class="rounds">
                { for rounds.iter().map(|draw| round(props.task, draw)) }
            </ul>
        </section>
    }
}

fn round(task: i64, draw: &Draw) -> Html {
    let (design, state) = match draw.state.as_str() {
        "drawn" => (TagDesign::Positive, t!("draw.state_drawn")),
        "voided" => (TagDesign::Negative, t!("draw.state_voided")),
        _ => (TagDesign::Critical, t!("draw.state_frozen")),
    };
    let size = i64::try_from(draw.roster_size).unwrap_or(i64::MAX);
    html! {
        <li key={draw.round}>
            <p class="round-head">
                <strong>{ t!("draw.round", n = draw.round) }</strong>
                <Tag {design} hide_state_icon=true>{ state }</Tag>
                <span>{ t!("draw.frozen_at", time = format::time(draw.frozen_at), n = format::number(size)) }</span>
                if let Some(time) = draw.drawn_at {
                    <span>{ t!("draw.drawn_at", time = format::time(time), n = draw.selected.unwrap_or_default()) }</span>
                }
                <a href={format!("/check?task={task}&round={}", draw.round)} target="_blank">{ t!("draw.check") }</a>
            </p>
            if !draw.reason.is_empty() {
                <p>{ t!("draw.void_reason", reason = draw.reason) }</p>
            }
            <details>
                <summary>{ t!("draw.figures") }</summary>
                <dl class="facts">
                    <div><dt>{ t!("draw.freeze_hash") }</dt><dd class="code">{ &draw.freeze }</dd></div>
                    <div><dt>{ t!("draw.roster_root") }</dt><dd class="code">{ &draw.roster_root }</dd></div>
                    if let Some(seed) = &draw.seed {
                        <div><dt>{ t!("draw.seed") }</dt><dd class="code">{ seed }</dd></div>
                    }
                    if let Some(entropy) = &draw.entropy {
                        <div><dt>{ t!("draw.entropy") }</dt><dd>{ entropy }</dd></div>
                    }
                </dl>
            </details>
        </li>
    }
}
