//! Filing that drawn objects be struck.

use std::rc::Rc;

use contract::round::Round;
use contract::task::Task;
use domain::task::Event;
use rust_i18n::t;
use ui::action::{Button, Design};
use ui::field::{Labelled, SelectField, TextAreaField, TextField};
use ui::status::{MessageStrip, StripDesign};
use ui::text::{Level, Title};
use yew::prelude::*;
use yew_router::prelude::*;

use super::candidates::Candidates;
use super::entry::{Chosen, Entry};
use crate::shared::confirm::{Question, use_confirm};
use crate::shared::crumbs::Crumbs;
use crate::shared::form::{Form, use_form};
use crate::shared::loaded::{Complaint, Empty, loaded};
use crate::shared::notice::use_notices;
use crate::shared::resource::{use_action, use_resource};
use crate::staff::{Route, use_client};

/// Properties of [`FileStrikePage`].
#[derive(Properties, Clone, PartialEq)]
pub struct FileStrikePageProps {
    /// Key of the task.
    pub id: i64,
}

/// A strike to be filed for a task.
#[component]
pub fn FileStrikePage(FileStrikePageProps { id }: &FileStrikePageProps) -> Html {
    let client = use_client();
    let found = use_resource(*id, move |id| {
        let client = client.clone();
        async move { Ok((Rc::new(client.task(id).await?), client.rounds(id).await?)) }
    });
    loaded(&found, |found| {
        let (task, rounds) = &**found;
        let drawn = drawn(rounds);
        html! {
            <>
                <header class="page-head">
                    <div>
                        <Crumbs here={t!("strike.file").into_owned()}>
                            <Link<Route> to={Route::Tasks}>{ t!("task.title") }</Link<Route>>
                            <Link<Route> to={Route::Task { id: task.id }}>{ &task.number }</Link<Route>>
                        </Crumbs>
                        <Title level={Level::H1} size={Level::H3}>{ t!("strike.file") }</Title>
                    </div>
                </header>
                if task.state.after(Event::Strike).is_ok() && !drawn.is_empty() {
                    <FileForm task={task.clone()} {drawn} />
                } else {
                    <Empty title={t!("strike.not_now").into_owned()} hint={t!("strike.not_now_hint").into_owned()}>
                        <Link<Route> to={Route::Task { id: task.id }}>{ &task.name }</Link<Route>>
                    </Empty>
                }
            </>
        }
    })
}

/// The rounds that have drawn objects, the latest first.
fn drawn(rounds: &[Round]) -> Vec<i32> {
    let drawn = rounds.iter().filter(|round| round.state == "drawn");
    let mut numbers: Vec<_> = drawn.filter_map(|round| i32::try_from(round.round).ok()).collect();
    numbers.sort_unstable_by_key(|number| std::cmp::Reverse(*number));
    numbers
}

#[derive(Properties, Clone, PartialEq)]
struct FileFormProps {
    task: Rc<Task>,
    drawn: Vec<i32>,
}

#[component]
fn FileForm(FileFormProps { task, drawn }: &FileFormProps) -> Html {
    let form = use_form(Entry::default);
    let chosen_round = use_state(|| None::<i32>);
    let round = chosen_round.or_else(|| drawn.first().copied()).unwrap_or(task.round);
    let on_round = {
        let form = form.clone();
        Callback::from(move |code: String| {
            chosen_round.set(code.parse().ok());
            // Objects of one round at a time.
            form.with(|entry| entry.chosen.clear());
        })
    };
    let on_tick = {
        let form = form.clone();
        Callback::from(move |(object, ticked): (Chosen, bool)| {
            // What was complained about by its position has another one now.
            form.show(Vec::new());
            form.with(|entry| entry.set(object, ticked));
        })
    };
    let labelled = |round: &i32| Labelled {
        value: round.to_string().into(),
        text: t!("draw.round", n = round).into_owned().into(),
    };
    html! {
        <>
            <MessageStrip design={StripDesign::Information} hide_close_button=true>{ t!("strike.when") }</MessageStrip>
            <section class="sheet">
                <Title level={Level::H2} size={Level::H5}>{ t!("strike.choose") }</Title>
                <SelectField id="round" label={t!("strike.round").into_owned()} choices={drawn.iter().map(labelled).collect::<Vec<_>>()}
                    value={round.to_string()} on_change={on_round} />
                <Candidates key={round} task={task.id} {round} on_tick={on_tick.clone()}
                    chosen={form.value.chosen.iter().map(|one| one.id).collect::<std::collections::BTreeSet<_>>()} />
            </section>
            <Grounds task={task.clone()} {form} {on_tick} />
        </>
    }
}

#[derive(Properties, Clone, PartialEq)]
struct GroundsProps {
    task: Rc<Task>,
    form: Form<Entry>,
    on_tick: Callback<(Chosen, bool)>,
}

/// What was chosen, why, and the button that files it.
#[component]
fn Grounds(GroundsProps { task, form, on_tick }: &GroundsProps) -> Html {
    let (client, confirm, notices) = (use_client(), use_confirm(), use_notices());
    let (action, navigator) = (use_action(), use_navigator());
    {
        let form = form.clone();
        use_effect_with(action.failure.clone(), move |failure| {
            if let Some(failure) = failure {
                form.complain(failure);
            }
        });
    }
    let send = {
        let (form, action, id) = (form.clone(), action.clone(), task.id);
        Callback::from(move |()| {
            let (client, request) = (client.clone(), form.value.request());
            let (form, notices, navigator) = (form.clone(), notices.clone(), navigator.clone());
            action.run(async move { client.file_strike(id, &request).await }, move |_| {
                // Nothing is unsaved any more.
                form.fill(form.value.clone());
                notices.done(t!("strike.filed"));
                if let Some(navigator) = navigator {
                    navigator.push(&Route::Task { id });
                }
            });
        })
    };
    let submit = {
        let form = form.clone();
        Callback::from(move |()| {
            if form.check() {
                confirm.ask(Question {
                    title: t!("strike.file_title").into_owned(),
                    text: t!("strike.file_text", n = form.value.chosen.len()).into_owned(),
                    action: t!("strike.submit").into_owned(),
                    hurts: true,
                    then: send.clone(),
                });
            }
        })
    };
    let failure = action.failure.clone().filter(|failure| failure.fields().is_empty());
    html! {
        <section class="sheet form">
            <Title level={Level::H2} size={Level::H5}>{ t!("strike.chosen", n = form.value.chosen.len()) }</Title>
            { chosen(form, on_tick) }
            <TextAreaField id="reason" label={t!("strike.reason").into_owned()} required=true rows={Some(4)}
                maxlength={Some(1000)} value={form.value.reason.clone()} error={form.error("/reason")}
                hint={t!("strike.reason_hint").into_owned()} on_input={form.on(|entry: &mut Entry, text| entry.reason = text)} />
            <TextField id="document" label={t!("strike.document").into_owned()} required=true
                maxlength={Some(200)} value={form.value.document.clone()} error={form.error("/document")}
                hint={t!("strike.document_hint").into_owned()} on_input={form.on(|entry: &mut Entry, text| entry.document = text)} />
            <Complaint {failure} />
            <div class="page-actions">
                <Button design={Design::Emphasized} loading={action.running} on_click={submit}>{ t!("strike.submit") }</Button>
            </div>
        </section>
    }
}

/// What was chosen, each with what the server finds wrong with it.
fn chosen(form: &Form<Entry>, on_tick: &Callback<(Chosen, bool)>) -> Html {
    let wrong = |error: Option<AttrValue>| {
        error.map(|error| html! { <div class="field-error" role="alert">{ error }</div> }).unwrap_or_default()
    };
    let item = |(position, one): (usize, &Chosen)| {
        let object = one.clone();
        let on_click = on_tick.reform(move |()| (object.clone(), false));
        html! {
            <li key={one.id}>
                <div>
                    <div>{ &one.name }</div>
                    <div class="code">{ &one.code }</div>
                    { wrong(form.error(&format!("/inspections/{position}"))) }
                </div>
                <Button design={Design::Transparent} icon="decline" {on_click}
                    accessible_name={t!("strike.give_up", object = one.name).into_owned()} />
            </li>
        }
    };
    html! {
        <>
            { wrong(form.error("/inspections")) }
            if form.value.chosen.is_empty() {
                <p class="field-hint">{ t!("strike.none_chosen") }</p>
            } else {
                <ul class="own">{ for form.value.chosen.iter().enumerate().map(item) }</ul>
            }
        </>
    }
}
