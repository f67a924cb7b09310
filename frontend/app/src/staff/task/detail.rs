//! One task: where it stands, what comes next, its facts, documents and rounds.

use std::rc::Rc;

use contract::task::Task;
use domain::policy::{Action, allows};
use domain::task::State;
use rust_i18n::t;
use ui::status::{MessageStrip, StripDesign};
use ui::text::{Level, Title};
use yew::prelude::*;
use yew_router::prelude::*;

use super::actions::Actions;
use super::documents::Documents;
use super::facts::Facts;
use super::simulation::SimulationPanel;
use super::state::{StateTag, Way};
use super::{Rounds, next};
use crate::shared::loaded::loaded;
use crate::shared::resource::use_resource;
use crate::staff::{Route, strike, substitution, use_client, use_me};

/// Properties of [`TaskPage`].
#[derive(Properties, Clone, PartialEq)]
pub struct TaskPageProps {
    /// Key.
    pub id: i64,
}

/// One task.
#[component]
pub fn TaskPage(props: &TaskPageProps) -> Html {
    let client = use_client();
    let task = {
        let client = client.clone();
        use_resource(props.id, move |id| {
            let client = client.clone();
            async move { client.task(id).await }
        })
    };
    let role = use_me().map(|me| me.role);
    let version = task.ready().map(|task| task.version);
    let rounds = use_resource((props.id, version), move |(id, _)| {
        let client = client.clone();
        async move { Ok((client.rounds(id).await?, client.draws(id).await?)) }
    });
    let allowed = |action| role.is_some_and(|role| allows(role, action));
    loaded(&task, |found| {
        html! {
            <>
                <Head task={found.clone()} />
                <NextStep task={found.clone()} reload={task.reload.clone()} />
                <SimulationPanel task={found.clone()} reload={task.reload.clone()} />
                <Facts task={found.clone()} />
                <Elsewhere task={found.clone()} />
                if allowed(Action::InspectionRead) { <substitution::OfTask task={found.id} /> }
                <strike::OfTask task={found.id} version={found.version} reload={task.reload.clone()} />
                { rounds.ready().map(|both| html! { <Rounds task={found.id} rounds={both.0.clone()} draws={both.1.clone()} /> }).unwrap_or_default() }
            </>
        }
    })
}

/// Properties of the parts of the page.
#[derive(Properties, Clone, PartialEq)]
struct PartProps {
    task: Rc<Task>,
}

#[component]
fn Head(PartProps { task }: &PartProps) -> Html {
    html! {
        <header class="page-head">
            <div>
                <p class="over-title"><Link<Route> to={Route::Tasks}>{ t!("task.title") }</Link<Route>>{ " / " }{ &task.number }</p>
                <Title level={Level::H1} size={Level::H3}>{ &task.name }</Title>
            </div>
            <StateTag state={task.state} />
        </header>
    }
}

#[derive(Properties, Clone, PartialEq)]
struct NextStepProps {
    task: Rc<Task>,
    reload: Callback<()>,
}

#[component]
fn NextStep(NextStepProps { task, reload }: &NextStepProps) -> Html {
    let role = use_me().map(|me| me.role);
    let mine = role.is_some_and(|role| next::expected(task.state, role).is_some());
    html! {
        <section class="sheet next">
            <Way state={task.state} />
            if let Some((design, words)) = reason(task) {
                <MessageStrip {design} hide_close_button=true>{ words }</MessageStrip>
            }
            <p class="next-words">
                if mine { <strong>{ t!("task.your_turn") }</strong> }
                { what_now(task) }
            </p>
            <Actions task={task.clone()} reload={reload.clone()} />
        </section>
    }
}

/// Why the task was voided, or sent back last. The reason of a voided round stands with its round.
fn reason(task: &Task) -> Option<(StripDesign, String)> {
    let sent_back = task.state == State::Inspecting && task.submitted_at.is_some();
    let found = if task.state == State::Voided {
        (StripDesign::Negative, t!("task.voided_because", reason = task.reason))
    } else if sent_back {
        (StripDesign::Critical, t!("task.returned_because", reason = task.reason))
    } else {
        return None;
    };
    Some((found.0, found.1.into_owned()))
}

fn what_now(task: &Task) -> String {
    match task.state {
        State::Draft if task.supplements.is_some() => t!("task.now.supplementary"),
        State::Draft => t!("task.now.draft"),
        State::Frozen => t!("task.now.frozen"),
        State::Drawn => t!("task.now.drawn"),
        State::Issued => t!("task.now.issued"),
        State::Inspecting => t!("task.now.inspecting"),
        State::Submitted => t!("task.now.submitted"),
        State::Approved => t!("task.now.approved"),
        State::Disclosed => t!("task.now.disclosed"),
        State::Archived => t!("task.now.archived"),
        State::Voided => t!("task.now.voided"),
    }
    .into_owned()
}

/// The pages and documents of a task that was drawn.
#[component]
fn Elsewhere(PartProps { task }: &PartProps) -> Html {
    if task.state.after(domain::task::Event::VoidRound).is_ok() || task.state == State::Draft {
        return Html::default();
    }
    html! {
        <section class="sheet">
            <Title level={Level::H2} size={Level::H5}>{ t!("task.elsewhere") }</Title>
            <ul class="links">
                <li><Link<Route, Of> to={Route::Inspections} query={Some(Of { task: task.id })}>{ t!("task.inspections") }</Link<Route, Of>></li>
                <li><Link<Route> to={Route::Summary { id: task.id }}>{ t!("task.summary") }</Link<Route>></li>
                <li><Link<Route> to={Route::Draw { id: task.id }}>{ t!("task.hall") }</Link<Route>></li>
                <li><a href={format!("/tasks/{}", task.id)} target="_blank">{ t!("task.public_page") }</a></li>
            </ul>
            <Documents id={task.id} state={task.state} />
        </section>
    }
}

/// The query that shows the inspections of one task.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
struct Of {
    task: i64,
}
