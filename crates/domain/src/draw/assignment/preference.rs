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

    /// Number i of the object's stream for every inspector i.
    fn numbers(&self, did: &Did, numbers: &mut [u64]) {
        let mut stream = Stream::new(&self.assign.of(did.as_bytes()));
        numbers.iter_mut().for_each(|number| *number = stream.next_number());
    }

    /// A short list for each place of an object.
    pub(super) fn shortlists(
        &self,
        eligible: &Eligibility,
        did: &Did,
        places: std::ops::Range<usize>,
        numbers: &mut [u64],
    ) -> Vec<Shortlist> {
        self.numbers(did, numbers);
        places.map(|place| shortlist(eligible, place, numbers, FEW)).collect()
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
        let mut numbers = vec![0; inspectors];
        self.numbers(did, &mut numbers);
        let mut wanted = before.best.len().max(FEW);
        loop {
            wanted = wanted.saturating_mul(16);
            let longer = shortlist(eligible, place, &numbers, wanted);
            if longer.is_complete || longer.best.len() > before.best.len() {
                return longer;
            }
        }
    }
}

/// About `wanted` of the eligible: all whose number is below a line that as many should pass.
fn shortlist(eligible: &Eligibility, place: usize, numbers: &[u64], wanted: usize) -> Shortlist {
    let kind = eligible.kind(place);
    let (admitted, number) = (eligible.admitted(kind), eligible.size(kind));
    let is_complete = wanted >= number;
    let share = u64::MAX / u64::try_from(number.max(1)).unwrap_or(u64::MAX);
    let line =
        if is_complete { u64::MAX } else { share.saturating_mul(u64::try_from(wanted).unwrap_or(u64::MAX)) };
    let excluded = eligible.excluded(place);
    let passes = |(i, number): (usize, &u64)| {
        (*number <= line && admitted.contains(i) && excluded.binary_search(&i).is_err())
            .then_some((*number, i))
    };
    let mut ranking: Vec<(u64, usize)> = numbers.iter().enumerate().filter_map(passes).collect();
    ranking.sort_unstable();
    Shortlist { best: ranking.into_iter().map(|(_, i)| i).collect(), is_complete }
}
