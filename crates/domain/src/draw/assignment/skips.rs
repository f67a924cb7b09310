//! Everyone passed over, with the reason, in sixteen bytes each: names are put in when somebody reads.

use super::{Object, Problem, Skip, SkipReason};
use crate::draw::roster::Did;

codes! {
    /// The kind of a [`SkipReason`].
    pub enum SkipKind {
        /// [`SkipReason::InTeam`].
        InTeam = "in_team", "已在本检查组";
        /// [`SkipReason::AtLimit`].
        AtLimit = "at_limit", "承担的检查已达上限";
        /// [`SkipReason::WouldLeave`].
        WouldLeave = "would_leave", "派出后另一检查对象将无法组成检查组";
        /// [`SkipReason::WouldUnderload`].
        WouldUnderload = "would_underload", "派出后另一执法人员承担的检查将少于下限";
    }
}

impl SkipReason {
    /// Its kind.
    #[must_use]
    pub fn kind(&self) -> SkipKind {
        match self {
            Self::InTeam {} => SkipKind::InTeam,
            Self::AtLimit {} => SkipKind::AtLimit,
            Self::WouldLeave { .. } => SkipKind::WouldLeave,
            Self::WouldUnderload { .. } => SkipKind::WouldUnderload,
        }
    }
}

/// The reason with numbers for names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    InTeam,
    AtLimit,
    /// Number of the object, in processing order.
    WouldLeave(u32),
    /// Number of the inspector.
    WouldUnderload(u32),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Entry {
    slot: u16,
    inspector: u32,
    why: Why,
}

/// Everyone passed over, in the order in which it happened.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Skips {
    /// The objects in processing order, each with the end of its part of `entries`.
    objects: Vec<(Did, usize)>,
    entries: Vec<Entry>,
    /// Codes of the inspectors.
    codes: Vec<String>,
}

impl Skips {
    pub(super) fn new(problem: &Problem<'_>) -> Self {
        let codes = problem.inspectors.iter().map(|inspector| inspector.code.clone()).collect();
        Self { objects: Vec::with_capacity(problem.objects.len()), entries: Vec::new(), codes }
    }

    /// Notes somebody passed over for the object that is to be closed next; `slot` counts from 0.
    pub(super) fn push(&mut self, slot: usize, inspector: usize, why: Why) {
        let slot = u16::try_from(slot.saturating_add(1)).unwrap_or(u16::MAX);
        self.entries.push(Entry { slot, inspector: narrow(inspector), why });
    }

    /// Ends the object's part.
    pub(super) fn close(&mut self, object: &Object) {
        self.objects.push((object.did, self.entries.len()));
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether nobody was passed over.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = Skip> {
        (0..self.objects.len()).flat_map(|object| self.part(object))
    }

    /// Those of each object for which somebody was passed over, in processing order.
    pub fn by_object(&self) -> impl Iterator<Item = (Did, Vec<Skip>)> {
        let part = |number: usize| Some((self.objects.get(number)?.0, self.part(number).collect::<Vec<_>>()));
        (0..self.objects.len()).filter_map(part).filter(|(_, skips)| !skips.is_empty())
    }

    /// Those of one object; none for one that is not among the selected.
    pub fn of(&self, did: &Did) -> impl Iterator<Item = Skip> {
        self.objects
            .iter()
            .position(|(known, _)| known == did)
            .into_iter()
            .flat_map(|object| self.part(object))
    }

    fn part(&self, object: usize) -> impl Iterator<Item = Skip> {
        let before = object.checked_sub(1).and_then(|before| self.objects.get(before));
        let begin = before.map_or(0, |(_, end)| *end);
        let of = self.objects.get(object).and_then(|(did, end)| Some((*did, self.entries.get(begin..*end)?)));
        of.into_iter().flat_map(move |(did, entries)| entries.iter().map(move |entry| self.skip(did, entry)))
    }

    fn skip(&self, did: Did, entry: &Entry) -> Skip {
        let why = match entry.why {
            Why::InTeam => SkipReason::InTeam {},
            Why::AtLimit => SkipReason::AtLimit {},
            Why::WouldLeave(object) => SkipReason::WouldLeave {
                object: self.objects.get(wide(object)).map_or(did, |(object, _)| *object),
            },
            Why::WouldUnderload(inspector) => SkipReason::WouldUnderload { inspector: self.code(inspector) },
        };
        Skip { did, slot: entry.slot.into(), inspector: self.code(entry.inspector), why }
    }

    fn code(&self, inspector: u32) -> String {
        self.codes.get(wide(inspector)).cloned().unwrap_or_default()
    }
}

/// Numbers of objects and inspectors: both lists are shorter than 2³² (a roster's rows, [`crate::draw::inspectors::MAX_INSPECTORS`]).
pub(super) fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn wide(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
