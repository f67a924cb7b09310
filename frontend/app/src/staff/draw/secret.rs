//! A witness's secret: made in this browser, kept in it until it is revealed, seen by nobody else before.

use contract::draw::Ceremony;
use domain::draw::Fixed;
use domain::draw::hash::Hash;
use domain::draw::seed;
use gloo_storage::{LocalStorage, Storage};

/// Where the secret of this party in this round is kept.
fn place(ceremony: &Ceremony, party: &str) -> String {
    format!("sunlot.secret.{}.{}.{party}", ceremony.task, ceremony.round)
}

/// The secret that this browser keeps.
pub fn kept(ceremony: &Ceremony, party: &str) -> Option<Hash> {
    LocalStorage::get::<String>(place(ceremony, party)).ok()?.parse().ok()
}

/// The secret that this browser keeps, else a new one of the browser's own randomness. None when the browser cannot
/// keep it: a commitment to a secret that gets lost would void the round.
pub fn kept_or_new(ceremony: &Ceremony, party: &str) -> Option<Hash> {
    if let Some(secret) = kept(ceremony, party) {
        return Some(secret);
    }
    let mut bytes = [0_u8; 32];
    let crypto = web_sys::window()?.crypto().ok()?;
    crypto.get_random_values_with_u8_array(&mut bytes).ok()?;
    let secret: Hash = Fixed(bytes);
    LocalStorage::set(place(ceremony, party), secret.to_string()).ok()?;
    kept(ceremony, party).filter(|again| *again == secret)
}

/// Forgets the secret, once everybody knows it.
pub fn forget(ceremony: &Ceremony, party: &str) {
    LocalStorage::delete(place(ceremony, party));
}

/// What the party commits to.
pub fn commitment(ceremony: &Ceremony, party: &str, secret: &Hash) -> String {
    seed::commit(&ceremony.task, ceremony.round, party, secret).to_string()
}
