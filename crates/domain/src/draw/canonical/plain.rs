//! Whether what `serde_json` wrote is canonical as it stands: nearly always, and then nothing must be sorted.

/// Most digits of a number that is the same in both: all such are below 2^53.
const DIGITS: usize = 15;
/// Objects and arrays in each other; nothing in the protocol is deeper.
const DEPTH: usize = 16;

/// Whether a compact JSON text written by `serde_json` is certainly its own canonical form: members of every object
/// ascending, their names plain ASCII, numbers short integers. `false` says nothing.
pub(super) fn is_canonical(text: &[u8]) -> bool {
    // The last name of each object that is open; arrays have none.
    let mut names: [&[u8]; DEPTH] = [&[]; DEPTH];
    let mut depth = 0_usize;
    let mut rest = text;
    while let Some((first, after)) = rest.split_first() {
        rest = match first {
            b'"' => {
                let Some(length) = string(after) else { return false };
                let (content, after) = after.split_at(length);
                let after = after.get(1..).unwrap_or_default();
                if after.first() == Some(&b':') {
                    let Some(last) = depth.checked_sub(1).and_then(|at| names.get_mut(at)) else {
                        return false;
                    };
                    let plain = content.iter().all(|byte| byte.is_ascii() && *byte != b'\\');
                    if !plain || *last >= content {
                        return false;
                    }
                    *last = content;
                }
                after
            }
            b'{' | b'[' => {
                let Some(name) = names.get_mut(depth) else { return false };
                *name = &[];
                depth = depth.saturating_add(1);
                after
            }
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                after
            }
            b'0'..=b'9' | b'-' => {
                let length = after.iter().take_while(|byte| byte.is_ascii_digit()).count();
                let after = after.get(length..).unwrap_or_default();
                if length >= DIGITS || matches!(after.first(), Some(b'.' | b'e' | b'E')) {
                    return false;
                }
                after
            }
            _ => after,
        };
    }
    true
}

/// The length of a string up to its closing quote.
fn string(text: &[u8]) -> Option<usize> {
    let mut bytes = text.iter().enumerate();
    while let Some((place, byte)) = bytes.next() {
        match byte {
            b'"' => return Some(place),
            b'\\' => _ = bytes.next(),
            _ => {}
        }
    }
    None
}
