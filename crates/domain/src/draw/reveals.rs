//! What the parties reveal after the freeze (protocol §5).

use serde::{Deserialize, Serialize};

use super::freeze::{Entropy, Freeze};
use super::hash::Hash;
use super::seed;

/// A party's secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reveal {
    /// The party.
    pub id: String,
    /// Its 32 bytes.
    pub value: Hash,
}

/// `reveals.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reveals {
    /// The public value, empty when the rule asks for none.
    pub entropy: String,
    /// One reveal of each party of the freeze, ascending by id.
    pub parties: Vec<Reveal>,
}

/// Why reveals are refused. Such a round is void.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RevealFault {
    /// A party of the freeze has not revealed, one revealed that is no party, or the order is another.
    #[error("揭示的参与方与锁定书不一致")]
    Parties,
    /// A secret that the party did not commit to.
    #[error("参与方“{0}”揭示的数值与其承诺不符")]
    Commitment(String),
    /// A public value where none is asked for, or none where one is.
    #[error("公开数值与锁定书的规定不符")]
    Entropy,
}

impl Reveals {
    /// Checks the reveals against the commitments of the freeze.
    ///
    /// # Errors
    /// [`RevealFault`] names what is missing or wrong.
    pub fn check(&self, freeze: &Freeze) -> Result<(), RevealFault> {
        if !self.parties.iter().map(|reveal| &reveal.id).eq(freeze.parties.iter().map(|party| &party.id)) {
            return Err(RevealFault::Parties);
        }
        for (reveal, party) in self.parties.iter().zip(&freeze.parties) {
            if seed::commit(&freeze.task, freeze.round, &reveal.id, &reveal.value) != party.commitment {
                return Err(RevealFault::Commitment(reveal.id.clone()));
            }
        }
        let asked = match freeze.entropy {
            Entropy::None {} => false,
            Entropy::Text { .. } => true,
        };
        if asked == self.entropy.is_empty() { Err(RevealFault::Entropy) } else { Ok(()) }
    }

    /// The seed `S` of the round.
    #[must_use]
    pub fn seed(&self, freeze: &Hash) -> Hash {
        let secrets: Vec<Hash> = self.parties.iter().map(|reveal| reveal.value).collect();
        seed::seed(freeze, &secrets, &self.entropy)
    }
}
