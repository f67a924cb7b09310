//! The clerk's part: announce, freeze, void a round, type the public value, draw.

use std::rc::Rc;

use contract::draw::DrawRequest;
use contract::task::{Reason, TaskPreview};
use domain::draw::freeze::Mode;
use domain::draw::policy::DrawPolicy;
use rust_i18n::t;
use ui::action::{Button, Design};
use ui::field::TextField;
use ui::text::{Level, Title};
use yew::prelude::*;
use yew_router::prelude::*;

use super::announce::Announce;
use super::entropy::TypeValue;
use super::live::then_read;
use super::parties::name;
use super::phase::{Phase, silent};
use super::standing::Standing;
use crate::shared::confirm::{Question, use_confirm};
use crate::shared::loaded::{Complaint, Waiting, loaded};
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
    /// How the ceremony stands.
    pub standing: Rc<Standing>,
    /// What the department demands, once it is known.
    pub policy: Option<Rc<DrawPolicy>>,
    /// Reads it again.
    pub refresh: Callback<()>,
}

/// What the clerk does now.
#[component]
pub fn ClerkPart(props: &ClerkPartProps) -> Html {
    let (task, standing, refresh) = (props.task, props.standing.clone(), props.refresh.clone());
    let body = match Phase::of(&props.standing) {
        Phase::Announce => html! { <Begin ..props.clone() /> },
        Phase::Gather => html! { <><Freeze ..props.clone() /><GiveUp ..props.clone() /></> },
        Phase::Reveal => html! { <><p>{ waiting_for(&standing) }</p><GiveUp ..props.clone() /></> },
        // Whoever holds all secrets knows the outcome with the value: it is too late to give up.
        Phase::Entropy => html! { <TypeValue {task} {standing} {refresh} /> },
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

/// Announces the round. Where nobody has to witness and nothing is limited in time, the freeze announces it, too.
#[component]
fn Begin(props: &ClerkPartProps) -> Html {
    let Some(policy) = props.policy.clone() else { return html! { <Waiting /> } };
    let freezes = policy.limits.is_none() && props.standing.ceremony.witnesses == 0;
    let (task, standing, refresh) = (props.task, props.standing.clone(), props.refresh.clone());
    let round = standing.ceremony.round;
    html! {
        <>
            // Of the next round another form.
            <Announce key={round} {task} {standing} {policy} {refresh} />
            if freezes { <Freeze ..props.clone() /> }
        </>
    }
}

#[component]
fn Freeze(props: &ClerkPartProps) -> Html {
    let (client, confirm, notices) = (use_client(), use_confirm(), use_notices());
    let action = use_action();
    let committed = props.standing.ceremony.parties.len();
    let preview = {
        let client = client.clone();
        use_resource((props.task, props.standing.ceremony.version, committed), move |(id, _, _)| {
            let client = client.clone();
            async move { client.preview_task(id).await }
        })
    };
    let freeze = {
        let (action, props) = (action.clone(), props.clone());
        Callback::from(move |()| {
            let (client, id, version) = (client.clone(), props.task, props.standing.ceremony.version);
            let (refresh, notices) = (props.refresh.clone(), notices.clone());
            action.run(then_read(async move { client.freeze_task(id, version).await }, refresh), move |_| {
                notices.done(t!("draw.is_frozen"));
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
                        if !props.standing.is_fixed() {
                            <Link<Route> to={Route::EditTask { id: props.task }}>{ t!("task.do.edit") }</Link<Route>>
                        }
                    </div>
                </>
            }) }
        </>
    }
}

/// Whom a frozen round waits for.
fn waiting_for(standing: &Standing) -> String {
    let ceremony = &standing.ceremony;
    let names: Vec<_> = silent(ceremony).iter().map(|party| name(ceremony, &party.id)).collect();
    t!("draw.wait_explained", names = words::list(&names)).into_owned()
}

/// Gives the round up while nobody can know its outcome.
#[component]
fn GiveUp(props: &ClerkPartProps) -> Html {
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
            let (client, id, version) = (client.clone(), props.task, props.standing.ceremony.version);
            let (refresh, notices, asking) = (props.refresh.clone(), notices.clone(), asking.clone());
            action.run(
                then_read(async move { client.void_round(id, version, &reason).await }, refresh),
                move |_| {
                    asking.set(false);
                    notices.done(t!("draw.round_voided"));
                },
            );
        })
    };
    html! {
        <>
            <div><Button design={Design::Negative} on_click={set(true)}>{ t!("draw.void_round") }</Button></div>
            if *asking {
                <ReasonDialog title={t!("draw.void_ask", n = props.standing.ceremony.round).into_owned()} text={t!("draw.void_text").into_owned()}
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
    // Of a value that two people entered nothing is left to be typed.
    let asked = props.standing.ceremony.entropy.clone().filter(|_| !props.standing.is_entered_by_two());
    let differs = !again.is_empty() && again.trim() != value.trim();
    let ready = asked.is_none() || (!value.trim().is_empty() && value.trim() == again.trim());
    let draw = {
        let (action, props, value) = (action.clone(), props.clone(), value.trim().to_owned());
        let asked = asked.is_some();
        Callback::from(move |()| {
            let (client, id, version) = (client.clone(), props.task, props.standing.ceremony.version);
            let (refresh, notices) = (props.refresh.clone(), notices.clone());
            let request = DrawRequest { entropy: asked.then(|| value.clone()) };
            action.run(
                then_read(async move { client.draw_task(id, version, &request).await }, refresh),
                move |draw| {
                    let voided = draw.state == "voided";
                    notices.done(if voided { t!("draw.round_voided") } else { t!("draw.is_drawn") });
                },
            );
        })
    };
    let announcement = props.standing.round().and_then(|round| round.announcement.as_ref());
    let sealed = announcement.is_some_and(|announcement| announcement.mode == Mode::Sealed);
    let on_click = Callback::from(move |()| {
        confirm.ask(Question {
            title: t!("draw.draw_ask").into_owned(),
            text: if sealed { t!("draw.draw_text_sealed") } else { t!("draw.draw_text") }.into_owned(),
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
