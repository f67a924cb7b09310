//! How far a ceremony is.

use contract::draw::{Ceremony, Party};
use domain::draw::freeze::OPERATOR;
use domain::task::State;

use super::standing::Standing;

#[cfg(test)]
mod tests;

/// How far a ceremony is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// Nothing is announced; the draft can still be changed.
    Announce,
    /// Witnesses commit.
    Gather,
    /// Everything is fixed; witnesses reveal.
    Reveal,
    /// Two people enter the public value.
    Entropy,
    /// Everything is known but the server's secret.
    Ready,
    /// Lots are drawn.
    Drawn,
    /// The task is voided; nothing is drawn any more.
    Over,
}

impl Phase {
    /// The phases of a ceremony that goes well, in order; with a public value that two people enter, or without.
    #[must_use]
    pub fn way(by_two: bool) -> Vec<Self> {
        let all = [Self::Announce, Self::Gather, Self::Reveal, Self::Entropy, Self::Ready, Self::Drawn];
        all.into_iter().filter(|phase| by_two || *phase != Self::Entropy).collect()
    }

    /// How far this ceremony is.
    #[must_use]
    pub fn of(standing: &Standing) -> Self {
        match standing.ceremony.state {
            State::Draft if standing.round().is_none() => Self::Announce,
            State::Draft => Self::Gather,
            State::Frozen if !silent(&standing.ceremony).is_empty() => Self::Reveal,
            State::Frozen if standing.awaits_value() => Self::Entropy,
            State::Frozen => Self::Ready,
            State::Drawn
            | State::Issued
            | State::Inspecting
            | State::Submitted
            | State::Approved
            | State::Disclosed
            | State::Archived => Self::Drawn,
            State::Voided => Self::Over,
        }
    }
}

/// Whether nobody but the system takes part, and nobody else has to.
#[must_use]
pub fn is_alone(ceremony: &Ceremony) -> bool {
    ceremony.witnesses == 0 && ceremony.parties.iter().all(|party| party.id == OPERATOR)
}

/// The witnesses who have not revealed. The server reveals by itself when lots are drawn.
#[must_use]
pub fn silent(ceremony: &Ceremony) -> Vec<&Party> {
    ceremony.parties.iter().filter(|party| party.id != OPERATOR && party.reveal.is_none()).collect()
}
