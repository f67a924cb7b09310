//! What classes of objects contribute to a contradiction around a set of full inspectors.

use std::collections::BTreeMap;

use crate::draw::assignment::eligibility::Eligibility;
use crate::draw::assignment::set::Set;

/// The first place of each object of a class, ascending.
pub(super) type Class = Vec<usize>;

/// More steps than this are not made to weigh losses against each other.
pub(super) const MOST_STEPS: usize = 200_000;

/// The losses would take too long to weigh.
#[derive(Debug)]
pub(super) struct TooLarge;

/// Some places of a team, as offsets, and who is eligible for any of them.
#[derive(Debug)]
struct Choice {
    slots: Vec<usize>,
    reach: Set,
}

#[derive(Debug)]
pub(super) struct Gains {
    classes: Vec<(Class, Vec<Choice>)>,
}

/// One choice seen from a set of full inspectors.
#[derive(Debug, Clone, Copy)]
struct Offer {
    /// Which choice of its class.
    choice: usize,
    gain: usize,
    /// Places beyond the gain.
    loss: usize,
}

/// What a class offers: the best without loss, and those that gain more.
#[derive(Debug)]
struct Offers {
    free: Option<Offer>,
    dear: Vec<Offer>,
}

/// Per object that may take a dear offer: its class and first place and, per gain still missing, the offer it takes.
type Picks = Vec<(usize, usize, Vec<Option<Offer>>)>;

impl Gains {
    pub(super) fn new(eligible: &Eligibility, slots: usize, classes: Vec<Class>) -> Self {
        let choices = |first: usize| {
            let choice = |mask: usize| {
                let slots: Vec<usize> = (0..slots).filter(|slot| mask & (1 << slot) != 0).collect();
                let mut reach = Set::default();
                for slot in &slots {
                    let one = eligible.of(first.saturating_add(*slot));
                    if reach.len() == 0 {
                        reach = one;
                    } else {
                        reach.add_all(&one);
                    }
                }
                Choice { slots, reach }
            };
            (1..1_usize << slots).map(choice).collect()
        };
        let with = |class: Class| {
            let choices = class.first().map(|first| choices(*first)).unwrap_or_default();
            (class, choices)
        };
        Self { classes: classes.into_iter().map(with).collect() }
    }

    /// Who is eligible for some places, and how many places these are.
    pub(super) fn reaches(&self) -> impl Iterator<Item = (&Set, usize)> {
        let choices = self.classes.iter().flat_map(|(_, choices)| choices);
        choices.map(|choice| (&choice.reach, choice.slots.len()))
    }

    /// How many classes there are.
    pub(super) fn classes(&self) -> usize {
        self.classes.len()
    }

    /// What all objects gain at most by choices that are admitted.
    pub(super) fn most(&self, is_admitted: &dyn Fn(&Set, usize) -> bool) -> usize {
        let of = |(class, choices): &(Class, Vec<Choice>)| {
            let admitted = choices.iter().filter(|choice| is_admitted(&choice.reach, choice.slots.len()));
            class.len().saturating_mul(admitted.map(|choice| choice.slots.len()).max().unwrap_or(0))
        };
        self.classes.iter().map(of).sum()
    }

    /// The fewest places that conflict when `full` are full, which takes gains of `need`; none when they do not conflict.
    pub(super) fn size(&self, full: &Set, need: usize) -> Result<Option<usize>, TooLarge> {
        let loss = self.weigh(full, need)?.map(|(loss, _)| loss);
        Ok(loss.map(|loss| need.saturating_add(loss)))
    }

    /// So many places, or a few more that turn out superfluous; empty when [`Self::size`] has no answer.
    pub(super) fn places(&self, full: &Set, need: usize) -> Vec<usize> {
        let Ok(Some((_, mut picks))) = self.weigh(full, need) else { return Vec::new() };
        let mut missing = need.saturating_sub(self.free(full));
        let mut chosen = BTreeMap::new();
        while let Some((class, first, offers)) = picks.pop() {
            if let Some(offer) = offers.get(missing).copied().flatten() {
                chosen.insert(first, (class, offer.choice));
                missing = missing.saturating_sub(offer.gain);
            }
        }
        for (number, (class, choices)) in self.classes.iter().enumerate() {
            let Some(free) = offers(choices, full).free else { continue };
            for first in class {
                chosen.entry(*first).or_insert((number, free.choice));
            }
        }
        let slots = |(first, (class, choice)): (usize, (usize, usize))| {
            let choice = self.classes.get(class).and_then(|(_, choices)| choices.get(choice));
            let slots = choice.map(|choice| choice.slots.as_slice()).unwrap_or_default();
            slots.iter().map(|slot| first.saturating_add(*slot)).collect::<Vec<_>>()
        };
        chosen.into_iter().flat_map(slots).collect()
    }

    /// What all objects gain without loss.
    fn free(&self, full: &Set) -> usize {
        let of = |(class, choices): &(Class, Vec<Choice>)| {
            class.len().saturating_mul(offers(choices, full).free.map_or(0, |free| free.gain))
        };
        self.classes.iter().map(of).sum()
    }

    /// The least loss with which the gains are `need`, and how it comes about; none when they cannot be.
    fn weigh(&self, full: &Set, need: usize) -> Result<Option<(usize, Picks)>, TooLarge> {
        let missing = need.saturating_sub(self.free(full));
        let mut picks = Vec::new();
        if missing == 0 {
            return Ok(Some((0, picks)));
        }
        let mut least: Vec<usize> = vec![usize::MAX; missing.saturating_add(1)];
        if let Some(nothing) = least.first_mut() {
            *nothing = 0;
        }
        let mut steps = 0_usize;
        for (number, (class, choices)) in self.classes.iter().enumerate() {
            let dear = offers(choices, full).dear;
            let takers = if dear.is_empty() { 0 } else { missing };
            for first in class.iter().take(takers) {
                steps = steps.saturating_add(least.len().saturating_mul(dear.len()));
                if steps > MOST_STEPS {
                    return Err(TooLarge);
                }
                picks.push((number, *first, improve(&mut least, &dear)));
            }
        }
        Ok(least.last().copied().filter(|loss| *loss < usize::MAX).map(|loss| (loss, picks)))
    }
}

/// One more object may take one of these offers; says which it takes, per gain.
fn improve(least: &mut [usize], offers: &[Offer]) -> Vec<Option<Offer>> {
    let mut taken = vec![None; least.len()];
    for gained in (1..least.len()).rev() {
        let with = |offer: &Offer| {
            let before = least.get(gained.saturating_sub(offer.gain)).copied().unwrap_or(usize::MAX);
            (before.saturating_add(offer.loss), *offer)
        };
        let Some((loss, offer)) = offers.iter().map(with).min_by_key(|(loss, _)| *loss) else { continue };
        let known = least.get_mut(gained).filter(|known| loss < **known);
        if let (Some(known), Some(taken)) = (known, taken.get_mut(gained)) {
            (*known, *taken) = (loss, Some(offer));
        }
    }
    taken
}

/// What the choices offer around `full`; the gain of the dear ones is what they gain more than the free one.
fn offers(choices: &[Choice], full: &Set) -> Offers {
    let of = |(choice, places): (usize, &Choice)| {
        let number = places.slots.len();
        let loss = places.reach.without(full).take(number).count();
        let gain = number.checked_sub(loss).filter(|gain| *gain > 0)?;
        Some(Offer { choice, gain, loss })
    };
    let (free, mut dear): (Vec<Offer>, Vec<Offer>) =
        choices.iter().enumerate().filter_map(of).partition(|offer| offer.loss == 0);
    let free = free.into_iter().max_by_key(|offer| offer.gain);
    let gained = free.map_or(0, |free| free.gain);
    dear.retain(|offer| offer.gain > gained);
    dear.iter_mut().for_each(|offer| offer.gain = offer.gain.saturating_sub(gained));
    Offers { free, dear }
}
