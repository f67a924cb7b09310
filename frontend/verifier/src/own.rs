//! A firm's own row.

use contract::check::{OwnPlace, OwnRow, OwnRowAnswer, OwnRowSearch};
use domain::Coded;
use domain::draw::Refusal;
use domain::draw::bundle::Source;
use domain::draw::openings::Salt;
use domain::draw::own::{self, Place, Search};
use domain::draw::roster::Status;
use domain::draw::verify::Verification;

use crate::report::text;

/// The answer of a bundle in which nothing is a fact.
pub(crate) fn not_verified() -> OwnRowAnswer {
    without(OwnRowSearch::NotVerified)
}

fn without(search: OwnRowSearch) -> OwnRowAnswer {
    OwnRowAnswer { search, row: None }
}

pub(crate) fn row(
    verification: &Verification,
    source: &impl Source,
    code: &str,
    salt: Option<&str>,
) -> Result<OwnRowAnswer, Refusal> {
    let facts = verification.freeze.as_ref().zip(verification.recomputed.as_ref());
    let Some((freeze, recomputed)) = facts.filter(|_| verification.is_verified()) else {
        return Ok(not_verified());
    };
    let salt: Option<Salt> = match salt.map(str::trim).filter(|salt| !salt.is_empty()) {
        None => None,
        Some(salt) => match salt.to_ascii_lowercase().parse() {
            Ok(salt) => Some(salt),
            Err(_) => return Ok(without(OwnRowSearch::BadSalt)),
        },
    };
    // People type small letters and copy blanks; a code holds neither.
    let code = code.trim().to_ascii_uppercase();
    Ok(match own::find(source, freeze, recomputed, &code, salt.as_ref())? {
        Search::Found(row) => OwnRowAnswer { search: OwnRowSearch::Found, row: Some(answer(*row)) },
        Search::Absent => without(OwnRowSearch::Absent),
        Search::SaltNeeded => without(OwnRowSearch::SaltNeeded),
    })
}

fn answer(own: own::OwnRow) -> OwnRow {
    let (place, rank, team) = match own.place {
        Place::Selected { rank, team } => (OwnPlace::Selected, Some(rank), team.unwrap_or_default()),
        Place::Reserve { rank } => (OwnPlace::Reserve, Some(rank), Vec::new()),
        Place::NotDrawn if own.row.status == Status::Eligible => (OwnPlace::NotDrawn, None, Vec::new()),
        Place::NotDrawn => (OwnPlace::NotEligible, None, Vec::new()),
    };
    // Of the status `other` the reason is an attribute (protocol §2).
    let reason =
        own.opening.as_ref().and_then(|opening| opening.attributes.text("reason")).map(str::to_owned);
    OwnRow {
        number: own.number,
        did: own.row.did.to_string(),
        name: own.opening.map(|opening| opening.attributes.name),
        stratum: own.row.stratum,
        weight: own.row.weight,
        status: own.row.status.code().to_owned(),
        status_label: own.row.status.label().to_owned(),
        score: text(own.score),
        threshold: text(own.line.threshold),
        next: text(own.line.next),
        chance: own.chance.to_string(),
        reason: reason.filter(|_| place == OwnPlace::NotEligible),
        place,
        rank,
        team,
    }
}
