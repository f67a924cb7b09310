//! The definition of §7, word for word, on instances small enough to try everything.

use super::{Case, Dice, inspector, key, object, slot};
use crate::draw::assignment::{Contradiction, Object, Outcome, allows};
use crate::draw::hash::{Keyed, Stream};
use crate::draw::inspectors::Exclusion;
use crate::draw::result::Load;
use crate::draw::seed::Keys;
use crate::task::plan::DivisionRule;

/// Eligible inspectors of each place, objects in processing order; preferred ones first.
struct Places {
    choices: Vec<Vec<usize>>,
    slots: usize,
    caps: Vec<u32>,
}

fn places(case: &Case) -> (Vec<Object>, Places) {
    let (order, assign) = (Keyed::new("order", &case.keys.assign), Keyed::new("assign", &case.keys.assign));
    let mut objects = case.objects.clone();
    objects.sort_by_key(|object| order.of(object.did.as_bytes()));
    let mut choices = Vec::new();
    for object in &objects {
        let mut stream = Stream::new(&assign.of(object.did.as_bytes()));
        let mut ranking: Vec<_> = (0..case.inspectors.len()).map(|i| (stream.next_number(), i)).collect();
        ranking.sort_unstable();
        for slot in &case.team {
            let eligible = |i: &usize| {
                let person = &case.inspectors[*i];
                let excluded = |e: &Exclusion| e.did == object.did && e.inspector == person.code;
                person.cap > 0
                    && allows(slot, person, &object.division)
                    && !case.exclusions.iter().any(excluded)
            };
            choices.push(ranking.iter().map(|(_, i)| *i).filter(eligible).collect());
        }
    }
    let caps = case.inspectors.iter().map(|i| i.cap).collect();
    (objects, Places { choices, slots: case.team.len(), caps })
}

impl Places {
    /// The first filling, in the order of preference, with these limits.
    fn fill(&self, upper: u32, lower: u32) -> Option<Vec<usize>> {
        let mut filling = Vec::new();
        let mut load = vec![0; self.caps.len()];
        self.go_on(&mut filling, &mut load, upper, lower).then_some(filling)
    }

    fn go_on(&self, filling: &mut Vec<usize>, load: &mut [u32], upper: u32, lower: u32) -> bool {
        let Some(choices) = self.choices.get(filling.len()) else {
            let somewhere = |i: usize| self.choices.iter().any(|choices| choices.contains(&i));
            return (0..load.len()).all(|i| !somewhere(i) || load[i] >= lower.min(self.caps[i]).min(upper));
        };
        let team = filling.len() - filling.len() % self.slots;
        for &i in choices {
            if !filling[team..].contains(&i) && load[i] < upper.min(self.caps[i]) {
                filling.push(i);
                load[i] += 1;
                if self.go_on(filling, load, upper, lower) {
                    return true;
                }
                filling.pop();
                load[i] -= 1;
            }
        }
        false
    }

    fn solve(&self) -> Option<(Load, Vec<usize>)> {
        let most = u32::try_from(self.choices.len()).unwrap();
        let max = (0..=most).find(|upper| self.fill(*upper, 0).is_some())?;
        let min = (0..=max).rev().find(|lower| self.fill(max, *lower).is_some())?;
        Some((Load { max, min }, self.fill(max, min)?))
    }

    /// Whether these places alone can be filled.
    fn can_fill(&self, wanted: &[usize]) -> bool {
        fn go_on(all: &Places, wanted: &[usize], held: &mut Vec<(usize, usize)>) -> bool {
            let Some((place, rest)) = wanted.split_first() else { return true };
            for &i in &all.choices[*place] {
                let load = held.iter().filter(|(_, holder)| *holder == i).count();
                let here = held.iter().any(|(p, holder)| *holder == i && p / all.slots == place / all.slots);
                if !here && load < usize::try_from(all.caps[i]).unwrap() {
                    held.push((*place, i));
                    if go_on(all, rest, held) {
                        return true;
                    }
                    held.pop();
                }
            }
            false
        }
        go_on(self, wanted, &mut Vec::new())
    }
}

pub(super) fn random(seed: u64) -> Case {
    let mut dice = Dice::new(seed);
    let (slots, people) = (1 + dice.below(3), 1 + dice.below(5));
    let objects = (0..1 + dice.below(if slots == 3 { 3 } else { 5 }))
        .map(|i| object(i, dice.below(3)))
        .collect::<Vec<_>>();
    let roomy = dice.below(3);
    let cap = |dice: &mut Dice| u32::try_from(dice.below(3) + 2 * roomy).unwrap();
    let inspectors: Vec<_> = (0..people)
        .map(|i| {
            let cap = cap(&mut dice);
            inspector(i, dice.below(3), dice.chance(60), cap)
        })
        .collect();
    let rules =
        [DivisionRule::Any, DivisionRule::Any, DivisionRule::Any, DivisionRule::Same, DivisionRule::Other];
    let mut team: Vec<_> = (0..slots).map(|_| slot(rules[dice.below(5)], dice.chance(30))).collect();
    let mut inspectors = inspectors;
    if dice.chance(30) {
        // A joint team: some places name a department.
        let department = |dice: &mut Dice| if dice.chance(50) { "质量处" } else { "食品处" }.to_owned();
        team.iter_mut().filter(|_| dice.chance(60)).for_each(|slot| slot.department = Some(String::new()));
        team.iter_mut()
            .filter(|s| s.department.is_some())
            .for_each(|s| s.department = Some(department(&mut dice)));
        inspectors.iter_mut().for_each(|inspector| inspector.department = department(&mut dice));
    }
    let mut exclusions = Vec::new();
    for object in &objects {
        for inspector in &inspectors {
            if dice.chance(15) {
                let (did, inspector) = (object.did, inspector.code.clone());
                exclusions.push(Exclusion { did, inspector, reason: "recusal".into() });
            }
        }
    }
    Case { objects, inspectors, exclusions, team, keys: Keys::new(&key(seed), 1) }
}

/// All choices of `size` of these.
pub(super) fn choices<T: Clone>(all: &[T], size: usize) -> Vec<Vec<T>> {
    match (size, all.split_first()) {
        (0, _) => vec![Vec::new()],
        (_, None) => Vec::new(),
        (_, Some((first, rest))) => {
            let with_first = choices(rest, size - 1).into_iter().map(|c| [vec![first.clone()], c].concat());
            with_first.chain(choices(rest, size)).collect()
        }
    }
}

/// The contradiction cannot be filled; no set of fewer places is one; and it names all who are eligible.
fn check_contradiction(objects: &[Object], places: &Places, case: &Case, found: &Contradiction, seed: u64) {
    let mut wanted = Vec::new();
    for part in &found.objects {
        let object = objects.iter().position(|object| object.did == part.did).unwrap();
        wanted.extend(part.slots.iter().map(|slot| object * places.slots + slot - 1));
    }
    assert!(!places.can_fill(&wanted), "{seed}");
    for (i, _) in wanted.iter().enumerate() {
        let mut fewer = wanted.clone();
        fewer.remove(i);
        assert!(places.can_fill(&fewer), "{seed}: {found:?} is not minimal");
    }
    assert!(found.is_smallest, "{seed}");
    let all: Vec<usize> = (0..places.choices.len()).collect();
    for smaller in choices(&all, wanted.len() - 1) {
        assert!(places.can_fill(&smaller), "{seed}: {found:?} is not the smallest, {smaller:?} is smaller");
    }
    let mut only: Vec<_> = wanted.iter().flat_map(|place| &places.choices[*place]).collect();
    only.sort_unstable();
    only.dedup();
    assert!(only.into_iter().map(|i| &case.inspectors[*i].code).eq(&found.inspectors), "{seed}");
}

#[test]
fn results_are_those_of_exhaustive_search() {
    let (mut possible, mut impossible, mut tight) = (0, 0, 0);
    for seed in 0..12_000 {
        let case = random(seed);
        let (objects, places) = places(&case);
        match (case.assign(), places.solve()) {
            (Outcome::Assigned { assignment, skips }, Some((load, filling))) => {
                assert_eq!(assignment.load, load, "{seed}");
                let teams: Vec<Vec<_>> = filling
                    .chunks(places.slots)
                    .map(|t| t.iter().map(|i| &case.inspectors[*i].code).collect())
                    .collect();
                assert!(assignment.teams.iter().map(|t| t.did).eq(objects.iter().map(|o| o.did)), "{seed}");
                assert!(
                    assignment.teams.iter().map(|t| t.inspectors.iter().collect::<Vec<_>>()).eq(teams),
                    "{seed}"
                );
                possible += 1;
                tight += usize::from(!skips.is_empty());
            }
            (Outcome::Impossible(found), None) => {
                check_contradiction(&objects, &places, &case, &found, seed);
                impossible += 1;
            }
            (ours, exhaustive) => panic!("{seed}: {ours:?} against {exhaustive:?}"),
        }
    }
    assert!(possible > 2_000 && impossible > 2_000 && tight > 1_000, "{possible} {impossible} {tight}");
}
