//! Why a text is no JSON of the expected structure, for people: `serde_json` says it in English.

use serde_json::Error;
use serde_json::error::Category;

/// What is wrong, and where.
pub(super) fn reason(error: &Error) -> String {
    let place = match (error.line(), error.column()) {
        (0, _) => String::new(),
        (1, column) => format!("（第 {column} 字节处）"),
        (line, column) => format!("（第 {line} 行第 {column} 字节处）"),
    };
    let what = match error.classify() {
        Category::Eof => "内容不完整".to_owned(),
        Category::Syntax | Category::Io => "不是合法的 JSON".to_owned(),
        Category::Data => data(&error.to_string()),
    };
    format!("{what}{place}")
}

/// The same of JSON that has another structure.
fn data(message: &str) -> String {
    let message = message.rsplit_once(" at line ").map_or(message, |(message, _)| message);
    let quoted = || message.split('`').nth(1).unwrap_or_default();
    let known = [
        ("missing field", "缺少成员"),
        ("unknown field", "多出未知的成员"),
        ("duplicate field", "重复的成员"),
        ("unknown variant", "未知的取值"),
    ];
    if let Some((_, what)) = known.iter().find(|(english, _)| message.starts_with(english)) {
        return format!("{what} {}", quoted());
    }
    // Of the type that stands there and of the one that should; the message quotes what the text has.
    if message.starts_with("invalid type") {
        return "成员的类型不符".to_owned();
    }
    if message.starts_with("invalid value") || message.starts_with("invalid length") {
        return "成员的取值或长度不符".to_owned();
    }
    // Those of this crate's own types are for people already.
    message.to_owned()
}
