//! The order of the objects and, for each, of the inspectors: both follow from the assignment key.

use crate::draw::hash::{Keyed, Stream};
use crate::draw::roster::Did;
use crate::draw::seed::Keys;

/// Orders of one draw.
#[derive(Debug)]
pub(super) struct Preference {
    order: Keyed,
    assign: Keyed,
}

impl Preference {
    pub(super) fn new(keys: &Keys) -> Self {
        Self { order: Keyed::new("order", &keys.assign), assign: Keyed::new("assign", &keys.assign) }
    }

    /// Objects are processed ascending by this.
    pub(super) fn turn(&self, did: &Did) -> impl Ord + use<> {
        (self.order.of(did.as_bytes()), *did)
    }

    /// All inspectors, those preferred for the object first.
    pub(super) fn ranking(&self, did: &Did, inspectors: usize) -> Vec<usize> {
        let mut numbers = Stream::new(&self.assign.of(did.as_bytes()));
        let mut ranking: Vec<_> = (0..inspectors).map(|i| (numbers.next_number(), i)).collect();
        ranking.sort_unstable();
        ranking.into_iter().map(|(_, i)| i).collect()
    }
}
