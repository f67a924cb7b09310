//! The clerk's part: freeze, void a round, draw.

use std::rc::Rc;

use contract::draw::{Ceremony, DrawRequest};
use contract::task::{Reason, TaskPreview};
use rust_i18n::t;
use ui::action::{Button, Design};
use ui::field::TextField;
use ui::text::{Level, Title};
use yew::prelude::*;
use yew_router::prelude::*;

use super::parties::name;
use super::phase::{Phase, silent};
use crate::shared::confirm::{Question, use_confirm};
use crate::shared::loaded::{Complaint, loaded};
use crate::shared::notice::use_notices;
use crate::shared::reason::ReasonDialog;
use crate::shared::resource::{use_action, use_resource};
use crate::shared::words;
use crate::staff::{Route, use_client};

/// Properties of [`ClerkPart`].
#[derive(Properties, Clone, PartialEq)]
pub struct ClerkPartProps {
    /// Key of the task.
    pub task: i64,
    /// The ceremony.
    pub ceremony: Rc<Ceremony>,
    /// Reads it again.
    pub refresh: Callback<()>,
}

/// What the clerk does now.
#[component]
pub fn ClerkPart(props: &ClerkPartProps) -> Html {
    let body = match Phase::of(&props.ceremony) {
        Phase::Gather => html! { <Freeze ..props.clone() /> },
        Phase::Reveal => html! { <Wait ..props.clone() /> },
        Phase::Ready => html! { <DrawLots ..props.clone() /> },
        Phase::Drawn | Phase::Over => return Html::default(),
    };
    html! {
        <section class="sheet">
            <Title level={Level::H2} size={Level::H5}>{ t!("draw.clerk_part") }</Title>
            { body }
        </section>
    }
}

#[component]
fn Freeze(props: &ClerkPartProps) -> Html {
    let (client, confirm, notices) = (use_client(), use_confirm(), use_notices());
    let action = use_action();
    let committed = props.ceremony.parties.len();
    let preview = {
        let client = client.clone();
        use_resource((props.task, props.ceremony.version, committed), move |(id, _, _)| {
            let client = client.clone();
            async move { client.preview_task(id).await }
        })
    };
    let freeze = {
        let (action, props) = (action.clone(), props.clone());
        Callback::from(move |()| {
            let (client, id, version) = (client.clone(), props.task, props.ceremony.version);
            let (refresh, notices) = (props.refresh.clone(), notices.clone());
            action.run(async move { client.freeze_task(id, version).await }, move |_| {
                notices.done(t!("draw.is_frozen"));
                refresh.emit(());
            });
        })
    };
    let ask = move |preview: &TaskPreview| {
        let question = Question {
            title: t!("draw.freeze_ask").into_owned(),
            text: t!(
                "draw.freeze_text",
                scope = preview.in_scope,
                eligible = preview.eligible,
                take = preview.take,
                inspectors = preview.inspectors,
                witnesses = committed
            )
            .into_owned(),
            action: t!("draw.freeze").into_owned(),
            hurts: true,
            then: freeze.clone(),
        };
        let confirm = confirm.clone();
        Callback::from(move |()| confirm.ask(question.clone()))
    };
    html! {
        <>
            <p>{ t!("draw.freeze_explained") }</p>
            <Complaint failure={action.failure.clone()} />
            { loaded(&preview, |found| html! {
                <>
                    if found.obstacles.is_empty() {
                        <p>{ t!("draw.freeze_ready", eligible = found.eligible, take = found.take, inspectors = found.inspectors) }</p>
                    } else {
                        <ul class="obstacles">
                            { for found.obstacles.iter().map(|obstacle| html! { <li key={obstacle.clone()}><span>{ obstacle }</span></li> }) }
                        </ul>
                    }
                    <div class="page-actions">
                        <Button design={Design::Emphasized} icon="locked" disabled={!found.obstacles.is_empty()} loading={action.running}
                            on_click={ask(found)}>
                            { t!("draw.freeze") }
                        </Button>
                        <Link<Route> to={Route::EditTask { id: props.task }}>{ t!("task.do.edit") }</Link<Route>>
                    </div>
                </>
            }) }
        </>
    }
}

/// Waits for those who have not revealed; gives the round up when they never will.
#[component]
fn Wait(props: &ClerkPartProps) -> Html {
    let (client, notices) = (use_client(), use_notices());
    let action = use_action();
    let asking = use_state(|| false);
    let set = |to: bool| {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(to))
    };
    let on_reason = {
        let (action, props, asking) = (action.clone(), props.clone(), asking.clone());
        Callback::from(move |reason: Reason| {
            let (client, id, version) = (client.clone(), props.task, props.ceremony.version);
            let (refresh, notices, asking) = (props.refresh.clone(), notices.clone(), asking.clone());
            action.run(async move { client.void_round(id, version, &reason).await }, move |_| {
                asking.set(false);
                notices.done(t!("draw.round_voided"));
                refresh.emit(());
            });
        })
    };
    let names: Vec<_> =
        silent(&props.ceremony).iter().map(|party| name(&props.ceremony, &party.id)).collect();
    html! {
        <>
            <p>{ t!("draw.wait_explained", names = words::list(&names)) }</p>
            <div><Button design={Design::Negative} on_click={set(true)}>{ t!("draw.void_round") }</Button></div>
            if *asking {
                <ReasonDialog title={t!("draw.void_ask", n = props.ceremony.round).into_owned()} text={t!("draw.void_text").into_owned()}
                    action={t!("draw.void_round").into_owned()} work={action.clone()}
                    hint={t!("task.reason_hint").into_owned()} {on_reason} on_close={set(false)} />
            }
        </>
    }
}

#[component]
fn DrawLots(props: &ClerkPartProps) -> Html {
    let (client, confirm, notices) = (use_client(), use_confirm(), use_notices());
    let action = use_action();
    let value = use_state(String::new);
    let again = use_state(String::new);
    let asked = props.ceremony.entropy.clone();
    let differs = !again.is_empty() && again.trim() != value.trim();
    let ready = asked.is_none() || (!value.trim().is_empty() && value.trim() == again.trim());
    let draw = {
        let (action, props, value) = (action.clone(), props.clone(), value.trim().to_owned());
        let asked = asked.is_some();
        Callback::from(move |()| {
            let (client, id, version) = (client.clone(), props.task, props.ceremony.version);
            let (refresh, notices) = (props.refresh.clone(), notices.clone());
            let request = DrawRequest { entropy: asked.then(|| value.clone()) };
            action.run(async move { client.draw_task(id, version, &request).await }, move |_| {
                notices.done(t!("draw.is_drawn"));
                refresh.emit(());
            });
        })
    };
    let on_click = Callback::from(move |()| {
        confirm.ask(Question {
            title: t!("draw.draw_ask").into_owned(),
            text: t!("draw.draw_text").into_owned(),
            action: t!("draw.draw").into_owned(),
            hurts: false,
            then: draw.clone(),
        });
    });
    let on = |state: &UseStateHandle<String>| {
        let state = state.clone();
        Callback::from(move |text: String| state.set(text))
    };
    html! {
        <>
            <p>{ t!("draw.draw_explained") }</p>
            if let Some(asked) = asked {
                <p>{ t!("draw.entropy_asked", what = asked) }</p>
                <div class="filters">
                    <TextField id="entropy" label={t!("draw.entropy").into_owned()} required=true maxlength={Some(500)} value={(*value).clone()} on_input={on(&value)} />
                    <TextField id="entropy-again" label={t!("draw.entropy_again").into_owned()} required=true maxlength={Some(500)} value={(*again).clone()}
                        hint={t!("draw.entropy_again_hint").into_owned()} on_input={on(&again)}
                        error={differs.then(|| AttrValue::from(t!("draw.entropy_differs").into_owned()))} />
                </div>
            }
            <Complaint failure={action.failure.clone()} />
            <div>
                <Button design={Design::Emphasized} icon="play" disabled={!ready} loading={action.running} {on_click}>{ t!("draw.draw") }</Button>
            </div>
        </>
    }
}
