//! Passwords: argon2id in PHC form (RFC 9106; OWASP ASVS 5.0, 11.4).

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};

use crate::entropy;
use crate::problem::Problem;

/// A hash that no password has, so that an unknown name takes as long as a wrong password.
pub(super) const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$c3VubG90LW5vYm9keSEh$kY0MFcBbEaHYUYKRZaJrLaMSVLNxMMv8cNIzOmsGT0g";

/// Hashes a password with a fresh salt.
///
/// # Errors
/// When there is no randomness.
pub fn hash(password: &str) -> Result<String, Problem> {
    let salt = entropy::bytes32()?;
    let (salt, _) = salt.split_at(16);
    let hashed = Argon2::default().hash_password_with_salt(password.as_bytes(), salt);
    hashed.map(|hash| hash.to_string()).map_err(|cause| Problem::internal(&cause))
}

/// Whether the password has this hash; takes its time even when there is no hash.
#[must_use]
pub fn matches(password: &str, hash: Option<&str>) -> bool {
    let parsed = PasswordHash::new(hash.unwrap_or(NOBODY));
    let right = parsed.is_ok_and(|h| Argon2::default().verify_password(password.as_bytes(), &h).is_ok());
    right && hash.is_some()
}
