//! The frame of the wizard: steps, saving when a step is left, what is kept in the browser.

use std::rc::Rc;

use contract::problem::ProblemCode;
use contract::task::{Task, TaskDraft};
use rust_i18n::t;
use serde::{Deserialize, Serialize};
use ui::action::Button;
use ui::container::{Wizard, WizardLayout, WizardStep};
use yew::prelude::*;
use yew_router::prelude::*;

use super::draft::{Entry, wrong};
use super::frame::{Foot, Head, Strip};
use super::kept::{self, Kept};
use super::register::Register;
use super::step::Step;
use super::step_matters::MattersStep;
use super::step_objects::ObjectsStep;
use super::step_preview::PreviewStep;
use super::step_team::TeamStep;
use super::step_time::TimeStep;
use crate::client::{Client, Outcome};
use crate::shared::filter::use_filters;
use crate::shared::form::{Form, use_kept_form};
use crate::shared::loaded::{Complaint, loaded};
use crate::shared::notice::use_notices;
use crate::shared::resource::{use_action, use_resource};
use crate::shared::words;
use crate::staff::{Route, use_client, use_me};

/// Which step, in the address.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct At {
    step: Step,
}

/// Properties of [`Editor`].
#[derive(Properties, Clone, PartialEq)]
pub struct EditorProps {
    /// The draft; none for a new one.
    pub task: Option<Rc<Task>>,
    /// What a new one begins with.
    #[prop_or_default]
    pub begin: Entry,
    /// Reads it again.
    pub reload: Callback<()>,
}

/// The wizard over one draft.
#[component]
pub fn Editor(props: &EditorProps) -> Html {
    let (client, me, notices) = (use_client(), use_me(), use_notices());
    let navigator = use_navigator();
    let at = use_filters::<Route, At>();
    let id = props.task.as_ref().map(|task| task.id);
    let place = kept::place(me.as_ref().map(|me| me.id).unwrap_or_default(), id);
    // As it was saved last.
    let current = use_state(|| props.task.clone());
    let version = current.as_ref().map(|task| task.version);
    let begun = props.task.as_deref().map_or_else(|| props.begin.clone(), Entry::from);
    let form = use_kept_form(|| begun.clone());
    let (restored, older) = use_kept(&form, &place, version);
    let register = {
        let (client, department) = (client.clone(), me.and_then(|me| me.department_id));
        use_resource((), move |()| Register::read(client.clone(), department))
    };
    let action = use_action();
    let tries = use_mut_ref(|| 0_u32);
    let refused = use_state(|| 0_u32);
    use_effect_with(*refused, |_| show_first_error());
    let refuse = {
        let refused = refused.setter();
        Callback::from(move |()| {
            *tries.borrow_mut() += 1;
            refused.set(*tries.borrow());
        })
    };
    {
        // What the server finds wrong is shown at its field, in its step.
        let (form, at, refuse) = (form.clone(), at.clone(), refuse.clone());
        use_effect_with(action.failure.clone(), move |failure| {
            if let Some(failure) = failure {
                form.complain(failure);
                if let Some(first) = failure.fields().first() {
                    at.replace(At { step: Step::of_pointer(&first.pointer) });
                    refuse.emit(());
                }
            }
        });
    }
    {
        // What was mended is not complained about any more.
        let form = form.clone();
        use_effect_with(form.value.clone(), move |entry| {
            let shown = form.errors_besides(&[]);
            if !shown.is_empty() {
                let left = entry.to_draft().err().unwrap_or_default();
                form.show(shown.into_iter().filter(|error| left.contains(error)).collect());
            }
        });
    }
    // A preview is of what the server has.
    let step = if id.is_none() { at.query.step.min(Step::Objects) } else { at.query.step };
    let go = {
        let (form, at, action) = (form.clone(), at.clone(), action.clone());
        let (current, place) = (current.clone(), place.clone());
        let (client, register) = (client.clone(), register.ready().cloned());
        Callback::from(move |(to, over): (Step, bool)| {
            let request = match checked(&form, register.as_deref(), step, to) {
                Ok(request) => request,
                Err(wrong) => {
                    // Where it was refused the way back does not stop.
                    if wrong != step {
                        at.replace(At { step: wrong });
                    }
                    return refuse.emit(());
                }
            };
            let Some(request) = request.filter(|_| form.changed || id.is_none()) else {
                return at.set(At { step: to });
            };
            let (form, at, current) = (form.clone(), at.clone(), current.clone());
            let (navigator, notices, place) = (navigator.clone(), notices.clone(), place.clone());
            let over = if over { Over::Whatever } else { Over::Known(version) };
            action.run(save(client.clone(), id, over, request), move |task: Task| {
                kept::forget(&place);
                form.fill(Entry::from(&task));
                let saved = task.id;
                current.set(Some(Rc::new(task)));
                notices.done(t!("wizard.saved"));
                if id.is_some() {
                    if to != step {
                        at.set(At { step: to });
                    }
                } else if let Some(navigator) = navigator {
                    // A query of one word can always be written.
                    let _ = navigator.replace_with_query(&Route::EditTask { id: saved }, At { step: to });
                }
            });
        })
    };
    let discard = {
        let (form, begun, place) = (form.clone(), begun, place);
        let reload = props.reload.clone();
        Callback::from(move |()| {
            kept::forget(&place);
            form.fill(begun.clone());
            reload.emit(());
        })
    };
    let overwrite = go.reform(move |()| (step, true));
    let go = go.reform(|to| (to, false));
    let stale = action.failure.as_ref().and_then(crate::client::Failure::code) == Some(ProblemCode::Stale);
    html! {
        <>
            <Head task={(*current).clone()} changed={form.changed} />
            if restored && form.changed {
                <Strip text={t!("wizard.restored").into_owned()} action={t!("wizard.discard").into_owned()} on_click={discard.clone()} />
            }
            if let Some(entry) = (*older).clone() {
                <Strip text={t!("wizard.older").into_owned()} action={t!("wizard.take_mine").into_owned()} on_click={{
                    let (form, older) = (form.clone(), older.clone());
                    Callback::from(move |()| {
                        form.with(|value| *value = entry.clone());
                        older.set(None);
                    })
                }} />
            }
            { loaded(&register, |register| steps(&form, register, step, id, &go)) }
            <div class="wizard-bottom">
                if stale {
                    <Strip text={t!("wizard.stale").into_owned()} action={t!("wizard.take_theirs").into_owned()} on_click={discard}>
                        <Button on_click={overwrite}>{ t!("wizard.take_mine") }</Button>
                    </Strip>
                } else {
                    <Complaint failure={action.failure.clone()} />
                }
                <Foot {step} saving={action.running} is_new={id.is_none()} changed={form.changed} on_go={go} />
            </div>
        </>
    }
}

/// Brings the first complaint of the step into view.
fn show_first_error() {
    let document = web_sys::window().and_then(|window| window.document());
    let error = document.and_then(|document| document.query_selector(".wizard .field-error").ok()?);
    // The label above it is to be seen, too: the whole field.
    if let Some(field) = error.and_then(|error| error.parent_element()) {
        field.scroll_into_view();
    }
}

/// Restores what is kept, once, and keeps what is entered from then on. Answers what is kept of an older version of the
/// draft: that is not restored unasked, it would undo what others did since.
#[hook]
fn use_kept(form: &Form<Entry>, place: &str, version: Option<i64>) -> (bool, UseStateHandle<Option<Entry>>) {
    let restored = use_state(|| false);
    let older = use_state(|| None);
    {
        let (form, place, restored, older) =
            (form.clone(), place.to_owned(), restored.clone(), older.clone());
        use_effect_with((), move |()| match kept::load(&place) {
            Some(kept) if kept.version == version => {
                form.with(|entry| *entry = kept.entry);
                restored.set(true);
            }
            Some(kept) => older.set(Some(kept.entry)),
            None => {}
        });
    }
    let place = place.to_owned();
    use_effect_with((form.value.clone(), form.changed), move |(entry, changed)| {
        if *changed {
            kept::store(&place, &Kept { version, entry: entry.clone() });
        } else if kept::load(&place).is_some_and(|kept| kept.version == version) {
            kept::forget(&place);
        }
    });
    (*restored, older)
}

/// The request, if it is complete; the steps before `to` must be right when going forward, else the first wrong one.
fn checked(
    form: &Form<Entry>,
    register: Option<&Register>,
    from: Step,
    to: Step,
) -> Result<Option<TaskDraft>, Step> {
    let (request, mut errors) = match form.value.to_draft() {
        Ok(request) => (Some(request), Vec::new()),
        Err(errors) => (None, errors),
    };
    let lacks =
        register.map(|one| form.value.undemanded(one.wanted(&form.value.matters))).unwrap_or_default();
    if !lacks.is_empty() {
        let names = words::list(&lacks.into_iter().collect::<Vec<_>>());
        errors.push(wrong("/plan/team/0/qualifications", t!("wizard.team_lacks", names = names)));
    }
    let passed = |step: Step| to > from && step < to;
    let mut shown: Vec<_> =
        errors.into_iter().filter(|error| passed(Step::of_pointer(&error.pointer))).collect();
    shown.sort_by_key(|error| Step::of_pointer(&error.pointer));
    let first = shown.first().map(|error| Step::of_pointer(&error.pointer));
    form.show(shown);
    first.map_or(Ok(request), Err)
}

/// What a draft is saved over.
enum Over {
    /// The version that is known; a newer one is not touched. None for a draft that the server does not have yet.
    Known(Option<i64>),
    /// Whatever others have saved meanwhile.
    Whatever,
}

async fn save(client: Client, id: Option<i64>, over: Over, request: TaskDraft) -> Outcome<Task> {
    let version = match (over, id) {
        (Over::Known(version), _) => version,
        (Over::Whatever, Some(id)) => Some(client.task(id).await?.version),
        (Over::Whatever, None) => None,
    };
    match id.zip(version) {
        Some((id, version)) => client.change_task(id, version, &request).await,
        None => client.create_task(&request).await,
    }
}

fn steps(
    form: &Form<Entry>,
    register: &Rc<Register>,
    at: Step,
    id: Option<i64>,
    go: &Callback<Step>,
) -> Html {
    let on_step = {
        let (go, form) = (go.clone(), form.clone());
        Callback::from(move |code: String| {
            if let Some(step) = Step::from_code(&code).filter(|step| *step != at) {
                // The wizard has turned already: drawing again puts it back where the work is.
                form.with(|_| ());
                go.emit(step);
            }
        })
    };
    let content = || {
        let (form, register) = (form.clone(), register.clone());
        match at {
            Step::Matters => html! { <MattersStep {form} {register} /> },
            Step::Time => html! { <TimeStep {form} {register} /> },
            Step::Team => html! { <TeamStep {form} {register} /> },
            Step::Objects => html! { <ObjectsStep {form} {register} /> },
            Step::Preview => {
                html! { <PreviewStep id={id.unwrap_or_default()} changed={form.changed} on_go={go.clone()} /> }
            }
        }
    };
    html! {
        <Wizard class="wizard" content_layout={WizardLayout::SingleStep} accessible_name={t!("wizard.title").into_owned()} {on_step}>
            { for Step::ALL.into_iter().map(|step| html! {
                <WizardStep key={step.code()} data_key={step.code()} title_text={title(step)} icon={icon(step)}
                    selected={step == at} disabled={step == Step::Preview && id.is_none()}>
                    if step == at { <div class="form wizard-step">{ content() }</div> }
                </WizardStep>
            }) }
        </Wizard>
    }
}

/// What a step is called.
pub fn title(step: Step) -> String {
    match step {
        Step::Matters => t!("wizard.step.matters"),
        Step::Time => t!("wizard.step.time"),
        Step::Team => t!("wizard.step.team"),
        Step::Objects => t!("wizard.step.objects"),
        Step::Preview => t!("wizard.step.preview"),
    }
    .into_owned()
}

fn icon(step: Step) -> &'static str {
    match step {
        Step::Matters => "checklist",
        Step::Time => "calendar",
        Step::Team => "group",
        Step::Objects => "factory",
        Step::Preview => "show",
    }
}
