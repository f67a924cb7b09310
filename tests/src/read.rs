//! Reading what the server wrote.

use serde_json::Value;

/// The text of a PDF without white space, which depends on how lines break.
///
/// # Panics
/// When it is no PDF.
#[must_use]
pub fn pdf_text(pdf: &[u8]) -> String {
    squeeze(&pdf_extract::extract_text_from_mem(pdf).expect("a PDF"))
}

/// A text without white space.
#[must_use]
pub fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Every string and every member name of a JSON value.
#[must_use]
pub fn strings_and_keys(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(items) => items.iter().flat_map(strings_and_keys).collect(),
        Value::Object(members) => {
            let inner = members.values().flat_map(strings_and_keys);
            members.keys().cloned().chain(inner).collect()
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => Vec::new(),
    }
}
