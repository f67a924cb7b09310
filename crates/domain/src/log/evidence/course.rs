//! The course of a ceremony (protocol §10): every step of a draw that the log must have, and in which order.

use serde_json::Value;

use super::{Draw, EvidenceFault};
use crate::draw::freeze::{Entropy, OPERATOR};
use crate::log::leaf::Shown;

/// An event and its index.
type Entry = (u64, Shown);

/// What must come before what; each of these steps comes before every one of those.
const ORDER: [(&str, &[&str]); 4] = [
    ("draw.commit", &["draw.freeze"]),
    ("draw.freeze", &["draw.reveal", "draw.entropy", "draw.result", "draw.void"]),
    ("draw.reveal", &["draw.entropy", "draw.result"]),
    ("draw.entropy", &["draw.result"]),
];

/// Announcement, commitments, the freeze, reveals, the public value, the result: all of them there, in this order, and those
/// of the bundle. The operator's commitment is on the freeze, its reveal is in the bundle: the log has neither.
pub(super) fn check(events: &[Entry], draw: &Draw<'_>) -> Result<(), EvidenceFault> {
    let freezes: Vec<_> = of(events, "draw.freeze").collect();
    let [frozen] = freezes.as_slice() else { return Err(EvidenceFault::Freezes(freezes.len())) };
    if frozen.1.text("freeze_hash") != Some(draw.freeze_hash.to_string().as_str()) {
        return Err(EvidenceFault::OtherFreeze);
    }
    in_order(events)?;
    let announcement = announcement(events, frozen, draw)?;
    commitments(events, draw)?;
    reveals(events, draw)?;
    entropy(events, announcement, draw)?;
    let expected = draw.result_hash.to_string();
    if texts(events, "draw.result", "result_hash") == [Some(expected.as_str())] {
        Ok(())
    } else {
        Err(EvidenceFault::OtherResult)
    }
}

fn of<'a>(events: &'a [Entry], action: &'static str) -> impl Iterator<Item = &'a Entry> {
    events.iter().filter(move |(_, shown)| shown.action == action)
}

/// A member of every event of a kind.
fn texts<'a>(events: &'a [Entry], action: &'static str, member: &str) -> Vec<Option<&'a str>> {
    of(events, action).map(|(_, shown)| shown.text(member)).collect()
}

fn in_order(events: &[Entry]) -> Result<(), EvidenceFault> {
    for (before, after) in ORDER {
        // Indices ascend, so the last of these must precede all of those.
        let Some((last, _)) = of(events, before).last() else { continue };
        let early = after.iter().flat_map(|action| of(events, action)).find(|(index, _)| index < last);
        if let Some((event, shown)) = early {
            let (action, before) = (shown.action.clone(), before.to_owned());
            return Err(EvidenceFault::OutOfTurn { action, event: *event, before, of: *last });
        }
    }
    Ok(())
}

/// The announcement in force when the round was frozen. A draft that changes is announced anew, so there may be several; one
/// stands before the first commitment.
fn announcement<'a>(
    events: &'a [Entry],
    frozen: &Entry,
    draw: &Draw<'_>,
) -> Result<&'a Shown, EvidenceFault> {
    let before = |index: u64| of(events, "draw.announce").take_while(move |(at, _)| *at < index);
    let first = of(events, "draw.commit").next().unwrap_or(frozen).0;
    let announced = before(first).next().and_then(|_| before(frozen.0).last());
    let (_, announced) = announced.ok_or(EvidenceFault::Unannounced)?;
    let describe = match &draw.freeze.entropy {
        Entropy::None {} => None,
        Entropy::Text { describe } => Some(describe.as_str()),
    };
    let mode = serde_json::to_value(draw.freeze.mode).ok();
    let witnesses = announced.event.get("witnesses").and_then(Value::as_u64);
    let took_part = draw.freeze.parties.iter().filter(|party| party.id != OPERATOR).count();
    let enough = witnesses.is_none_or(|least| u64::try_from(took_part).is_ok_and(|count| count >= least));
    let same =
        announced.event.get("mode") == mode.as_ref() && announced.text("entropy") == describe && enough;
    if same { Ok(announced) } else { Err(EvidenceFault::Unannounced) }
}

/// Each witness of the freeze committed, once, to what stands there, and nobody else did: who committed takes part.
fn commitments(events: &[Entry], draw: &Draw<'_>) -> Result<(), EvidenceFault> {
    let parties = draw.freeze.parties.iter().map(|party| (party.id.as_str(), party.commitment.to_string()));
    each(events, parties, "draw.commit", "commitment", EvidenceFault::Uncommitted)
}

/// So did each reveal, once, what the bundle says.
fn reveals(events: &[Entry], draw: &Draw<'_>) -> Result<(), EvidenceFault> {
    let revealed = draw.reveals.parties.iter().map(|party| (party.id.as_str(), party.value.to_string()));
    each(events, revealed, "draw.reveal", "value", EvidenceFault::Unrevealed)
}

/// There is one event of this kind for each witness, with this value of the member, and none of anybody else.
fn each<'a>(
    events: &[Entry],
    expected: impl Iterator<Item = (&'a str, String)>,
    action: &'static str,
    member: &str,
    fault: impl Fn(String) -> EvidenceFault,
) -> Result<(), EvidenceFault> {
    let expected: Vec<_> = expected.filter(|(party, _)| *party != OPERATOR).collect();
    for (party, value) in &expected {
        let of_party = of(events, action).filter(|(_, shown)| shown.text("party") == Some(party));
        let said: Vec<_> = of_party.map(|(_, shown)| shown.text(member)).collect();
        if said != [Some(value.as_str())] {
            return Err(fault((*party).to_owned()));
        }
    }
    let known = |party: Option<&str>| expected.iter().any(|(known, _)| party == Some(*known));
    let stranger = of(events, action).find(|(_, shown)| !known(shown.text("party")));
    stranger.map_or(Ok(()), |(index, shown)| {
        let party = shown.text("party").unwrap_or_default().to_owned();
        Err(EvidenceFault::Stranger { index: *index, party })
    })
}

/// The public value that two people confirmed is the one that the seed was made of. Where one was announced to be enough, it
/// is in the bundle alone, and the result's hash binds it.
fn entropy(events: &[Entry], announced: &Shown, draw: &Draw<'_>) -> Result<(), EvidenceFault> {
    let by_two = announced.event.get("entropy_confirmed") == Some(&Value::Bool(true));
    let asked = matches!(draw.freeze.entropy, Entropy::Text { .. });
    let confirmed = texts(events, "draw.entropy", "value");
    let same = confirmed == [Some(draw.reveals.entropy.as_str())];
    if same || (confirmed.is_empty() && !(by_two && asked)) {
        Ok(())
    } else {
        Err(EvidenceFault::OtherEntropy)
    }
}
