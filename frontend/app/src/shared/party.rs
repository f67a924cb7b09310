//! What people in a ceremony are called: the log, the contract and reasons know them by role and key.

use domain::Coded;
use domain::policy::Role;
use rust_i18n::t;

#[cfg(test)]
mod tests;

/// What reasons, which are recorded in Chinese, say before a witness.
const WITNESS: &str = "见证人 ";

/// What somebody in a ceremony is called by everybody: `operator`, `supervisor:11`, `clerk:1`.
#[must_use]
pub fn called(id: &str) -> String {
    match id.split_once(':') {
        None => t!("party.operator").into_owned(),
        Some((role, number)) if role == Role::Clerk.code() => t!("party.clerk", n = number).into_owned(),
        Some((_, number)) => t!("party.witness", n = number).into_owned(),
    }
}

/// A reason as it is recorded, with people called as they are here: the log knows them by role and key.
#[must_use]
pub fn with_names(reason: &str) -> String {
    let roles = [Role::Supervisor, Role::Leader, Role::Clerk];
    roles.into_iter().fold(reason.to_owned(), |text, role| named(&text, &format!("{role}:")))
}

fn named(reason: &str, start: &str) -> String {
    let mut parts = reason.split(start);
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let rest = part.trim_start_matches(|c: char| c.is_ascii_digit());
        match part.strip_suffix(rest) {
            Some(number) if !number.is_empty() => {
                text.truncate(text.trim_end_matches(WITNESS).len());
                text.push_str(&called(&format!("{start}{number}")));
                text.push_str(rest);
            }
            _ => text.extend([start, part]),
        }
    }
    text
}
