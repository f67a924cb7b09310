//! Augmenting paths, looked for kind by kind: places of one kind lead to the same inspectors but for their exclusions and
//! their team-mates, so after the first place of a kind only those few are left to be reached through others.

use super::filling::{Filling, at, put};
use super::set::Set;

/// Where a path begins.
#[derive(Debug, Clone, Copy)]
pub(super) enum Start<'a> {
    /// A place without holder needs one.
    Place(usize),
    /// This inspector must give a place away.
    Holder(usize),
    /// One of these must.
    Holders(&'a Set),
}

/// Where it may end.
#[derive(Debug, Clone, Copy)]
pub(super) enum Goal {
    /// At anyone with room.
    Room,
    /// At this inspector.
    One(usize),
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
    /// An inspector who must give a place away.
    Holder(usize),
}

/// Breadth-first search; its memory is reused.
#[derive(Debug)]
pub(super) struct Search {
    /// Per place in reach, the place that takes its holder.
    taker: Vec<Option<usize>>,
    /// Per inspector in reach, the place that takes it.
    takes: Vec<Option<usize>>,
    visited: Vec<u32>,
    epoch: u32,
    /// Inspectors in reach.
    pub(super) seen: Set,
    /// Kinds through which somebody may still be reached.
    open: Set,
    every: Set,
    /// Kinds that admit nobody of the goal.
    barren: Set,
    /// Kinds of which a place was looked at, and whom it could not reach of those it admits.
    begun: Set,
    rest: Vec<Vec<usize>>,
    /// Places in reach that no inspector in reach need hold: where it began, and seats taken from a team-mate.
    apart: Vec<usize>,
    queue: Vec<Node>,
    masked: Vec<usize>,
}

impl Search {
    pub(super) fn new(places: usize, inspectors: usize, kinds: usize) -> Self {
        let mut every = Set::empty(kinds);
        (0..kinds).for_each(|kind| every.insert(kind));
        Self {
            taker: vec![None; places],
            takes: vec![None; inspectors],
            visited: vec![0; places],
            epoch: 0,
            seen: Set::empty(inspectors),
            open: Set::empty(kinds),
            every,
            barren: Set::empty(kinds),
            begun: Set::empty(kinds),
            rest: vec![Vec::new(); kinds],
            apart: Vec::new(),
            queue: Vec::new(),
            masked: Vec::new(),
        }
    }

    /// A path from `start` to the goal.
    pub(super) fn find(&mut self, filling: &Filling<'_>, start: Start<'_>, goal: Goal) -> Option<Path> {
        self.begin(start);
        if let Start::Holders(holders) = start {
            for holder in holders.iter() {
                if let Some(path) = self.look(filling, Node::Holder(holder), goal) {
                    return Some(path);
                }
            }
        }
        let mut next = 0;
        while let Some(node) = self.queue.get(next).copied() {
            next = next.saturating_add(1);
            if let Some(path) = self.look(filling, node, goal) {
                return Some(path);
            }
        }
        None
    }

    /// Hands places over along a path just found.
    pub(super) fn follow(&self, filling: &mut Filling<'_>, path: &Path) {
        let (mut place, mut gets) = (path.last, Some(path.goal));
        loop {
            let released = filling.holder(place);
            filling.give(place, gets);
            match at(&self.taker, place) {
                Some(taker) => (place, gets) = (taker, released),
                None => return,
            }
        }
    }

    /// After a search without success: the undecided places in reach, ascending.
    pub(super) fn reached(&self, filling: &Filling<'_>) -> Vec<usize> {
        let mut places = self.apart.clone();
        self.seen.iter().for_each(|inspector| places.extend(filling.movable(inspector)));
        places.sort_unstable();
        places.dedup();
        places
    }

    /// The first of them.
    pub(super) fn first_reached(&self, filling: &Filling<'_>) -> Option<usize> {
        let apart = self.apart.iter().copied().min();
        let end = filling.eligible.places();
        let left = end.saturating_sub(filling.undecided());
        let held = if self.seen.len().saturating_mul(64) < left {
            self.seen.iter().flat_map(|inspector| filling.movable(inspector)).copied().min()
        } else {
            let is_held =
                |place: &usize| filling.holder(*place).is_some_and(|holder| self.seen.contains(holder));
            (filling.undecided()..end).find(is_held)
        };
        apart.into_iter().chain(held).min()
    }

    /// After a search without success: whether every place in reach is held by an inspector in reach.
    pub(super) fn is_closed(&self, filling: &Filling<'_>) -> bool {
        let inside = |place: &usize| filling.holder(*place).is_some_and(|holder| self.seen.contains(holder));
        self.apart.iter().all(inside)
    }

    fn begin(&mut self, start: Start<'_>) {
        if self.epoch == u32::MAX {
            self.visited.fill(0);
            self.epoch = 0;
        }
        self.epoch = self.epoch.saturating_add(1);
        self.seen.clear();
        self.begun.clear();
        self.barren.clear();
        self.open.copy_from(&self.every);
        self.apart.clear();
        self.queue.clear();
        match start {
            Start::Place(place) => {
                self.reach(place, None);
                self.apart.push(place);
                self.queue.push(Node::Place(place));
            }
            Start::Holder(inspector) => self.meet(inspector, None),
            Start::Holders(holders) => {
                self.seen.copy_from(holders);
                holders.iter().for_each(|inspector| put(&mut self.takes, inspector, None));
            }
        }
    }

    fn look(&mut self, filling: &Filling<'_>, node: Node, goal: Goal) -> Option<Path> {
        let inspector = match node {
            Node::Place(place) => {
                return match self.ending(filling, place, goal) {
                    Some(path) => Some(path),
                    None => self.leave(filling, place, goal),
                };
            }
            Node::Holder(inspector) => inspector,
        };
        if !filling.holds(inspector, &self.open) {
            return None;
        }
        let taker = at(&self.takes, inspector);
        // First whether it ends here: whom else one meets matters only when it does not.
        for place in filling.movable(inspector).iter().copied() {
            let kind = filling.eligible.kind(place);
            if self.begun.contains(kind) || self.barren.contains(kind) {
                continue;
            }
            if let Some(path) = self.ending(filling, place, goal) {
                self.reach(place, taker);
                return Some(path);
            }
            let possible = match goal {
                Goal::Room => filling.eligible.admitted(kind).meets(filling.room()),
                Goal::One(one) => filling.eligible.admitted(kind).contains(one),
            };
            self.barren.set(kind, !possible);
        }
        for place in filling.movable(inspector).iter().copied() {
            if !self.open.contains(filling.eligible.kind(place)) || !self.reach(place, taker) {
                continue;
            }
            if let Some(path) = self.leave(filling, place, goal) {
                return Some(path);
            }
        }
        None
    }

    /// The path on which the place, losing its holder, takes somebody of the goal.
    fn ending(&self, filling: &Filling<'_>, place: usize, goal: Goal) -> Option<Path> {
        let excluded = filling.eligible.excluded(place);
        // Who already sits in the team can only be taken from that seat.
        let free = |i: &usize| excluded.binary_search(i).is_err() && filling.seat(place, *i).is_none();
        let admitted = filling.eligible.admitted(filling.eligible.kind(place));
        let goal = match goal {
            Goal::Room => admitted.and(filling.room()).find(free),
            Goal::One(inspector) => Some(inspector).filter(|i| admitted.contains(*i) && free(i)),
        };
        goal.map(|goal| Path { last: place, goal })
    }

    /// Meets whom the place, losing its holder, can take instead.
    fn leave(&mut self, filling: &Filling<'_>, place: usize, goal: Goal) -> Option<Path> {
        let kind = filling.eligible.kind(place);
        if !self.open.contains(kind) {
            return None;
        }
        if !self.begun.contains(kind) {
            self.begun.insert(kind);
            self.meet_admitted(filling, place, kind);
        }
        let mut rest = self.rest.get_mut(kind).map(std::mem::take).unwrap_or_default();
        let mut path = None;
        rest.retain(|inspector| {
            let inspector = *inspector;
            if path.is_some() || self.seen.contains(inspector) {
                return false;
            }
            if filling.eligible.excluded(place).binary_search(&inspector).is_ok() {
                return true;
            }
            let Some(seat) = filling.seat(place, inspector) else {
                let is_goal = match goal {
                    Goal::Room => filling.room().contains(inspector),
                    Goal::One(one) => one == inspector,
                };
                path = is_goal.then_some(Path { last: place, goal: inspector });
                self.meet(inspector, Some(place));
                return false;
            };
            if seat != place && !filling.is_decided(seat) && self.reach(seat, Some(place)) {
                self.apart.push(seat);
                self.queue.push(Node::Place(seat));
            }
            true
        });
        self.open.set(kind, !rest.is_empty());
        put(&mut self.rest, kind, rest);
        path
    }

    /// Meets everyone the kind admits, but for those the object excludes and those who sit in the team: they are the rest.
    fn meet_admitted(&mut self, filling: &Filling<'_>, place: usize, kind: usize) {
        let admitted = filling.eligible.admitted(kind);
        self.masked.clear();
        let team = filling.team(place).filter_map(|seat| filling.holder(seat));
        for inspector in team.chain(filling.eligible.excluded(place).iter().copied()) {
            if admitted.contains(inspector) && !self.seen.contains(inspector) {
                self.seen.insert(inspector);
                self.masked.push(inspector);
            }
        }
        for inspector in admitted.without(&self.seen) {
            put(&mut self.takes, inspector, Some(place));
            self.queue.push(Node::Holder(inspector));
        }
        self.seen.add_all(admitted);
        self.masked.iter().for_each(|inspector| self.seen.remove(*inspector));
        if let Some(rest) = self.rest.get_mut(kind) {
            rest.clone_from(&self.masked);
        }
    }

    fn meet(&mut self, inspector: usize, taker: Option<usize>) {
        self.seen.insert(inspector);
        put(&mut self.takes, inspector, taker);
        self.queue.push(Node::Holder(inspector));
    }

    /// Notes that the place can be reached; false when that was known.
    fn reach(&mut self, place: usize, taker: Option<usize>) -> bool {
        let new = at(&self.visited, place) != self.epoch;
        if new {
            put(&mut self.visited, place, self.epoch);
            put(&mut self.taker, place, taker);
        }
        new
    }
}
