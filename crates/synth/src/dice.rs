//! Choices from a seed. Plain integer arithmetic on a pinned generator, so that a seed means the same rows for ever.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use crate::World;

/// Whose choices these are: one stream per register and row.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Stream {
    Object,
    ObjectMatter,
    Credit,
    Inspector,
    Recusal,
}

/// Where numbers below `n` begin for a seed: seeds 1, 2, 3 lie far apart.
pub(crate) fn scatter(seed: u64, n: u64) -> u64 {
    seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).checked_rem(n).unwrap_or_default()
}

pub(crate) struct Dice(ChaCha8Rng);

impl Dice {
    /// The choices of one row.
    pub(crate) fn new(world: &World, stream: Stream, row: u32) -> Self {
        let register: u8 = match stream {
            Stream::Object => 1,
            Stream::ObjectMatter => 2,
            Stream::Credit => 3,
            Stream::Inspector => 4,
            Stream::Recusal => 5,
        };
        let mut key = [0; 32];
        let words = world.seed.to_le_bytes().into_iter().chain([register]).chain(row.to_le_bytes());
        for (to, from) in key.iter_mut().zip(words) {
            *to = from;
        }
        Self(ChaCha8Rng::from_seed(key))
    }

    /// A number below `n`; 0 when `n` is 0.
    pub(crate) fn below(&mut self, n: u32) -> u32 {
        let scaled = u64::from(self.0.next_u32()) * u64::from(n);
        u32::try_from(scaled >> 32).unwrap_or_default()
    }

    /// True in so many of a hundred cases.
    pub(crate) fn percent(&mut self, share: u32) -> bool {
        self.below(100) < share
    }

    /// One of a list (the default when it is empty).
    pub(crate) fn pick<T: Copy + Default>(&mut self, list: &[T]) -> T {
        let at = self.below(u32::try_from(list.len()).unwrap_or(u32::MAX));
        usize::try_from(at).ok().and_then(|at| list.get(at)).copied().unwrap_or_default()
    }

    /// One of a list, as often as its weight says (the default when all weights are 0).
    pub(crate) fn weighted<T: Copy + Default>(&mut self, list: &[T], weight: fn(&T) -> u32) -> T {
        let mut left = self.below(list.iter().map(weight).sum());
        for item in list {
            match left.checked_sub(weight(item)) {
                Some(rest) => left = rest,
                None => return *item,
            }
        }
        T::default()
    }
}
