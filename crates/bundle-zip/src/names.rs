//! The names of members: the same on every system, for every program.

use std::collections::BTreeMap;
use std::io;

use super::refusal;

/// Most bytes of a path: some systems cut or refuse longer ones.
const LONGEST: usize = 255;

/// Names that are devices on Windows, in any folder and with any extension.
const DEVICES: [&str; 4] = ["aux", "con", "nul", "prn"];
/// The same with one digit behind them.
const PORTS: [&str; 2] = ["com", "lpt"];

/// Refuses what some system would unpack over another member, or to another place.
pub(crate) fn check<'a>(names: impl Iterator<Item = &'a [u8]> + Clone) -> io::Result<()> {
    let about = |text: &str, name: &[u8]| refusal(format!("{text}：{}", shown(name)));
    // Some file systems take `Freeze.json` for `freeze.json`.
    let mut known: BTreeMap<Vec<u8>, bool> = BTreeMap::new();
    for name in names.clone() {
        if leads_out(name) {
            return Err(about("压缩包中的文件名指向文件夹之外", name));
        }
        if !is_plain(name) {
            return Err(about("压缩包中的文件名在有的系统上会变成别的名称，请改名或去掉后重新打包", name));
        }
        let (path, is_folder) = path(name);
        if known.insert(path.to_ascii_lowercase(), is_folder).is_some() {
            return Err(about("压缩包中有同名文件", name));
        }
    }
    let is_file = |path: &[u8]| known.get(&path.to_ascii_lowercase()) == Some(&false);
    match names.clone().find(|name| folders(path(name).0).any(is_file)) {
        Some(name) => Err(about("压缩包中的文件同时又是文件夹", name)),
        None => Ok(()),
    }
}

/// The name without the mark of a folder, and whether it had one.
fn path(name: &[u8]) -> (&[u8], bool) {
    name.strip_suffix(b"/").map_or((name, false), |path| (path, true))
}

/// The folders on the way to a path.
fn folders(path: &[u8]) -> impl Iterator<Item = &[u8]> {
    let slashes = path.iter().enumerate().filter(|(_, byte)| **byte == b'/');
    slashes.filter_map(|(place, _)| path.get(..place))
}

/// Whether a name leads out of the folder, on any system.
fn leads_out(name: &[u8]) -> bool {
    name.starts_with(b"/")
        || name.iter().any(|byte| matches!(byte, b'\\' | b':' | 0))
        || name.split(|byte| *byte == b'/').any(|part| part == b"..")
}

/// Whether no system takes the name for another one.
fn is_plain(name: &[u8]) -> bool {
    let text = std::str::from_utf8(path(name).0);
    text.is_ok_and(|path| path.len() <= LONGEST && path.split('/').all(is_plain_part))
}

fn is_plain_part(part: &str) -> bool {
    let is_trimmed = !part.starts_with(' ') && !part.ends_with(['.', ' ']);
    !part.is_empty() && is_trimmed && part.chars().all(is_plain_char) && !is_device(part)
}

/// Letters and digits, and ideographs: these have one form, no capitals, and stand for no letter.
fn is_plain_char(char: char) -> bool {
    char.is_ascii_alphanumeric()
        || matches!(char, '.' | '-' | '_' | ' ' | '(' | ')' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}')
}

fn is_device(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or_default().trim_end().to_ascii_lowercase();
    let is_port = |port: &&str| {
        stem.strip_prefix(*port)
            .is_some_and(|rest| matches!(rest.as_bytes(), [byte] if byte.is_ascii_digit()))
    };
    DEVICES.contains(&stem.as_str()) || PORTS.iter().any(is_port)
}

/// A name as a message shows it: without characters that would change the message.
pub(crate) fn shown(name: &[u8]) -> String {
    const START: usize = 60;
    let text = String::from_utf8_lossy(name);
    let more = if text.chars().count() > START { "…" } else { "" };
    let start: String = text.chars().take(START).collect();
    format!("{}{more}", start.escape_debug())
}
