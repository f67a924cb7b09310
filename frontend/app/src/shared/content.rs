//! The content of an entry of the audit log or of the public one: members and values one below the other, and the JSON as it was recorded.

pub mod names;

use rust_i18n::t;
use serde_json::Value;
use yew::prelude::*;

/// Members shown of one entry; the JSON has all.
const MOST: usize = 60;

/// The content of an entry; `of_draw` names members and codes as the pages of the draw do.
pub fn content(payload: &Value, of_draw: bool) -> Html {
    let mut members = Vec::new();
    flatten(String::new(), payload, of_draw, &mut members);
    // What came as JSON can be written as JSON.
    let text = serde_json::to_string_pretty(payload).unwrap_or_default();
    let term = |path: &str| match names::of(path).filter(|_| of_draw) {
        Some(words) => html! { <dt>{ words }</dt> },
        None => html! { <dt class="code">{ path.to_owned() }</dt> },
    };
    html! {
        <>
            <dl class="members">
                { for members.iter().take(MOST).map(|(name, value)| html! { <div>{ term(name) }<dd>{ value }</dd></div> }) }
            </dl>
            if members.len() > MOST {
                <p class="field-hint">{ t!("audit.more", n = members.len() - MOST) }</p>
            }
            <details>
                <summary>{ t!("audit.json") }</summary>
                <pre class="payload" tabindex="0">{ text }</pre>
            </details>
        </>
    }
}

/// Every member that is no list and no object, by its path: `draft.quota.0.take`.
fn flatten(path: String, value: &Value, of_draw: bool, members: &mut Vec<(String, String)>) {
    let below = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
    match value {
        Value::Object(object) if !object.is_empty() => {
            for (name, value) in object {
                flatten(below(name), value, of_draw, members);
            }
        }
        // Short texts read better side by side.
        Value::Array(array) if array.iter().any(|value| value.is_array() || value.is_object()) => {
            for (place, value) in array.iter().enumerate() {
                flatten(below(&place.to_string()), value, of_draw, members);
            }
        }
        Value::Array(array) => {
            let texts: Vec<_> = array.iter().map(|value| said(&path, value, of_draw)).collect();
            members.push((
                path,
                if texts.is_empty() { "—".to_owned() } else { crate::shared::words::list(&texts) },
            ));
        }
        Value::Object(_) => {
            if !path.is_empty() {
                members.push((path, "—".to_owned()));
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            let text = said(&path, value, of_draw);
            members.push((path, text));
        }
    }
}

/// A value in words.
fn said(path: &str, value: &Value, of_draw: bool) -> String {
    match value {
        Value::Null => "—".to_owned(),
        Value::Bool(true) => t!("audit.yes").into_owned(),
        Value::Bool(false) => t!("audit.no").into_owned(),
        Value::String(text) if of_draw => names::value(path, text),
        Value::String(text) => text.clone(),
        Value::Number(_) | Value::Array(_) | Value::Object(_) => value.to_string(),
    }
}

#[cfg(test)]
mod tests;
