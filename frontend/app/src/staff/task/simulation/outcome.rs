//! How often teams could be formed, and why not.

use std::rc::Rc;

use contract::simulation::Simulation;
use rust_i18n::t;
use ui::status::{MessageStrip, StripDesign};
use ui::text::{Level, Title};
use yew::prelude::*;

/// Properties of [`Outcome`].
#[derive(Properties, Clone, PartialEq)]
pub struct OutcomeProps {
    /// What came of the trials.
    pub simulation: Rc<Simulation>,
}

/// How often teams could be formed, and why not.
#[component]
pub fn Outcome(OutcomeProps { simulation }: &OutcomeProps) -> Html {
    let (n, failed) = (simulation.trials, simulation.trials.saturating_sub(simulation.with_teams));
    let (design, words) = if failed == 0 {
        (StripDesign::Positive, t!("simulation.all_with_teams", n = n))
    } else if simulation.with_teams == 0 {
        (StripDesign::Negative, t!("simulation.none_with_teams", n = n))
    } else {
        (StripDesign::Critical, t!("simulation.some_with_teams", n = n, failed = failed))
    };
    html! {
        <>
            <MessageStrip {design} hide_close_button=true>{ words }</MessageStrip>
            if !simulation.complete {
                <p class="field-hint">{ t!("simulation.incomplete", n = n, wanted = simulation.wanted) }</p>
            }
            if !simulation.causes.is_empty() {
                <section class="part">
                    <Title level={Level::H3} size={Level::H5}>{ t!("simulation.causes") }</Title>
                    <ul class="obstacles">
                        { for simulation.causes.iter().map(|cause| html! {
                            <li key={cause.words.clone()}>
                                <span>{ &cause.words }</span>
                                <strong>{ t!("simulation.times", n = cause.trials, of = n) }</strong>
                            </li>
                        }) }
                    </ul>
                </section>
            }
        </>
    }
}
