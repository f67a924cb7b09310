//! Text that people read.

/// Whether nobody sees the character, or it turns the direction of writing, so that a text is not what it looks like: control
/// characters other than tab and line breaks, and the directional marks of Unicode (UAX #9, section 2).
#[must_use]
pub fn is_hidden(c: char) -> bool {
    let turns =
        matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    turns || (c.is_control() && !matches!(c, '\t' | '\n' | '\r'))
}

/// Whether the text is one line.
#[must_use]
pub fn is_line(text: &str) -> bool {
    !text.contains(char::is_control)
}
