//! What people in a ceremony and its follow-up are called: the log, the contract and reasons know them by role and key, and on
//! public pages nobody has another name (draw protocol §10).

use domain::Coded;
use domain::policy::Role;
use rust_i18n::t;
use serde_json::Value;
use yew::prelude::*;

use super::words;

#[cfg(test)]
mod tests;

/// What reasons, which are recorded in Chinese, say before a witness.
const WITNESS: &str = "见证人 ";

/// What somebody in a ceremony is called by everybody: `operator`, `supervisor:11`, `clerk:1`.
#[must_use]
pub fn called(id: &str) -> String {
    match id.split_once(':') {
        None => t!("party.operator").into_owned(),
        Some((role, _)) if role == Role::Clerk.code() => officer(id),
        Some((role, number)) => t!("party.witness", role = role_in_words(role), n = number).into_owned(),
    }
}

/// What somebody of the office is called who is no witness: `clerk:1`, `leader:2`.
#[must_use]
pub fn officer(id: &str) -> String {
    let Some((role, number)) = id.split_once(':') else { return id.to_owned() };
    t!("party.officer", role = role_in_words(role), n = number).into_owned()
}

/// What the number in a name is, by the first of these who has one; nothing where nobody but the system takes part.
pub fn explained<'a>(ids: impl IntoIterator<Item = &'a str>) -> Html {
    let Some(id) = ids.into_iter().find(|id| id.contains(':')) else { return Html::default() };
    html! {
        <p class="field-hint">{ t!("party.explained", name = called(id)) }{ " " }<span class="code">{ id.to_owned() }</span></p>
    }
}

/// Everybody who stands in a value by role and key.
#[must_use]
pub fn within(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => text
            .split_once(':')
            .filter(|(role, number)| is_somebody(role, number))
            .map(|_| text.as_str())
            .into_iter()
            .collect(),
        Value::Array(array) => array.iter().flat_map(within).collect(),
        Value::Object(object) => object.values().flat_map(within).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) => Vec::new(),
    }
}

fn is_somebody(role: &str, number: &str) -> bool {
    Role::from_code(role).is_some() && !number.is_empty() && number.chars().all(|c| c.is_ascii_digit())
}

fn role_in_words(role: &str) -> String {
    words::known::<Role>("role", role)
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
                // What follows a name in brackets stands close to it.
                text.push_str(rest.strip_prefix(' ').unwrap_or(rest));
            }
            _ => text.extend([start, part]),
        }
    }
    text
}
