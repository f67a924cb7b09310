//! The unified form: filled in on a phone, kept in the browser until the server has it.

use std::rc::Rc;

use contract::inspection::Inspection;
use rust_i18n::t;
use ui::action::{Button, Design};
use ui::status::{MessageStrip, ProgressIndicator, StripDesign};
use wasm_bindgen::JsCast;
use yew::prelude::*;

use super::closing::{Closing, Visit};
use super::draft::{Draft, Place};
use super::entry::Entry;
use super::items::Matters;
use crate::client::Failure;
use crate::format;
use crate::shared::clock;
use crate::shared::form::{Form, use_kept_form};
use crate::shared::loaded::Complaint;
use crate::shared::notice::use_notices;
use crate::shared::online::use_online;
use crate::shared::resource::{Action, use_action};
use crate::staff::{use_client, use_me};

/// Properties of [`RecordForm`].
#[derive(Properties, Clone, PartialEq)]
pub struct RecordFormProps {
    /// The inspection.
    pub inspection: Rc<Inspection>,
    /// Reads the inspection anew.
    pub reload: Callback<()>,
}

/// The unified form of an inspection; its key is the version.
#[component]
pub fn RecordForm(props: &RecordFormProps) -> Html {
    let row = &props.inspection.row;
    let place = Place {
        user: use_me().map(|me| me.id).unwrap_or_default(),
        inspection: row.id,
        version: row.version,
    };
    let start = props.inspection.record.as_ref().map(Entry::of).unwrap_or_default();
    let form = use_kept_form(|| start.clone());
    let kept = use_kept(&form, place);
    let (action, submit) = use_submit(&form, props, place);
    let (done, all) = form.value.progress(&props.inspection.form);
    let percent = u32::try_from(done * 100 / all.max(1)).unwrap_or(100);
    html! {
        <div class="record">
            { restored(&form, &kept, start, place) }
            <Matters matters={props.inspection.form.clone()} form={form.clone()} />
            <Visit team={row.team.clone()} form={form.clone()} />
            <Closing form={form.clone()} />
            <div class="submit">
            { trouble(&form, &action, props) }
            <div class="submit-bar">
                <div class="submit-progress">
                    <ProgressIndicator value={percent} display_value={t!("inspection.filled", done = done, all = all).into_owned()}
                        accessible_name={t!("inspection.progress").into_owned()} />
                    <span class="field-hint" role="status">{ kept_words(&kept) }</span>
                </div>
                <Button design={Design::Emphasized} loading={action.running} on_click={submit}>
                    { t!("inspection.submit") }
                </Button>
            </div>
            </div>
        </div>
    }
}

/// What the browser keeps.
struct Kept {
    /// The draft of this version that the form was filled with.
    restored: UseStateHandle<Option<Draft>>,
    /// A draft of an earlier version.
    earlier: UseStateHandle<Option<Draft>>,
    /// Whether what is entered now is kept; none while nothing is.
    now: UseStateHandle<Option<bool>>,
}

#[hook]
fn use_kept(form: &Form<Entry>, place: Place) -> Kept {
    let restored = use_state(|| place.load());
    let earlier = use_state(|| place.load_earlier());
    let now = use_state(|| None);
    {
        let (form, draft) = (form.clone(), (*restored).clone());
        use_effect_with((), move |()| {
            if let Some(draft) = draft {
                form.with(|entry| *entry = draft.entry);
            }
        });
    }
    {
        let now = now.clone();
        use_effect_with((form.value.clone(), form.changed), move |(entry, changed)| {
            if *changed {
                let draft = Draft { entry: entry.clone(), saved_at: clock::now() };
                now.set(Some(place.keep(&draft)));
            }
        });
    }
    Kept { restored, earlier, now }
}

fn kept_words(kept: &Kept) -> String {
    match *kept.now {
        None => String::new(),
        Some(true) => t!("inspection.draft_kept").into_owned(),
        Some(false) => t!("inspection.draft_not_kept").into_owned(),
    }
}

fn restored(form: &Form<Entry>, kept: &Kept, start: Entry, place: Place) -> Html {
    let discard = {
        let (form, state, now) = (form.clone(), kept.restored.clone(), kept.now.clone());
        Callback::from(move |()| {
            form.fill(start.clone());
            place.forget();
            state.set(None);
            now.set(None);
        })
    };
    let forget = {
        let state = kept.earlier.clone();
        Callback::from(move |()| {
            place.forget_earlier();
            state.set(None);
        })
    };
    let take = {
        let (form, state) = (form.clone(), kept.earlier.clone());
        Callback::from(move |()| {
            if let Some(draft) = (*state).clone() {
                form.with(|entry| *entry = draft.entry);
                state.set(None);
            }
        })
    };
    html! {
        <>
            if let Some(draft) = &*kept.restored {
                <MessageStrip design={StripDesign::Information} hide_close_button=true>
                    { t!("inspection.draft_restored", time = format::time(draft.saved_at)) }
                    <div><Button design={Design::Transparent} on_click={discard}>{ t!("inspection.draft_discard") }</Button></div>
                </MessageStrip>
            }
            if let Some(draft) = &*kept.earlier {
                <MessageStrip design={StripDesign::Critical} hide_close_button=true>
                    { t!("inspection.draft_earlier", time = format::time(draft.saved_at)) }
                    <div>
                        <Button design={Design::Transparent} on_click={take}>{ t!("inspection.draft_take") }</Button>
                        <Button design={Design::Transparent} on_click={forget}>{ t!("inspection.draft_discard") }</Button>
                    </div>
                </MessageStrip>
            }
        </>
    }
}

#[hook]
fn use_submit(form: &Form<Entry>, props: &RecordFormProps, place: Place) -> (Action, Callback<()>) {
    let client = use_client();
    let notices = use_notices();
    let action = use_action();
    // How often it was refused: each time the first wrong field is shown.
    let refused = use_state(|| 0_u32);
    {
        let (form, refused) = (form.clone(), refused.clone());
        use_effect_with(action.failure.clone(), move |failure| {
            if let Some(failure) = failure {
                form.complain(failure);
                refused.set(*refused + 1);
            }
        });
    }
    {
        // Once something was wrong, every change shows what still is.
        let (form, inspection) = (form.clone(), props.inspection.clone());
        let active = *refused > 0;
        use_effect_with(form.value.clone(), move |entry: &Entry| {
            if active {
                form.show(entry.judge(&inspection, clock::today()).err().unwrap_or_default());
            }
        });
    }
    use_first_error(form, *refused);
    let submit = {
        let (form, action) = (form.clone(), action.clone());
        let (inspection, reload) = (props.inspection.clone(), props.reload.clone());
        Callback::from(move |()| match form.value.judge(&inspection, clock::today()) {
            Err(errors) => {
                form.show(errors);
                refused.set(*refused + 1);
            }
            Ok(record) => {
                form.show(Vec::new());
                let (client, row) = (client.clone(), inspection.row.clone());
                let work = async move { client.record_inspection(row.id, row.version, &record).await };
                let (form, notices, reload) = (form.clone(), notices.clone(), reload.clone());
                action.run(work, move |_| {
                    place.forget();
                    place.forget_earlier();
                    // Nothing is unsaved any more.
                    form.fill(form.value.clone());
                    notices.done(t!("inspection.recorded"));
                    reload.emit(());
                });
            }
        })
    };
    (action, submit)
}

/// Goes to the first field that is wrong, whenever the form was refused.
#[hook]
fn use_first_error(form: &Form<Entry>, refused: u32) {
    let wrong = form.errors_besides(&[]);
    use_effect_with(refused, move |_| {
        let ids =
            wrong.iter().map(|error| format!("#{}", error.pointer.trim_start_matches('/').replace('/', "-")));
        // The first on the page, whatever was judged first.
        let ids = ids.collect::<Vec<_>>().join(",");
        let document = web_sys::window().and_then(|window| window.document());
        let element = document.and_then(|document| document.query_selector(&ids).ok()?);
        if let Some(element) = element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
            // An element that cannot take the focus is scrolled to all the same.
            let _ = element.focus();
            element.scroll_into_view();
        }
    });
}

/// Why it was not submitted, and what to do.
fn trouble(form: &Form<Entry>, action: &Action, props: &RecordFormProps) -> Html {
    let wrong = form.errors_besides(&[]).len();
    let reload = html! {
        <Button design={Design::Transparent} on_click={props.reload.clone()}>{ t!("action.reload") }</Button>
    };
    match &action.failure {
        Some(Failure::Offline) => html! { <Offline /> },
        Some(failure) if failure.is_outdated() => html! {
            <div role="alert">
                <MessageStrip design={StripDesign::Negative} hide_close_button=true>
                    { failure.words() }{ "。" }{ t!("inspection.draft_stays") }
                    <div>{ reload }</div>
                </MessageStrip>
            </div>
        },
        Some(failure) if failure.fields().is_empty() => {
            html! { <Complaint failure={Some(failure.clone())} /> }
        }
        Some(_) | None if wrong > 0 => html! {
            <div role="alert">
                <MessageStrip design={StripDesign::Negative} hide_close_button=true>
                    { t!("inspection.wrong", n = wrong) }
                </MessageStrip>
            </div>
        },
        Some(_) | None => Html::default(),
    }
}

#[component]
fn Offline() -> Html {
    let (design, words) = if use_online() {
        (StripDesign::Information, t!("inspection.online_again"))
    } else {
        (StripDesign::Critical, t!("inspection.offline"))
    };
    html! {
        <div role="alert">
            <MessageStrip {design} hide_close_button=true>{ words }</MessageStrip>
        </div>
    }
}
