//! What can be done with a task now.

use std::rc::Rc;

use contract::problem::ProblemCode;
use contract::task::{Reason, Task};
use rust_i18n::t;
use ui::action::{Button, Design};
use yew::prelude::*;
use yew_router::prelude::*;

use super::detail::state_words;
use super::next::{Step, expected, steps};
use crate::client::{Client, Outcome};
use crate::shared::confirm::{Question, use_confirm};
use crate::shared::loaded::Complaint;
use crate::shared::notice::use_notices;
use crate::shared::reason::ReasonDialog;
use crate::shared::resource::use_action;
use crate::staff::{Route, use_client, use_me};

/// Properties of [`Actions`].
#[derive(Properties, Clone, PartialEq)]
pub struct ActionsProps {
    /// The task.
    pub task: Rc<Task>,
    /// Reads it again.
    pub reload: Callback<()>,
}

/// The buttons of the steps that this role can take, the expected one emphasised.
#[component]
pub fn Actions(props: &ActionsProps) -> Html {
    let role = use_me().map(|me| me.role);
    let (client, confirm, notices) = (use_client(), use_confirm(), use_notices());
    let navigator = use_navigator();
    let action = use_action();
    let asking = use_state(|| None::<Step>);
    let Some(role) = role else { return Html::default() };
    let act = {
        let (action, asking, props) = (action.clone(), asking.clone(), props.clone());
        Callback::from(move |(step, reason): (Step, Option<Reason>)| {
            let (client, task) = (client.clone(), props.task.clone());
            let (asking, reload, notices) = (asking.clone(), props.reload.clone(), notices.clone());
            action.run(perform(client, task, step, reason), move |task: Task| {
                asking.set(None);
                notices.done(t!("task.now_in_state", state = state_words(task.state)));
                reload.emit(());
            });
        })
    };
    let choose = {
        let (act, asking, task) = (act.clone(), asking.clone(), props.task.clone());
        Callback::from(move |step: Step| match step {
            Step::Edit | Step::Hall => {
                let route = if step == Step::Edit {
                    Route::EditTask { id: task.id }
                } else {
                    Route::Draw { id: task.id }
                };
                if let Some(navigator) = &navigator {
                    navigator.push(&route);
                }
            }
            Step::Void | Step::Return => asking.set(Some(step)),
            Step::Issue | Step::Submit | Step::Approve | Step::Disclose | Step::Archive => {
                confirm.ask(question(step, act.reform(move |()| (step, None))));
            }
        })
    };
    let emphasised = expected(props.task.state, role);
    let outdated = action.failure.as_ref().and_then(crate::client::Failure::code);
    let outdated = matches!(outdated, Some(ProblemCode::Stale | ProblemCode::WrongState));
    html! {
        <>
            if asking.is_none() { <Complaint failure={action.failure.clone()} /> }
            <div class="page-actions">
                if outdated {
                    <Button icon="refresh" on_click={props.reload.clone()}>{ t!("task.reload") }</Button>
                }
                { for steps(props.task.state, role).into_iter().map(|step| html! {
                    <Button key={label(step)} design={design(step, emphasised)} loading={action.running}
                        on_click={choose.reform(move |()| step)}>
                        { label(step) }
                    </Button>
                }) }
            </div>
            if let Some(step) = *asking {
                <ReasonDialog title={title(step)} text={consequence(step)} action={label(step)} work={action.clone()}
                    hint={t!("task.reason_hint").into_owned()} on_reason={act.reform(move |reason| (step, Some(reason)))}
                    on_close={{ let asking = asking.clone(); Callback::from(move |()| asking.set(None)) }} />
            }
        </>
    }
}

async fn perform(client: Client, task: Rc<Task>, step: Step, reason: Option<Reason>) -> Outcome<Task> {
    let (id, version) = (task.id, task.version);
    let reason = reason.unwrap_or_else(|| Reason { reason: String::new() });
    match step {
        Step::Issue => client.issue_task(id, version).await,
        Step::Submit => client.submit_task(id, version).await,
        Step::Approve => client.approve_task(id, version).await,
        Step::Return => client.return_task(id, version, &reason).await,
        Step::Disclose => client.disclose_task(id, version).await,
        Step::Archive => client.archive_task(id, version).await,
        Step::Void => client.void_task(id, version, &reason).await,
        // Pages, not actions.
        Step::Edit | Step::Hall => client.task(id).await,
    }
}

fn question(step: Step, then: Callback<()>) -> Question {
    let hurts = matches!(step, Step::Disclose | Step::Archive);
    Question { title: title(step), text: consequence(step), action: label(step), hurts, then }
}

fn design(step: Step, emphasised: Option<Step>) -> Design {
    if emphasised == Some(step) {
        Design::Emphasized
    } else if step == Step::Void {
        Design::Negative
    } else {
        Design::Default
    }
}

fn label(step: Step) -> String {
    match step {
        Step::Edit => t!("task.do.edit"),
        Step::Hall => t!("task.do.hall"),
        Step::Issue => t!("task.do.issue"),
        Step::Submit => t!("task.do.submit"),
        Step::Approve => t!("task.do.approve"),
        Step::Return => t!("task.do.return"),
        Step::Disclose => t!("task.do.disclose"),
        Step::Archive => t!("task.do.archive"),
        Step::Void => t!("task.do.void"),
    }
    .into_owned()
}

fn title(step: Step) -> String {
    t!("task.ask", action = label(step)).into_owned()
}

fn consequence(step: Step) -> String {
    match step {
        Step::Issue => t!("task.then.issue"),
        Step::Submit => t!("task.then.submit"),
        Step::Approve => t!("task.then.approve"),
        Step::Return => t!("task.then.return"),
        Step::Disclose => t!("task.then.disclose"),
        Step::Archive => t!("task.then.archive"),
        Step::Void => t!("task.then.void"),
        Step::Edit | Step::Hall => return String::new(),
    }
    .into_owned()
}
