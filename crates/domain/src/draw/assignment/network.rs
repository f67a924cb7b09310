//! A filling of the places, and how it changes: one place takes an inspector from another, which takes one from a third …
//!
//! This is a flow with lower limits: place → (object, inspector) → inspector. The middle node holds one unit, so nobody
//! sits twice in a team. [`Search`] looks for an augmenting path in its residual graph.

use super::eligibility::{Eligibility, Set};

fn at<T: Copy + Default>(values: &[T], index: usize) -> T {
    values.get(index).copied().unwrap_or_default()
}

fn put<T>(values: &mut [T], index: usize, value: T) {
    if let Some(place) = values.get_mut(index) {
        *place = value;
    }
}

/// Who holds which place, and the limits. Places are numbered object by object.
#[derive(Debug)]
pub(super) struct Filling<'a> {
    pub(super) eligible: &'a Eligibility,
    slots: usize,
    holder: Vec<Option<usize>>,
    pinned: Vec<bool>,
    /// Per inspector, the places it holds that are not pinned, and where in that list each place stands.
    movable: Vec<Vec<usize>>,
    position: Vec<usize>,
    load: Vec<u32>,
    upper: Vec<u32>,
    lower: Vec<u32>,
    /// Inspectors below their upper limit.
    room: Set,
    /// Places changed since the last [`Self::commit`], with the holder before.
    log: Vec<(usize, Option<usize>)>,
}

impl<'a> Filling<'a> {
    pub(super) fn new(eligible: &'a Eligibility, slots: usize, inspectors: usize) -> Self {
        let places = eligible.places();
        Self {
            eligible,
            slots: slots.max(1),
            holder: vec![None; places],
            pinned: vec![false; places],
            movable: vec![Vec::new(); inspectors],
            position: vec![0; places],
            load: vec![0; inspectors],
            upper: vec![0; inspectors],
            lower: vec![0; inspectors],
            room: Set::empty(inspectors),
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
        self.note_room(inspector);
    }

    pub(super) fn set_lower(&mut self, inspector: usize, limit: u32) {
        put(&mut self.lower, inspector, limit);
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

    pub(super) fn is_pinned(&self, place: usize) -> bool {
        at(&self.pinned, place)
    }

    /// How many places of the inspector are decided.
    pub(super) fn pinned_load(&self, inspector: usize) -> u32 {
        let movable = self.movable.get(inspector).map_or(0, Vec::len);
        self.load(inspector).saturating_sub(u32::try_from(movable).unwrap_or(u32::MAX))
    }

    /// Gives the place, which must not be pinned, to another holder.
    pub(super) fn give(&mut self, place: usize, to: Option<usize>) {
        self.log.push((place, self.holder(place)));
        self.hand_over(place, to);
    }

    /// Decides the place: its holder keeps it.
    pub(super) fn pin(&mut self, place: usize) {
        if let Some(holder) = self.holder(place) {
            self.unlist(place, holder);
        }
        put(&mut self.pinned, place, true);
    }

    /// Keeps the changes since the last call.
    pub(super) fn commit(&mut self) {
        self.log.clear();
    }

    /// Takes back the changes since [`Self::commit`], in which `tried` was pinned.
    pub(super) fn roll_back(&mut self, tried: usize) {
        if let Some(holder) = self.holder(tried) {
            put(&mut self.pinned, tried, false);
            self.list(tried, holder);
        }
        while let Some((place, before)) = self.log.pop() {
            self.hand_over(place, before);
        }
    }

    /// Hands places over along a path that [`Search::find`] found.
    pub(super) fn follow(&mut self, path: &Path, search: &Search) {
        let (mut place, mut gets) = (path.last, Some(path.goal));
        loop {
            let released = self.holder(place);
            self.give(place, gets);
            match at(&search.taker, place) {
                Some(taker) => (place, gets) = (taker, released),
                None => return,
            }
        }
    }

    fn hand_over(&mut self, place: usize, to: Option<usize>) {
        if let Some(from) = self.holder(place) {
            self.unlist(place, from);
            let load = self.load(from).saturating_sub(1);
            put(&mut self.load, from, load);
            self.note_room(from);
        }
        put(&mut self.holder, place, to);
        if let Some(to) = to {
            self.list(place, to);
            let load = self.load(to).saturating_add(1);
            put(&mut self.load, to, load);
            self.note_room(to);
        }
    }

    fn list(&mut self, place: usize, holder: usize) {
        if let Some(list) = self.movable.get_mut(holder) {
            put(&mut self.position, place, list.len());
            list.push(place);
        }
    }

    fn unlist(&mut self, place: usize, holder: usize) {
        let position = at(&self.position, place);
        if let Some(list) = self.movable.get_mut(holder).filter(|list| list.get(position) == Some(&place)) {
            list.swap_remove(position);
            if let Some(moved) = list.get(position) {
                put(&mut self.position, *moved, position);
            }
        }
    }

    fn note_room(&mut self, inspector: usize) {
        if self.load(inspector) < self.upper(inspector) {
            self.room.insert(inspector);
        } else {
            self.room.remove(inspector);
        }
    }
}

/// Where a path begins.
#[derive(Debug, Clone, Copy)]
pub(super) enum Start<'a> {
    /// A place without holder needs one.
    Place(usize),
    /// One of these inspectors must give a place away.
    Holders(&'a [usize]),
}

/// The end of a path: this place takes this inspector. The rest is in [`Search`].
#[derive(Debug)]
pub(super) struct Path {
    last: usize,
    goal: usize,
}

/// What is to be looked at next.
#[derive(Debug, Clone, Copy)]
enum Node {
    /// A place that loses its holder.
    Place(usize),
    /// An inspector who must give a place away, to let `taker` have this inspector.
    Holder { inspector: usize, taker: Option<usize> },
}

/// Breadth-first search; its memory is reused.
#[derive(Debug)]
pub(super) struct Search {
    /// Per reached place, the place that takes its holder.
    taker: Vec<Option<usize>>,
    visited: Vec<u32>,
    epoch: u32,
    /// Inspectors in reach.
    pub(super) seen: Set,
    /// Places in reach.
    pub(super) reached: Vec<usize>,
    queue: Vec<Node>,
    inspectors: usize,
}

impl Search {
    pub(super) fn new(places: usize, inspectors: usize) -> Self {
        Self {
            taker: vec![None; places],
            visited: vec![0; places],
            epoch: 0,
            seen: Set::empty(inspectors),
            reached: Vec::new(),
            queue: Vec::new(),
            inspectors,
        }
    }

    /// A path from `start` to an inspector of `goal`, or, without a goal, to one with room.
    pub(super) fn find(
        &mut self,
        filling: &Filling<'_>,
        start: Start<'_>,
        goal: Option<&Set>,
    ) -> Option<Path> {
        self.begin(start);
        let goal = goal.unwrap_or(&filling.room);
        let mut next = 0;
        while let Some(node) = self.queue.get(next).copied() {
            next = next.saturating_add(1);
            let path = match node {
                Node::Place(place) => self.leave(filling, place, goal),
                Node::Holder { inspector, taker } => {
                    filling.movable.get(inspector).into_iter().flatten().find_map(|place| {
                        self.reach(*place, taker).then(|| self.leave(filling, *place, goal))?
                    })
                }
            };
            if path.is_some() {
                return path;
            }
        }
        None
    }

    fn begin(&mut self, start: Start<'_>) {
        if self.epoch == u32::MAX {
            self.visited.fill(0);
            self.epoch = 0;
        }
        self.epoch = self.epoch.saturating_add(1);
        self.seen = Set::empty(self.inspectors);
        self.reached.clear();
        self.queue.clear();
        match start {
            Start::Place(place) => {
                self.reach(place, None);
                self.queue.push(Node::Place(place));
            }
            Start::Holders(holders) => {
                for inspector in holders.iter().copied() {
                    self.seen.insert(inspector);
                    self.queue.push(Node::Holder { inspector, taker: None });
                }
            }
        }
    }

    /// Whom the place, losing its holder, can take instead: somebody of `goal`, which ends the path, or others.
    fn leave(&mut self, filling: &Filling<'_>, place: usize, goal: &Set) -> Option<Path> {
        let eligible = filling.eligible.of(place);
        // Who already sits in the team can only be taken from that seat.
        if let Some(goal) = eligible.and(goal).find(|i| filling.seat(place, *i).is_none()) {
            return Some(Path { last: place, goal });
        }
        for seat in filling.team(place) {
            let takes = filling.holder(seat).is_some_and(|holder| eligible.contains(holder));
            if takes && seat != place && !filling.is_pinned(seat) && self.reach(seat, Some(place)) {
                self.queue.push(Node::Place(seat));
            }
        }
        let known = self.queue.len();
        let fresh = eligible.without(&self.seen).filter(|i| filling.seat(place, *i).is_none());
        self.queue.extend(fresh.map(|inspector| Node::Holder { inspector, taker: Some(place) }));
        for node in self.queue.iter().skip(known) {
            if let Node::Holder { inspector, .. } = node {
                self.seen.insert(*inspector);
            }
        }
        None
    }

    /// Notes that the place can be reached; false when that was known.
    fn reach(&mut self, place: usize, taker: Option<usize>) -> bool {
        let new = at(&self.visited, place) != self.epoch;
        if new {
            put(&mut self.visited, place, self.epoch);
            put(&mut self.taker, place, taker);
            self.reached.push(place);
        }
        new
    }
}
