//! Tables that the browser saves as a file.

use wasm_bindgen::{JsCast, JsValue};

/// A spreadsheet program that reads UTF-8 only where it is announced.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// Rows as CSV (RFC 4180) that spreadsheet programs open as it is meant.
#[must_use]
pub fn csv(rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut text = String::from(BYTE_ORDER_MARK);
    for row in rows {
        let cells: Vec<_> = row.iter().map(|cell| quoted(cell)).collect();
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    }
    text
}

fn quoted(cell: &str) -> String {
    // What begins like a formula would be calculated: an apostrophe keeps it a text.
    let formula = cell.starts_with(['=', '+', '-', '@', '\t']) && cell.parse::<f64>().is_err();
    let cell = if formula { format!("'{cell}") } else { cell.to_owned() };
    if cell.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}

/// Lets the browser save a CSV text.
pub fn save_csv(name: &str, text: &str) {
    // Fails only where the browser has no memory left for the text; then nothing is saved, and it says so itself.
    let _ = save(name, text);
}

fn save(name: &str, text: &str) -> Result<(), JsValue> {
    let options = web_sys::BlobPropertyBag::new();
    options.set_type("text/csv;charset=utf-8");
    let parts = js_sys::Array::of1(&JsValue::from_str(text));
    let blob = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options)?;
    let url = web_sys::Url::create_object_url_with_blob(&blob)?;
    let document = web_sys::window().and_then(|window| window.document());
    if let Some(document) = document {
        let link: web_sys::HtmlElement = document.create_element("a")?.unchecked_into();
        link.set_attribute("href", &url)?;
        link.set_attribute("download", name)?;
        link.click();
    }
    web_sys::Url::revoke_object_url(&url)
}

#[cfg(test)]
mod tests;
