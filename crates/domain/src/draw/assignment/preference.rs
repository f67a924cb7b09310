//! The order of the objects and, for each, of the inspectors: both follow from the assignment key.

use super::eligibility::Eligibility;
use crate::draw::hash::{Keyed, Stream};
use crate::draw::roster::Did;
use crate::draw::seed::Keys;

/// How many of the preferred are sorted at first; nearly always one of them gets the place.
const FEW: usize = 16;

/// Orders of one draw.
#[derive(Debug, Clone)]
pub(super) struct Preference {
    order: Keyed,
    assign: Keyed,
}

/// The eligible inspectors of a place whom its object prefers.
#[derive(Debug, Default)]
pub(super) struct Shortlist {
    /// Preferred ones first.
    pub(super) best: Vec<usize>,
    /// Whether these are all.
    pub(super) is_complete: bool,
}

impl Preference {
    pub(super) fn new(keys: &Keys) -> Self {
        Self { order: Keyed::new("order", &keys.assign), assign: Keyed::new("assign", &keys.assign) }
    }

    /// Objects are processed ascending by this.
    pub(super) fn turn(&self, did: &Did) -> impl Ord + use<> {
        (self.order.of(did.as_bytes()), *did)
    }

    /// A short list for each place of an object.
    pub(super) fn shortlists(
        &self,
        eligible: &Eligibility,
        did: &Did,
        places: std::ops::Range<usize>,
        inspectors: usize,
    ) -> Vec<Shortlist> {
        let line = places.clone().map(|place| line(eligible, place, FEW)).max().unwrap_or(0);
        let ranking = self.ranking(did, inspectors, line);
        places.map(|place| shortlist(eligible, place, &ranking, FEW)).collect()
    }

    /// A longer list than `before`, beginning with it.
    pub(super) fn longer(
        &self,
        eligible: &Eligibility,
        did: &Did,
        place: usize,
        before: &Shortlist,
        inspectors: usize,
    ) -> Shortlist {
        let mut wanted = before.best.len().max(FEW);
        loop {
            wanted = wanted.saturating_mul(16);
            let ranking = self.ranking(did, inspectors, line(eligible, place, wanted));
            let longer = shortlist(eligible, place, &ranking, wanted);
            if longer.is_complete || longer.best.len() > before.best.len() {
                return longer;
            }
        }
    }

    /// The inspectors whose number in the object's stream is not above the line, by that number.
    fn ranking(&self, did: &Did, inspectors: usize, line: u64) -> Vec<(u64, usize)> {
        let mut stream = Stream::new(&self.assign.of(did.as_bytes()));
        let numbers = (0..inspectors).map(|i| (stream.next_number(), i));
        let mut ranking: Vec<(u64, usize)> = numbers.filter(|(number, _)| *number <= line).collect();
        ranking.sort_unstable();
        ranking
    }
}

/// A number that about `wanted` of the eligible should not exceed; the greatest number when there are no more than that.
fn line(eligible: &Eligibility, place: usize, wanted: usize) -> u64 {
    let admitted = eligible.size(eligible.kind(place));
    if wanted >= admitted {
        return u64::MAX;
    }
    let share = u64::MAX / u64::try_from(admitted).unwrap_or(u64::MAX).max(1);
    share.saturating_mul(u64::try_from(wanted).unwrap_or(u64::MAX))
}

/// Those of a ranking, which reaches at least as far, who are eligible and not above the line of `wanted`.
fn shortlist(eligible: &Eligibility, place: usize, ranking: &[(u64, usize)], wanted: usize) -> Shortlist {
    let line = line(eligible, place, wanted);
    let (admitted, excluded) = (eligible.admitted(eligible.kind(place)), eligible.excluded(place));
    let below = ranking.iter().take_while(|(number, _)| *number <= line).map(|(_, inspector)| *inspector);
    let best = below.filter(|i| admitted.contains(*i) && excluded.binary_search(i).is_err()).collect();
    Shortlist { best, is_complete: line == u64::MAX }
}
