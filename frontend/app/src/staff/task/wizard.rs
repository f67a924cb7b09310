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

use domain::draw::policy::DrawPolicy;
use domain::task::State;
use rust_i18n::t;
use yew::prelude::*;
use yew_router::prelude::*;

use crate::client::Failure;
use crate::shared::loaded::{Empty, loaded};
use crate::shared::resource::use_resource;
use crate::staff::{Route, use_client, use_me};

/// A task to be drafted: it begins with what the draw policy of the clerk's department asks for.
#[component]
pub fn NewTaskPage() -> Html {
    let (client, me) = (use_client(), use_me());
    let policy = use_resource(me.and_then(|me| me.department_id), move |department| {
        let client = client.clone();
        async move {
            match department {
                Some(id) => Ok(client.draw_policy(id).await?.policy),
                None => Ok::<_, Failure>(DrawPolicy::default()),
            }
        }
    });
    loaded(&policy, |policy| {
        html! { <editor::Editor task={None} begin={draft::Entry::under(policy)} reload={Callback::noop()} /> }
    })
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
