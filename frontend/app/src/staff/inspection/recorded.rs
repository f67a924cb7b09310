//! What was recorded, to be read.

use contract::inspection::Inspection;
use domain::inspection::{Outcome, Record};
use rust_i18n::t;
use ui::container::Panel;
use ui::status::{Tag, TagDesign};
use yew::prelude::*;

use super::entry::Entry;
use crate::format;
use crate::shared::words;

/// Properties of [`Recorded`].
#[derive(Properties, Clone, PartialEq)]
pub struct RecordedProps {
    /// The inspection.
    pub inspection: std::rc::Rc<Inspection>,
    /// What was recorded.
    pub record: Record,
}

/// What was recorded.
#[component]
pub fn Recorded(RecordedProps { inspection, record }: &RecordedProps) -> Html {
    let entry = Entry::of(record);
    let team = &inspection.row.team;
    let present = team.iter().filter(|member| record.present.contains(&member.id));
    let present: Vec<_> = present.map(|member| member.name.clone()).collect();
    let mut disposition = words::code("disposition", record.disposition);
    if !record.disposition_text.is_empty() {
        disposition = words::pair(&disposition, &record.disposition_text);
    }
    let or_dash = |text: &str| if text.is_empty() { "—".to_owned() } else { text.to_owned() };
    let facts = [
        (t!("inspection.ended_on"), format::day(record.ended_on)),
        (t!("inspection.present"), words::list(&present)),
        (t!("inspection.result"), words::code("result", record.result)),
        (t!("inspection.disposition"), disposition),
        (t!("inspection.remark"), or_dash(&record.remark)),
        (t!("inspection.internal_remark"), or_dash(&record.internal_remark)),
    ];
    html! {
        <>
            <Panel fixed=true header_text={t!("inspection.outcome").into_owned()}>
                <dl class="facts">
                    { for facts.into_iter().map(|(name, value)| html! { <div><dt>{ name }</dt><dd>{ value }</dd></div> }) }
                </dl>
            </Panel>
            { for inspection.form.iter().map(|matter| html! {
                <Panel key={matter.id} fixed=true header_text={format!("{} {}", matter.code, matter.name)}>
                    <p class="legal-basis">{ &matter.legal_basis }</p>
                    <ol class="outcome-list">
                        { for matter.check_items.iter().map(|item| html! {
                            <li key={item.id}>
                                <span>{ &item.text }</span>
                                if let Some(outcome) = entry.outcomes.get(&item.id) {
                                    { outcome_tag(*outcome) }
                                }
                                if !entry.text(item.id).is_empty() {
                                    <p class="outcome-text">{ entry.text(item.id) }</p>
                                }
                            </li>
                        }) }
                    </ol>
                    if let Some(result) = entry.results.get(&matter.id) {
                        <p>{ words::pair(&t!("inspection.matter_result"), "") }<strong>{ words::code("result", *result) }</strong></p>
                    }
                </Panel>
            }) }
        </>
    }
}

fn outcome_tag(outcome: Outcome) -> Html {
    let design = match outcome {
        Outcome::Pass => TagDesign::Positive,
        Outcome::Fail => TagDesign::Negative,
        Outcome::NotApplicable => TagDesign::Neutral,
        Outcome::NotInspected => TagDesign::Critical,
    };
    html! { <Tag {design} hide_state_icon=true>{ words::code("outcome", outcome) }</Tag> }
}
