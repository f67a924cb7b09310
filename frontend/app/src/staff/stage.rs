//! The steps of a task after its inspections: submit, approve, send back, disclose, archive.

use std::rc::Rc;

use contract::summary::TaskSummary;
use contract::task::{Reason, Task};
use domain::task::State;
use rust_i18n::t;
use ui::action::{Button, Design};
use ui::status::{MessageStrip, StripDesign};
use yew::prelude::*;

use crate::client::Failure;
use crate::shared::confirm::{Question, use_confirm};
use crate::shared::loaded::Complaint;
use crate::shared::notice::use_notices;
use crate::shared::reason::ReasonDialog;
use crate::shared::resource::{use_action, use_resource};
use crate::shared::words;
use crate::staff::task::next::{Step, expected, steps};
use crate::staff::task::{ask, label, perform};
use crate::staff::{use_client, use_me};

/// Whether a step is one of these, counted and asked for here.
pub fn is_stage(step: Step) -> bool {
    match step {
        Step::Submit | Step::Approve | Step::Return | Step::Disclose | Step::Archive => true,
        Step::Edit | Step::Hall | Step::Issue | Step::Strike | Step::Void | Step::Withdraw => false,
    }
}

/// Properties of [`StageActions`] and [`Returned`].
#[derive(Properties, Clone, PartialEq)]
pub struct StageProps {
    /// The task.
    pub task: Rc<Task>,
    /// Reads the task anew.
    #[prop_or_default]
    pub reload: Callback<()>,
}

/// The buttons of these steps that are open now to whoever is signed in.
#[component]
pub fn StageActions(StageProps { task, reload }: &StageProps) -> Html {
    let Some(role) = use_me().map(|me| me.role) else { return Html::default() };
    let steps = steps(task.state, role).into_iter().filter(|step| is_stage(*step));
    html! {
        { for steps.map(|step| html! {
            <StageButton key={label(step)} {step} task={task.clone()} reload={reload.clone()} />
        }) }
    }
}

/// Why the leader sent a task back, for those who work on it now and for the leader who sees it again.
#[component]
pub fn Returned(StageProps { task, .. }: &StageProps) -> Html {
    let matters = matches!(task.state, State::Inspecting | State::Submitted);
    if !matters || task.reason.is_empty() {
        return Html::default();
    }
    html! {
        <MessageStrip design={StripDesign::Critical} hide_close_button=true>
            { t!("stage.returned_because", reason = task.reason) }
        </MessageStrip>
    }
}

/// Properties of [`StageButton`].
#[derive(Properties, Clone, PartialEq)]
pub struct StageButtonProps {
    /// The step; one of which [`is_stage`] holds.
    pub step: Step,
    /// The task.
    pub task: Rc<Task>,
    /// Reads the task anew.
    pub reload: Callback<()>,
}

/// The button of a step, its question or dialog, and why it was not done.
#[component]
pub fn StageButton(StageButtonProps { step, task, reload }: &StageButtonProps) -> Html {
    let step = *step;
    let client = use_client();
    let confirm = use_confirm();
    let notices = use_notices();
    let (asking, doing) = (use_action(), use_action());
    let returning = use_state(|| false);
    let role = use_me().map(|me| me.role);
    let left = use_left((step == Step::Submit).then_some(task.id));
    let act = {
        let (client, doing, reload) = (client.clone(), doing.clone(), reload.clone());
        let (task, returning) = (task.clone(), returning.clone());
        Callback::from(move |reason: Option<Reason>| {
            let (notices, reload, returning) = (notices.clone(), reload.clone(), returning.clone());
            doing.run(perform(client.clone(), task.clone(), step, reason), move |task: Task| {
                returning.set(false);
                notices.done(t!("task.now_in_state", state = words::code("task_state", task.state)));
                reload.emit(());
            });
        })
    };
    let on_click = {
        let (asking, returning, act) = (asking.clone(), returning.clone(), act.clone());
        let (id, name) = (task.id, task.name.clone());
        Callback::from(move |()| {
            if step == Step::Return {
                return returning.set(true);
            }
            let (client, confirm, then) = (client.clone(), confirm.clone(), act.reform(|()| None));
            let name = name.clone();
            // To how much it happens is counted when it is asked.
            asking.run(async move { client.summary(id).await }, move |summary| {
                confirm.ask(question(step, &name, &summary, then));
            });
        })
    };
    let is_expected = role.is_some_and(|role| expected(task.state, role) == Some(step));
    let design = if is_expected { Design::Emphasized } else { Design::Default };
    let failure = doing.failure.clone().filter(|_| !*returning).or_else(|| asking.failure.clone());
    let on_close = {
        let returning = returning.clone();
        Callback::from(move |()| returning.set(false))
    };
    html! {
        <>
            <Button {design} disabled={left > 0} loading={asking.running || doing.running} {on_click}>{ label(step) }</Button>
            if left > 0 {
                <span class="field-hint">{ t!("stage.not_yet", n = left) }</span>
            }
            <Trouble {failure} reload={reload.clone()} />
            if *returning {
                <ReasonDialog title={t!("stage.return_title").into_owned()} action={label(step)} work={doing}
                    text={t!("stage.return_text", name = task.name).into_owned()} hint={t!("stage.return_hint").into_owned()}
                    on_reason={act.reform(Some)} {on_close} />
            }
        </>
    }
}

/// How many inspections of a task are still to be recorded; none while that is not known.
#[hook]
fn use_left(task: Option<i64>) -> i64 {
    let client = use_client();
    let summary = use_resource(task, move |task| {
        let client = client.clone();
        async move {
            match task {
                Some(id) => client.summary(id).await.map(Some),
                None => Ok(None),
            }
        }
    });
    let left = |summary: &TaskSummary| i64::from(summary.total.to_inspect) - recorded(summary);
    summary.ready().and_then(|summary| (**summary).as_ref().map(left)).unwrap_or_default()
}

fn recorded(summary: &TaskSummary) -> i64 {
    summary.total.results.iter().map(|result| result.count).sum()
}

fn question(step: Step, name: &str, summary: &TaskSummary, then: Callback<()>) -> Question {
    let total = &summary.total;
    let (n, closed) = (total.to_inspect, total.closed);
    let recorded = recorded(summary);
    let text = match step {
        Step::Submit => t!("stage.submit_text", name = name, n = n, recorded = recorded),
        Step::Approve => t!("stage.approve_text", name = name, n = n, recorded = recorded),
        Step::Disclose => t!("stage.disclose_text", name = name, recorded = recorded),
        Step::Archive => t!("stage.archive_text", name = name, n = n, closed = closed),
        // Asked for elsewhere, or not at all.
        Step::Return | Step::Edit | Step::Hall | Step::Issue | Step::Strike | Step::Void | Step::Withdraw => {
            "".into()
        }
    };
    Question {
        title: ask(step),
        text: text.into_owned(),
        action: label(step),
        hurts: matches!(step, Step::Disclose | Step::Archive),
        then,
    }
}

#[derive(Properties, Clone, PartialEq)]
struct TroubleProps {
    failure: Option<Failure>,
    reload: Callback<()>,
}

/// Why it was not done; when somebody else was faster, a way to see what they did.
#[component]
fn Trouble(TroubleProps { failure, reload }: &TroubleProps) -> Html {
    html! {
        <>
            <Complaint failure={failure.clone()} />
            if failure.as_ref().is_some_and(Failure::is_outdated) {
                <Button on_click={reload.clone()}>{ t!("action.reload") }</Button>
            }
        </>
    }
}
