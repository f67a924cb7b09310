//! 递补: who inspects the reserve that takes the place of an object found not to exist (protocol §8).

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use super::assignment::allows;
use super::freeze::Slot;
use super::hash::{Keyed, Stream};
use super::inspectors::{Exclusion, Inspector};
use super::roster::Did;
use super::seed::Keys;

codes! {
    /// Where a substitution stands.
    pub enum State as SubstitutionState {
        /// With the leader.
        Filed = "filed", "待审批";
        /// The reserve has taken the place.
        Approved = "approved", "已递补";
        /// Sent back with a reason; the object stays.
        Refused = "refused", "不予递补";
    }
}

/// What the team of a reserve follows from. All of it was frozen or drawn, but for the loads.
#[derive(Debug, Clone, Copy)]
pub struct Substitution<'a> {
    /// The reserve.
    pub reserve: Did,
    /// Its division, from its opening.
    pub division: &'a str,
    /// The places of a team.
    pub slots: &'a [Slot],
    /// The inspectors of the freeze, in its order.
    pub inspectors: &'a [Inspector],
    /// The exclusions of the freeze.
    pub exclusions: &'a [Exclusion],
    /// The team of the object whose place the reserve takes.
    pub replaced: &'a [String],
    /// How many objects each inspector has, that one not counted.
    pub load: &'a BTreeMap<String, u32>,
}

impl Substitution<'_> {
    /// The team of the reserve: in each place who had it with the replaced object, if eligible for the reserve; otherwise the
    /// eligible inspector below the own cap whom the draw itself prefers for it: the least number of
    /// `stream(keyed("assign"; Ka, did))`. None when a place stays empty.
    #[must_use]
    pub fn team(&self, keys: &Keys) -> Option<Vec<String>> {
        let of_reserve = self.exclusions.iter().filter(|one| one.did == self.reserve);
        let excluded: BTreeSet<_> = of_reserve.map(|one| one.inspector.as_str()).collect();
        let fits = |slot: &Slot, one: &Inspector| {
            one.cap > 0 && allows(slot, one, self.division) && !excluded.contains(one.code.as_str())
        };
        let kept: Vec<Option<&Inspector>> = (0..)
            .zip(self.slots)
            .map(|(place, slot): (usize, _)| {
                let before = self.replaced.get(place)?;
                self.inspectors.iter().find(|one| one.code == *before).filter(|one| fits(slot, one))
            })
            .collect();
        let mut seated: BTreeSet<_> = kept.iter().flatten().map(|one| one.code.as_str()).collect();
        let ranking = self.ranking(keys);
        let mut team = Vec::new();
        for (slot, kept) in self.slots.iter().zip(kept) {
            let free = |one: &&&Inspector| {
                let load = self.load.get(&one.code).copied().unwrap_or_default();
                fits(slot, one) && load < one.cap && !seated.contains(one.code.as_str())
            };
            let member = kept.or_else(|| ranking.iter().find(free).copied())?;
            seated.insert(member.code.as_str());
            team.push(member.code.clone());
        }
        Some(team)
    }

    /// The inspectors, those whom the draw prefers for the reserve first.
    fn ranking(&self, keys: &Keys) -> Vec<&Inspector> {
        let mut numbers = Stream::new(&Keyed::new("assign", &keys.assign).of(self.reserve.as_bytes()));
        let mut ranking: Vec<_> =
            (0..).zip(self.inspectors).map(|(i, one): (usize, _)| (numbers.next_number(), i, one)).collect();
        ranking.sort_unstable_by_key(|(number, i, _)| (*number, *i));
        ranking.into_iter().map(|(_, _, one)| one).collect()
    }
}
