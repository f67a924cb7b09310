//! How the ceremony of a task stands: its present round and those before.

use contract::draw::Ceremony;
use contract::round::Round;
use domain::draw::freeze::Mode;

/// How the ceremony of a task stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// The present round, as the caller may act in it.
    pub ceremony: Ceremony,
    /// All rounds that were announced, in order.
    pub rounds: Vec<Round>,
}

impl Standing {
    /// The present round, once it is announced.
    #[must_use]
    pub fn round(&self) -> Option<&Round> {
        self.rounds.iter().find(|round| round.round == self.ceremony.round)
    }

    /// The round before, whose end is why there is this one.
    #[must_use]
    pub fn before(&self) -> Option<&Round> {
        self.rounds.iter().rev().find(|round| round.round < self.ceremony.round)
    }

    /// Whether the present round was announced by somebody: its plan stands.
    #[must_use]
    pub fn is_fixed(&self) -> bool {
        let announcement = self.round().and_then(|round| round.announcement.as_ref());
        announcement.is_some_and(|announcement| !announcement.automatic)
    }

    /// Whether two people enter the public value.
    #[must_use]
    pub fn is_entered_by_two(&self) -> bool {
        let announcement = self.round().and_then(|round| round.announcement.as_ref());
        announcement.is_some_and(|announcement| announcement.entropy_confirmed)
    }

    /// Whether two people still have to enter the public value.
    #[must_use]
    pub fn awaits_value(&self) -> bool {
        let entropy = self.round().and_then(|round| round.entropy.as_ref());
        self.is_entered_by_two() && entropy.is_none_or(|entropy| entropy.confirmed_at.is_none())
    }
}

/// Whether a round has a result that is not public yet.
#[must_use]
pub fn is_withheld(round: &Round) -> bool {
    let sealed = round.announcement.as_ref().is_some_and(|announcement| announcement.mode == Mode::Sealed);
    sealed && round.drawn_at.is_some() && round.released_at.is_none() && round.void.is_none()
}
