//! Reads `roster.bin` and `openings.json`.

use std::collections::{BTreeMap, VecDeque};
use std::io::Read;

use super::scan::{scan, threads};
use super::{Event, lists};
use crate::draw::Refusal;
use crate::draw::bundle::{File, Source};
use crate::draw::canonical::{self, Elements};
use crate::draw::freeze::{Freeze, Tree};
use crate::draw::openings::{Opening, OpeningFault, Text};
use crate::draw::roster::{Did, RosterError, Row, rows};
use crate::draw::seed::Keys;
use crate::draw::selection::{Selection, Tally};

/// How many rows pass between two reports of progress.
const REPORT_EVERY: u64 = 1 << 13;

/// The first pass over the roster: order, form, root, sums, and the rows with the least tickets.
pub(super) fn select(
    source: &impl Source,
    freeze: &Freeze,
    keys: &Keys,
    watch: &mut dyn FnMut(Event),
) -> Result<Selection, Refusal> {
    let file = File::Roster;
    let (root, selection) = source
        .with(file, |reader| scan(reader, freeze, keys, threads(), watch))
        .map_err(|error| Refusal::Missing { file, error })??;
    lists::same_tree(file, &root, Tree { root: freeze.roster.root, size: freeze.roster.size })?;
    for stratum in &freeze.strata {
        let Tally { eligible, weight } = selection.tallies.get(&stratum.id).copied().unwrap_or_default();
        if (eligible, weight) != (stratum.eligible, stratum.weight) {
            return Err(Refusal::Tally { stratum: stratum.id, eligible, weight });
        }
    }
    Ok(selection)
}

/// The roster beside the openings: each matches its row, none is missing that must be there. Fills in the openings of the
/// selected; says how many openings there are in all.
pub(super) fn open(
    source: &impl Source,
    freeze: &Freeze,
    selection: &Selection,
    selected: &mut BTreeMap<Did, Option<Opening>>,
    watch: &mut dyn FnMut(Event),
) -> Result<u64, Refusal> {
    let total = freeze.roster.size;
    // Mostly the selected and reserves of a blinded roster are opened and nobody else: their rows were kept when the roster was
    // read, and the others may stay closed. If anything else turns up, all rows are asked.
    if freeze.roster.blinded {
        let kept = selection.rows.iter().map(|row| Ok(*row));
        if let Ok(opened) = pass(source, freeze, kept, selected, &mut |_| {}) {
            watch(Event::Rows { file: File::Openings, done: total, total });
            return Ok(opened);
        }
    }
    source
        .with(File::Roster, |roster| pass(source, freeze, rows(roster), selected, watch))
        .map_err(|error| Refusal::Missing { file: File::Roster, error })?
}

/// Compares rows with the openings.
fn pass(
    source: &impl Source,
    freeze: &Freeze,
    rows: impl Iterator<Item = Result<Row, RosterError>>,
    selected: &mut BTreeMap<Did, Option<Opening>>,
    watch: &mut dyn FnMut(Event),
) -> Result<u64, Refusal> {
    let (blinded, total) = (freeze.roster.blinded, freeze.roster.size);
    let due = selected.keys().copied().collect();
    let pass = Pass { rows, blinded, selected, due, place: Vec::new(), element: 0, done: 0, total, watch };
    source
        .with(File::Openings, |openings| pass.run(openings))
        .map_err(|error| Refusal::Missing { file: File::Openings, error })?
}

struct Pass<'a, R> {
    rows: R,
    blinded: bool,
    selected: &'a mut BTreeMap<Did, Option<Opening>>,
    /// The selected that rows were not compared with yet.
    due: VecDeque<Did>,
    /// Where attributes are written to be hashed.
    place: Vec<u8>,
    /// The opening that is looked at, from 1.
    element: u64,
    /// Rows passed by.
    done: u64,
    /// Rows in all.
    total: u64,
    watch: &'a mut dyn FnMut(Event),
}

impl<R: Iterator<Item = Result<Row, RosterError>>> Pass<'_, R> {
    fn run(mut self, openings: &mut dyn Read) -> Result<u64, Refusal> {
        let mut elements = Elements::new(openings);
        let mut previous = None;
        loop {
            self.element = self.element.saturating_add(1);
            let (file, element) = (File::Openings, self.element);
            let refuse = |fault| Refusal::Element { file, element, fault };
            let Some(text) = elements.next_element().map_err(refuse)? else { break };
            let opening: Opening<Text<'_>> = canonical::parse(text).map_err(refuse)?;
            if previous.replace(opening.did).is_some_and(|previous| previous >= opening.did) {
                return Err(self.refuse(OpeningFault::Order));
            }
            let row = self.row_of(opening.did)?;
            opening.check(&row, self.blinded, &mut self.place).map_err(|fault| self.refuse(fault))?;
            if let Some(place) = self.selected.get_mut(&row.did) {
                *place = Some(opening.into_owned());
            }
        }
        while let Some(row) = self.next_row()? {
            self.may_stay_closed(&row)?;
        }
        Ok(self.element.saturating_sub(1))
    }

    fn next_row(&mut self) -> Result<Option<Row>, Refusal> {
        let row = self.rows.next().transpose()?;
        if row.is_some() {
            self.done = self.done.saturating_add(1);
        }
        if row.is_none() || self.done.is_multiple_of(REPORT_EVERY) {
            (self.watch)(Event::Rows { file: File::Openings, done: self.done, total: self.total });
        }
        Ok(row)
    }

    /// Goes on to the row of the opening.
    fn row_of(&mut self, did: Did) -> Result<Row, Refusal> {
        while let Some(row) = self.next_row()? {
            if row.did == did {
                return Ok(row);
            }
            if row.did > did {
                break;
            }
            self.may_stay_closed(&row)?;
        }
        Err(self.refuse(OpeningFault::NotOnRoster))
    }

    fn may_stay_closed(&mut self, row: &Row) -> Result<(), Refusal> {
        // Both ascend: this is one comparison a row, where the map would take a search.
        while self.due.front().is_some_and(|did| *did < row.did) {
            self.due.pop_front();
        }
        if self.blinded && self.due.front() != Some(&row.did) {
            Ok(())
        } else {
            Err(Refusal::Unopened(row.did))
        }
    }

    fn refuse(&self, fault: OpeningFault) -> Refusal {
        Refusal::Opening { element: self.element, fault }
    }
}
