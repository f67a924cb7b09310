//! Sets of small numbers, one bit each.

/// A set of inspectors, or of kinds of places.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Set(Vec<u64>);

impl Set {
    pub(super) fn empty(size: usize) -> Self {
        Self(vec![0; size.div_ceil(64)])
    }

    pub(super) fn insert(&mut self, member: usize) {
        if let Some(word) = self.0.get_mut(member / 64) {
            *word |= 1 << (member % 64);
        }
    }

    pub(super) fn remove(&mut self, member: usize) {
        if let Some(word) = self.0.get_mut(member / 64) {
            *word &= !(1 << (member % 64));
        }
    }

    /// Puts the member in or takes it out.
    pub(super) fn set(&mut self, member: usize, inside: bool) {
        if inside {
            self.insert(member);
        } else {
            self.remove(member);
        }
    }

    pub(super) fn contains(&self, member: usize) -> bool {
        self.0.get(member / 64).is_some_and(|word| word & (1 << (member % 64)) != 0)
    }

    pub(super) fn len(&self) -> usize {
        let ones: u64 = self.0.iter().map(|word| u64::from(word.count_ones())).sum();
        usize::try_from(ones).unwrap_or(usize::MAX)
    }

    pub(super) fn clear(&mut self) {
        self.0.fill(0);
    }

    pub(super) fn copy_from(&mut self, other: &Self) {
        self.0.clone_from(&other.0);
    }

    pub(super) fn add_all(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(word, more)| *word |= more);
    }

    pub(super) fn meets(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).any(|(word, mask)| word & mask != 0)
    }

    pub(super) fn is_within(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).all(|(word, mask)| word & !mask == 0)
    }

    /// Members of `self` that are in `other`, ascending.
    pub(super) fn and<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = usize> + 'a {
        Self::members(self.0.iter().zip(&other.0).map(|(word, mask)| word & mask))
    }

    /// Members of `self` that are not in `other`, ascending.
    pub(super) fn without<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = usize> + 'a {
        Self::members(self.0.iter().zip(&other.0).map(|(word, mask)| word & !mask))
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        Self::members(self.0.iter().copied())
    }

    fn members(words: impl Iterator<Item = u64>) -> impl Iterator<Item = usize> {
        (0_usize..).step_by(64).zip(words).flat_map(|(first, mut word)| {
            std::iter::from_fn(move || {
                let bit = usize::try_from(word.trailing_zeros()).ok().filter(|_| word != 0)?;
                word &= word.wrapping_sub(1);
                Some(first.saturating_add(bit))
            })
        })
    }
}
