//! Assignment against exhaustive search, and at scale.

mod exhaustive;
mod relaxation;
mod scale;

use super::{Contradiction, Object, Outcome, Problem, SkipReason, assign};
use crate::draw::freeze::Slot;
use crate::draw::hash::{Hash, Stream, frame};
use crate::draw::inspectors::{Exclusion, Inspector};
use crate::draw::roster::Did;
use crate::draw::seed::Keys;
use crate::task::plan::DivisionRule;

/// An owned [`Problem`].
#[derive(Debug, Clone)]
pub(super) struct Case {
    pub(super) objects: Vec<Object>,
    pub(super) inspectors: Vec<Inspector>,
    pub(super) exclusions: Vec<Exclusion>,
    pub(super) team: Vec<Slot>,
    pub(super) keys: Keys,
}

impl Case {
    pub(super) fn problem(&self) -> Problem<'_> {
        let Self { objects, inspectors, exclusions, team, .. } = self;
        Problem { objects, inspectors, exclusions, team }
    }

    pub(super) fn assign(&self) -> Outcome {
        assign(&self.problem(), &self.keys)
    }
}

/// Numbers for tests, from a seed.
pub(super) struct Dice(Stream);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(Stream::new(&frame("dice", &[&seed.to_be_bytes()])))
    }

    /// A number below `end`.
    pub(super) fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.0.next_number() % u64::try_from(end).unwrap()).unwrap()
    }

    pub(super) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

pub(super) fn key(number: u64) -> Hash {
    frame("test", &[&number.to_be_bytes()])
}

pub(super) fn object(number: usize, division: usize) -> Object {
    Object { did: Did::open(&format!("OBJECT-{number}")).unwrap(), division: format!("3208{division:02}") }
}

pub(super) fn inspector(number: usize, division: usize, qualified: bool, cap: u32) -> Inspector {
    let qualifications = if qualified { vec!["计量".to_owned()] } else { Vec::new() };
    let (code, division) = (format!("HA{number:05}"), format!("3208{division:02}"));
    Inspector { code, department: "质量处".into(), division, qualifications, cap }
}

pub(super) fn slot(division: DivisionRule, qualified: bool) -> Slot {
    let qualifications = if qualified { vec!["计量".to_owned()] } else { Vec::new() };
    Slot { department: None, division, qualifications }
}

fn case(objects: usize, caps: &[u32], team: Vec<Slot>) -> Case {
    Case {
        objects: (0..objects).map(|i| object(i, 1)).collect(),
        inspectors: caps.iter().enumerate().map(|(i, cap)| inspector(i, 1, true, *cap)).collect(),
        exclusions: Vec::new(),
        team,
        keys: Keys::new(&key(1), 1),
    }
}

fn any() -> Slot {
    slot(DivisionRule::Any, false)
}

fn contradiction(case: &Case) -> Contradiction {
    match case.assign() {
        Outcome::Impossible(contradiction) => contradiction,
        Outcome::Assigned { .. } => panic!("everybody got a team"),
    }
}

#[test]
fn nothing_to_assign() {
    let Outcome::Assigned { assignment, skips } = case(0, &[3], vec![any(), any()]).assign() else {
        panic!()
    };
    assert_eq!((assignment.load.max, assignment.load.min, assignment.teams.len(), skips.len()), (0, 0, 0, 0));
}

#[test]
fn nobody_sits_twice_in_a_team() {
    let alone = contradiction(&case(1, &[9], vec![any(), any()]));
    assert_eq!(alone.inspectors, ["HA00000"]);
    assert_eq!(alone.objects[0].slots, [1, 2]);
    assert!(matches!(case(1, &[9, 9], vec![any(), any()]).assign(), Outcome::Assigned { .. }));
}

#[test]
fn without_inspectors_one_place_is_the_contradiction() {
    let nobody = contradiction(&case(5, &[0, 0], vec![any(), any()]));
    assert_eq!((nobody.objects.len(), nobody.inspectors.len()), (1, 0));
    assert_eq!(nobody.objects[0].slots.len(), 1);
}

#[test]
fn the_contradiction_is_only_about_what_conflicts() {
    // Enough people, but only one of two qualified ones has room, for three objects.
    let mut case = case(3, &[1, 1, 9, 9, 9], vec![slot(DivisionRule::Any, true), any()]);
    case.inspectors[2..].iter_mut().for_each(|i| i.qualifications.clear());
    let conflict = contradiction(&case);
    assert_eq!(conflict.inspectors, ["HA00000", "HA00001"]);
    assert_eq!(conflict.objects.len(), 3);
    assert!(conflict.objects.iter().all(|places| places.slots == [1]));
}

#[test]
fn exclusions_of_a_pair_are_kept() {
    let mut case = case(2, &[2, 2, 2], vec![any(), any()]);
    for object in [0, 1] {
        let did = case.objects[object].did;
        let inspector = format!("HA{object:05}");
        case.exclusions.push(Exclusion { did, inspector, reason: "recusal".into() });
    }
    let Outcome::Assigned { assignment, .. } = case.assign() else { panic!() };
    for team in assignment.teams {
        let excluded = case.exclusions.iter().find(|e| e.did == team.did).unwrap();
        assert!(!team.inspectors.contains(&excluded.inspector));
    }
}

#[test]
fn the_order_of_objects_and_exclusions_does_not_matter() {
    let mut case = case(12, &[9; 7], vec![any(), slot(DivisionRule::Any, true)]);
    for i in 0..10 {
        let (did, inspector) = (case.objects[i].did, format!("HA{:05}", i % 4));
        case.exclusions.push(Exclusion { did, inspector, reason: "recusal".into() });
    }
    let expected = case.assign();
    for _ in 0..12 {
        case.objects.rotate_left(5);
        case.exclusions.reverse();
        case.exclusions.rotate_left(3);
        assert_eq!(case.assign(), expected);
    }
}

#[test]
fn every_skip_has_its_reason() {
    let case = case(40, &[30; 6], vec![any(), any()]);
    let Outcome::Assigned { assignment, skips } = case.assign() else { panic!() };
    assert_eq!((assignment.load.min, assignment.load.max), (13, 14));
    let reason = |wanted: fn(&SkipReason) -> bool| skips.iter().filter(|skip| wanted(&skip.why)).count();
    assert!(
        reason(|why| matches!(why, SkipReason::InTeam {})) >= 40,
        "whoever takes the first place, at the second"
    );
    let by_object = case.objects.iter().map(|object| skips.of(&object.did).count()).sum::<usize>();
    assert_eq!((by_object, skips.iter().count()), (skips.len(), skips.len()));
    let did = skips.iter().next().unwrap().did;
    let grouped: Vec<_> = skips.by_object().flat_map(|(_, skips)| skips).collect();
    assert!(grouped.into_iter().eq(skips.iter()), "nobody is lost between the objects");
    assert!(skips.of(&did).eq(skips.iter().filter(|skip| skip.did == did)));
    assert!(reason(|why| matches!(why, SkipReason::AtLimit {})) > 0);
    let reasons = [
        SkipReason::InTeam {},
        SkipReason::AtLimit {},
        SkipReason::WouldLeave { object: case.objects[0].did },
        SkipReason::WouldUnderload { inspector: "HA00001".into() },
    ];
    for why in reasons {
        let text = serde_json::to_string(&why).unwrap();
        assert_eq!(serde_json::from_str::<SkipReason>(&text).unwrap(), why);
        assert!(text.contains(crate::Coded::code(why.kind())), "{text}");
    }
}
