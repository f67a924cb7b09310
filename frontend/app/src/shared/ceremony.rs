//! What happens in a ceremony, in words.

use super::party::called;
use super::words;

/// The names of what is told live, as the server tells them.
pub const EVENTS: [&str; 12] = [
    "announced",
    "committed",
    "frozen",
    "revealed",
    "entropy_typed",
    "entropy_differs",
    "entropy_confirmed",
    "drawn",
    "voided",
    "released",
    "substituted",
    "struck",
];

/// What happened, and who did it where one of the parties did.
#[must_use]
pub fn happened(event: &str, party: Option<&str>) -> String {
    let what = words::plain("ceremony_event", event);
    match party {
        Some(party) => words::pair(&called(party), what),
        None => what,
    }
}
