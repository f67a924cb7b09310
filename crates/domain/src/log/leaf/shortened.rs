//! Events that are too long for an entry of the log.

use serde_json::{Map, Value, json};

use crate::draw::canonical::{self, Fault};

/// The longest content that is shown in full: bytes. With the rest of its entry, and the list of what was left out, a longer
/// one stays below the 65,535 that C2SP tlog-tiles has for an entry.
const LIMIT: usize = 48 << 10;
/// The member that names what was left out.
pub(in crate::log) const SHORTENED: &str = "shortened";
const STRATA: &str = "strata";

/// Leaves out of a long event what is longest, until it fits, and says what. Of strata their numbers and quotas stay as long as
/// they fit: who watches supplementary rounds needs them, also those of a freeze that is left out.
///
/// # Errors
/// Never: an event can be written as JSON.
pub(super) fn shorten(event: &mut Map<String, Value>) -> Result<(), Fault> {
    if canonical::write(event)?.len() <= LIMIT {
        return Ok(());
    }
    let mut left_out = Vec::new();
    if let Some(quotas) = event.get("freeze").and_then(|freeze| freeze.get(STRATA)).and_then(quotas) {
        event.remove("freeze");
        event.insert(STRATA.to_owned(), quotas);
        left_out.push("freeze".to_owned());
    } else if let Some(quotas) = event.get(STRATA).and_then(quotas) {
        event.insert(STRATA.to_owned(), quotas);
        left_out.push(STRATA.to_owned());
    }
    while canonical::write(event)?.len() > LIMIT {
        let Some(longest) = longest(event)? else { break };
        event.remove(&longest);
        left_out.push(longest);
    }
    left_out.sort();
    left_out.dedup();
    event.insert(SHORTENED.to_owned(), left_out.into());
    Ok(())
}

/// Numbers and quotas of strata.
fn quotas(strata: &Value) -> Option<Value> {
    let quota = |stratum: &Value| Some(json!({"id": stratum.get("id")?, "take": stratum.get("take")?}));
    strata.as_array()?.iter().map(quota).collect()
}

/// The name of the longest member.
fn longest(event: &Map<String, Value>) -> Result<Option<String>, Fault> {
    let mut longest = None;
    for (name, value) in event {
        let length = canonical::write(value)?.len();
        if longest.is_none_or(|(most, _)| length > most) {
            longest = Some((length, name));
        }
    }
    Ok(longest.map(|(_, name)| name.clone()))
}
