//! The check of a draw in the visitor's browser, and what came of it: what the verifier says to the pages. Nothing of it goes
//! to a server.

pub mod log;

use serde::{Deserialize, Serialize};

use self::log::CheckedLog;
use crate::answer;

answer! {
    /// What a witness asks of the freeze that is published, before it reveals.
    pub struct WitnessQuestion {
        /// Number of the task.
        pub task: String,
        /// Round, from 1.
        pub round: u32,
        /// Id of the party.
        pub party: String,
        /// What it committed to, hex.
        pub commitment: String,
        /// The hash that the server says the round was frozen with, hex.
        pub said: String,
    }
}

answer! {
    /// A value that a check recomputed.
    pub struct CheckFigure {
        /// What it tells: a code of `domain::draw::figure::Quantity`.
        pub quantity: String,
        /// The same in Chinese.
        pub label: String,
        /// Of which party or stratum, where there are several.
        pub of: Option<String>,
        /// The value: a number, lower-case hex, or a text of the bundle.
        pub value: String,
    }
}

answer! {
    /// One check.
    pub struct CheckLine {
        /// A code of `domain::draw::compute::Check`, or `log`.
        pub code: String,
        /// The same in Chinese.
        pub label: String,
        /// Whether it was passed.
        pub passed: bool,
        /// What it recomputed; empty when it was not passed.
        pub figures: Vec<CheckFigure>,
    }
}

/// What happens while a bundle is checked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum CheckEvent {
    /// So many rows of the roster were read; the roster is read twice.
    Rows {
        /// 1, or 2 for the pass beside the openings.
        pass: u8,
        /// Read.
        done: u64,
        /// In all.
        total: u64,
    },
    /// A check was passed.
    Passed {
        /// The check.
        line: CheckLine,
    },
    /// A check was not passed; it is the last.
    Failed {
        /// The check.
        line: CheckLine,
        /// Why, in Chinese.
        reason: String,
    },
}

answer! {
    /// Why a bundle does not verify.
    pub struct CheckFailure {
        /// Code of the check that was not passed.
        pub code: String,
        /// Why, in Chinese: the file, row or element, and what is wrong with it.
        pub reason: String,
        /// Whether the bundle could not be read at all, rather than read and found wrong.
        pub unreadable: bool,
        /// Whether there is nothing to check yet: the bundle has what was frozen, and no result, which is not public or never comes.
        pub undrawn: bool,
        /// Where the result departs from the recomputed one, when that is the reason.
        pub difference: Option<CheckDifference>,
    }
}

answer! {
    /// Where the published result first departs from the recomputed one.
    pub struct CheckDifference {
        /// JSON pointer (RFC 6901) into `result.json`.
        pub pointer: String,
        /// The published value, as JSON.
        pub published: String,
        /// The recomputed value, as JSON.
        pub computed: String,
    }
}

answer! {
    /// The chance of rows with so many tickets.
    pub struct CheckChance {
        /// Tickets of each row.
        pub weight: u16,
        /// How many such rows there are.
        pub rows: u64,
        /// The chance each had before the draw, as `14.2857%`: take/eligible where all have the same number of tickets.
        pub chance: String,
    }
}

answer! {
    /// A stratum.
    pub struct CheckStratum {
        /// Its number on the roster.
        pub id: u16,
        /// Rows that could be drawn.
        pub eligible: u64,
        /// Sum of their tickets.
        pub weight: u64,
        /// Rows drawn.
        pub take: u64,
        /// Reserves.
        pub reserve: u64,
        /// Score of the last selected, 16 hex digits.
        pub threshold: Option<String>,
        /// Score of the first not selected, 16 hex digits.
        pub next: Option<String>,
        /// Chances, by number of tickets.
        pub chances: Vec<CheckChance>,
    }
}

answer! {
    /// A selected or reserve object.
    pub struct CheckDrawn {
        /// Draw id, hex.
        pub did: String,
        /// Stratum.
        pub stratum: u16,
        /// Place within the stratum, from 1; reserves go on counting.
        pub rank: u64,
        /// Least ticket, 16 hex digits.
        pub score: String,
        /// Code, where opened or on an open roster.
        pub code: Option<String>,
        /// Name, where opened.
        pub name: Option<String>,
        /// Codes of its inspectors; empty for reserves, and when no teams could be formed.
        pub team: Vec<String>,
    }
}

answer! {
    /// What a bundle was found to say.
    pub struct CheckedDraw {
        /// Hash of the freeze.
        pub freeze: String,
        /// Whether the roster is blinded.
        pub blinded: bool,
        /// Rows of the roster.
        pub rows: u64,
        /// Inspectors on the list.
        pub inspectors: u64,
        /// Pairs that must not meet.
        pub exclusions: u64,
        /// Parties, by id.
        pub parties: Vec<String>,
        /// The seed.
        pub seed: String,
        /// Strata.
        pub strata: Vec<CheckStratum>,
        /// Selected, by stratum and rank.
        pub selected: Vec<CheckDrawn>,
        /// Reserves, by stratum and rank.
        pub reserves: Vec<CheckDrawn>,
        /// Whether teams could be formed.
        pub assigned: bool,
        /// Times an inspector was passed over.
        pub skips: u64,
    }
}

answer! {
    /// The report of a check.
    pub struct CheckReport {
        /// Whether every check was passed, that of the log's part included where there is one.
        pub verified: bool,
        /// Task number, if the freeze could be read.
        pub task: Option<String>,
        /// Round, if the freeze could be read.
        pub round: Option<u32>,
        /// All checks of the draw in order; those after a failed one are not passed, as nobody looked.
        pub checks: Vec<CheckLine>,
        /// The log's part of the bundle, looked at after them.
        pub log: CheckedLog,
        /// Why it does not verify.
        pub failure: Option<CheckFailure>,
        /// The draw; only when it verifies, for of another nothing should be shown as a fact.
        pub draw: Option<CheckedDraw>,
    }
}

/// Whether a firm was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum OwnRowSearch {
    /// On the roster.
    Found,
    /// Not on the roster.
    Absent,
    /// The roster is blinded and the firm was not selected: only its salt can tell.
    SaltNeeded,
    /// The salt is not 32 hex digits.
    BadSalt,
    /// The bundle does not verify: nothing in it is a fact.
    NotVerified,
}

/// What the lot said of a firm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum OwnPlace {
    /// Selected.
    Selected,
    /// In reserve.
    Reserve,
    /// Could be drawn, and was not.
    NotDrawn,
    /// Could not be drawn: its status says why.
    NotEligible,
}

answer! {
    /// A firm's own row.
    pub struct OwnRow {
        /// Number on the roster, from 1.
        pub number: u64,
        /// Draw id, hex.
        pub did: String,
        /// Name, where opened.
        pub name: Option<String>,
        /// Stratum.
        pub stratum: u16,
        /// Tickets.
        pub weight: u16,
        /// Code of the status.
        pub status: String,
        /// The same in Chinese.
        pub status_label: String,
        /// Least ticket, 16 hex digits; none for a row without.
        pub score: Option<String>,
        /// Score of the last selected in the stratum.
        pub threshold: Option<String>,
        /// Score of the first not selected in the stratum.
        pub next: Option<String>,
        /// The chance it had before the draw, as `14.2857%`.
        pub chance: String,
        /// Why it could not be drawn, where its status is `other` and the bundle says so.
        pub reason: Option<String>,
        /// What the lot said.
        pub place: OwnPlace,
        /// Place within the stratum, for selected and reserves.
        pub rank: Option<u64>,
        /// Codes of its inspectors.
        pub team: Vec<String>,
    }
}

answer! {
    /// The answer to the search for a firm's own row.
    pub struct OwnRowAnswer {
        /// Whether it was found.
        pub search: OwnRowSearch,
        /// The row, when found.
        pub row: Option<OwnRow>,
    }
}

answer! {
    /// A firm that was drawn.
    pub struct DrawnFirm {
        /// Name; empty where it was not opened.
        pub name: String,
        /// Code; the draw id where it was not opened.
        pub code: String,
        /// The stratum.
        pub stratum: u16,
        /// Place within it, from 1.
        pub rank: u64,
        /// The least ticket, 16 hex digits.
        pub score: String,
        /// Codes of its inspectors; empty when no teams could be formed.
        pub team: Vec<String>,
        /// Place in the order in which teams were dealt, from 0.
        pub dealt: usize,
    }
}

answer! {
    /// What came of a draw, as the public proof bundle says.
    pub struct DrawOutcome {
        /// Who was drawn, by stratum and rank.
        pub firms: Vec<DrawnFirm>,
        /// How many reserves there are.
        pub reserves: usize,
        /// Whether teams were dealt.
        pub assigned: bool,
    }
}
