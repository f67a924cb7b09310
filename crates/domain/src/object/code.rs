//! Codes of objects: unified social credit codes (GB 32100-2015), legacy registration numbers (GS 15-2006, check digit
//! ISO 7064 MOD 11,10), the 13-digit numbers before those, and internal codes of things that have neither.

#[cfg(test)]
mod tests;

use std::fmt;

/// The alphabet of a unified social credit code: digits and letters without I, O, S, V, Z (GB 32100-2015, 4.1).
pub const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// A checked code, upper case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ObjectCode(String);

/// What is wrong with a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// Nothing there.
    #[error("未填写代码，请填写统一社会信用代码或注册号")]
    Missing,
    /// Neither 18 nor 15 nor 13 characters, nor an internal code.
    #[error("代码长度有误：统一社会信用代码为18位，注册号为15位（旧注册号为13位）")]
    Length,
    /// A character outside the alphabet.
    #[error("代码含有不允许的字符：统一社会信用代码不使用 I、O、S、V、Z")]
    Alphabet,
    /// The 18th character of a credit code.
    #[error("统一社会信用代码校验位不正确（GB 32100-2015），请核对")]
    CreditCheck,
    /// The organisation code within it (characters 9–17, GB 11714).
    #[error("统一社会信用代码中的组织机构代码校验位不正确（GB 11714），请核对")]
    OrganisationCheck,
    /// The 15th digit of a registration number.
    #[error("注册号校验位不正确，请核对")]
    RegistrationCheck,
}

impl ObjectCode {
    /// Checks the code of an enterprise, self-employed person or institution: 18 or 15 characters, upper case; or the 13
    /// digits of a number given before GS 15-2006, which has no check digit and still stands in registers.
    ///
    /// # Errors
    /// [`CodeError`] names the rule that is broken.
    pub fn registered(text: &str) -> Result<Self, CodeError> {
        match text.len() {
            0 => return Err(CodeError::Missing),
            13 if text.bytes().all(|b| b.is_ascii_digit()) => {}
            13 => return Err(CodeError::Alphabet),
            15 => check_registration_number(text)?,
            18 => check_credit_code(text)?,
            _ => return Err(CodeError::Length),
        }
        Ok(Self(text.to_owned()))
    }

    /// Checks the internal code of a site, piece of equipment or product: `[0-9A-Z-]{1,40}`.
    ///
    /// # Errors
    /// [`CodeError`] names the rule that is broken.
    pub fn internal(text: &str) -> Result<Self, CodeError> {
        match text.len() {
            0 => return Err(CodeError::Missing),
            1..=40 => {}
            _ => return Err(CodeError::Length),
        }
        let allowed = |b: u8| b.is_ascii_digit() || b.is_ascii_uppercase() || b == b'-';
        if text.bytes().all(allowed) { Ok(Self(text.to_owned())) } else { Err(CodeError::Alphabet) }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ObjectCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn value(byte: u8) -> Result<u32, CodeError> {
    let position = ALPHABET.iter().position(|b| *b == byte).ok_or(CodeError::Alphabet)?;
    u32::try_from(position).map_err(|_| CodeError::Alphabet)
}

/// The 18th character for the first 17: weights 3^(i−1) mod 31, `(31 − Σ mod 31) mod 31` (GB 32100-2015, 4.3).
///
/// # Errors
/// [`CodeError::Alphabet`] when a character is outside the alphabet.
pub fn credit_check_character(first: &[u8]) -> Result<char, CodeError> {
    let (mut sum, mut weight) = (0, 1);
    for byte in first.iter().take(17) {
        sum += value(*byte)? * weight;
        weight = weight * 3 % 31;
    }
    let check = usize::try_from((31 - sum % 31) % 31).map_err(|_| CodeError::Alphabet)?;
    ALPHABET.get(check).map(|b| char::from(*b)).ok_or(CodeError::Alphabet)
}

/// The 9th character of an organisation code for its first 8: weights 3 7 9 10 5 8 4 2, `11 − Σ mod 11` with 10 → X
/// and 11 → 0 (GB 11714).
///
/// # Errors
/// [`CodeError::Alphabet`] when a character is neither digit nor capital letter.
pub fn organisation_check_character(first: &[u8]) -> Result<char, CodeError> {
    let mut sum = 0;
    for (byte, weight) in first.iter().zip([3, 7, 9, 10, 5, 8, 4, 2_u32]) {
        sum += char::from(*byte).to_digit(36).ok_or(CodeError::Alphabet)? * weight;
    }
    Ok(match 11 - sum % 11 {
        10 => 'X',
        11 => '0',
        digit => char::from_digit(digit, 10).ok_or(CodeError::Alphabet)?,
    })
}

/// The 15th digit of a registration number for its first 14 (ISO 7064 MOD 11,10).
///
/// # Errors
/// [`CodeError::Alphabet`] when a character is no digit.
pub fn registration_check_digit(first: &[u8]) -> Result<char, CodeError> {
    let mut product = 10;
    for byte in first.iter().take(14) {
        let digit = char::from(*byte).to_digit(10).ok_or(CodeError::Alphabet)?;
        let sum = match (digit + product) % 10 {
            0 => 10,
            sum => sum,
        };
        product = sum * 2 % 11;
    }
    char::from_digit((11 - product) % 10, 10).ok_or(CodeError::Alphabet)
}

fn check_credit_code(text: &str) -> Result<(), CodeError> {
    let bytes = text.as_bytes();
    for byte in bytes {
        value(*byte)?;
    }
    let (Some(first), Some(organisation)) = (bytes.get(..17), bytes.get(8..17)) else {
        return Err(CodeError::Length);
    };
    if !text.ends_with(credit_check_character(first)?) {
        return Err(CodeError::CreditCheck);
    }
    let Some((check, eight)) = organisation.split_last() else { return Err(CodeError::Length) };
    if char::from(*check) == organisation_check_character(eight)? {
        Ok(())
    } else {
        Err(CodeError::OrganisationCheck)
    }
}

fn check_registration_number(text: &str) -> Result<(), CodeError> {
    let first = text.as_bytes().get(..14).ok_or(CodeError::Length)?;
    if text.ends_with(registration_check_digit(first)?) { Ok(()) } else { Err(CodeError::RegistrationCheck) }
}
