//! Leaves: what of an audited event stands in the public log.
//!
//! Who draws must be seen drawing: events of the draw, numbers given to tasks, and changes of the log's own keys show what
//! [`SHOWN`] names, and nothing else. Of every other event there is only a hash that a fresh random salt makes impossible to
//! guess: a sign-in or a result of an inspection has so few possible contents that a bare hash would tell it.

mod shortened;
#[cfg(test)]
mod tests;

use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

pub(super) use shortened::SHORTENED;

use crate::draw::canonical::{self, Fault};
use crate::draw::freeze::OPERATOR;
use crate::draw::hash::{Hash, frame};

/// The event that gives a task its number; its leaf shows the number alone.
pub const CREATE: &str = "task.create";
/// The events that void a task; their leaves show which and why.
pub const VOIDED: [&str; 2] = ["task.void", "task.withdraw"];
/// The event that changes the log's key.
pub const ROTATE: &str = "log.rotate";
/// The prefix of the draw's events.
const DRAW: &str = "draw.";
/// The members of events that are shown; people stand in them by role and key, as on the freeze. Not among them: the result
/// of a draw (its hash is) and the reveals with the operator's secret, which would tell an unannounced visit before it happens;
/// both are in the bundle once it may be public. Nor a public value that was typed and not confirmed: whoever types it next must not
/// have read it.
pub const SHOWN: [&str; 44] = [
    "approved_by",
    "automatic",
    "blinded",
    "by",
    "code",
    "commitment",
    "confirmed_by",
    "document",
    "entropy",
    "entropy_confirmed",
    "filed_by",
    "freeze",
    "freeze_hash",
    "freeze_until",
    "hash",
    "in_scope",
    "key",
    "limits",
    "matters",
    "mode",
    "name",
    "parties",
    "party",
    "period_end",
    "period_start",
    "policy",
    "rank",
    "reason",
    "replaced",
    "reserve",
    "result_hash",
    "retired",
    "roles",
    "round",
    "second_by",
    "strata",
    "stratum",
    "struck",
    "supplements",
    "task",
    "typed_by",
    "value",
    "void",
    "witnesses",
];

/// An audit entry, as the log takes it.
#[derive(Debug, Clone, Copy)]
pub struct Audited<'a> {
    /// When.
    pub at: DateTime<Utc>,
    /// Key of the user; none for the system.
    pub user: Option<i64>,
    /// Their name.
    pub actor: &'a str,
    /// What, `draw.freeze`.
    pub action: &'a str,
    /// To what kind of thing.
    pub resource: &'a str,
    /// To which one.
    pub key: &'a str,
    /// Canonical JSON of the change.
    pub payload: &'a str,
}

/// A leaf: the entry that the log publishes, as canonical JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub struct Leaf {
    /// `frame("log-entry"; salt, JCS(audit entry))`: binds all of the entry, for whoever is given it with its salt.
    pub entry: Hash,
    /// What is public of it.
    pub shown: Option<Shown>,
}

/// A leaf as it is written: the last four members all, or none.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    entry: Hash,
    #[serde(skip_serializing_if = "Option::is_none")]
    action: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<DateTime<Utc>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    event: Option<Map<String, Value>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<String>,
}

/// What is public of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// What happened, `draw.freeze`.
    pub action: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Its content.
    pub event: Map<String, Value>,
    /// Key of the thing it happened to: of a draw, of the task in URLs.
    pub key: String,
}

impl TryFrom<Written> for Leaf {
    type Error = &'static str;

    fn try_from(written: Written) -> Result<Self, &'static str> {
        let Written { entry, action, at, event, key } = written;
        let shown = match (action, at, event, key) {
            (Some(action), Some(at), Some(event), Some(key)) => Some(Shown { action, at, event, key }),
            (None, None, None, None) => None,
            (_, _, _, _) => return Err("成员 action、at、event、key 应同时出现"),
        };
        Ok(Self { entry, shown })
    }
}

impl From<Leaf> for Written {
    fn from(leaf: Leaf) -> Self {
        let (mut action, mut at, mut event, mut key) = (None, None, None, None);
        if let Some(shown) = leaf.shown {
            (action, at) = (Some(shown.action), Some(shown.at));
            (event, key) = (Some(shown.event), Some(shown.key));
        }
        Self { entry: leaf.entry, action, at, event, key }
    }
}

/// An audit entry as it is hashed.
#[derive(Serialize)]
struct Whole<'a> {
    action: &'a str,
    actor: &'a str,
    at: String,
    key: &'a str,
    payload: &'a str,
    resource: &'a str,
    user: Option<i64>,
}

impl Leaf {
    /// The leaf of an entry, with 32 fresh random bytes as salt. Whatever the payload, there is a leaf: nothing may hold
    /// up the log.
    ///
    /// # Errors
    /// Never: an entry can be written as JSON.
    pub fn new(entry: &Audited<'_>, salt: &[u8; 32]) -> Result<Self, Fault> {
        let (action, at, key) = (entry.action.to_owned(), entry.at, entry.key.to_owned());
        let shown = event(entry)?.map(|event| Shown { action, at, event, key });
        Ok(Self { entry: commitment(entry, salt)?, shown })
    }

    /// The bytes of the leaf.
    ///
    /// # Errors
    /// Never for a leaf that [`Leaf::new`] or [`Leaf::parse`] made.
    pub fn to_json(&self) -> Result<Vec<u8>, Fault> {
        canonical::write(self)
    }

    /// Reads the bytes of a leaf.
    ///
    /// # Errors
    /// [`Fault`], when they are no canonical JSON of a leaf.
    pub fn parse(text: &[u8]) -> Result<Self, Fault> {
        canonical::parse(text)
    }
}

impl Shown {
    /// The number of the task.
    #[must_use]
    pub fn task(&self) -> Option<&str> {
        self.text("task")
    }

    /// The round, from 1.
    #[must_use]
    pub fn round(&self) -> Option<u32> {
        self.event.get("round").and_then(Value::as_u64).and_then(|round| u32::try_from(round).ok())
    }

    /// A member that is a text.
    #[must_use]
    pub fn text(&self, member: &str) -> Option<&str> {
        self.event.get(member).and_then(Value::as_str)
    }
}

/// What binds an entry to its leaf.
///
/// # Errors
/// Never: an entry can be written as JSON.
pub fn commitment(entry: &Audited<'_>, salt: &[u8; 32]) -> Result<Hash, Fault> {
    Ok(frame("log-entry", &[salt, &whole(entry)?]))
}

/// The canonical JSON of an entry: what its leaf binds.
///
/// # Errors
/// Never: an entry can be written as JSON.
pub fn whole(entry: &Audited<'_>) -> Result<Vec<u8>, Fault> {
    let at = entry.at.to_rfc3339_opts(SecondsFormat::Micros, true);
    let Audited { user, actor, action, resource, key, payload, .. } = *entry;
    canonical::write(&Whole { action, actor, at, key, payload, resource, user })
}

/// What is public of an entry's content, if anything.
fn event(entry: &Audited<'_>) -> Result<Option<Map<String, Value>>, Fault> {
    let shown = match entry.action {
        CREATE => &["task"][..],
        action if VOIDED.contains(&action) => &["reason", "task"][..],
        action if action == ROTATE || action.starts_with(DRAW) => &SHOWN[..],
        _ => return Ok(None),
    };
    let payload = serde_json::from_str(entry.payload).unwrap_or_default();
    let payload = match payload {
        Value::Object(members) => members,
        // The number, and the draft that stays private.
        Value::Array(items) if entry.action == CREATE => {
            items.into_iter().take(1).map(|number| ("task".to_owned(), number)).collect()
        }
        Value::Array(_) | Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Map::new(),
    };
    let result = payload.get("result").map(canonical::write).transpose()?;
    let mut event: Map<_, _> =
        payload.into_iter().filter(|(name, _)| shown.contains(&name.as_str())).collect();
    if let Some(result) = result {
        event.insert("result_hash".to_owned(), frame("result", &[&result]).to_string().into());
    }
    if entry.action == "draw.reveal" && event.get("party").and_then(Value::as_str) == Some(OPERATOR) {
        event.remove("value");
    }
    shortened::shorten(&mut event)?;
    Ok(Some(event))
}
