//! Codes as people type them: copied from a sheet, in full-width characters, in small letters, with blanks.

#[cfg(test)]
mod tests;

/// The half-width form of a full-width character (U+FF01–U+FF5E, U+3000), else the character itself.
fn half_width(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => u32::from(c).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(c),
        _ => c,
    }
}

/// A text in half-width characters, without blanks at its ends.
#[must_use]
pub fn halved(text: &str) -> String {
    text.chars().map(half_width).collect::<String>().trim().to_owned()
}

/// A code as it is recorded: half-width and in capitals.
#[must_use]
pub fn typed(text: &str) -> String {
    halved(text).to_ascii_uppercase()
}

/// What is looked for by a name or a code: a code as it is recorded, a name as it was typed; names hold full-width brackets.
#[must_use]
pub fn name_or_code(text: &str) -> String {
    let code = typed(text);
    let is_code = code.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        && code.contains(|c: char| c.is_ascii_digit());
    if is_code { code } else { text.trim().to_owned() }
}
