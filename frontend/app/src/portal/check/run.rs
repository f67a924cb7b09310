//! The run of a check: what was started, how far it is, what came of it.

use std::rc::Rc;

use contract::check::{CheckEvent, CheckLine, CheckReport};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::bridge::checking::{self, Trouble};
use crate::client::portal::bundle_address;

/// A bundle to check.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Bundle {
    /// Where it comes from.
    pub from: Origin,
    /// A file, or an address of this site.
    source: JsValue,
}

/// Where a bundle comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Origin {
    /// This site: task and round.
    Site(i64, u32),
    /// A file of this name.
    File(String),
}

impl Bundle {
    /// A bundle that this site publishes.
    pub(super) fn of_site(task: i64, round: u32) -> Self {
        Self { from: Origin::Site(task, round), source: JsValue::from_str(&bundle_address(task, round)) }
    }

    /// A bundle in a file of the visitor's; it stays on their machine.
    pub(super) fn of_file(file: &web_sys::File) -> Self {
        Self { from: Origin::File(file.name()), source: file.into() }
    }
}

/// Where a check stands.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) enum Phase {
    /// Nothing was started.
    #[default]
    Idle,
    /// It runs.
    Running,
    /// It came to an end, whichever.
    Done(Rc<CheckReport>),
    /// Nothing can be said.
    Failed(Trouble),
}

/// Rows of the roster read so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rows {
    /// 1, or 2 for the pass beside the openings.
    pub pass: u8,
    /// Read.
    pub done: u64,
    /// In all.
    pub total: u64,
}

/// A check.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Model {
    /// Counts what was started: what belongs to an earlier turn is not heard.
    pub turn: u32,
    /// Where it stands.
    pub phase: Phase,
    /// What is checked.
    pub bundle: Option<Bundle>,
    /// The checks made so far, in order.
    pub lines: Vec<CheckLine>,
    /// Rows read so far.
    pub rows: Option<Rows>,
    /// Milliseconds from start to end.
    pub took: Option<f64>,
    started: f64,
}

/// What happens to a check.
pub(super) enum Step {
    /// It begins.
    Start(Bundle),
    /// The worker tells something of this turn.
    Heard(u32, CheckEvent),
    /// This turn ended.
    Ended(u32, Result<CheckReport, Trouble>),
}

impl Reducible for Model {
    type Action = Step;

    fn reduce(self: Rc<Self>, step: Step) -> Rc<Self> {
        let old = Rc::unwrap_or_clone(self);
        Rc::new(match step {
            Step::Start(bundle) => Self {
                turn: old.turn.wrapping_add(1),
                phase: Phase::Running,
                bundle: Some(bundle),
                started: now(),
                ..Self::default()
            },
            Step::Heard(turn, event) if turn == old.turn && old.phase == Phase::Running => hear(old, event),
            Step::Ended(turn, outcome) if turn == old.turn => Self {
                took: Some(now() - old.started),
                phase: match outcome {
                    Ok(report) => Phase::Done(Rc::new(report)),
                    Err(trouble) => Phase::Failed(trouble),
                },
                ..old
            },
            Step::Heard(..) | Step::Ended(..) => old,
        })
    }
}

fn hear(mut model: Model, event: CheckEvent) -> Model {
    match event {
        CheckEvent::Rows { pass, done, total } => model.rows = Some(Rows { pass, done, total }),
        CheckEvent::Passed { line } | CheckEvent::Failed { line, .. } => model.lines.push(line),
    }
    model
}

fn now() -> f64 {
    js_sys::Date::now()
}

/// A check, and what can be done with it.
pub(super) struct Run {
    /// How it is.
    pub model: Rc<Model>,
    /// Checks a bundle; one that is running is given up.
    pub start: Callback<Bundle>,
    /// Gives up.
    pub cancel: Callback<()>,
    /// Checks the same bundle again.
    pub again: Callback<()>,
}

/// The check of this page.
#[hook]
pub(super) fn use_run() -> Run {
    let model = use_reducer(Model::default);
    let turns = use_mut_ref(|| 0_u32);
    let start = {
        let dispatcher = model.dispatcher();
        use_callback((), move |bundle: Bundle, ()| {
            let turn = {
                let mut turns = turns.borrow_mut();
                *turns = turns.wrapping_add(1);
                *turns
            };
            let source = bundle.source.clone();
            dispatcher.dispatch(Step::Start(bundle));
            let (hearing, ended) = (dispatcher.clone(), dispatcher.clone());
            spawn_local(async move {
                let outcome =
                    checking::check(source, move |event| hearing.dispatch(Step::Heard(turn, event))).await;
                ended.dispatch(Step::Ended(turn, outcome));
            });
        })
    };
    // Leaving the page gives up what runs: nobody waits for it any more.
    use_effect_with((), |()| checking::cancel);
    let again = {
        let (start, bundle) = (start.clone(), model.bundle.clone());
        Callback::from(move |()| {
            if let Some(bundle) = &bundle {
                start.emit(bundle.clone());
            }
        })
    };
    Run { model: Rc::new((*model).clone()), start, cancel: Callback::from(|()| checking::cancel()), again }
}
