//! What a bundle that verifies says: strata with their chances, who was drawn, who inspects.

use std::rc::Rc;

use contract::check::{CheckDrawn, CheckReport, CheckStratum, CheckedDraw};
use rust_i18n::t;
use ui::action::Button;
use yew::prelude::*;

use crate::format;
use crate::portal::parts;
use crate::shared::party::{called, explained};

/// Rows shown at once; more by a button.
const ROWS: usize = 50;

/// Properties of [`DrawFacts`].
#[derive(Properties, Clone, PartialEq)]
pub(super) struct DrawFactsProps {
    /// The report.
    pub report: Rc<CheckReport>,
}

/// What the bundle says.
#[component]
pub(super) fn DrawFacts(DrawFactsProps { report }: &DrawFactsProps) -> Html {
    let Some(draw) = &report.draw else { return Html::default() };
    html! {
        <section>
            <h2>{ t!("check.draw") }</h2>
            <div class="panel">
                { facts(draw) }
                { strata(&draw.strata) }
                { parts::strata_explained(draw.strata.len()) }
            </div>
            <h3>{ t!("check.drawn", n = count(draw.selected.len())) }</h3>
            if !draw.assigned {
                <p class="card-note">{ t!("check.no_teams") }</p>
            }
            <Drawn list={Rc::new(draw.selected.clone())} teams={draw.assigned} />
            if !draw.reserves.is_empty() {
                <details class="fold">
                    <summary>{ t!("check.reserves", n = count(draw.reserves.len())) }</summary>
                    <Drawn list={Rc::new(draw.reserves.clone())} teams=false />
                </details>
            }
        </section>
    }
}

fn count(count: usize) -> String {
    format::number(i64::try_from(count).unwrap_or(i64::MAX))
}

fn number(number: u64) -> String {
    format::number(i64::try_from(number).unwrap_or(i64::MAX))
}

fn facts(draw: &CheckedDraw) -> Html {
    let hash = |text: &str| html! { <span class="code">{ text.to_owned() }</span> };
    let parties: Vec<_> = draw.parties.iter().map(|id| called(id)).collect();
    html! {
        <>
            <dl class="facts">
                { parts::fact(t!("check.roster"), number(draw.rows)) }
                { parts::fact(t!("check.inspectors"), number(draw.inspectors)) }
                { parts::fact(t!("check.exclusions"), number(draw.exclusions)) }
                { parts::fact(t!("check.parties"), parties.join(&*t!("portal.list_comma"))) }
            </dl>
            <dl class="hashes">
                { parts::fact(t!("portal.freeze"), hash(&draw.freeze)) }
                { parts::fact(t!("portal.seed"), hash(&draw.seed)) }
            </dl>
            <p class="field-hint">{ t!("check.freeze_text") }</p>
            { explained(draw.parties.iter().map(String::as_str)) }
        </>
    }
}

fn strata(strata: &[CheckStratum]) -> Html {
    html! {
        <div class="scroll strata" tabindex="0" role="region" aria-label={t!("check.strata").into_owned()}>
            <table class="numbers">
                <caption>{ t!("check.strata") }</caption>
                <thead><tr>
                    <th scope="col">{ t!("check.stratum") }</th>
                    <th scope="col">{ t!("check.eligible") }</th>
                    <th scope="col">{ t!("check.take") }</th>
                    <th scope="col">{ t!("check.reserve_count") }</th>
                    <th scope="col">{ t!("check.chances") }</th>
                </tr></thead>
                <tbody>
                    { for strata.iter().map(|stratum| html! {
                        <tr key={stratum.id}>
                            <th scope="row">{ stratum.id }</th>
                            <td>{ number(stratum.eligible) }</td>
                            <td>{ number(stratum.take) }</td>
                            <td>{ number(stratum.reserve) }</td>
                            <td>{ for stratum.chances.iter().map(|chance| html! {
                                <div>{ t!("check.chance_of", weight = chance.weight, rows = number(chance.rows), chance = chance.chance) }</div>
                            }) }</td>
                        </tr>
                    }) }
                </tbody>
            </table>
        </div>
    }
}

#[derive(Properties, Clone, PartialEq)]
struct DrawnProps {
    list: Rc<Vec<CheckDrawn>>,
    teams: bool,
}

#[component]
fn Drawn(DrawnProps { list, teams }: &DrawnProps) -> Html {
    let shown = use_state(|| ROWS);
    let more = {
        let shown = shown.clone();
        Callback::from(move |()| shown.set(shown.saturating_add(ROWS)))
    };
    html! {
        <>
            <ul class="drawn">
                { for list.iter().take(*shown).map(|drawn| html! {
                    <li key={drawn.did.clone()}>
                        <span class="drawn-name">{ drawn.name.clone().unwrap_or_else(|| t!("check.unnamed").into_owned()) }</span>
                        <span class="code">{ drawn.code.as_ref().unwrap_or(&drawn.did) }</span>
                        <span class="field-hint">
                            { t!("check.place", stratum = drawn.stratum, rank = drawn.rank) }
                            if *teams {
                                { t!("check.team_of", team = drawn.team.join(&*t!("portal.list_comma"))) }
                            }
                        </span>
                    </li>
                }) }
            </ul>
            if list.len() > *shown {
                <Button on_click={more}>{ t!("check.more", n = count(list.len() - *shown)) }</Button>
            }
        </>
    }
}
