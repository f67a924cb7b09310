//! How far a round is, in the eyes of the public, and what is awaited.

use contract::round::Round;
use domain::draw::freeze::{Mode, OPERATOR};

#[cfg(test)]
mod tests;

/// How far a round is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Announced: witnesses commit, then it is frozen.
    Commit,
    /// Frozen: witnesses reveal.
    Reveal,
    /// All witnesses have revealed: the public value is awaited.
    Entropy,
    /// All is there: lots can be drawn.
    Ready,
    /// Drawn, and the result is not public yet.
    Sealed,
    /// Drawn, and public.
    Drawn,
    /// Void.
    Voided,
}

impl Stage {
    /// How far this round is.
    pub fn of(round: &Round) -> Self {
        if round.void.is_some() {
            return Self::Voided;
        }
        if round.drawn_at.is_some() {
            return if is_sealed(round) && round.released_at.is_none() { Self::Sealed } else { Self::Drawn };
        }
        if round.frozen_at.is_none() {
            return Self::Commit;
        }
        let silent = round.parties.iter().any(|party| party.id != OPERATOR && party.revealed_at.is_none());
        let valueless = round.entropy.as_ref().is_some_and(|entropy| entropy.value.is_none());
        match (silent, valueless) {
            (true, _) => Self::Reveal,
            (false, true) => Self::Entropy,
            (false, false) => Self::Ready,
        }
    }

    /// Whether the ceremony still goes on.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Commit | Self::Reveal | Self::Entropy | Self::Ready)
    }
}

/// Whether its result is published after the inspections.
pub fn is_sealed(round: &Round) -> bool {
    round.announcement.as_ref().is_some_and(|announcement| announcement.mode == Mode::Sealed)
}

/// Whether its result is public, so that anybody can check it.
pub fn is_checkable(round: &Round) -> bool {
    round.drawn_at.is_some() && (!is_sealed(round) || round.released_at.is_some())
}

/// The round that is followed live: the last one until its result is public, or the one that may come after a void one. None
/// when there is nothing to wait for: those who may follow at once are limited in number.
pub fn followed(rounds: &[Round], voided: bool) -> Option<u32> {
    let last = rounds.iter().max_by_key(|round| round.round)?;
    match Stage::of(last) {
        Stage::Voided if voided => None,
        Stage::Voided => last.round.checked_add(1),
        Stage::Drawn => None,
        Stage::Commit | Stage::Reveal | Stage::Entropy | Stage::Ready | Stage::Sealed => Some(last.round),
    }
}
