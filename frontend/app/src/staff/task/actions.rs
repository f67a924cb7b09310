//! What can be done with a task now.

use std::rc::Rc;

use contract::problem::ProblemCode;
use contract::task::{Reason, Task};
use domain::task::State;
use rust_i18n::t;
use ui::action::{Button, Design};
use yew::prelude::*;
use yew_router::prelude::*;

use super::next::{Step, expected, steps};
use crate::client::{Client, Outcome};
use crate::shared::confirm::{Question, use_confirm};
use crate::shared::loaded::Complaint;
use crate::shared::notice::use_notices;
use crate::shared::reason::ReasonDialog;
use crate::shared::resource::use_action;
use crate::shared::words;
use crate::staff::stage::{StageButton, is_stage};
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
    let voiding = use_state(|| false);
    let Some(role) = role else { return Html::default() };
    let act = {
        let (action, voiding, props) = (action.clone(), voiding.clone(), props.clone());
        Callback::from(move |(step, reason): (Step, Option<Reason>)| {
            let (client, task) = (client.clone(), props.task.clone());
            let (voiding, reload, notices) = (voiding.clone(), props.reload.clone(), notices.clone());
            action.run(perform(client, task, step, reason), move |task: Task| {
                voiding.set(false);
                notices.done(t!("task.now_in_state", state = words::code("task_state", task.state)));
                reload.emit(());
            });
        })
    };
    let choose = {
        let (act, voiding, id) = (act.clone(), voiding.clone(), props.task.id);
        Callback::from(move |step: Step| {
            let go = |route: Route| {
                if let Some(navigator) = &navigator {
                    navigator.push(&route);
                }
            };
            match step {
                Step::Edit => go(Route::EditTask { id }),
                Step::Hall => go(Route::Draw { id }),
                Step::Strike => go(Route::FileStrike { id }),
                Step::Void | Step::Withdraw => voiding.set(true),
                Step::Issue => confirm.ask(Question {
                    title: ask(step),
                    text: t!("task.then.issue").into_owned(),
                    action: label(step),
                    hurts: false,
                    then: act.reform(move |()| (step, None)),
                }),
                // Have buttons of their own.
                Step::Submit | Step::Approve | Step::Return | Step::Disclose | Step::Archive => (),
            }
        })
    };
    let emphasised = expected(props.task.state, role);
    let outdated = action.failure.as_ref().and_then(crate::client::Failure::code);
    let outdated = matches!(outdated, Some(ProblemCode::Stale | ProblemCode::WrongState));
    let button = |step: Step| {
        if is_stage(step) {
            let (task, reload) = (props.task.clone(), props.reload.clone());
            return html! { <StageButton key={label(step)} {step} {task} {reload} /> };
        }
        html! {
            <Button key={label(step)} design={design(step, emphasised)} loading={action.running}
                on_click={choose.reform(move |()| step)}>
                { label(step) }
            </Button>
        }
    };
    // A supplementary round is drafted and frozen beside results.
    let has_results =
        !matches!(props.task.state, State::Draft | State::Frozen) || props.task.supplements.is_some();
    let is_open = |step: &Step| match step {
        Step::Edit => props.task.changeable(),
        Step::Void => !has_results,
        Step::Withdraw => has_results,
        Step::Hall
        | Step::Issue
        | Step::Strike
        | Step::Submit
        | Step::Approve
        | Step::Return
        | Step::Disclose
        | Step::Archive => true,
    };
    let (ending, then) = if has_results {
        (Step::Withdraw, t!("task.then.withdraw"))
    } else {
        (Step::Void, t!("task.then.void"))
    };
    let on_close = {
        let voiding = voiding.clone();
        Callback::from(move |()| voiding.set(false))
    };
    html! {
        <>
            if !*voiding { <Complaint failure={action.failure.clone()} /> }
            <div class="page-actions">
                if outdated {
                    <Button icon="refresh" on_click={props.reload.clone()}>{ t!("task.reload") }</Button>
                }
                { for steps(props.task.state, role).into_iter().filter(is_open).map(button) }
            </div>
            if *voiding {
                <ReasonDialog title={ask(ending)} text={then.into_owned()} action={label(ending)}
                    work={action.clone()} hint={t!("task.reason_hint").into_owned()}
                    on_reason={act.reform(move |reason| (ending, Some(reason)))} {on_close} />
            }
        </>
    }
}

/// Takes a step.
pub async fn perform(client: Client, task: Rc<Task>, step: Step, reason: Option<Reason>) -> Outcome<Task> {
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
        Step::Withdraw => client.withdraw_task(id, version, &reason).await,
        // Pages, not actions.
        Step::Edit | Step::Hall | Step::Strike => client.task(id).await,
    }
}

fn design(step: Step, emphasised: Option<Step>) -> Design {
    if emphasised == Some(step) {
        Design::Emphasized
    } else if matches!(step, Step::Void | Step::Withdraw) {
        Design::Negative
    } else {
        Design::Default
    }
}

/// What the button of a step says.
pub fn label(step: Step) -> String {
    match step {
        Step::Edit => t!("task.do.edit"),
        Step::Hall => t!("task.do.hall"),
        Step::Issue => t!("task.do.issue"),
        Step::Strike => t!("task.do.strike"),
        Step::Submit => t!("task.do.submit"),
        Step::Approve => t!("task.do.approve"),
        Step::Return => t!("task.do.return"),
        Step::Disclose => t!("task.do.disclose"),
        Step::Archive => t!("task.do.archive"),
        Step::Void | Step::Withdraw => t!("task.do.void"),
    }
    .into_owned()
}

/// The question before a step.
pub fn ask(step: Step) -> String {
    t!("task.ask", action = label(step)).into_owned()
}
