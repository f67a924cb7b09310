//! The checks, one after the other: each with what was computed, from what, and the values.

use std::rc::Rc;

use contract::check::log::LogPart;
use contract::check::{CheckFigure, CheckLine};
use domain::Coded;
use domain::draw::compute::Check;
use rust_i18n::t;
use yew::prelude::*;

use super::run::{Model, Phase};
use crate::shared::words;

/// Most characters of a value beside the name of a check.
const SHORT: usize = 16;

/// Properties of [`Steps`].
#[derive(Properties, Clone, PartialEq)]
pub(super) struct StepsProps {
    /// The check.
    pub model: Rc<Model>,
}

/// One check of the page: those of the draw, then that of the log.
#[derive(Debug, Clone, Copy)]
enum Step {
    Draw(Check),
    Log,
}

/// Code of the check of the log's part.
const LOG: &str = "log";

impl Step {
    fn code(self) -> &'static str {
        match self {
            Self::Draw(check) => check.code(),
            Self::Log => LOG,
        }
    }

    fn name(self) -> String {
        match self {
            Self::Draw(check) => words::code("check", check),
            Self::Log => words::plain("check", LOG),
        }
    }
}

/// All checks.
#[component]
pub(super) fn Steps(StepsProps { model }: &StepsProps) -> Html {
    let all = Check::ALL.iter().copied().map(Step::Draw).chain([Step::Log]);
    html! {
        <section>
            <h2>{ t!("check.steps") }</h2>
            <p class="field-hint">{ t!("check.steps_text") }</p>
            <ol class="checks">{ for all.enumerate().map(|(place, one)| step(model, place, one)) }</ol>
        </section>
    }
}

/// Whether a check was made to its end, and the bundle has no log's part.
fn is_unlogged(model: &Model) -> bool {
    matches!(&model.phase, Phase::Done(report) if report.log.part == LogPart::Absent)
}

/// Whether there is no result to check.
fn is_undrawn(model: &Model) -> bool {
    matches!(&model.phase, Phase::Done(report) if report.failure.as_ref().is_some_and(|failure| failure.undrawn))
}

fn step(model: &Model, place: usize, step: Step) -> Html {
    let line = model.lines.get(place);
    let running = model.phase == Phase::Running && place == model.lines.len();
    let absent = matches!(step, Step::Log) && is_unlogged(model);
    let (class, mark, words) = match line {
        Some(line) if line.passed => ("passed", "✓", t!("check.step_passed")),
        Some(_) if is_undrawn(model) => ("waiting", "–", t!("check.step_undrawn")),
        Some(_) => ("failed", "✗", t!("check.step_failed")),
        None if running => ("running", "…", t!("check.step_running")),
        None if absent => ("waiting", "–", t!("check.step_absent")),
        None => ("waiting", "·", t!("check.step_waiting")),
    };
    let figures = line.map(|line| line.figures.as_slice()).unwrap_or_default();
    html! {
        <li key={step.code()} class={class}>
            <details class="fold">
                <summary>
                    <span class="check-mark" role="img" aria-label={words.clone().into_owned()}>{ mark }</span>
                    <span class="check-name">{ step.name() }</span>
                    <span class="check-short">{ if absent { words.into_owned() } else { short(figures) } }</span>
                </summary>
                <p>{ words::plain("check_text", step.code()) }</p>
                <p class="field-hint">
                    { t!("check.from") }<span class="code">{ files(step) }</span>
                </p>
                if !figures.is_empty() {
                    <dl class="hashes">{ for figures.iter().map(figure) }</dl>
                }
            </details>
        </li>
    }
}

/// The files of the bundle that a check reads.
fn files(step: Step) -> &'static str {
    let check = match step {
        Step::Draw(check) => check,
        Step::Log => return "freeze.json, result.json, log/checkpoint, log/keys, log/proofs.json",
    };
    match check {
        Check::Freeze => "freeze.json",
        Check::Reveals => "freeze.json, reveals.json",
        Check::Inspectors => "freeze.json, inspectors.json",
        Check::Roster => "freeze.json, roster.bin",
        Check::Exclusions => "freeze.json, exclusions.json",
        Check::Openings => "roster.bin, openings.json",
        Check::Computation => {
            "freeze.json, reveals.json, roster.bin, openings.json, inspectors.json, exclusions.json"
        }
        Check::Result => "freeze.json, result.json",
        Check::Seed => "freeze.json, reveals.json, result.json",
        Check::Strata | Check::Selected | Check::Reserves => "roster.bin, result.json",
        Check::Assignment => "inspectors.json, exclusions.json, openings.json, result.json",
    }
}

/// The name of a check.
pub(super) fn name(line: &CheckLine) -> String {
    match Check::from_code(&line.code) {
        Some(check) => words::code("check", check),
        None if line.code == LOG => Step::Log.name(),
        None => line.label.clone(),
    }
}

/// The first value that is of the whole; what is too long for the line is cut.
fn short(figures: &[CheckFigure]) -> String {
    let Some(figure) = figures.iter().find(|figure| figure.of.is_none()) else { return String::new() };
    let mut value: String = figure.value.chars().take(SHORT).collect();
    if value.len() < figure.value.len() {
        value.push('…');
    }
    format!("{} {value}", quantity(figure))
}

fn quantity(figure: &CheckFigure) -> String {
    if &*rust_i18n::locale() == "zh-CN" {
        figure.label.clone()
    } else {
        words::plain("quantity", &figure.quantity)
    }
}

fn figure(figure: &CheckFigure) -> Html {
    let name = match &figure.of {
        Some(of) => format!("{} · {of}", quantity(figure)),
        None => quantity(figure),
    };
    html! { <div><dt>{ name }</dt><dd class="code">{ &figure.value }</dd></div> }
}
