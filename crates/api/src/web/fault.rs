//! Why sent content is not what was asked for, told in Chinese: serde's own words are for programmers.

use std::fmt;

use contract::problem::FieldError;
use serde::de::{Error, Expected, Unexpected};
use serde_path_to_error::{Path, Segment};

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

    /// The fault at its place; `noun` is what a member is called there.
    pub(super) fn at(self, path: &Path, noun: &str) -> FieldError {
        let mut pointer = pointer(path);
        if let Self::Missing(name) | Self::Duplicate(name) = &self {
            pointer.push('/');
            pointer.push_str(&escaped(name));
        }
        let (code, detail) = match self {
            Self::Missing(name) => ("required", format!("缺少必填{noun} {name}")),
            Self::Unknown(name) => ("unknown", format!("没有{noun} {name}，请检查拼写")),
            Self::Duplicate(name) => ("duplicate", format!("{noun} {name} 出现了两次，请只保留一个")),
            Self::Type(expected) => ("type", format!("类型不符：应为{}", words(&expected))),
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

/// What serde says it expects, in Chinese.
fn words(expected: &str) -> &'static str {
    match expected {
        "a boolean" => " true 或 false",
        "u8" => " 0 到 255 之间的整数",
        "u16" => " 0 到 65535 之间的整数",
        "u32" => " 0 到 4294967295 之间的整数",
        "u64" | "usize" => "不小于 0 的整数",
        "i32" => " -2147483648 到 2147483647 之间的整数",
        "i64" => "整数",
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
