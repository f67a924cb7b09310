//! Parts that several public pages show.

use contract::portal::{PublicResult, PublicTask};
use domain::Coded;
use domain::inspection::ResultCode;
use domain::task::State;
use rust_i18n::t;
use ui::status::{Tag, TagDesign};
use ui::text::{Level, Title};
use yew::prelude::*;
use yew_router::prelude::*;

use super::Route;
use crate::format;
use crate::shared::words;

/// Properties of [`Head`].
#[derive(Properties, Clone, PartialEq)]
pub struct HeadProps {
    /// Heading of the page.
    pub title: AttrValue,
    /// What the page is for, in plain words.
    #[prop_or_default]
    pub lead: AttrValue,
}

/// The head of a page.
#[component]
pub fn Head(props: &HeadProps) -> Html {
    html! {
        <header class="head">
            <Title level={Level::H1} size={Level::H2}>{ &props.title }</Title>
            if !props.lead.is_empty() {
                <p>{ &props.lead }</p>
            }
        </header>
    }
}

/// A name and a value, one of the facts of something.
pub fn fact(name: impl Into<AttrValue>, value: impl Into<Html>) -> Html {
    html! { <div><dt>{ name.into() }</dt><dd>{ value.into() }</dd></div> }
}

/// Where a task stands.
pub fn state(state: State) -> Html {
    let design = match state {
        State::Voided => TagDesign::Negative,
        State::Disclosed | State::Archived => TagDesign::Positive,
        State::Draft
        | State::Frozen
        | State::Drawn
        | State::Issued
        | State::Inspecting
        | State::Submitted
        | State::Approved => TagDesign::Information,
    };
    // What is public is more than a draft: a round of it was announced.
    let label = if state == State::Draft {
        t!("portal.state_draft").into_owned()
    } else {
        words::code("task_state", state)
    };
    html! { <Tag {design} hide_state_icon=true>{ label }</Tag> }
}

/// What strata are, for those who see them by their numbers only.
pub fn strata_explained(count: usize) -> Html {
    let words = if count == 1 { t!("portal.one_stratum") } else { t!("portal.strata_explained") };
    html! { <p class="field-hint">{ words }</p> }
}

/// `2026年11月10日至2026年12月10日`.
#[must_use]
pub fn period(task: &PublicTask) -> String {
    t!("portal.period", from = format::day(task.period_start), to = format::day(task.period_end)).into_owned()
}

/// How many objects were drawn, or that none were yet.
#[must_use]
pub fn drawn(task: &PublicTask) -> String {
    task.drawn.map_or_else(
        || t!("portal.not_drawn").into_owned(),
        |count| {
            t!("portal.objects", n = format::number(i64::try_from(count).unwrap_or(i64::MAX))).into_owned()
        },
    )
}

/// A task in a list.
pub fn task_card(task: &PublicTask) -> Html {
    html! {
        <li key={task.id}>
            <article class="card">
                <div class="card-head">
                    <h2><Link<Route> to={Route::Task { id: task.id }}>{ &task.name }</Link<Route>></h2>
                    { state(task.state) }
                </div>
                <p class="card-number">{ &task.number }</p>
                <dl class="card-facts">
                    { fact(t!("portal.body"), task.body.clone()) }
                    { fact(t!("portal.matters"), task.matters.join(&*t!("portal.list_comma"))) }
                    { fact(t!("portal.inspected"), period(task)) }
                    { fact(t!("portal.drawn"), drawn(task)) }
                </dl>
                if let Some(reason) = &task.void_reason {
                    <p class="card-note">{ t!("portal.void_reason", reason = reason) }</p>
                }
            </article>
        </li>
    }
}

/// What a result says.
pub fn result(code: ResultCode) -> Html {
    let design = match code {
        ResultCode::NoProblem => TagDesign::Positive,
        ResultCode::NotDisclosed
        | ResultCode::Unreachable
        | ResultCode::OrderedToCorrect
        | ResultCode::Pending => TagDesign::Critical,
        ResultCode::Concealed | ResultCode::Uncooperative => TagDesign::Negative,
        ResultCode::NoSuchActivity
        | ResultCode::ClosedDown
        | ResultCode::Cancelled
        | ResultCode::Revoked
        | ResultCode::Withdrawn
        | ResultCode::MovedOut => TagDesign::Neutral,
    };
    html! { <Tag {design} hide_state_icon=true>{ words::code("result", code) }</Tag> }
}

/// The results that can be asked for.
#[must_use]
pub fn result_choices() -> Vec<(String, String)> {
    let choice = |code: &ResultCode| (code.code().to_owned(), words::code("result", *code));
    ResultCode::ALL.iter().map(choice).collect()
}

/// A result in a list; `with_task` says and links the task.
pub fn result_card(row: &PublicResult, with_task: bool) -> Html {
    html! {
        <article class="card">
            <div class="card-head">
                <h2>{ &row.object_name }</h2>
                { result(row.result) }
            </div>
            <p class="card-number code">{ &row.object_code }</p>
            <dl class="card-facts">
                { fact(t!("portal.matters"), row.matters.join(&*t!("portal.list_comma"))) }
                { fact(t!("portal.completed"), format::day(row.completed_on)) }
                if with_task {
                    { fact(t!("portal.of_task"), html! {
                        <Link<Route> to={Route::Task { id: row.task_id }}>
                            { format!("{} {}", row.task_number, row.task_name) }
                        </Link<Route>>
                    }) }
                }
                if !row.remark.is_empty() {
                    { fact(t!("portal.remark"), row.remark.clone()) }
                }
            </dl>
        </article>
    }
}
