//! The public check: recompute everything, compare with what was published.

mod teams;

use std::collections::BTreeMap;

use serde_json::Value;

pub use teams::TeamFault;

use super::Refusal;
use super::bundle::{File, Source};
use super::canonical::Fault;
use super::compute::{self, Check, Computed, Event, Passed, figures};
use super::freeze::Freeze;
use super::openings::Opening;
use super::result::DrawResult;
use super::reveals::Reveals;
use super::roster::Did;
use super::selection::Weights;

/// Where the published result first departs from the recomputed one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("result.json {pointer}：公布为 {published}，重新计算为 {computed}{}", fault.as_ref().map(|f| format!("（{f}）")).unwrap_or_default())]
pub struct Difference {
    /// JSON pointer (RFC 6901) into `result.json`.
    pub pointer: String,
    /// The published value, as JSON, or nothing.
    pub published: String,
    /// The recomputed value, as JSON, or nothing.
    pub computed: String,
    /// For teams: the rule that the published ones break, if they break one.
    pub fault: Option<TeamFault>,
}

/// Why a bundle does not verify.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// It is refused before anything can be compared.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The result is another.
    #[error(transparent)]
    Differs(#[from] Box<Difference>),
}

/// The outcome of a check.
#[derive(Debug)]
pub struct Verification {
    /// Checks passed, in order.
    pub passed: Vec<Passed>,
    /// The check that was not passed, and why; none when the bundle verifies. Nothing after it was looked at.
    pub failure: Option<(Check, Failure)>,
    /// The freeze, if its check was passed.
    pub freeze: Option<Freeze>,
    /// What the bundle comes to, if that could be worked out: it may differ from what was published.
    pub recomputed: Option<Recomputed>,
}

/// What a bundle comes to, with what is known about those drawn.
#[derive(Debug)]
pub struct Recomputed {
    /// The draw.
    pub draw: Computed,
    /// What the parties revealed.
    pub reveals: Reveals,
    /// Openings of the selected.
    pub openings: BTreeMap<Did, Opening>,
    /// How many rows of each stratum have how many tickets.
    pub weights: BTreeMap<u16, Weights>,
}

impl Verification {
    /// Whether every check was passed.
    #[must_use]
    pub fn is_verified(&self) -> bool {
        self.failure.is_none()
    }

    /// Whether the bundle could not be read at all.
    #[must_use]
    pub fn is_unreadable(&self) -> bool {
        matches!(&self.failure, Some((_, Failure::Refused(refusal))) if refusal.is_unreadable())
    }
}

/// Recomputes a bundle and compares. `watch` hears of every check passed and of the rows read.
pub fn verify(source: &impl Source, watch: &mut dyn FnMut(Event)) -> Verification {
    let mut outcome = Verification { passed: Vec::new(), failure: None, freeze: None, recomputed: None };
    let mut passed = Vec::new();
    let failure = outcome.fill(source, &mut |event| {
        if let Event::Passed(check) = &event {
            passed.push(check.clone());
        }
        watch(event);
    });
    let done = |check: &Check| passed.iter().any(|passed| passed.check == *check);
    let next = <Check as crate::Coded>::ALL.iter().copied().find(|check| !done(check));
    outcome.failure = failure.err().and_then(|failure| next.map(|check| (check, failure)));
    outcome.passed = passed;
    outcome
}

impl Verification {
    fn fill(&mut self, source: &impl Source, watch: &mut dyn FnMut(Event)) -> Result<(), Failure> {
        let (freeze, hash) = compute::frozen(source, watch)?;
        let freeze = self.freeze.insert(freeze);
        let (draw, inputs) = compute::run(source, freeze, hash, watch)?;
        let compared = compare(source, &draw.result, &inputs, watch);
        let compute::Inputs { reveals, openings, weights, .. } = inputs;
        self.recomputed = Some(Recomputed { draw, reveals, openings, weights });
        compared
    }
}

fn compare(
    source: &impl Source,
    computed: &DrawResult,
    inputs: &compute::Inputs<'_>,
    watch: &mut dyn FnMut(Event),
) -> Result<(), Failure> {
    let (published, _): (DrawResult, _) = compute::object(source, File::Result)?;
    let json = |value: &DrawResult| serde_json::to_value(value).map_err(json_fault);
    let (ours, theirs) = (json(computed)?, json(&published)?);
    let members: [(Check, &[&str]); 6] = [
        (Check::Result, &["protocol", "freeze"]),
        (Check::Seed, &["seed"]),
        (Check::Strata, &["strata"]),
        (Check::Selected, &["selected"]),
        (Check::Reserves, &["reserves"]),
        (Check::Assignment, &["assignment"]),
    ];
    for (check, names) in members {
        for name in names {
            if let Some(mut difference) =
                first_difference(theirs.get(name), ours.get(name), format!("/{name}"))
            {
                let teams = published.assignment.as_ref().filter(|_| check == Check::Assignment);
                difference.fault = teams.and_then(|published| teams::fault(&inputs.problem(), published));
                return Err(Failure::Differs(Box::new(difference)));
            }
        }
        watch(Event::passed(check, figures::result(check, computed)));
    }
    Ok(())
}

fn json_fault(error: serde_json::Error) -> Failure {
    Failure::Refused(Refusal::Json { file: File::Result, fault: Fault::Structure(error.to_string()) })
}

fn first_difference(theirs: Option<&Value>, ours: Option<&Value>, pointer: String) -> Option<Difference> {
    match (theirs, ours) {
        (Some(Value::Array(theirs)), Some(Value::Array(ours))) => (0..theirs.len().max(ours.len()))
            .find_map(|i| first_difference(theirs.get(i), ours.get(i), format!("{pointer}/{i}"))),
        (Some(Value::Object(theirs)), Some(Value::Object(ours))) => ours
            .keys()
            .find_map(|name| first_difference(theirs.get(name), ours.get(name), format!("{pointer}/{name}"))),
        (theirs, ours) if theirs == ours => None,
        (theirs, ours) => {
            let text = |value: Option<&Value>| value.map_or_else(|| "无".to_owned(), ToString::to_string);
            Some(Difference { pointer, published: text(theirs), computed: text(ours), fault: None })
        }
    }
}
