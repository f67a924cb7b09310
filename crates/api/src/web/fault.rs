//! Why sent content is not what was asked for, told in Chinese: serde's own words are for programmers.

use std::fmt;

use contract::problem::FieldError;
use serde::de::{Error, Expected, Unexpected};
use serde_path_to_error::{Path, Segment};

use crate::operations::Range;

/// What serde found wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fault {
    /// A member is not there.
    Missing(String),
    /// There is no such member.
    Unknown(String),
    /// A member is there twice.
    Duplicate(String),
    /// Something else was expected, in the words of serde.
    Type(String),
    /// A whole number that no such member can hold: below, or above.
    Beyond { below: bool },
    /// None of these codes.
    Choice(&'static [&'static str]),
    /// A character that nobody sees, or that turns the direction of writing.
    Hidden(char),
    /// Anything else.
    Other,
}

impl Fault {
    /// A rule of a type that says nothing itself is told by what the type expects.
    pub(super) fn expecting(self, expected: String) -> Self {
        if self == Self::Other { Self::Type(expected) } else { self }
    }

    /// The fault at its place; `noun` is what a member is called there, `range` what the document says of numbers there.
    pub(super) fn at(self, path: &Path, noun: &str, range: impl FnOnce(&str) -> Range) -> FieldError {
        let mut pointer = pointer(path);
        if let Self::Missing(name) | Self::Duplicate(name) = &self {
            pointer.push('/');
            pointer.push_str(&escaped(name));
        }
        let (code, detail) = match self {
            Self::Missing(name) => ("required", format!("缺少必填{noun} {name}")),
            Self::Unknown(name) => ("unknown", format!("没有{noun} {name}，请检查拼写")),
            Self::Duplicate(name) => ("duplicate", format!("{noun} {name} 出现了两次，请只保留一个")),
            Self::Type(expected) if INTEGERS.contains(&expected.as_str()) => {
                ("type", format!("类型不符：应为{}", whole(range(&pointer))))
            }
            Self::Type(expected) => ("type", format!("类型不符：应为{}", words(&expected))),
            Self::Beyond { below } => ("range", beyond(range(&pointer), below)),
            Self::Choice(codes) => ("choice", format!("没有这一代码，可以填写：{}", codes.join("、"))),
            Self::Hidden(c) => (
                "hidden_character",
                format!("含有看不见或改变书写方向的字符（U+{:04X}），请删去", u32::from(c)),
            ),
            Self::Other => ("format", "内容不符合要求，请对照接口文档 /docs 修改".to_owned()),
        };
        FieldError { pointer, code: code.to_owned(), detail }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for Fault {}

impl Error for Fault {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self::Other
    }

    fn invalid_type(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::Type(expected.to_string())
    }

    fn invalid_value(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::Type(expected.to_string())
    }

    fn invalid_length(_: usize, expected: &dyn Expected) -> Self {
        Self::Type(expected.to_string())
    }

    fn unknown_variant(_: &str, expected: &'static [&'static str]) -> Self {
        Self::Choice(expected)
    }

    fn unknown_field(field: &str, _: &'static [&'static str]) -> Self {
        Self::Unknown(field.to_owned())
    }

    fn missing_field(field: &'static str) -> Self {
        Self::Missing(field.to_owned())
    }

    fn duplicate_field(field: &'static str) -> Self {
        Self::Duplicate(field.to_owned())
    }
}

/// What serde calls whole numbers: what such a type can hold is nobody's business.
const INTEGERS: [&str; 9] = ["u8", "u16", "u32", "u64", "usize", "i8", "i16", "i32", "i64"];

/// A whole number of this range.
fn whole(range: Range) -> String {
    match (range.least, range.most) {
        (Some(least), Some(most)) => format!(" {least} 到 {most} 之间的整数"),
        (Some(least), None) => format!("不小于 {least} 的整数"),
        (None, Some(most)) => format!("不大于 {most} 的整数"),
        (None, None) => "整数".to_owned(),
    }
}

/// What to do about a number far outside of this range.
fn beyond(range: Range, below: bool) -> String {
    match (range.least, range.most) {
        (Some(least), Some(most)) => format!("须在 {least} 到 {most} 之间"),
        (Some(least), None) if below => format!("不能小于 {least}"),
        (None, Some(most)) if !below => format!("不能大于 {most}"),
        _ if below => "数字太小，请核对".to_owned(),
        _ => "数字太大，请核对".to_owned(),
    }
}

/// What serde says it expects, in Chinese.
fn words(expected: &str) -> &'static str {
    match expected {
        "a boolean" => " true 或 false",
        "f64" => "数字",
        text if text.contains("date and time") => "时间，如 2026-10-09T08:00:00Z",
        text if text.contains("date") => "日期，如 2026-10-09",
        text if text.contains("string") => "文字",
        text if text.contains("sequence") => "数组（[…]）",
        text if text.contains("struct") || text.contains("map") => "对象（{…}）",
        _ => "接口文档 /docs 所述的内容",
    }
}

/// The JSON pointer of a path (RFC 6901).
fn pointer(path: &Path) -> String {
    let mut pointer = String::new();
    for segment in path {
        match segment {
            Segment::Seq { index } => pointer.push_str(&format!("/{index}")),
            Segment::Map { key } => pointer.push_str(&format!("/{}", escaped(key))),
            Segment::Enum { .. } | Segment::Unknown => {}
        }
    }
    pointer
}

fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}
