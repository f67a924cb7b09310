//! What came of a draw, as the public proof bundle says: who was drawn, with which score, and who inspects whom.

use std::collections::BTreeMap;
use std::io;

use contract::check::{DrawOutcome, DrawnFirm};
use domain::draw::bundle::{File, Source};
use domain::draw::openings::Opening;
use domain::draw::result::DrawResult;
use domain::draw::roster::Did;
use serde::de::DeserializeOwned;

#[cfg(test)]
mod tests;

/// Reads a bundle; none when its result is not public yet.
///
/// # Errors
/// When the result or the openings are not there or not what they should be.
pub fn outcome(source: &impl Source) -> io::Result<Option<DrawOutcome>> {
    let result: DrawResult = match file(source, File::Result) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        other => other?,
    };
    let openings: Vec<Opening> = file(source, File::Openings)?;
    let openings: BTreeMap<Did, Opening> = openings.into_iter().map(|one| (one.did, one)).collect();
    let teams = result.assignment.iter().flat_map(|assignment| &assignment.teams).enumerate();
    let teams: BTreeMap<Did, _> = teams.map(|(place, team)| (team.did, (place, &team.inspectors))).collect();
    let firm = |drawn: &domain::draw::result::Drawn| {
        let opening = openings.get(&drawn.did);
        let (dealt, team) =
            teams.get(&drawn.did).map_or((0, Vec::new()), |(place, team)| (*place, (*team).clone()));
        DrawnFirm {
            name: opening.map(|opening| opening.attributes.name.clone()).unwrap_or_default(),
            code: opening.map_or_else(|| drawn.did.to_string(), |opening| opening.code.clone()),
            stratum: drawn.stratum,
            rank: drawn.rank,
            score: drawn.score.to_string(),
            team,
            dealt,
        }
    };
    let firms = result.selected.iter().map(firm).collect();
    Ok(Some(DrawOutcome { firms, reserves: result.reserves.len(), assigned: result.assignment.is_some() }))
}

fn file<T: DeserializeOwned>(source: &impl Source, file: File) -> io::Result<T> {
    source.with(file, |content| {
        let mut text = Vec::new();
        content.read_to_end(&mut text)?;
        serde_json::from_slice(&text).map_err(io::Error::other)
    })?
}
