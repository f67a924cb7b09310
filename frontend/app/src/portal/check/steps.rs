//! The checks, one after the other: each with what was computed, from what, and the values.

use std::rc::Rc;

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

/// All checks.
#[component]
pub(super) fn Steps(StepsProps { model }: &StepsProps) -> Html {
    html! {
        <section>
            <h2>{ t!("check.steps") }</h2>
            <p class="field-hint">{ t!("check.steps_text") }</p>
            <ol class="checks">
                { for Check::ALL.iter().enumerate().map(|(place, check)| step(model, place, *check)) }
            </ol>
        </section>
    }
}

fn step(model: &Model, place: usize, check: Check) -> Html {
    let line = model.lines.get(place);
    let running = model.phase == Phase::Running && place == model.lines.len();
    let (class, mark, words) = match line {
        Some(line) if line.passed => ("passed", "✓", t!("check.step_passed")),
        Some(_) => ("failed", "✗", t!("check.step_failed")),
        None if running => ("running", "…", t!("check.step_running")),
        None => ("waiting", "·", t!("check.step_waiting")),
    };
    let figures = line.map(|line| line.figures.as_slice()).unwrap_or_default();
    html! {
        <li key={check.code()} class={class}>
            <details class="fold">
                <summary>
                    <span class="check-mark" role="img" aria-label={words.into_owned()}>{ mark }</span>
                    <span class="check-name">{ words::code("check", check) }</span>
                    <span class="check-short">{ short(figures) }</span>
                </summary>
                <p>{ words::plain("check_text", check.code()) }</p>
                <p class="field-hint">
                    { t!("check.from") }<span class="code">{ files(check) }</span>
                </p>
                if !figures.is_empty() {
                    <dl class="hashes">{ for figures.iter().map(figure) }</dl>
                }
            </details>
        </li>
    }
}

/// The files of the bundle that a check reads.
fn files(check: Check) -> &'static str {
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
    Check::from_code(&line.code).map_or_else(|| line.label.clone(), |check| words::code("check", check))
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
