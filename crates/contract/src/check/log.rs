//! What pages ask of the public log, and what the verifier answers: checked in the visitor's browser, of answers of the server
//! that nobody believes unseen.

use serde::{Deserialize, Serialize};

use crate::answer;
use crate::log::{InclusionProof, LogKey};

use super::CheckLine;

/// How the log's part of a bundle stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum LogPart {
    /// Nobody looked: the draw itself does not verify.
    NotReached,
    /// The bundle has none.
    Absent,
    /// The draw's events stand in the log, in their order.
    Passed,
    /// They do not, or it cannot be read.
    Failed,
}

answer! {
    /// The log's part of a bundle.
    pub struct CheckedLog {
        /// How it stands.
        pub part: LogPart,
        /// The check as it is told, its code is `log`.
        pub line: CheckLine,
    }
}

answer! {
    /// A checkpoint that was opened: what the log was at a size.
    pub struct LogHead {
        /// Name of the log.
        pub origin: String,
        /// Number of its entries.
        pub size: u64,
        /// The root over them, hex.
        pub root: String,
    }
}

answer! {
    /// A signature that holds.
    pub struct LogSignature {
        /// Name of the key.
        pub name: String,
        /// Id of the key, 8 hex digits.
        pub id: String,
        /// The key, as C2SP signed notes write it.
        pub vkey: String,
        /// When a witness saw the checkpoint, by its own word: seconds since 1970; none of the log's own signature.
        pub witnessed: Option<u64>,
    }
}

answer! {
    /// How a key handed over to its successor.
    pub struct LogHandover {
        /// The key that was replaced.
        pub vkey: String,
        /// The last checkpoint that it signed, if it and its successor did.
        pub head: Option<LogHead>,
        /// Why the handover is not believed, in Chinese.
        pub reason: Option<String>,
    }
}

/// A question about the log.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum LogQuestion {
    /// Who signed this checkpoint, and what does it say? Under the key that is in force; those before it, oldest first, must have
    /// handed over.
    Head {
        /// The checkpoint, a signed note.
        note: String,
        /// The keys, oldest first.
        keys: Vec<LogKey>,
    },
    /// Does this entry stand under this checkpoint?
    Inclusion {
        /// The entry and its proof.
        proof: InclusionProof,
        /// The checkpoint.
        head: LogHead,
    },
    /// Has the log only grown?
    Growth {
        /// What was seen before.
        earlier: LogHead,
        /// What it is now.
        later: LogHead,
        /// The consistency proof, hex; empty where both have one size.
        path: Vec<String>,
    },
}

/// The answer to a question about the log.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum LogAnswer {
    /// The checkpoint holds.
    Head {
        /// What it says.
        head: LogHead,
        /// Who signed.
        signatures: Vec<LogSignature>,
        /// How the keys before handed over.
        handovers: Vec<LogHandover>,
    },
    /// The entry stands there.
    Inclusion {
        /// Its hash, computed anew, hex.
        leaf_hash: String,
    },
    /// What the log is to what was seen before.
    Growth {
        /// A code of `domain::log::history::Change`.
        change: String,
        /// The same in Chinese.
        label: String,
        /// Whether nothing that was seen before has changed.
        sound: bool,
    },
    /// It is not believed.
    Refused {
        /// Why, in Chinese.
        reason: String,
    },
}
