//! From the reveals to the seed, and from the seed to the keys of selection and assignment (protocol §5).

use super::hash::{Hash, frame};

/// What a party commits to before the freeze: `frame("commit"; task, u32 round, party id, r)`.
#[must_use]
pub fn commit(task: &str, round: u32, party: &str, secret: &Hash) -> Hash {
    frame("commit", &[task.as_bytes(), &round.to_be_bytes(), party.as_bytes(), &secret.0])
}

/// `S`: the freeze, every party's secret in ascending order of party id, and the entropy text (empty for none).
#[must_use]
pub fn seed(freeze: &Hash, secrets: &[Hash], entropy: &str) -> Hash {
    let mut items: Vec<&[u8]> = vec![freeze.as_ref()];
    items.extend(secrets.iter().map(AsRef::as_ref));
    items.push(entropy.as_bytes());
    frame("seed", &items)
}

/// The two keys of a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keys {
    /// `Kd`: tickets and their ties.
    pub draw: Hash,
    /// `Ka`: order of the objects, preferences among inspectors.
    pub assign: Hash,
}

impl Keys {
    /// Derives both from the seed.
    #[must_use]
    pub fn new(seed: &Hash, round: u32) -> Self {
        let round = round.to_be_bytes();
        Self { draw: frame("draw-key", &[&seed.0, &round]), assign: frame("assign-key", &[&seed.0, &round]) }
    }
}
