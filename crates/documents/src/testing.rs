//! What the tests of all documents share: one press, readers of what it printed.

use std::sync::LazyLock;

use chrono::{DateTime, NaiveDate, TimeZone, Utc};
use pdf_extract::{Document, Object, ObjectId};

use crate::{Press, PressOptions};

/// Names as real spreadsheets have them: markup of three languages, a formula, nothing but ASCII.
pub(crate) const HOSTILE: [&str; 5] = [
    "#import \"x\": * #panic(1)有限公司",
    "<script>alert(1)</script>有限公司",
    "=HYPERLINK(\"x\",\"y\")",
    "*粗*_斜_ `码` $x^2$ @引用 // 注释 /* */ \\u{41} [](){}",
    "淮安\u{202E}市\u{0007}某厂",
];

static PRESS: LazyLock<Press> = LazyLock::new(|| Press::new(PressOptions::default()).unwrap());

pub(crate) fn press() -> &'static Press {
    &PRESS
}

pub(crate) fn made_at() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 24, 1, 5, 30).unwrap()
}

pub(crate) fn day(d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, d).unwrap()
}

pub(crate) fn hash(digit: char) -> String {
    digit.to_string().repeat(64)
}

/// Texts of the pages without white space, which depends on how lines break.
pub(crate) fn pages(pdf: &[u8]) -> Vec<String> {
    let pages = pdf_extract::extract_text_from_mem_by_pages(pdf).unwrap();
    pages.iter().map(|page| squeeze(page)).collect()
}

pub(crate) fn text(pdf: &[u8]) -> String {
    pages(pdf).concat()
}

pub(crate) fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[track_caller]
pub(crate) fn assert_says(pdf: &[u8], wanted: &[&str]) {
    let text = text(pdf);
    for wanted in wanted {
        assert!(text.contains(&squeeze(wanted)), "“{wanted}” is missing in: {text}");
    }
}

/// Width and height of the pages, in points.
pub(crate) fn sizes(pdf: &[u8]) -> Vec<(f32, f32)> {
    let document = Document::load_mem(pdf).unwrap();
    let size = |page: ObjectId| {
        let media = document.get_dictionary(page).unwrap().get(b"MediaBox").unwrap().as_array().unwrap();
        let side = |index: usize| media[index].as_float().unwrap();
        (side(2) - side(0), side(3) - side(1))
    };
    document.get_pages().into_values().map(size).collect()
}

/// The fonts: name and whether the file is in the PDF.
pub(crate) fn fonts(pdf: &[u8]) -> Vec<(String, bool)> {
    let document = Document::load_mem(pdf).unwrap();
    let descriptor = |object: &Object| {
        let dictionary = object.as_dict().ok()?;
        let name = dictionary.get(b"FontName").ok()?.as_name().ok()?;
        let file = ["FontFile", "FontFile2", "FontFile3"].iter().any(|key| dictionary.has(key.as_bytes()));
        Some((String::from_utf8_lossy(name).into_owned(), file))
    };
    document.objects.values().filter_map(descriptor).collect()
}
