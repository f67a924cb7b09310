//! Words for the members of a draw's events, and for the codes in them.

use chrono::{DateTime, NaiveDate};
use domain::draw::policy::VoidCode;
use domain::log::leaf::SHOWN;
use domain::policy::Role;
use domain::task::plan::DivisionRule;
use rust_i18n::t;

use crate::format;
use crate::shared::party::{called, officer, with_names};
use crate::shared::words;

/// The members that have words besides those of the public log's events: what is within them, and what staff alone see.
const WITHIN: [&str; 27] = [
    "commit_minutes",
    "department",
    "describe",
    "did",
    "division",
    "eligible",
    "entropy_minutes",
    "exclusions",
    "id",
    "inspectors",
    "protocol",
    "qualifications",
    "result",
    "reveal_minutes",
    "reveals",
    "root",
    "roster",
    "rule",
    "second",
    "selected",
    "shortened",
    "size",
    "software",
    "take",
    "team",
    "typed",
    "weight",
];
/// Who released a sealed result.
pub const RELEASED_BY: [&str; 3] = ["clerk", "deadline", "disclosure"];
/// How a public value is asked for.
pub const ENTROPY_RULES: [&str; 2] = ["none", "text"];
/// When a result is published.
pub const MODES: [&str; 2] = ["open", "sealed"];

/// The words for the path of a member, `strata.0.take`; none where one of its names has none.
#[must_use]
pub fn of(path: &str) -> Option<String> {
    let name = |part: &str| match part.parse::<usize>() {
        Ok(place) => Some(t!("log.member_place", n = place.saturating_add(1)).into_owned()),
        Err(_) => members().any(|name| name == part).then(|| words::plain("log_member", part)),
    };
    let parts: Option<Vec<_>> = path.split('.').map(name).collect();
    parts.map(|parts| parts.join(" · "))
}

/// The members that have words.
pub fn members() -> impl Iterator<Item = &'static str> {
    SHOWN.into_iter().chain(WITHIN)
}

/// A text in the words of the pages; what is no code stays as it is.
#[must_use]
pub fn value(path: &str, text: &str) -> String {
    let coded = |vocabulary: &str, codes: &[&str]| {
        if codes.contains(&text) { words::plain(vocabulary, text) } else { text.to_owned() }
    };
    let name = path.split('.').rfind(|part| part.parse::<usize>().is_err()).unwrap_or_default();
    match name {
        "mode" => coded("draw_mode", &MODES),
        "by" => coded("released_by", &RELEASED_BY),
        "rule" => coded("entropy_rule", &ENTROPY_RULES),
        "roles" => words::known::<Role>("role", text),
        "code" => words::known::<VoidCode>("void_code", text),
        "division" => words::known::<DivisionRule>("division_rule", text),
        "party" | "parties" | "id" | "typed_by" | "confirmed_by" | "second_by" => called(text),
        "filed_by" | "approved_by" => officer(text),
        "reason" | "void" => with_names(text),
        "period_start" | "period_end" => {
            text.parse::<NaiveDate>().map_or_else(|_| text.to_owned(), format::day)
        }
        "freeze_until" | "deadline" => DateTime::parse_from_rfc3339(text)
            .map_or_else(|_| text.to_owned(), |time| format::moment(time.to_utc())),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests;
