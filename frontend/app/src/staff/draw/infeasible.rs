//! A round whose draw found no teams: what would have helped, to be decided for before the next one.

use rust_i18n::t;
use ui::text::{Level, Title};
use yew::prelude::*;
use yew_router::prelude::*;

use crate::shared::loaded::loaded;
use crate::shared::resource::use_resource;
use crate::staff::task::Relaxations;
use crate::staff::{Route, use_client};

/// Properties of [`Infeasible`].
#[derive(Properties, Clone, PartialEq)]
pub struct InfeasibleProps {
    /// Key of the task.
    pub task: i64,
    /// Its version.
    pub version: i64,
    /// The round.
    pub round: u32,
    /// Whether the plan can be changed: that of a supplementary round is the one it makes up for.
    pub may_decide: bool,
    /// Reads the ceremony again.
    pub refresh: Callback<()>,
}

/// What would have helped the round, as the plan is now.
#[component]
pub fn Infeasible(props: &InfeasibleProps) -> Html {
    let InfeasibleProps { refresh, .. } = props;
    let InfeasibleProps { task, version, round, may_decide, .. } = *props;
    let client = use_client();
    let found = use_resource((task, round, version), move |(task, round, _)| {
        let client = client.clone();
        async move { client.round_relaxations(task, round).await }
    });
    html! {
        <section class="sheet">
            <Title level={Level::H2} size={Level::H5}>{ t!("draw.infeasible", n = round) }</Title>
            { loaded(&found, |found| html! {
                if found.with_teams {
                    <p>{ t!("draw.infeasible_now_possible", n = found.objects) }</p>
                } else if found.relaxations.is_empty() {
                    <p>{ t!("draw.infeasible_no_way") }</p>
                } else {
                    <Relaxations {task} {version} relaxations={found.relaxations.clone()} {may_decide}
                        hint={t!("draw.infeasible_hint", n = found.objects).into_owned()} reload={refresh.clone()} />
                }
            }) }
            <p class="field-hint">
                { t!("draw.infeasible_next") }{ " " }
                <Link<Route> to={Route::Task { id: task }}>{ t!("simulation.to_task") }</Link<Route>>
            </p>
        </section>
    }
}
