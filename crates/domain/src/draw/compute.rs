//! From a frozen and revealed bundle to its result.

pub(super) mod figures;
mod lists;
mod objects;
mod scan;

use std::collections::BTreeMap;
use std::io::ErrorKind;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::assignment::relaxation::{self, Concessions, Relaxation};
use super::assignment::{Contradiction, Object, Outcome, Problem, Skips, assign};
use super::bundle::{File, Source};
use super::figure::{Figure, Quantity};
use super::freeze::{Freeze, Tree};
use super::hash::{Hash, frame};
use super::inspectors::{Exclusion, Inspector};
use super::openings::Opening;
use super::result::DrawResult;
use super::reveals::Reveals;
use super::roster::Did;
use super::seed::Keys;
use super::selection::Weights;
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

/// A check that was passed, and what it recomputed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passed {
    /// The check.
    pub check: Check,
    /// The values.
    pub figures: Vec<Figure>,
}

/// What happens while a bundle is worked on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A check was passed.
    Passed(Passed),
    /// So many rows of so many were read.
    Rows {
        /// [`File::Roster`] when they are looked at alone, [`File::Openings`] when beside their openings.
        file: File,
        /// Read.
        done: u64,
        /// In all, as frozen.
        total: u64,
    },
}

impl Event {
    pub(super) fn passed(check: Check, figures: Vec<Figure>) -> Self {
        Self::Passed(Passed { check, figures })
    }
}

/// What a draw comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Computed {
    /// The result, to be published.
    pub result: DrawResult,
    /// Inspectors passed over, with the reason.
    pub skips: Skips,
    /// Why there is no assignment, when there is none.
    pub contradiction: Option<Contradiction>,
}

/// What the assignment was worked out from, and what else was met on the way.
#[derive(Debug)]
pub(super) struct Inputs<'a> {
    freeze: &'a Freeze,
    objects: Vec<Object>,
    inspectors: Vec<Inspector>,
    exclusions: Vec<Exclusion>,
    /// What the parties revealed.
    pub(super) reveals: Reveals,
    /// Openings of the selected.
    pub(super) openings: BTreeMap<Did, Opening>,
    /// How many rows of each stratum have how many tickets.
    pub(super) weights: BTreeMap<u16, Weights>,
}

impl Inputs<'_> {
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
    let (freeze, hash) = frozen(source, watch)?;
    run(source, &freeze, hash, watch).map(|(computed, _)| computed)
}

/// What would make the teams of a bundle possible, each by itself sufficient; none when they are. Of exclusions only those with
/// `liftable` reasons may be lifted, never those of the law; an additional inspector may get as many objects as any.
///
/// # Errors
/// As of [`compute`].
pub fn relaxations(source: &impl Source, liftable: &[&str]) -> Result<Vec<Relaxation>, Refusal> {
    let (freeze, hash) = frozen(source, &mut |_| {})?;
    let (_, inputs) = run(source, &freeze, hash, &mut |_| {})?;
    let cap = inputs.inspectors.iter().map(|inspector| inspector.cap).max().unwrap_or_default();
    Ok(relaxation::relaxations(&inputs.problem(), Concessions { liftable, cap }))
}

/// The freeze, and its hash.
pub(super) fn frozen(source: &impl Source, watch: &mut dyn FnMut(Event)) -> Result<(Freeze, Hash), Refusal> {
    let (freeze, text): (Freeze, _) = object(source, File::Freeze)?;
    freeze.check()?;
    let hash = frame("freeze", &[&text]);
    watch(Event::passed(Check::Freeze, figures::freeze(&freeze, &hash)));
    Ok((freeze, hash))
}

/// What follows from the freeze.
pub(super) fn run<'a>(
    source: &impl Source,
    freeze: &'a Freeze,
    hash: Hash,
    watch: &mut dyn FnMut(Event),
) -> Result<(Computed, Inputs<'a>), Refusal> {
    if AFTER.iter().all(|file| is_missing(source, *file)) {
        return Err(Refusal::Undrawn(freeze.mode));
    }
    let (reveals, _): (Reveals, _) = object(source, File::Reveals)?;
    reveals.check(freeze)?;
    watch(Event::passed(Check::Reveals, figures::reveals(freeze, &reveals)));
    let seed = reveals.seed(&hash);
    let keys = Keys::new(&seed, freeze.round);
    let inspectors = lists::inspectors(source, freeze)?;
    watch(Event::passed(Check::Inspectors, figures::tree(&freeze.inspectors)));
    let selection = objects::select(source, freeze, &keys, watch)?;
    let roster = Tree { root: freeze.roster.root, size: freeze.roster.size };
    watch(Event::passed(Check::Roster, figures::roster(&roster, &selection)));
    let mut openings: BTreeMap<_, _> = selection.selected.iter().map(|drawn| (drawn.did, None)).collect();
    let exclusions = lists::exclusions(source, freeze, &inspectors, |did| openings.contains_key(did))?;
    watch(Event::passed(Check::Exclusions, figures::tree(&freeze.exclusions)));
    let opened = objects::open(source, freeze, &selection, &mut openings, watch)?;
    watch(Event::passed(Check::Openings, vec![Figure::new(Quantity::Opened, opened)]));
    let openings: BTreeMap<Did, Opening> =
        openings.into_iter().filter_map(|(did, opening)| Some((did, opening?))).collect();
    let object = |(did, opening): (&Did, &Opening)| Object {
        did: *did,
        division: opening.attributes.division.clone(),
    };
    let objects = openings.iter().map(object).collect();
    let weights = selection.weights;
    let inputs = Inputs { freeze, objects, inspectors, exclusions, reveals, openings, weights };
    let (assignment, skips, contradiction) = match assign(&inputs.problem(), &keys) {
        Outcome::Assigned { assignment, skips } => (Some(assignment), skips, None),
        Outcome::Impossible(contradiction) => (None, Skips::default(), Some(contradiction)),
    };
    watch(Event::passed(Check::Computation, vec![Figure::new(Quantity::Skips, skips.len())]));
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

/// What a bundle has only when its round was drawn and may be seen.
const AFTER: [File; 3] = [File::Reveals, File::Openings, File::Result];

fn is_missing(source: &impl Source, file: File) -> bool {
    source.with(file, |_| ()).is_err_and(|error| error.kind() == ErrorKind::NotFound)
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
