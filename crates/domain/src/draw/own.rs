//! A firm's own row: was it on the roster, what was its chance, what did the lot say. After the check of the bundle, and
//! from the same files: the roster streams, memory is that of one row.

#[cfg(test)]
mod tests;

use std::io::Read;

use super::Refusal;
use super::bundle::{File, Source};
use super::canonical::{self, Elements};
use super::freeze::Freeze;
use super::openings::{Opening, Salt};
use super::result::{Drawn, Score, StratumLine};
use super::roster::{Did, RosterError, Row, rows};
use super::seed::Keys;
use super::selection::{Chance, Tickets, Weights, expected_chance};
use super::verify::Recomputed;

/// What the lot said of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// Selected.
    Selected {
        /// Place within the stratum, from 1.
        rank: u64,
        /// Codes of its inspectors; none when no teams could be formed.
        team: Option<Vec<String>>,
    },
    /// In reserve.
    Reserve {
        /// Place within the stratum, counted on from the selected.
        rank: u64,
    },
    /// Neither.
    NotDrawn,
}

/// A row, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnRow {
    /// Its number on the roster, from 1.
    pub number: u64,
    /// The row.
    pub row: Row,
    /// What stands behind it, where that was published.
    pub opening: Option<Opening>,
    /// Its least ticket; none for a row without.
    pub score: Option<Score>,
    /// Where the line was drawn in its stratum.
    pub line: StratumLine,
    /// The chance it had before the draw.
    pub chance: Chance,
    /// What the lot said.
    pub place: Place,
}

/// What a search comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Search {
    /// The row.
    Found(Box<OwnRow>),
    /// No such row.
    Absent,
    /// The roster is blinded and the firm not among those selected: without its salt nobody can say more.
    SaltNeeded,
}

/// Looks for the row of the object with this code. On a blinded roster it takes the object's salt; without one, only a
/// selected object is found.
///
/// # Errors
/// [`Refusal`] when the bundle has changed since it was checked, or cannot be read any more.
pub fn find(
    source: &impl Source,
    freeze: &Freeze,
    recomputed: &Recomputed,
    code: &str,
    salt: Option<&Salt>,
) -> Result<Search, Refusal> {
    let did = match (freeze.roster.blinded, salt) {
        (false, _) => Did::open(code),
        (true, Some(salt)) => Some(Did::blinded(salt, code)),
        (true, None) => {
            let opened = recomputed.openings.values().find(|opening| opening.code == code);
            let Some(opening) = opened else { return Ok(Search::SaltNeeded) };
            Some(opening.did)
        }
    };
    let Some(did) = did else { return Ok(Search::Absent) };
    let located = source
        .with(File::Roster, |reader| locate(reader, &did))
        .map_err(|error| Refusal::Missing { file: File::Roster, error })??;
    let Some((number, row)) = located else { return Ok(Search::Absent) };
    let result = &recomputed.draw.result;
    let none = StratumLine { id: row.stratum, threshold: None, next: None };
    let line = result.strata.iter().copied().find(|line| line.id == row.stratum).unwrap_or(none);
    let keys = Keys::new(&result.seed, freeze.round);
    let score = Tickets::new(&keys).score(&did, row.weight).map(|score| super::Fixed(score.to_be_bytes()));
    let opening = match recomputed.openings.get(&did) {
        Some(opening) => Some(opening.clone()),
        None => opening(source, &did)?,
    };
    let take =
        freeze.strata.iter().find(|stratum| stratum.id == row.stratum).map_or(0, |stratum| stratum.take);
    let weights = recomputed.weights.get(&row.stratum).unwrap_or(const { &Weights::new() });
    let chance = expected_chance(row.weight, take, weights);
    let place = place(recomputed, &did);
    Ok(Search::Found(Box::new(OwnRow { number, row, opening, score, line, chance, place })))
}

fn locate(reader: &mut dyn Read, did: &Did) -> Result<Option<(u64, Row)>, RosterError> {
    for (number, row) in (1..).zip(rows(reader)) {
        let row = row?;
        if row.did >= *did {
            return Ok((row.did == *did).then_some((number, row)));
        }
    }
    Ok(None)
}

fn place(recomputed: &Recomputed, did: &Did) -> Place {
    let result = &recomputed.draw.result;
    let rank = |list: &[Drawn]| list.iter().find(|drawn| drawn.did == *did).map(|drawn| drawn.rank);
    if let Some(rank) = rank(&result.selected) {
        let teams = result.assignment.iter().flat_map(|assignment| &assignment.teams);
        let team = teams.into_iter().find(|team| team.did == *did).map(|team| team.inspectors.clone());
        return Place::Selected { rank, team };
    }
    rank(&result.reserves).map_or(Place::NotDrawn, |rank| Place::Reserve { rank })
}

/// The opening of a row that was not selected.
fn opening(source: &impl Source, did: &Did) -> Result<Option<Opening>, Refusal> {
    let file = File::Openings;
    let search = |reader: &mut dyn Read| {
        let member = format!("\"did\":\"{did}\"").into_bytes();
        let mut elements = Elements::new(reader);
        let mut element = 0_u64;
        loop {
            element = element.saturating_add(1);
            let refuse = |fault| Refusal::Element { file, element, fault };
            let Some(text) = elements.next_element().map_err(refuse)? else { return Ok(None) };
            // Only what can be the one is parsed: this is most of the time of a search.
            if text.windows(member.len()).any(|part| part == member) {
                let opening: Opening = canonical::parse(text).map_err(refuse)?;
                if opening.did == *did {
                    return Ok(Some(opening));
                }
            }
        }
    };
    source.with(file, search).map_err(|error| Refusal::Missing { file, error })?
}
