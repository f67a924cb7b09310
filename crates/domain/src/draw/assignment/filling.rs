//! A filling of the places, and how it changes: one place takes an inspector from another, which takes one from a third …
//!
//! This is a flow with lower limits: place → (object, inspector) → inspector. The middle node holds one unit, so nobody
//! sits twice in a team. [`super::search::Search`] looks for an augmenting path in its residual graph.

use super::eligibility::Eligibility;
use super::set::Set;

pub(super) fn at<T: Copy + Default>(values: &[T], index: usize) -> T {
    values.get(index).copied().unwrap_or_default()
}

pub(super) fn put<T>(values: &mut [T], index: usize, value: T) {
    if let Some(place) = values.get_mut(index) {
        *place = value;
    }
}

/// Who holds which place, and the limits. Places are numbered object by object and are decided in this order.
#[derive(Debug)]
pub(super) struct Filling<'a> {
    pub(super) eligible: &'a Eligibility,
    slots: usize,
    holder: Vec<Option<usize>>,
    /// Places before this one are decided.
    decided: usize,
    /// Per inspector, the places it holds that are not decided, and where in that list each place stands.
    movable: Vec<Vec<usize>>,
    position: Vec<usize>,
    /// Per inspector and kind, how many of them are of that kind; and for which kinds that is not 0.
    of_kind: Vec<u32>,
    kinds: Vec<Set>,
    load: Vec<u32>,
    upper: Vec<u32>,
    lower: Vec<u32>,
    /// Inspectors below their upper limit, and above their lower one.
    room: Set,
    above: Set,
    /// Places changed since the last [`Self::commit`], with the holder before.
    log: Vec<(usize, Option<usize>)>,
}

impl<'a> Filling<'a> {
    pub(super) fn new(eligible: &'a Eligibility, slots: usize, inspectors: usize) -> Self {
        let (places, kinds) = (eligible.places(), eligible.kinds());
        Self {
            eligible,
            slots: slots.max(1),
            holder: vec![None; places],
            decided: 0,
            movable: vec![Vec::new(); inspectors],
            position: vec![0; places],
            of_kind: vec![0; inspectors.saturating_mul(kinds)],
            kinds: vec![Set::empty(kinds); inspectors],
            load: vec![0; inspectors],
            upper: vec![0; inspectors],
            lower: vec![0; inspectors],
            room: Set::empty(inspectors),
            above: Set::empty(inspectors),
            log: Vec::new(),
        }
    }

    pub(super) fn holder(&self, place: usize) -> Option<usize> {
        at(&self.holder, place)
    }

    pub(super) fn load(&self, inspector: usize) -> u32 {
        at(&self.load, inspector)
    }

    pub(super) fn upper(&self, inspector: usize) -> u32 {
        at(&self.upper, inspector)
    }

    pub(super) fn lower(&self, inspector: usize) -> u32 {
        at(&self.lower, inspector)
    }

    pub(super) fn set_upper(&mut self, inspector: usize, limit: u32) {
        put(&mut self.upper, inspector, limit);
        self.note(inspector);
    }

    pub(super) fn set_lower(&mut self, inspector: usize, limit: u32) {
        put(&mut self.lower, inspector, limit);
        self.note(inspector);
    }

    /// Inspectors below their upper limit.
    pub(super) fn room(&self) -> &Set {
        &self.room
    }

    /// Inspectors above their lower limit.
    pub(super) fn above(&self) -> &Set {
        &self.above
    }

    /// Places of the same team, this one too.
    pub(super) fn team(&self, place: usize) -> std::ops::Range<usize> {
        let first = place.saturating_sub(place % self.slots);
        first..first.saturating_add(self.slots)
    }

    /// The place of this team that the inspector holds.
    pub(super) fn seat(&self, place: usize, inspector: usize) -> Option<usize> {
        self.team(place).find(|seat| self.holder(*seat) == Some(inspector))
    }

    pub(super) fn is_decided(&self, place: usize) -> bool {
        place < self.decided
    }

    /// The first place that is not decided.
    pub(super) fn undecided(&self) -> usize {
        self.decided
    }

    /// Places of the inspector that are not decided.
    pub(super) fn movable(&self, inspector: usize) -> &[usize] {
        self.movable.get(inspector).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether the inspector holds an undecided place of one of these kinds.
    pub(super) fn holds(&self, inspector: usize, kinds: &Set) -> bool {
        self.kinds.get(inspector).is_some_and(|held| held.meets(kinds))
    }

    /// How many places of the inspector are decided.
    pub(super) fn decided_load(&self, inspector: usize) -> u32 {
        let movable = u32::try_from(self.movable(inspector).len()).unwrap_or(u32::MAX);
        self.load(inspector).saturating_sub(movable)
    }

    /// Gives the place, which must not be decided, to another holder.
    pub(super) fn give(&mut self, place: usize, to: Option<usize>) {
        self.log.push((place, self.holder(place)));
        self.hand_over(place, to);
    }

    /// Decides the place, the first that is not decided: its holder keeps it.
    pub(super) fn decide(&mut self, place: usize) {
        if let Some(holder) = self.holder(place) {
            self.unlist(place, holder);
        }
        self.decided = place.saturating_add(1);
    }

    /// Keeps the changes since the last call.
    pub(super) fn commit(&mut self) {
        self.log.clear();
    }

    /// Takes back the changes since [`Self::commit`], in which `tried` was decided.
    pub(super) fn roll_back(&mut self, tried: usize) {
        self.decided = tried;
        if let Some(holder) = self.holder(tried) {
            self.list(tried, holder);
        }
        while let Some((place, before)) = self.log.pop() {
            self.hand_over(place, before);
        }
    }

    fn hand_over(&mut self, place: usize, to: Option<usize>) {
        if let Some(from) = self.holder(place) {
            self.unlist(place, from);
            let load = self.load(from).saturating_sub(1);
            put(&mut self.load, from, load);
            self.note(from);
        }
        put(&mut self.holder, place, to);
        if let Some(to) = to {
            self.list(place, to);
            let load = self.load(to).saturating_add(1);
            put(&mut self.load, to, load);
            self.note(to);
        }
    }

    fn list(&mut self, place: usize, holder: usize) {
        let Some(list) = self.movable.get_mut(holder) else { return };
        put(&mut self.position, place, list.len());
        list.push(place);
        let kind = self.eligible.kind(place);
        let cell = holder.saturating_mul(self.eligible.kinds()).saturating_add(kind);
        if let Some(count) = self.of_kind.get_mut(cell) {
            *count = count.saturating_add(1);
        }
        if let Some(kinds) = self.kinds.get_mut(holder) {
            kinds.insert(kind);
        }
    }

    fn unlist(&mut self, place: usize, holder: usize) {
        let position = at(&self.position, place);
        let list = self.movable.get_mut(holder).filter(|list| list.get(position) == Some(&place));
        let Some(list) = list else { return };
        list.swap_remove(position);
        if let Some(moved) = list.get(position) {
            put(&mut self.position, *moved, position);
        }
        let kind = self.eligible.kind(place);
        let cell = holder.saturating_mul(self.eligible.kinds()).saturating_add(kind);
        let Some(count) = self.of_kind.get_mut(cell) else { return };
        *count = count.saturating_sub(1);
        if let (0, Some(kinds)) = (*count, self.kinds.get_mut(holder)) {
            kinds.remove(kind);
        }
    }

    fn note(&mut self, inspector: usize) {
        let load = self.load(inspector);
        self.room.set(inspector, load < self.upper(inspector));
        self.above.set(inspector, load > self.lower(inspector));
    }
}
