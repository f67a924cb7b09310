//! Valid, unique codes from row numbers.

#[cfg(test)]
mod tests;

use domain::object::code::{
    ALPHABET, CodeError, credit_check_character, organisation_check_character, registration_check_digit,
};

use crate::dice;

/// Serials run below this (a prime), which leaves room for twice [`crate::MAX_OBJECTS`].
const SERIALS: u64 = 29_999_999;
/// Serials below this become registration numbers: one in twelve.
const LEGACY: u64 = SERIALS / 12;
/// 31⁷: as many organisation codes share a first character.
const ORGANISATIONS: u64 = 27_512_614_111;

/// A row's own number, scattered so that neighbours do not look alike; no two rows of a world share one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Serial(u64);

impl Serial {
    /// Both factors are prime to their moduli, so that the steps are one to one.
    pub(super) fn new(seed: u64, row: u32) -> Self {
        Self((u64::from(row) * 18_541_097 + dice::scatter(seed, SERIALS)) % SERIALS)
    }

    /// Whether its holder still has a registration number.
    pub(super) fn is_legacy(self) -> bool {
        self.0 < LEGACY
    }

    /// The code.
    ///
    /// # Errors
    /// When the authority is not made of digits.
    pub(super) fn code(self, category: char, authority: &str) -> Result<String, CodeError> {
        if self.is_legacy() {
            self.registration_number(authority)
        } else {
            self.credit_code(category, authority)
        }
    }

    /// Authorities count from 1; none has reached 30 million.
    fn registration_number(self, authority: &str) -> Result<String, CodeError> {
        let mut code = format!("{authority}{}", 30_000_000 + self.0);
        code.push(registration_check_digit(code.as_bytes())?);
        Ok(code)
    }

    /// Organisation codes in use begin with a digit or with M; these begin with Y.
    fn credit_code(self, category: char, authority: &str) -> Result<String, CodeError> {
        let mut organisation = [b'Y'; 8];
        let mut rest = (self.0 * 20_369_011 + 7_015_823_401) % ORGANISATIONS;
        for character in organisation.iter_mut().skip(1) {
            let digit = usize::try_from(rest % 31).ok().and_then(|digit| ALPHABET.get(digit));
            *character = digit.copied().ok_or(CodeError::Alphabet)?;
            rest /= 31;
        }
        let mut code = String::with_capacity(18);
        code.push('9');
        code.push(category);
        code.push_str(authority);
        code.extend(organisation.iter().map(|byte| char::from(*byte)));
        code.push(organisation_check_character(&organisation)?);
        code.push(credit_check_character(code.as_bytes())?);
        Ok(code)
    }
}
