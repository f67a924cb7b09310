//! How far a ceremony is.

use contract::draw::{Ceremony, Party};
use domain::draw::freeze::OPERATOR;
use domain::task::State;

#[cfg(test)]
mod tests;

/// How far a ceremony is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// Witnesses commit; the draft can still be changed.
    Gather,
    /// Everything is fixed; witnesses reveal.
    Reveal,
    /// Everybody has revealed.
    Ready,
    /// Lots are drawn.
    Drawn,
    /// The task is voided; nothing is drawn any more.
    Over,
}

impl Phase {
    /// The phases of a ceremony that goes well, in order.
    pub const ALL: [Self; 4] = [Self::Gather, Self::Reveal, Self::Ready, Self::Drawn];

    /// How far this ceremony is.
    #[must_use]
    pub fn of(ceremony: &Ceremony) -> Self {
        match ceremony.state {
            State::Draft => Self::Gather,
            State::Frozen if silent(ceremony).is_empty() => Self::Ready,
            State::Frozen => Self::Reveal,
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

/// The witnesses who have not revealed. The server reveals by itself when lots are drawn.
#[must_use]
pub fn silent(ceremony: &Ceremony) -> Vec<&Party> {
    ceremony.parties.iter().filter(|party| party.id != OPERATOR && party.reveal.is_none()).collect()
}
