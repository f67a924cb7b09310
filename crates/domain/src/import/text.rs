//! Putting text right without guessing.

/// The half-width form of a full-width character (U+FF01–U+FF5E, U+3000), else the character itself.
fn half_width(c: char) -> char {
    match c {
        '\u{3000}' | '\u{a0}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

/// A blank, a mark that nobody sees (zero width, byte order), or a control character.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Without blanks at either end, full-width ones too.
pub(super) fn trimmed(text: &str) -> &str {
    text.trim_matches(is_blank)
}

/// A free text: trimmed, line breaks and control characters within it as one blank.
pub(super) fn free(text: &str) -> String {
    let text = trimmed(text);
    if !text.contains(char::is_control) {
        return text.to_owned();
    }
    let mut tidy = String::with_capacity(text.len());
    for c in text.chars() {
        if !c.is_control() {
            tidy.push(c);
        } else if !tidy.ends_with(' ') {
            tidy.push(' ');
        }
    }
    tidy
}

/// All characters half-width.
pub(super) fn halved(text: &str) -> String {
    text.chars().map(half_width).collect()
}

/// A column name as it is compared: half-width, lower case, without blanks.
pub(super) fn heading(text: &str) -> String {
    text.chars().map(half_width).filter(|c| !is_blank(*c)).flat_map(char::to_lowercase).collect()
}

/// The parts between half- or full-width semicolons, commas of enumeration or bars; empty ones left out.
pub(super) fn parts(text: &str) -> Vec<String> {
    text.split([';', '；', '、', '|']).map(free).filter(|part| !part.is_empty()).collect()
}
