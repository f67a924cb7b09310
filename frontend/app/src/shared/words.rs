//! Words for codes.

use std::borrow::Borrow;
use std::fmt::Display;

use domain::Coded;
use rust_i18n::t;
use ui::field::Labelled;

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

/// Every code of a vocabulary to choose from, after "any".
#[must_use]
pub fn choices<C: Coded>(vocabulary: &str) -> Vec<Labelled> {
    let any = Labelled { value: "".into(), text: t!("any").into_owned().into() };
    let labelled = |value: &C| Labelled { value: value.code().into(), text: code(vocabulary, *value).into() };
    std::iter::once(any).chain(C::ALL.iter().map(labelled)).collect()
}

/// Words one after the other, with the sign that the language puts between them.
#[must_use]
pub fn list<S: Borrow<str>>(items: &[S]) -> String {
    items.join(if &*rust_i18n::locale() == "zh-CN" { "、" } else { ", " })
}

/// What something is called and what it is, with the sign that the language puts between them.
#[must_use]
pub fn pair(name: &str, value: impl Display) -> String {
    let between = if &*rust_i18n::locale() == "zh-CN" { "：" } else { ": " };
    format!("{name}{between}{value}")
}
