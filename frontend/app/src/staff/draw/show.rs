//! The draw as a presentation: firms appear one by one, then teams are dealt.

use std::collections::BTreeMap;
use std::rc::Rc;

use contract::check::{DrawOutcome, DrawnFirm};
use contract::draw::Draw;
use contract::inspection::InspectionQuery;
use contract::page::PageQuery;
use domain::policy::{Action, allows};
use gloo_timers::callback::Interval;
use rust_i18n::t;
use ui::action::{Button, Design};
use ui::status::{MessageStrip, StripDesign};
use ui::text::{Level, Title};
use yew::prelude::*;

use crate::format;
use crate::shared::document::Document;
use crate::shared::loaded::loaded;
use crate::shared::resource::use_resource;
use crate::staff::task::facts::stratum;
use crate::staff::{use_client, use_me};

/// How long a presentation lasts at most: milliseconds.
const WHOLE: usize = 20_000;
/// The shortest and the longest time between two things that appear: milliseconds.
const PACE: (usize, usize) = (60, 600);

/// Properties of [`Show`].
#[derive(Properties, Clone, PartialEq)]
pub struct ShowProps {
    /// Key of the task.
    pub task: i64,
    /// The round.
    pub draw: Draw,
    /// Whether it has just happened: then it plays by itself.
    pub live: bool,
}

/// Everything that is shown.
struct Material {
    outcomes: Option<DrawOutcome>,
    names: BTreeMap<String, String>,
}

/// The presentation of a round that was drawn.
#[component]
pub fn Show(props: &ShowProps) -> Html {
    let client = use_client();
    let knows = use_me().is_some_and(|me| allows(me.role, Action::InspectionRead));
    let material = use_resource((props.task, props.draw.round), move |(task, round)| {
        let client = client.clone();
        async move {
            let outcomes = client.draw_outcome(task, round).await?;
            let mut names = BTreeMap::new();
            if knows {
                // Inspectors who are on none of these are shown by their code.
                let number = i32::try_from(round).ok();
                let query = InspectionQuery { task: Some(task), round: number, ..InspectionQuery::default() };
                let page = PageQuery { page: Some(1), page_size: Some(PageQuery::MOST) };
                let rows = client.inspections(&query, page).await?.items.into_iter();
                names.extend(rows.flat_map(|row| row.team).map(|member| (member.code, member.name)));
            }
            Ok(Material { outcomes, names })
        }
    });
    html! {
        <section class="sheet">
            { loaded(&material, |found| match &found.outcomes {
                // Of a round whose end is not known here yet.
                None => html! {
                    <MessageStrip design={StripDesign::Information} hide_close_button=true>{ t!("draw.sealed_now") }</MessageStrip>
                },
                Some(_) => html! {
                    <Stage key={props.draw.round} material={Shared(found.clone())} draw={props.draw.clone()} live={props.live} />
                },
            }) }
            <div class="page-actions">
                <Document title={t!("task.certificate").into_owned()} path={format!("/tasks/{}/certificate.pdf", props.task)} />
                <a href={format!("/check?task={}&round={}", props.task, props.draw.round)} target="_blank">{ t!("draw.check_long") }</a>
            </div>
        </section>
    }
}

/// Compared by identity: it is read once.
#[derive(Clone)]
struct Shared(Rc<Material>);

impl PartialEq for Shared {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

#[derive(Properties, Clone, PartialEq)]
struct StageProps {
    material: Shared,
    draw: Draw,
    live: bool,
}

#[component]
fn Stage(props: &StageProps) -> Html {
    let Some(outcomes) = &props.material.0.outcomes else { return Html::default() };
    let firms = outcomes.firms.len();
    let all = if outcomes.assigned { firms.saturating_mul(2) } else { firms };
    let plays = props.live && !wants_rest();
    let shown = use_state(|| if plays { 0 } else { all });
    let counter = use_mut_ref(|| *shown);
    let playing = *shown < all;
    {
        let (shown, counter) = (shown.setter(), counter.clone());
        use_effect_with((playing, all), move |(playing, all)| {
            let all = *all;
            let pause = WHOLE.checked_div(all).unwrap_or(PACE.1).clamp(PACE.0, PACE.1);
            let step = all.saturating_mul(pause).div_ceil(WHOLE).max(1);
            let interval = playing.then(|| {
                Interval::new(u32::try_from(pause).unwrap_or(u32::MAX), move || {
                    let mut counter = counter.borrow_mut();
                    *counter = counter.saturating_add(step).min(all);
                    shown.set(*counter);
                })
            });
            move || drop(interval)
        });
    }
    let jump = |to: usize| {
        let (shown, counter) = (shown.clone(), counter.clone());
        Callback::from(move |()| {
            counter.replace(to);
            shown.set(to);
        })
    };
    let seen = Seen { firms: (*shown).min(firms), teams: (*shown).saturating_sub(firms), playing };
    html! {
        <>
            <header class="page-head">
                <Title level={Level::H2} size={Level::H5}>{ t!("draw.result", n = firms, reserves = outcomes.reserves) }</Title>
                <div class="page-actions">
                    if playing {
                        <Button design={Design::Emphasized} on_click={jump(all)}>{ t!("draw.skip") }</Button>
                    } else {
                        <Button icon="restart" on_click={jump(if wants_rest() { all } else { 0 })}>{ t!("draw.replay") }</Button>
                    }
                </div>
            </header>
            // Not told letter by letter while it plays: only what came of it.
            <p aria-live={if playing { "off" } else { "polite" }}>{ progress(outcomes, seen) }</p>
            { spot(outcomes, seen) }
            if !outcomes.assigned {
                <MessageStrip design={StripDesign::Negative} hide_close_button=true>{ t!("draw.no_teams") }</MessageStrip>
            }
            { for props.draw.strata.iter().map(|line| part(props, line, seen)) }
        </>
    }
}

/// How much of the presentation is on the stage.
#[derive(Debug, Clone, Copy)]
struct Seen {
    firms: usize,
    teams: usize,
    playing: bool,
}

fn progress(outcomes: &DrawOutcome, seen: Seen) -> String {
    let all = outcomes.firms.len();
    if seen.firms < all {
        t!("draw.progress_firms", n = seen.firms, all = all).into_owned()
    } else if seen.playing {
        t!("draw.progress_teams", n = seen.teams, all = all).into_owned()
    } else {
        t!("draw.progress_done").into_owned()
    }
}

/// Whoever has just been drawn, or got a team: seen without scrolling.
fn spot(outcomes: &DrawOutcome, seen: Seen) -> Html {
    if !seen.playing {
        return Html::default();
    }
    let drawn = seen.firms.checked_sub(1).and_then(|last| outcomes.firms.get(last));
    let dealt =
        seen.teams.checked_sub(1).and_then(|last| outcomes.firms.iter().find(|firm| firm.dealt == last));
    let firm = if seen.teams > 0 { dealt } else { drawn };
    firm.map(|firm| html! { <p key={firm.code.clone()} class="spot">{ &firm.name }</p> }).unwrap_or_default()
}

fn part(props: &StageProps, line: &contract::draw::Stratum, seen: Seen) -> Html {
    let Some(outcomes) = &props.material.0.outcomes else { return Html::default() };
    let here = outcomes.firms.iter().take(seen.firms).filter(|firm| firm.stratum == line.id);
    let name = line.name.as_deref().map_or_else(|| t!("draw.stratum", n = line.id).into_owned(), stratum);
    let count = |number: u64| format::number(i64::try_from(number).unwrap_or(i64::MAX));
    html! {
        <section key={line.id} class="part">
            <Title level={Level::H3} size={Level::H5}>
                { t!("draw.stratum_take", name = name, eligible = count(line.eligible), take = count(line.take)) }
            </Title>
            <ol class={classes!("firms", seen.playing.then_some("playing"))}>
                { for here.map(|firm| card(&props.material.0.names, firm, seen)) }
            </ol>
        </section>
    }
}

fn card(names: &BTreeMap<String, String>, firm: &DrawnFirm, seen: Seen) -> Html {
    let member = |code: &String| names.get(code).cloned().unwrap_or_else(|| code.clone());
    html! {
        <li key={format!("{}-{}", firm.stratum, firm.rank)} class="firm">
            <span class="firm-rank" aria-label={t!("draw.rank", n = firm.rank).into_owned()}>{ firm.rank }</span>
            <div class="firm-body">
                <strong>{ &firm.name }</strong>
                <span class="code">{ &firm.code }</span>
                <span class="firm-score">{ t!("draw.score") }{ " " }<span class="code">{ &firm.score }</span></span>
                if firm.dealt < seen.teams || !seen.playing {
                    <ul class="team" aria-label={t!("draw.team").into_owned()}>
                        { for firm.team.iter().map(|code| html! { <li key={code.clone()}>{ member(code) }</li> }) }
                    </ul>
                }
            </div>
        </li>
    }
}

/// Whether the visitor does not want things to move.
fn wants_rest() -> bool {
    let query =
        web_sys::window().and_then(|window| window.match_media("(prefers-reduced-motion: reduce)").ok()?);
    query.is_some_and(|query| query.matches())
}
