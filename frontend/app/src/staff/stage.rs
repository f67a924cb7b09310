//! The steps of a task after its inspections: submit, approve, send back, disclose, archive.

use std::rc::Rc;

use contract::summary::TaskSummary;
use contract::task::{Reason, Task};
use domain::policy::{Action, Role, allows};
use domain::task::{Event, State};
use rust_i18n::t;
use ui::action::{Button, Design};
use ui::status::{MessageStrip, StripDesign};
use yew::prelude::*;

use crate::client::{Client, Failure, Outcome};
use crate::shared::confirm::{Question, use_confirm};
use crate::shared::loaded::Complaint;
use crate::shared::notice::use_notices;
use crate::shared::reason::ReasonDialog;
use crate::shared::resource::use_action;
use crate::staff::{use_client, use_me};

/// A step that needs no reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Submit,
    Approve,
    Disclose,
    Archive,
}

impl Step {
    const ALL: [Self; 4] = [Self::Submit, Self::Approve, Self::Disclose, Self::Archive];

    fn row(self) -> (Action, Event, Design) {
        match self {
            Self::Submit => (Action::TaskSubmit, Event::Submit, Design::Emphasized),
            Self::Approve => (Action::TaskApprove, Event::Approve, Design::Positive),
            Self::Disclose => (Action::TaskDisclose, Event::Disclose, Design::Emphasized),
            Self::Archive => (Action::TaskDisclose, Event::Archive, Design::Default),
        }
    }

    /// Keys of its words: the button, the question, what comes of it, that it is done.
    fn words(self) -> [&'static str; 4] {
        match self {
            Self::Submit => {
                ["stage.submit_action", "stage.submit_title", "stage.submit_text", "stage.submit_done"]
            }
            Self::Approve => {
                ["stage.approve_action", "stage.approve_title", "stage.approve_text", "stage.approve_done"]
            }
            Self::Disclose => [
                "stage.disclose_action",
                "stage.disclose_title",
                "stage.disclose_text",
                "stage.disclose_done",
            ],
            Self::Archive => {
                ["stage.archive_action", "stage.archive_title", "stage.archive_text", "stage.archive_done"]
            }
        }
    }

    async fn run(self, client: Client, id: i64, version: i64) -> Outcome<Task> {
        match self {
            Self::Submit => client.submit_task(id, version).await,
            Self::Approve => client.approve_task(id, version).await,
            Self::Disclose => client.disclose_task(id, version).await,
            Self::Archive => client.archive_task(id, version).await,
        }
    }

    fn is_open(self, role: Option<Role>, state: State) -> bool {
        let (action, event, _) = self.row();
        role.is_some_and(|role| allows(role, action)) && state.after(event).is_ok()
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

/// The buttons of the steps that are open now to whoever is signed in.
#[component]
pub fn StageActions(StageProps { task, reload }: &StageProps) -> Html {
    let role = use_me().map(|me| me.role);
    let steps = Step::ALL.into_iter().filter(|step| step.is_open(role, task.state));
    let returns = Step::Approve.is_open(role, task.state);
    html! {
        <>
            { for steps.map(|step| html! {
                <StepButton key={format!("{step:?}")} {step} task={task.clone()} reload={reload.clone()} />
            }) }
            if returns {
                <ReturnButton task={task.clone()} reload={reload.clone()} />
            }
        </>
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

#[derive(Properties, Clone, PartialEq)]
struct StepButtonProps {
    step: Step,
    task: Rc<Task>,
    reload: Callback<()>,
}

#[component]
fn StepButton(StepButtonProps { step, task, reload }: &StepButtonProps) -> Html {
    let step = *step;
    let [button, _, _, done] = step.words();
    let client = use_client();
    let confirm = use_confirm();
    let notices = use_notices();
    let (asking, doing) = (use_action(), use_action());
    let (id, version) = (task.id, task.version);
    let then = {
        let (client, doing, reload) = (client.clone(), doing.clone(), reload.clone());
        Callback::from(move |()| {
            let (notices, reload) = (notices.clone(), reload.clone());
            doing.run(step.run(client.clone(), id, version), move |_| {
                notices.done(t!(done));
                reload.emit(());
            });
        })
    };
    let on_click = {
        let (asking, name) = (asking.clone(), task.name.clone());
        Callback::from(move |()| {
            let (client, confirm, then) = (client.clone(), confirm.clone(), then.clone());
            let name = name.clone();
            // To how much it happens is counted when it is asked.
            asking.run(async move { client.summary(id).await }, move |summary| {
                confirm.ask(question(step, &name, &summary, then));
            });
        })
    };
    let failure = doing.failure.clone().or_else(|| asking.failure.clone());
    html! {
        <>
            <Button design={step.row().2} loading={asking.running || doing.running} {on_click}>
                { t!(button) }
            </Button>
            <Trouble {failure} reload={reload.clone()} />
        </>
    }
}

fn question(step: Step, name: &str, summary: &TaskSummary, then: Callback<()>) -> Question {
    let [action, title, text, _] = step.words();
    let total = &summary.total;
    let recorded: i64 = total.results.iter().map(|result| result.count).sum();
    Question {
        title: t!(title).into_owned(),
        text: t!(text, name = name, n = total.to_inspect, recorded = recorded, closed = total.closed)
            .into_owned(),
        action: t!(action).into_owned(),
        hurts: matches!(step, Step::Disclose | Step::Archive),
        then,
    }
}

#[component]
fn ReturnButton(StageProps { task, reload }: &StageProps) -> Html {
    let client = use_client();
    let notices = use_notices();
    let work = use_action();
    let open = use_state(|| false);
    let set = |to: bool| {
        let open = open.clone();
        Callback::from(move |()| open.set(to))
    };
    let on_reason = {
        let (work, reload, id, version) = (work.clone(), reload.clone(), task.id, task.version);
        Callback::from(move |reason: Reason| {
            let (client, notices, reload) = (client.clone(), notices.clone(), reload.clone());
            work.run(async move { client.return_task(id, version, &reason).await }, move |_| {
                notices.done(t!("stage.return_done"));
                reload.emit(());
            });
        })
    };
    html! {
        <>
            <Button design={Design::Negative} on_click={set(true)}>{ t!("stage.return_action") }</Button>
            if *open {
                <ReasonDialog title={t!("stage.return_title").into_owned()} text={t!("stage.return_text", name = task.name).into_owned()}
                    action={t!("stage.return_action").into_owned()} work={work.clone()} {on_reason} on_close={set(false)} />
            }
        </>
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
