//! From a frozen and revealed bundle to its result.

mod lists;
mod objects;

use std::collections::BTreeMap;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::assignment::{Contradiction, Object, Outcome, Problem, Skip, assign};
use super::bundle::{File, Source};
use super::freeze::Freeze;
use super::hash::frame;
use super::inspectors::{Exclusion, Inspector};
use super::result::DrawResult;
use super::reveals::Reveals;
use super::seed::Keys;
use super::{PROTOCOL, Refusal, canonical};

codes! {
    /// One thing that is checked, in this order.
    pub enum Check {
        /// `freeze.json` is canonical, complete and consistent.
        Freeze = "freeze", "锁定书格式与内容";
        /// Every party revealed what it had committed to.
        Reveals = "reveals", "各方揭示与承诺";
        /// Inspectors are those frozen.
        Inspectors = "inspectors", "执法人员名单";
        /// Rows, order, root and sums of the roster are those frozen.
        Roster = "roster", "检查对象名册";
        /// Exclusions are those frozen.
        Exclusions = "exclusions", "回避清单";
        /// Openings match their rows.
        Openings = "openings", "名册公开项";
        /// Teams were worked out.
        Computation = "computation", "重新计算";
        /// `result.json` is canonical and of this freeze.
        Result = "result", "结果文件格式与锁定书摘要";
        /// The seed.
        Seed = "seed", "随机种子";
        /// Thresholds.
        Strata = "strata", "各层入选线";
        /// The selected.
        Selected = "selected", "抽中对象";
        /// The reserves.
        Reserves = "reserves", "候补对象";
        /// The teams.
        Assignment = "assignment", "检查人员分派";
    }
}

/// What happens while a bundle is worked on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// A check was passed.
    Passed(Check),
    /// So many rows of so many were read.
    Rows {
        /// Read.
        done: u64,
        /// In all, as frozen.
        total: u64,
    },
}

/// What a draw comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Computed {
    /// The result, to be published.
    pub result: DrawResult,
    /// Inspectors passed over, with the reason.
    pub skips: Vec<Skip>,
    /// Why there is no assignment, when there is none.
    pub contradiction: Option<Contradiction>,
}

/// What the assignment was worked out from.
#[derive(Debug)]
pub(super) struct Inputs {
    pub(super) freeze: Freeze,
    pub(super) objects: Vec<Object>,
    pub(super) inspectors: Vec<Inspector>,
    pub(super) exclusions: Vec<Exclusion>,
}

impl Inputs {
    pub(super) fn problem(&self) -> Problem<'_> {
        Problem {
            objects: &self.objects,
            inspectors: &self.inspectors,
            exclusions: &self.exclusions,
            team: &self.freeze.team,
        }
    }
}

/// Works out the result of a bundle; `result.json` is not read.
///
/// # Errors
/// [`Refusal`] names the first file, row or element that is wrong.
pub fn compute(source: &impl Source, watch: &mut dyn FnMut(Event)) -> Result<Computed, Refusal> {
    run(source, watch).map(|(computed, _)| computed)
}

pub(super) fn run(source: &impl Source, watch: &mut dyn FnMut(Event)) -> Result<(Computed, Inputs), Refusal> {
    let (freeze, text): (Freeze, _) = object(source, File::Freeze)?;
    freeze.check()?;
    watch(Event::Passed(Check::Freeze));
    let (reveals, _): (Reveals, _) = object(source, File::Reveals)?;
    reveals.check(&freeze)?;
    watch(Event::Passed(Check::Reveals));
    let hash = frame("freeze", &[&text]);
    let seed = reveals.seed(&hash);
    let keys = Keys::new(&seed, freeze.round);
    let inspectors = lists::inspectors(source, &freeze)?;
    watch(Event::Passed(Check::Inspectors));
    let selection = objects::select(source, &freeze, &keys, watch)?;
    watch(Event::Passed(Check::Roster));
    let mut divisions: BTreeMap<_, _> = selection.selected.iter().map(|drawn| (drawn.did, None)).collect();
    let exclusions = lists::exclusions(source, &freeze, &inspectors, |did| divisions.contains_key(did))?;
    watch(Event::Passed(Check::Exclusions));
    objects::open(source, &freeze, &mut divisions)?;
    watch(Event::Passed(Check::Openings));
    let named = divisions.into_iter().filter_map(|(did, division)| Some(Object { did, division: division? }));
    let inputs = Inputs { objects: named.collect(), freeze, inspectors, exclusions };
    let (assignment, skips, contradiction) = match assign(&inputs.problem(), &keys) {
        Outcome::Assigned { assignment, skips } => (Some(assignment), skips, None),
        Outcome::Impossible(contradiction) => (None, Vec::new(), Some(contradiction)),
    };
    watch(Event::Passed(Check::Computation));
    let result = DrawResult {
        protocol: PROTOCOL.to_owned(),
        freeze: hash,
        seed,
        strata: selection.strata,
        selected: selection.selected,
        reserves: selection.reserves,
        assignment,
    };
    Ok((Computed { result, skips, contradiction }, inputs))
}

/// Reads a JSON object and the text it was read from.
pub(super) fn object<T: DeserializeOwned + Serialize>(
    source: &impl Source,
    file: File,
) -> Result<(T, Vec<u8>), Refusal> {
    let text = source.with(file, canonical::slurp).map_err(|error| Refusal::Missing { file, error })?;
    let refuse = |fault| Refusal::Json { file, fault };
    let text = text.map_err(refuse)?;
    Ok((canonical::parse(&text).map_err(refuse)?, text))
}
