//! Text that people read.

#[cfg(test)]
mod tests;

use std::io::{self, ErrorKind};

/// Whether nobody sees the character, or it turns the direction of writing, so that a text is not what it looks like: control
/// characters other than tab and line breaks, the directional marks of Unicode (UAX #9, section 2), and what has no width.
#[must_use]
pub fn is_hidden(c: char) -> bool {
    let turns =
        matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let has_no_width = matches!(c, '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}');
    turns || has_no_width || (c.is_control() && !matches!(c, '\t' | '\n' | '\r'))
}

/// Whether the text is one line.
#[must_use]
pub fn is_line(text: &str) -> bool {
    !text.contains(char::is_control)
}

/// What people read of errors of the system.
const IO: [(ErrorKind, &str); 19] = [
    (ErrorKind::NotFound, "不存在"),
    (ErrorKind::PermissionDenied, "没有访问权限"),
    (ErrorKind::IsADirectory, "是文件夹，不是文件"),
    (ErrorKind::NotADirectory, "不是文件夹"),
    (ErrorKind::AlreadyExists, "已存在"),
    (ErrorKind::UnexpectedEof, "内容不完整"),
    (ErrorKind::InvalidData, "内容不符合格式"),
    (ErrorKind::InvalidInput, "内容不符合格式"),
    (ErrorKind::StorageFull, "磁盘空间不足"),
    (ErrorKind::QuotaExceeded, "磁盘空间不足"),
    (ErrorKind::ReadOnlyFilesystem, "磁盘只读"),
    (ErrorKind::TimedOut, "超时"),
    (ErrorKind::WouldBlock, "超时"),
    (ErrorKind::ConnectionRefused, "连接被拒绝"),
    (ErrorKind::ConnectionReset, "连接中断"),
    (ErrorKind::ConnectionAborted, "连接中断"),
    (ErrorKind::BrokenPipe, "连接中断"),
    (ErrorKind::HostUnreachable, "网络不通"),
    (ErrorKind::NetworkUnreachable, "网络不通"),
];

/// Why something could not be read or written, for people; what the program itself says of it stays as it is.
#[must_use]
pub fn io_reason(error: &io::Error) -> String {
    if error.get_ref().is_some() {
        return error.to_string();
    }
    let known = IO.iter().find(|(kind, _)| *kind == error.kind());
    // The system's own words are better than none.
    known.map_or_else(|| format!("系统报告：{error}"), |(_, words)| (*words).to_owned())
}
