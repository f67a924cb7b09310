//! Relaxations on offer, each decided for with a reason.

use contract::simulation::{OfferedRelaxation, RelaxRequest};
use contract::task::{Reason, Task};
use domain::task::relaxation::PlanRelaxation;
use rust_i18n::t;
use ui::action::Button;
use ui::text::{Level, Title};
use yew::prelude::*;

use crate::shared::notice::use_notices;
use crate::shared::reason::ReasonDialog;
use crate::shared::resource::use_action;
use crate::staff::use_client;

/// Properties of [`Relaxations`].
#[derive(Properties, Clone, PartialEq)]
pub struct RelaxationsProps {
    /// Key of the task.
    pub task: i64,
    /// Its version.
    pub version: i64,
    /// Those on offer; without any, nothing is shown.
    pub relaxations: Vec<OfferedRelaxation>,
    /// What they are worked out for.
    pub hint: AttrValue,
    /// Whether the plan can be changed now.
    pub may_decide: bool,
    /// Reads the task again.
    pub reload: Callback<()>,
}

/// What was chosen, and its words.
type Chosen = (PlanRelaxation, String);

/// What would help, with a button where the plan can do it.
#[component]
pub fn Relaxations(props: &RelaxationsProps) -> Html {
    let RelaxationsProps { relaxations, hint, reload, .. } = props;
    let (id, version, may_decide) = (props.task, props.version, props.may_decide);
    let (client, notices, work) = (use_client(), use_notices(), use_action());
    let chosen = use_state(|| None::<Chosen>);
    if relaxations.is_empty() {
        return Html::default();
    }
    let decide = {
        let (chosen, work, reload) = (chosen.clone(), work.clone(), reload.clone());
        Callback::from(move |Reason { reason }: Reason| {
            let Some((relaxation, words)) = (*chosen).clone() else { return };
            let (client, chosen) = (client.clone(), chosen.clone());
            let (notices, reload) = (notices.clone(), reload.clone());
            let ask =
                async move { client.relax_task(id, version, &RelaxRequest { relaxation, reason }).await };
            work.run(ask, move |_: Task| {
                chosen.set(None);
                notices.done(t!("simulation.relaxed", change = words));
                reload.emit(());
            });
        })
    };
    let offer = |offered: &OfferedRelaxation| {
        let way = match offered.relaxation.clone() {
            Some(relaxation) if may_decide => {
                let (chosen, words) = (chosen.clone(), offered.words.clone());
                let on_click =
                    Callback::from(move |()| chosen.set(Some((relaxation.clone(), words.clone()))));
                html! { <Button {on_click}>{ t!("simulation.relax") }</Button> }
            }
            Some(_) => html! { <em>{ t!("simulation.plan_stands") }</em> },
            None => html! { <em>{ t!("simulation.for_people") }</em> },
        };
        html! {
            <li key={offered.words.clone()}>
                <span>{ &offered.words }</span>
                { way }
            </li>
        }
    };
    let on_close = {
        let chosen = chosen.clone();
        Callback::from(move |()| chosen.set(None))
    };
    html! {
        <section class="part">
            <Title level={Level::H3} size={Level::H5}>{ t!("simulation.relaxations") }</Title>
            <p class="field-hint">{ hint }</p>
            <ul class="offers">{ for relaxations.iter().map(offer) }</ul>
            if let Some((_, words)) = (*chosen).clone() {
                <ReasonDialog title={t!("simulation.ask").into_owned()} text={words} action={t!("simulation.relax").into_owned()}
                    hint={t!("simulation.reason_hint").into_owned()} work={work.clone()} on_reason={decide} {on_close} />
            }
        </section>
    }
}
