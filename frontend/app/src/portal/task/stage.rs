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

/// Why a party's secret is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hidden {
    /// It has not been revealed.
    NotYet,
    /// The system reveals its own by drawing.
    ByDrawing,
    /// The result would follow from it: with the result.
    Sealed,
    /// The round is void: it is asked for no more.
    Never,
}

impl Hidden {
    /// Why the secret of this party of a round is not shown, if it is not.
    pub fn of(round: &Round, party: &str) -> Self {
        match Stage::of(round) {
            Stage::Voided => Self::Never,
            Stage::Sealed => Self::Sealed,
            Stage::Commit | Stage::Reveal | Stage::Entropy | Stage::Ready | Stage::Drawn => {
                if party == OPERATOR { Self::ByDrawing } else { Self::NotYet }
            }
        }
    }
}

/// Whether nobody but the system takes part: before the freeze, whether nobody has to.
pub fn is_alone(round: &Round) -> bool {
    let asked = round.announcement.as_ref().filter(|_| round.frozen_at.is_none());
    round.parties.iter().all(|party| party.id == OPERATOR)
        && asked.is_none_or(|content| content.witnesses == 0)
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

/// The round that is followed live: the last one, or the one that may come after a void one or makes up for what was struck.
/// None when there is nothing to wait for: those who may follow at once are limited in number.
pub fn followed(rounds: &[Round], voided: bool, closed: bool) -> Option<u32> {
    let last = rounds.iter().max_by_key(|round| round.round)?;
    match Stage::of(last) {
        Stage::Voided if voided => None,
        Stage::Voided => last.round.checked_add(1),
        Stage::Drawn if voided || closed => None,
        Stage::Drawn | Stage::Sealed if !(last.strikes.is_empty() && last.withheld_strikes.is_empty()) => {
            last.round.checked_add(1)
        }
        Stage::Drawn | Stage::Commit | Stage::Reveal | Stage::Entropy | Stage::Ready | Stage::Sealed => {
            Some(last.round)
        }
    }
}
