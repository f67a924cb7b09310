//! The draw hall of one task.

use std::rc::Rc;

use contract::draw::Ceremony;
use domain::policy::{Action, allows};
use rust_i18n::t;
use ui::status::{MessageStrip, StripDesign};
use ui::text::{Level, Title};
use yew::prelude::*;
use yew_router::prelude::*;

use super::clerk::ClerkPart;
use super::parties::Parties;
use super::phase::Phase;
use super::poll::use_ceremony;
use super::show::Show;
use super::witness::WitnessPart;
use crate::shared::loaded::{Failed, Waiting};
use crate::shared::resource::use_resource;
use crate::staff::task::{Rounds, StateTag};
use crate::staff::{Route, use_client, use_me};

/// Properties of [`DrawPage`].
#[derive(Properties, Clone, PartialEq)]
pub struct DrawPageProps {
    /// Key.
    pub id: i64,
}

/// The draw hall.
#[component]
pub fn DrawPage(props: &DrawPageProps) -> Html {
    let watched = use_ceremony(props.id);
    match (&watched.ceremony, &watched.failure) {
        (None, None) => html! { <Waiting /> },
        (None, Some(failure)) => {
            html! { <Failed failure={failure.clone()} retry={watched.refresh.clone()} /> }
        }
        (Some(ceremony), failure) => html! {
            <>
                if let Some(failure) = failure {
                    <MessageStrip design={StripDesign::Critical} hide_close_button=true>
                        { t!("draw.lost", why = failure.words()) }
                    </MessageStrip>
                }
                <Hall id={props.id} ceremony={ceremony.clone()} refresh={watched.refresh.clone()} />
            </>
        },
    }
}

#[derive(Properties, Clone, PartialEq)]
struct HallProps {
    id: i64,
    ceremony: Rc<Ceremony>,
    refresh: Callback<()>,
}

#[component]
fn Hall(props: &HallProps) -> Html {
    let HallProps { id, ceremony, refresh } = props.clone();
    let client = use_client();
    let role = use_me().map(|me| me.role);
    let phase = Phase::of(&ceremony);
    // Whoever was here before the draw sees it happen; others see what came of it.
    let live = use_memo(id, |_| std::cell::Cell::new(false));
    if phase < Phase::Drawn {
        live.set(true);
    }
    let task = {
        let client = client.clone();
        use_resource(id, move |id| {
            let client = client.clone();
            async move { client.task(id).await }
        })
    };
    let rounds = use_resource((id, ceremony.version), move |(id, _)| {
        let client = client.clone();
        async move { client.draws(id).await }
    });
    let runs = role.is_some_and(|role| allows(role, Action::TaskDraw));
    let rounds = rounds.ready().map(|rounds| (**rounds).clone()).unwrap_or_default();
    let drawn = rounds.iter().filter(|draw| draw.state == "drawn").max_by_key(|draw| draw.round).cloned();
    html! {
        <>
            <header class="page-head">
                <div>
                    <p class="over-title">
                        <Link<Route> to={Route::Task { id }}>{ &ceremony.task }</Link<Route>>{ " / " }{ t!("draw.round", n = ceremony.round) }
                    </p>
                    <Title level={Level::H1} size={Level::H3}>{ t!("draw.title") }</Title>
                    { for task.ready().map(|task| html! { <p class="hall-name">{ &task.name }</p> }) }
                </div>
                <StateTag state={ceremony.state} />
            </header>
            <Phases {phase} />
            if runs { <ClerkPart task={id} ceremony={ceremony.clone()} refresh={refresh.clone()} /> }
            <WitnessPart task={id} ceremony={ceremony.clone()} {refresh} />
            if let Some(draw) = drawn {
                <Show task={id} {draw} live={live.get()} />
            }
            <Parties {ceremony} />
            <Rounds task={id} {rounds} />
        </>
    }
}

#[derive(Properties, Clone, Copy, PartialEq)]
struct PhasesProps {
    phase: Phase,
}

/// The phases, and in plain words what happens in the present one.
#[component]
fn Phases(PhasesProps { phase }: &PhasesProps) -> Html {
    if *phase == Phase::Over {
        return html! {
            <MessageStrip design={StripDesign::Negative} hide_close_button=true>{ t!("draw.over") }</MessageStrip>
        };
    }
    html! {
        <section class="sheet">
            <ol class="way" aria-label={t!("draw.phases").into_owned()}>
                { for Phase::ALL.into_iter().enumerate().map(|(place, one)| html! {
                    <li key={place} class={classes!((one < *phase).then_some("way-done"), (one == *phase).then_some("way-here"))}
                        aria-current={(one == *phase).then_some("step")}>
                        <span class="way-mark" aria-hidden="true">{ if one < *phase { "✓".to_owned() } else { (place + 1).to_string() } }</span>
                        <span>{ words(one).0 }</span>
                    </li>
                }) }
            </ol>
            <p>{ words(*phase).1 }</p>
        </section>
    }
}

/// What a phase is called, and what happens in it.
fn words(phase: Phase) -> (String, String) {
    let (name, text) = match phase {
        Phase::Gather => (t!("draw.phase.gather"), t!("draw.explain.gather")),
        Phase::Reveal => (t!("draw.phase.reveal"), t!("draw.explain.reveal")),
        Phase::Ready => (t!("draw.phase.ready"), t!("draw.explain.ready")),
        Phase::Drawn => (t!("draw.phase.drawn"), t!("draw.explain.drawn")),
        Phase::Over => (t!("draw.over"), t!("draw.over")),
    };
    (name.into_owned(), text.into_owned())
}
