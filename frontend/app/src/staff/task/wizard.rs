//! The task wizard, in the order of the work: matters, time, inspectors, objects and method, preview.

mod draft;
mod editor;
mod frame;
mod kept;
mod parts;
mod quota;
mod register;
mod step;
mod step_matters;
mod step_objects;
mod step_preview;
mod step_quota;
mod step_team;
mod step_time;

use domain::task::State;
use rust_i18n::t;
use yew::prelude::*;
use yew_router::prelude::*;

use crate::shared::loaded::{Empty, loaded};
use crate::shared::resource::use_resource;
use crate::staff::{Route, use_client};

/// A task to be drafted.
#[component]
pub fn NewTaskPage() -> Html {
    html! { <editor::Editor task={None} reload={Callback::noop()} /> }
}

/// Properties of [`EditTaskPage`].
#[derive(Properties, Clone, PartialEq)]
pub struct EditTaskPageProps {
    /// Key.
    pub id: i64,
}

/// A draft being changed.
#[component]
pub fn EditTaskPage(props: &EditTaskPageProps) -> Html {
    let client = use_client();
    let task = use_resource(props.id, move |id| {
        let client = client.clone();
        async move { client.task(id).await }
    });
    loaded(&task, |found| {
        if found.changeable() {
            // Another version is another draft: what is shown begins anew.
            return html! {
                <editor::Editor key={found.version.to_string()} task={Some(found.clone())} reload={task.reload.clone()} />
            };
        }
        let title = if found.state == State::Draft { t!("wizard.fixed") } else { t!("wizard.no_draft") };
        html! {
            <Empty title={title.into_owned()} hint={t!("wizard.no_draft_hint").into_owned()}>
                <Link<Route> to={Route::Task { id: found.id }}>{ &found.name }</Link<Route>>
            </Empty>
        }
    })
}
