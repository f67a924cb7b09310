//! The language shown.

use gloo_storage::{LocalStorage, Storage};

use crate::bridge;

/// Languages offered, Chinese first: code and its own name.
pub const LANGUAGES: [(&str, &str); 2] = [("zh-CN", "中文"), ("en", "English")];

const KEY: &str = "sunlot.language";

/// The language shown now.
#[must_use]
pub fn current() -> String {
    rust_i18n::locale().to_string()
}

/// Shows the language chosen last, or Chinese.
pub fn restore() {
    let kept: Option<String> = LocalStorage::get(KEY).ok();
    let known = |code: &String| LANGUAGES.iter().any(|(language, _)| language == code);
    show(&kept.filter(known).unwrap_or_else(|| "zh-CN".to_owned()));
}

/// Shows a language from now on: the page is loaded anew in it.
pub fn choose(code: &str) {
    // Without storage the choice lasts as long as the page.
    let _ = LocalStorage::set(KEY, code);
    show(code);
}

fn show(code: &str) {
    rust_i18n::set_locale(code);
    bridge::set_language(code);
}
