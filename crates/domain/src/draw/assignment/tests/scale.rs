//! Sizes of a city. Time is recorded by the bench, not asserted; here the rules are.

use std::collections::BTreeMap;
use std::time::Instant;

use super::{Case, Dice, inspector, key, object, slot};
use crate::draw::assignment::relaxation::{Concessions, Relaxation, relaxations};
use crate::draw::assignment::{Outcome, allows};
use crate::draw::inspectors::Exclusion;
use crate::draw::seed::Keys;
use crate::task::plan::DivisionRule;

fn city(
    objects: usize,
    people: usize,
    qualified: usize,
    team: &[(DivisionRule, bool)],
    exclusions: usize,
) -> Case {
    let mut dice = Dice::new(7);
    let cap = u32::try_from(objects * team.len() * 3 / people).unwrap();
    let objects: Vec<_> = (0..objects).map(|i| object(i, dice.below(9))).collect();
    let inspectors: Vec<_> = (0..people).map(|i| inspector(i, i % 9, dice.chance(qualified), cap)).collect();
    let excluded = (0..exclusions)
        .map(|_| Exclusion {
            did: objects[dice.below(objects.len())].did,
            inspector: inspectors[dice.below(people)].code.clone(),
            reason: "cooling_off".into(),
        })
        .collect();
    let team = team.iter().map(|(rule, qualified)| slot(*rule, *qualified)).collect();
    Case { objects, inspectors, exclusions: excluded, team, keys: Keys::new(&key(9), 1) }
}

fn check(name: &str, case: &Case) {
    let start = Instant::now();
    let Outcome::Assigned { assignment, skips } = case.assign() else { panic!("{name}: impossible") };
    println!("{name}: {:?}, load {:?}, {} skips", start.elapsed(), assignment.load, skips.len());
    let people: BTreeMap<_, _> = case.inspectors.iter().map(|i| (i.code.as_str(), i)).collect();
    let divisions: BTreeMap<_, _> = case.objects.iter().map(|o| (o.did, o.division.as_str())).collect();
    let mut loads: BTreeMap<&str, u32> = BTreeMap::new();
    assert_eq!(assignment.teams.len(), case.objects.len());
    for team in &assignment.teams {
        for (slot, code) in case.team.iter().zip(&team.inspectors) {
            assert!(allows(slot, people[code.as_str()], divisions[&team.did]));
            *loads.entry(code).or_default() += 1;
        }
        let distinct: std::collections::BTreeSet<_> = team.inspectors.iter().collect();
        assert_eq!(distinct.len(), case.team.len());
    }
    assert!(case.exclusions.iter().all(|e| {
        assignment.teams.iter().filter(|t| t.did == e.did).all(|t| !t.inspectors.contains(&e.inspector))
    }));
    assert_eq!(loads.values().max(), Some(&assignment.load.max));
    assert_eq!(loads.values().min(), Some(&assignment.load.min));
}

#[test]
fn two_thousand_objects_and_a_city_s_inspectors() {
    use DivisionRule::{Any, Other, Same};
    check("2,000 × 96 × 2, any", &city(2_000, 96, 60, &[(Any, false), (Any, false)], 200));
    check("2,000 × 96 × 2, qualified, other", &city(2_000, 96, 60, &[(Any, true), (Other, false)], 200));
    check("2,000 × 96 × 2, same division, 25 %", &city(2_000, 96, 25, &[(Same, false), (Any, true)], 2_000));
}

#[test]
fn ten_thousand_objects() {
    use DivisionRule::{Any, Other, Same};
    check("10,000 × 100 × 2, any", &city(10_000, 100, 60, &[(Any, true), (Any, false)], 1_000));
    check(
        "10,000 × 100 × 2, same and other",
        &city(10_000, 100, 25, &[(Same, false), (Other, true)], 10_000),
    );
}

#[test]
fn twenty_thousand_objects_and_a_thousand_inspectors() {
    use DivisionRule::{Any, Other};
    for qualified in [60, 25] {
        let name = format!("20,000 × 1,000 × 2, qualified and other, {qualified} %");
        check(&name, &city(20_000, 1_000, qualified, &[(Any, true), (Other, false)], 5_000));
    }
}

#[test]
fn a_large_impossible_draw_has_its_relaxations() {
    use DivisionRule::{Any, Other};
    let mut case = city(20_000, 1_000, 25, &[(Any, true), (Other, false)], 5_000);
    case.inspectors.iter_mut().for_each(|inspector| inspector.cap = 60);
    let qualified = case.inspectors.iter().filter(|i| !i.qualifications.is_empty()).count();
    let start = Instant::now();
    let Outcome::Impossible(found) = case.assign() else { panic!("everybody got a team") };
    println!("20,000 × 1,000 × 2, impossible: {:?}, {}", start.elapsed(), found.to_chinese(&case.problem()));
    assert_eq!((found.objects.len(), found.is_smallest), (qualified * 60 + 1, true));
    let start = Instant::now();
    let offers = relaxations(&case.problem(), Concessions { liftable: &["cooling_off"], cap: 60 });
    println!("relaxations: {:?}", start.elapsed());
    for offer in &offers {
        println!("{offer}");
    }
    let more = u32::try_from(20_000_usize.div_ceil(60) - qualified).unwrap();
    let Some(Relaxation::Inspectors { newcomers, is_least: true }) = offers.first() else { panic!() };
    assert_eq!(newcomers.iter().map(|new| new.number).sum::<u32>(), more);
    assert_eq!(offers[1], Relaxation::Cap { to: u32::try_from(20_000_usize.div_ceil(qualified)).unwrap() });
    assert_eq!(offers.len(), 2, "neither exclusions nor divisions stand in the way");
}

#[test]
fn an_impossible_city_names_the_bottleneck() {
    use DivisionRule::{Any, Same};
    let mut case = city(10_000, 100, 25, &[(Same, true), (Any, false)], 1_000);
    // Everybody has room, only the qualified of one division do not.
    for inspector in &mut case.inspectors {
        inspector.cap = if inspector.division == "320804" { 20 } else { 10_000 };
        inspector.qualifications = vec!["计量".to_owned()];
    }
    let bottleneck: Vec<_> =
        case.inspectors.iter().filter(|i| i.division == "320804").map(|i| i.code.clone()).collect();
    let start = Instant::now();
    let Outcome::Impossible(found) = case.assign() else { panic!("everybody got a team") };
    println!("10,000 × 100 × 2, impossible: {:?}, {} objects", start.elapsed(), found.objects.len());
    assert_eq!(found.inspectors, bottleneck);
    assert_eq!(found.objects.len(), bottleneck.len() * 20 + 1);
    assert!(found.objects.iter().all(|places| places.slots == [1]));

    // Too few altogether: the contradiction is as large as all caps and one more.
    case.inspectors.iter_mut().for_each(|inspector| inspector.cap = 190);
    case.team = vec![slot(Any, false), slot(Any, false)];
    let start = Instant::now();
    let Outcome::Impossible(found) = case.assign() else { panic!("everybody got a team") };
    println!("10,000 × 100 × 2, too few: {:?}", start.elapsed());
    assert_eq!(found.inspectors.len(), 100);
    assert_eq!(found.objects.iter().map(|places| places.slots.len()).sum::<usize>(), 19_001);
}
