//! How a check goes, and what came of it: large, and never in doubt.

use std::rc::Rc;

use contract::check::log::LogPart;
use contract::check::{CheckFailure, CheckReport};
use domain::Coded;
use domain::draw::compute::Check;
use rust_i18n::t;
use ui::action::Button;
use ui::status::ProgressIndicator;
use yew::prelude::*;

use super::run::{Model, Origin, Phase, Rows};
use crate::bridge::checking::Trouble;
use crate::format;

/// Properties of [`Verdict`].
#[derive(Properties, Clone, PartialEq)]
pub(super) struct VerdictProps {
    /// The check.
    pub model: Rc<Model>,
    /// Gives up.
    pub on_cancel: Callback<()>,
    /// Checks once more.
    pub on_again: Callback<()>,
}

/// The verdict, or how far it is.
#[component]
pub(super) fn Verdict(props: &VerdictProps) -> Html {
    let model = &props.model;
    let again = html! { <Button on_click={props.on_again.clone()}>{ t!("check.again") }</Button> };
    match &model.phase {
        Phase::Idle => Html::default(),
        Phase::Running => html! {
            <section class="verdict running" aria-busy="true">
                <p class="verdict-word">{ t!("check.running") }</p>
                <p>{ origin(model) }</p>
                { progress(model.rows) }
                <Button on_click={props.on_cancel.clone()}>{ t!("action.cancel") }</Button>
            </section>
        },
        Phase::Failed(trouble) => html! {
            <section class="verdict unreadable" role="alert">
                <p class="verdict-word">{ t!("check.not_checked") }</p>
                <p>{ origin(model) }</p>
                <p>{ match trouble {
                    Trouble::Cancelled => t!("check.cancelled"),
                    Trouble::Download => t!("check.download_failed"),
                    Trouble::Internal => t!("check.broken"),
                } }</p>
                { again }
            </section>
        },
        Phase::Done(report) => match &report.failure {
            None => passed(model, report),
            Some(failure) => failed(model, report, failure),
        },
    }
}

fn passed(model: &Model, report: &CheckReport) -> Html {
    html! {
        <section class="verdict passed" role="status">
            <p class="verdict-word">{ "✓ " }{ t!("check.passed") }</p>
            { whose(report) }
            <p>{ t!("check.passed_text", n = made(report)) }</p>
            <p>{ match report.log.part {
                LogPart::Passed => t!("check.logged"),
                LogPart::Absent | LogPart::NotReached | LogPart::Failed => t!("check.unlogged"),
            } }</p>
            <p class="verdict-origin">{ origin(model) }{ took(model) }</p>
        </section>
    }
}

/// How many checks were made: those of the draw, and that of the log's part where there is one.
fn made(report: &CheckReport) -> usize {
    report.checks.len().saturating_add(usize::from(report.log.part == LogPart::Passed))
}

fn failed(model: &Model, report: &CheckReport, failure: &CheckFailure) -> Html {
    let (class, mark, word, text) = if failure.undrawn {
        ("undrawn", "– ", t!("check.undrawn"), t!("check.undrawn_text"))
    } else if failure.unreadable && failure.code == Check::Freeze.code() {
        ("unreadable", "! ", t!("check.unreadable"), t!("check.no_bundle_text"))
    } else if failure.unreadable {
        ("unreadable", "! ", t!("check.unreadable"), t!("check.unreadable_text"))
    } else if report.log.part == LogPart::Failed {
        ("failed", "✗ ", t!("check.failed"), t!("check.failed_log_text"))
    } else if failure.difference.is_some() {
        ("failed", "✗ ", t!("check.failed"), t!("check.failed_text"))
    } else {
        ("failed", "✗ ", t!("check.failed"), t!("check.failed_rule_text"))
    };
    let lines = report.checks.iter().chain([&report.log.line]);
    let check = lines.into_iter().find(|line| line.code == failure.code);
    html! {
        <section class={classes!("verdict", class)} role="alert">
            <p class="verdict-word">{ mark }{ word }</p>
            { whose(report) }
            <p>{ text }</p>
            <dl class="difference">
                if let Some(check) = check.filter(|_| !failure.undrawn) {
                    <div><dt>{ t!("check.at") }</dt><dd>{ super::steps::name(check) }</dd></div>
                }
                <div><dt>{ t!("check.why") }</dt><dd lang="zh-CN">{ &failure.reason }</dd></div>
                if let Some(difference) = &failure.difference {
                    <div><dt>{ t!("check.pointer") }</dt><dd class="code">{ "result.json " }{ &difference.pointer }</dd></div>
                    <div><dt>{ t!("check.published") }</dt><dd class="code">{ &difference.published }</dd></div>
                    <div><dt>{ t!("check.computed") }</dt><dd class="code">{ &difference.computed }</dd></div>
                }
            </dl>
            <p class="verdict-origin">{ origin(model) }{ took(model) }</p>
        </section>
    }
}

/// Task and round, as the bundle itself says.
fn whose(report: &CheckReport) -> Html {
    let Some((task, round)) = report.task.as_ref().zip(report.round) else { return Html::default() };
    html! { <p class="verdict-task">{ t!("check.whose", task = task, round = round) }</p> }
}

fn origin(model: &Model) -> String {
    match model.bundle.as_ref().map(|bundle| &bundle.from) {
        Some(Origin::Site(task, round)) => t!("check.origin_site", task = task, round = round).into_owned(),
        Some(Origin::File(name)) => t!("check.origin_file", name = name).into_owned(),
        None => String::new(),
    }
}

fn took(model: &Model) -> String {
    let seconds = model.took.map(|took| format!("{:.2}", took / 1000.0));
    seconds.map(|seconds| t!("check.took", seconds = seconds).into_owned()).unwrap_or_default()
}

fn progress(rows: Option<Rows>) -> Html {
    let Some(Rows { pass, done, total }) = rows else {
        return html! { <p>{ t!("check.reading") }</p> };
    };
    let number = |count: u64| format::number(i64::try_from(count).unwrap_or(i64::MAX));
    let text = t!("check.rows", pass = pass, done = number(done), total = number(total)).into_owned();
    let of = total.max(1);
    let value = u32::try_from(done.min(of).saturating_mul(100) / of).unwrap_or(100);
    html! {
        <>
            <ProgressIndicator {value} accessible_name={text.clone()} />
            <p>{ text }</p>
        </>
    }
}
