//! What failed searches have proved. A set of inspectors that must keep exactly the places it holds keeps them for the
//! rest of the draw, because every decision only narrows what is possible. So a search need not fail twice for one reason.

use super::filling::Filling;
use super::set::Set;

/// More are not remembered; the search then finds them again.
const REMEMBERED: usize = 128;

/// What stands in the way.
#[derive(Debug, Clone, Copy)]
pub(super) enum Obstacle {
    /// Places, this the first of them, would compete for too few inspectors.
    Place(usize),
    /// This inspector could not reach the lower limit.
    Inspector(usize),
}

#[derive(Debug)]
struct Cut {
    /// Inspectors who can take no place from anyone outside.
    inside: Set,
    /// Where the first undecided place that they hold may stand; none when those outside need theirs to reach the lower limit.
    first: Option<usize>,
}

/// Cuts found so far.
#[derive(Debug, Default)]
pub(super) struct Cuts(Vec<Cut>);

impl Cuts {
    /// Why `inspector` cannot take a place from `holder`, when that is known.
    pub(super) fn obstacle(
        &mut self,
        filling: &Filling<'_>,
        inspector: usize,
        holder: usize,
    ) -> Option<Obstacle> {
        let forbids = |cut: &Cut| cut.inside.contains(inspector) && !cut.inside.contains(holder);
        let found = self.0.iter().rposition(forbids)?;
        // Towards the end, where the search for a cut begins: it will be wanted again.
        let last = self.0.len().saturating_sub(1);
        self.0.swap(found, last);
        let cut = self.0.last_mut()?;
        let Some(first) = cut.first else { return Some(Obstacle::Inspector(holder)) };
        let held = |place: &usize| filling.holder(*place).is_some_and(|holder| cut.inside.contains(holder));
        let first = (first.max(filling.undecided())..filling.eligible.places()).find(held)?;
        cut.first = Some(first);
        Some(Obstacle::Place(first))
    }

    /// Remembers that inspectors `inside` cannot take places from others: their own would find nobody else or, when
    /// `is_upper` is false, the others would not reach the lower limit.
    pub(super) fn learn(&mut self, inside: &Set, is_upper: bool) {
        if self.0.len() >= REMEMBERED {
            self.0.remove(0);
        }
        self.0.push(Cut { inside: inside.clone(), first: is_upper.then_some(0) });
    }
}
