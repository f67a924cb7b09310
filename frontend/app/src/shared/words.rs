//! Words for codes.

use domain::Coded;
use rust_i18n::t;

/// The words for a code of a vocabulary: in Chinese the vocabulary's own label, in other languages
/// `code.<vocabulary>.<code>` of the messages.
#[must_use]
pub fn code<C: Coded>(vocabulary: &str, value: C) -> String {
    if &*rust_i18n::locale() == "zh-CN" {
        return value.label().to_owned();
    }
    t!(format!("code.{vocabulary}.{}", value.code())).into_owned()
}

/// The words for a code that has no type of its own.
#[must_use]
pub fn plain(vocabulary: &str, value: &str) -> String {
    t!(format!("code.{vocabulary}.{value}")).into_owned()
}

/// As [`code`], of a vocabulary whose code came as text; a code that is not known stays as it is.
#[must_use]
pub fn known<C: Coded>(vocabulary: &str, value: &str) -> String {
    C::from_code(value).map_or_else(|| value.to_owned(), |known| code(vocabulary, known))
}
