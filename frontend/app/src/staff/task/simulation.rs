//! 试抽模拟: what would come of a draft, by trial draws, and what to decide when teams cannot be formed.

mod figures;
mod outcome;

use std::rc::Rc;

use contract::simulation::{Simulation, SimulationQuery};
use contract::task::Task;
use domain::policy::{Action as Policy, allows};
use domain::task::State;
use rust_i18n::t;
use ui::action::Button;
use ui::status::{MessageStrip, StripDesign};
use ui::text::{Level, Title};
use yew::prelude::*;

use crate::shared::loaded::{Waiting, loaded};
use crate::shared::resource::use_resource;
use crate::staff::task::Relaxations;
use crate::staff::{use_client, use_me};
use figures::Figures;
use outcome::Outcome;

/// Properties of [`SimulationPanel`].
#[derive(Properties, Clone, PartialEq)]
pub struct SimulationPanelProps {
    /// The task.
    pub task: Rc<Task>,
    /// Reads it again.
    pub reload: Callback<()>,
}

/// A button that draws on trial, and what came of it; for those who may change a draft, nothing for others.
#[component]
pub fn SimulationPanel(SimulationPanelProps { task, reload }: &SimulationPanelProps) -> Html {
    let turn = use_state(|| 0_u32);
    let may = use_me().is_some_and(|me| allows(me.role, Policy::TaskWrite));
    if task.state != State::Draft || !may {
        return Html::default();
    }
    let begin = {
        let turn = turn.clone();
        Callback::from(move |()| turn.set(turn.wrapping_add(1)))
    };
    let label = if *turn == 0 { t!("simulation.begin") } else { t!("simulation.again") };
    html! {
        <section class="sheet simulation">
            <Title level={Level::H2} size={Level::H5}>{ t!("simulation.title") }</Title>
            <p class="field-hint">{ t!("simulation.hint") }</p>
            <div class="page-actions"><Button icon="play" on_click={begin}>{ label }</Button></div>
            if *turn > 0 { <Trials task={task.clone()} reload={reload.clone()} turn={*turn} /> }
        </section>
    }
}

/// Properties of [`Trials`].
#[derive(Properties, Clone, PartialEq)]
struct TrialsProps {
    task: Rc<Task>,
    reload: Callback<()>,
    turn: u32,
}

/// Trials of the task as it is: a changed one is tried again.
#[component]
fn Trials(TrialsProps { task, reload, turn }: &TrialsProps) -> Html {
    let client = use_client();
    let found = use_resource((task.id, task.version, *turn), move |(id, ..)| {
        let client = client.clone();
        async move { client.simulate_task(id, SimulationQuery::default()).await }
    });
    if found.stale {
        return html! { <Waiting /> };
    }
    loaded(&found, |found| {
        html! {
            <>
                { obstacles(found) }
                if found.trials > 0 {
                    <>
                        <Outcome simulation={found.clone()} />
                        <Relaxations task={task.id} version={task.version} relaxations={found.relaxations.clone()}
                            hint={t!("simulation.relaxations_hint", n = found.relaxed_trials).into_owned()}
                            may_decide={task.changeable()} reload={reload.clone()} />
                        <Figures simulation={found.clone()} />
                    </>
                }
                <p class="field-hint">{ t!("simulation.never_a_draw") }</p>
            </>
        }
    })
}

fn obstacles(found: &Simulation) -> Html {
    if found.obstacles.is_empty() {
        return Html::default();
    }
    html! {
        <>
            <MessageStrip design={StripDesign::Critical} hide_close_button=true>{ t!("simulation.obstacles") }</MessageStrip>
            <ul class="obstacles">
                { for found.obstacles.iter().map(|one| html! { <li key={one.clone()}><span>{ one }</span></li> }) }
            </ul>
        </>
    }
}
