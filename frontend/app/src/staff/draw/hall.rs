//! The draw hall of one task.

use std::rc::Rc;

use chrono::TimeDelta;
use contract::draw::Draw;
use contract::round::{CeremonyEvent, Round};
use contract::task::Task;
use domain::draw::policy::{DrawPolicy, VoidCode};
use domain::policy::{Action, allows};
use rust_i18n::t;
use ui::status::{MessageStrip, StripDesign, Tag, TagDesign};
use ui::text::{Level, Title};
use yew::prelude::*;
use yew_router::prelude::*;

use super::clerk::ClerkPart;
use super::entropy::{Value, differs};
use super::events::Events;
use super::infeasible::Infeasible;
use super::live::{Watched, use_ceremony};
use super::parties::Parties;
use super::phase::{Phase, is_alone};
use super::salt::Salt;
use super::sealed::Sealed;
use super::show::Show;
use super::standing::{Standing, is_withheld};
use super::terms::Terms;
use super::witness::WitnessPart;
use crate::shared::countdown::Countdown;
use crate::shared::loaded::{Failed, Waiting};
use crate::shared::party::with_names;
use crate::shared::resource::{Resource, use_resource};
use crate::shared::words;
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
pub fn DrawPage(DrawPageProps { id }: &DrawPageProps) -> Html {
    // What was told of one task is nothing of another.
    html! { <Watch key={*id} id={*id} /> }
}

#[component]
fn Watch(props: &DrawPageProps) -> Html {
    let watched = use_ceremony(props.id);
    match (&watched.standing, &watched.failure) {
        (None, None) => html! { <Waiting /> },
        (None, Some(failure)) => {
            html! { <Failed failure={failure.clone()} retry={watched.refresh.clone()} /> }
        }
        (Some(standing), failure) => html! {
            <>
                if let Some(failure) = failure {
                    <MessageStrip design={StripDesign::Critical} hide_close_button=true>
                        { t!("draw.lost", why = failure.words()) }
                    </MessageStrip>
                }
                <Hall id={props.id} standing={standing.clone()} watched={watched.clone()} />
            </>
        },
    }
}

#[derive(Properties, Clone, PartialEq)]
struct HallProps {
    id: i64,
    standing: Rc<Standing>,
    watched: Watched,
}

/// What the hall shows besides the ceremony.
#[hook]
fn use_task(id: i64, version: i64) -> (Resource<Task>, Option<Rc<DrawPolicy>>, Vec<Draw>) {
    let client = use_client();
    let (of_policy, of_draws) = (client.clone(), client.clone());
    let task = use_resource(id, move |id| {
        let client = client.clone();
        async move { client.task(id).await }
    });
    let department = task.ready().map(|task| task.department_id);
    let policy = use_resource((department, version), move |(department, _)| {
        let client = of_policy.clone();
        async move {
            Ok(match department {
                Some(id) => Some(Rc::new(client.draw_policy(id).await?.policy)),
                None => None,
            })
        }
    });
    let draws = use_resource((id, version), move |(id, _)| {
        let client = of_draws.clone();
        async move { client.draws(id).await }
    });
    let policy = policy.ready().and_then(|policy| (**policy).clone());
    (task, policy, draws.ready().map(|draws| (**draws).clone()).unwrap_or_default())
}

#[component]
fn Hall(HallProps { id, standing, watched }: &HallProps) -> Html {
    let id = *id;
    let ceremony = &standing.ceremony;
    let role = use_me().map(|me| me.role);
    let phase = Phase::of(standing);
    // Whoever was here before the draw sees it happen; others see what came of it.
    let live = use_memo(id, |_| std::cell::Cell::new(false));
    let sealed = standing.rounds.iter().find(|round| is_withheld(round)).cloned();
    if phase < Phase::Drawn || sealed.is_some() {
        live.set(true);
    }
    let (task, policy, draws) = use_task(id, ceremony.version);
    let runs = role.is_some_and(|role| allows(role, Action::TaskDraw));
    // Not what an earlier round drew while a supplementary one goes on: that stands with the rounds.
    let present = |draw: &&Draw| draw.state == "drawn" && draw.round == ceremony.round;
    let drawn = draws.iter().find(present).cloned();
    let by_two = standing.is_entered_by_two()
        || (phase == Phase::Announce
            && ceremony.entropy.is_some()
            && policy.as_ref().is_some_and(|policy| policy.entropy_confirmed));
    let refresh = watched.refresh.clone();
    let department = task.ready().map(|task| task.department_id);
    html! {
        <>
            <header class="page-head">
                <div>
                    <p class="over-title">
                        <Link<Route> to={Route::Task { id }}>{ &ceremony.task }</Link<Route>>{ " / " }{ t!("draw.round", n = ceremony.round) }
                    </p>
                    <Title level={Level::H1} size={Level::H3}>{ t!("draw.title") }</Title>
                    { task.ready().map(|task| html! { <p class="hall-name">{ &task.name }</p> }).unwrap_or_default() }
                </div>
                <div class="page-actions">{ live_tag(phase, watched.is_live) }<StateTag state={ceremony.state} /></div>
            </header>
            // Every part keeps its place, there or not: a list of what there is would shift them, and be made anew.
            { standing.before().filter(|_| phase < Phase::Drawn || phase == Phase::Over).map(voided).unwrap_or_default() }
            <Phases {phase} {by_two} alone={is_alone(ceremony)} sealed={sealed.is_some()} />
            { due(standing, phase, watched.ahead, &refresh).unwrap_or_default() }
            if let Some((round, may_decide)) = infeasible(standing, phase).filter(|_| runs) {
                <Infeasible task={id} version={ceremony.version} {round} {may_decide} refresh={refresh.clone()} />
            }
            if runs {
                <ClerkPart task={id} standing={standing.clone()} policy={policy.clone()} refresh={refresh.clone()} />
            }
            <WitnessPart task={id} standing={standing.clone()} {policy} refresh={refresh.clone()} />
            if let Some(round) = sealed {
                <Sealed task={id} {round} {refresh} />
            } else if let Some(draw) = drawn {
                <Show task={id} {draw} live={live.get()} />
            }
            { of_round(standing, &watched.events, department) }
            if phase != Phase::Announce { <Parties ceremony={ceremony.clone()} /> }
            if !watched.events.is_empty() { <Events events={watched.events.clone()} /> }
            if runs { <Salt task={id} draws={draws.clone()} /> }
            <Rounds task={id} rounds={standing.rounds.clone()} {draws} />
        </>
    }
}

/// Whether what happens is told at once.
fn live_tag(phase: Phase, is_live: bool) -> Html {
    match (phase < Phase::Drawn, is_live) {
        (true, true) => {
            html! { <Tag design={TagDesign::Positive} hide_state_icon=true>{ t!("draw.live") }</Tag> }
        }
        (true, false) => {
            html! { <Tag design={TagDesign::Critical} hide_state_icon=true>{ t!("draw.polled") }</Tag> }
        }
        (false, _) => Html::default(),
    }
}

/// Why the round before ended without a result.
fn voided(round: &Round) -> Html {
    let Some(void) = &round.void else { return Html::default() };
    let code = words::code("void_code", void.code);
    html! {
        <div role="alert">
            <MessageStrip design={StripDesign::Negative} hide_close_button=true>
                { t!("draw.voided_before", n = round.round, code = code, reason = with_names(&void.reason)) }
            </MessageStrip>
        </div>
    }
}

/// The round before, if its draw found no teams and the next is not announced yet; and whether the plan can be changed.
fn infeasible(standing: &Standing, phase: Phase) -> Option<(u32, bool)> {
    let before = standing.before().filter(|_| phase == Phase::Announce)?;
    before.void.as_ref().filter(|void| void.code == VoidCode::Infeasible)?;
    let content = before.announcement.as_ref();
    Some((before.round, content.is_none_or(|content| content.supplements.is_none())))
}

/// What the present round waits for, and until when.
fn due(standing: &Standing, phase: Phase, ahead: TimeDelta, refresh: &Callback<()>) -> Option<Html> {
    let due = standing.round()?.due_at?;
    let what = match phase {
        Phase::Gather => t!("limits.commit_short"),
        Phase::Reveal => t!("limits.reveal_short"),
        Phase::Entropy => t!("limits.entropy_short"),
        Phase::Announce | Phase::Ready | Phase::Drawn | Phase::Over => return None,
    };
    Some(html! { <Countdown what={what.into_owned()} {due} {ahead} on_over={refresh.clone()} /> })
}

/// What is announced of the present round, and its public value.
fn of_round(standing: &Standing, events: &[CeremonyEvent], department: Option<i64>) -> Html {
    let Some(round) = standing.round() else { return Html::default() };
    let entropy = round.entropy.clone().filter(|_| round.frozen_at.is_some());
    html! {
        <>
            if let Some(entropy) = entropy {
                <Value {entropy} differs={differs(events, round.round)} />
            }
            <Terms round={round.clone()} {department} />
        </>
    }
}

#[derive(Properties, Clone, Copy, PartialEq)]
struct PhasesProps {
    phase: Phase,
    by_two: bool,
    alone: bool,
    sealed: bool,
}

/// The phases, and in plain words what happens in the present one.
#[component]
fn Phases(PhasesProps { phase, by_two, alone, sealed }: &PhasesProps) -> Html {
    if *phase == Phase::Over {
        return html! {
            <MessageStrip design={StripDesign::Negative} hide_close_button=true>{ t!("draw.over") }</MessageStrip>
        };
    }
    html! {
        <section class="sheet">
            <ol class="way" aria-label={t!("draw.phases").into_owned()}>
                { for Phase::way(*by_two).into_iter().enumerate().map(|(place, one)| html! {
                    <li key={place} class={classes!((one < *phase).then_some("way-done"), (one == *phase).then_some("way-here"))}
                        aria-current={(one == *phase).then_some("step")}>
                        <span class="way-mark" aria-hidden="true">{ if one < *phase { "✓".to_owned() } else { (place + 1).to_string() } }</span>
                        <span>{ words(one, *alone).0 }</span>
                    </li>
                }) }
            </ol>
            <p>{ if *sealed && *phase == Phase::Drawn { t!("draw.explain.sealed").into_owned() } else { words(*phase, *alone).1 } }</p>
        </section>
    }
}

/// What a phase is called, and what happens in it; `alone` without witnesses.
fn words(phase: Phase, alone: bool) -> (String, String) {
    let (name, text) = match phase {
        Phase::Gather if alone => (t!("draw.phase.gather"), t!("draw.explain.gather_alone")),
        Phase::Entropy if alone => (t!("draw.phase.entropy"), t!("draw.explain.entropy_alone")),
        Phase::Ready if alone => (t!("draw.phase.ready"), t!("draw.explain.ready_alone")),
        Phase::Announce => (t!("draw.phase.announce"), t!("draw.explain.announce")),
        Phase::Gather => (t!("draw.phase.gather"), t!("draw.explain.gather")),
        Phase::Reveal => (t!("draw.phase.reveal"), t!("draw.explain.reveal")),
        Phase::Entropy => (t!("draw.phase.entropy"), t!("draw.explain.entropy")),
        Phase::Ready => (t!("draw.phase.ready"), t!("draw.explain.ready")),
        Phase::Drawn => (t!("draw.phase.drawn"), t!("draw.explain.drawn")),
        Phase::Over => (t!("draw.over"), t!("draw.over")),
    };
    (name.into_owned(), text.into_owned())
}
