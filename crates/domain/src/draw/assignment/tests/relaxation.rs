//! Every relaxation suffices, and nothing smaller does: tried out on instances small enough.

use super::exhaustive::{choices, random};
use super::{Case, any, case, slot};
use crate::draw::assignment::relaxation::{Concessions, Newcomers, Origin, Relaxation, relaxations};
use crate::draw::assignment::{Outcome, Problem};
use crate::draw::inspectors::Exclusion;
use crate::task::plan::DivisionRule;

const LIFTABLE: Concessions<'static> = Concessions { liftable: &["cooling_off"], cap: 2 };

fn with(case: &Case, relaxation: &Relaxation) -> Case {
    let relaxed = relaxation.apply(&case.problem());
    let (inspectors, exclusions, team) = (relaxed.inspectors, relaxed.exclusions, relaxed.team);
    Case { objects: case.objects.clone(), inspectors, exclusions, team, keys: case.keys }
}

fn is_possible(case: &Case) -> bool {
    matches!(case.assign(), Outcome::Assigned { .. })
}

fn offers(case: &Case) -> Vec<Relaxation> {
    relaxations(&case.problem(), LIFTABLE)
}

/// Everyone who could be added, each in as many copies as `number`.
fn candidates(problem: &Problem<'_>, number: usize) -> Vec<Newcomers> {
    let mut origins: Vec<Origin> =
        problem.objects.iter().map(|object| Origin::Division { code: object.division.clone() }).collect();
    origins.sort_unstable();
    origins.dedup();
    origins.push(Origin::Elsewhere {});
    let mut departments: Vec<Option<String>> =
        problem.team.iter().map(|slot| slot.department.clone()).collect();
    departments.sort_unstable();
    departments.dedup();
    let mut all = Vec::new();
    for origin in origins {
        for department in &departments {
            let (origin, department) = (origin.clone(), department.clone());
            all.push(Newcomers {
                number: 1,
                department,
                origin,
                qualifications: vec!["计量".into()],
                cap: 2,
            });
        }
    }
    std::iter::repeat_n(all, number).flatten().collect()
}

fn nothing_smaller_suffices(case: &Case, relaxation: &Relaxation) {
    match relaxation {
        Relaxation::Cap { to } => {
            assert!(*to > 0 && !is_possible(&with(case, &Relaxation::Cap { to: to - 1 })));
        }
        Relaxation::Exclusions { lifted, is_least } => {
            assert!(is_least);
            let soft: Vec<Exclusion> =
                case.exclusions.iter().filter(|e| e.reason == "cooling_off").cloned().collect();
            for lifted in choices(&soft, lifted.len() - 1) {
                assert!(!is_possible(&with(case, &Relaxation::Exclusions { lifted, is_least: true })));
            }
        }
        Relaxation::Divisions { slots } => {
            for slots in choices(&[1, 2, 3], slots.len() - 1) {
                assert!(!is_possible(&with(case, &Relaxation::Divisions { slots })));
            }
        }
        Relaxation::Inspectors { newcomers, is_least } => {
            assert!(is_least);
            let number: u32 = newcomers.iter().map(|new| new.number).sum();
            let fewer = usize::try_from(number - 1).unwrap();
            if fewer > 2 {
                return;
            }
            for newcomers in choices(&candidates(&case.problem(), fewer), fewer) {
                assert!(!is_possible(&with(case, &Relaxation::Inspectors { newcomers, is_least: true })));
            }
        }
    }
}

#[test]
fn each_suffices_and_nothing_smaller_does() {
    let mut offered = [0; 4];
    for seed in 0..1_500 {
        let mut case = random(seed);
        for (exclusion, number) in case.exclusions.iter_mut().zip(seed..) {
            exclusion.reason = if number % 4 == 0 { "recusal" } else { "cooling_off" }.into();
        }
        let offers = offers(&case);
        assert!(!is_possible(&case) || offers.is_empty(), "{seed}");
        for offer in &offers {
            assert!(is_possible(&with(&case, offer)), "{seed}: {offer:?}");
            nothing_smaller_suffices(&case, offer);
            let text = serde_json::to_string(offer).unwrap();
            assert_eq!(serde_json::from_str::<Relaxation>(&text).unwrap(), *offer);
            offered[match offer {
                Relaxation::Inspectors { .. } => 0,
                Relaxation::Cap { .. } => 1,
                Relaxation::Exclusions { .. } => 2,
                Relaxation::Divisions { .. } => 3,
            }] += 1;
        }
    }
    assert!(offered.iter().all(|count| *count > 50), "{offered:?}");
}

#[test]
fn what_is_not_offered_does_not_suffice() {
    for seed in 0..1_500 {
        let case = random(seed);
        if is_possible(&case) {
            continue;
        }
        let offers = offers(&case);
        let has = |wanted: fn(&Relaxation) -> bool| offers.iter().any(wanted);
        assert!(has(|offer| matches!(offer, Relaxation::Inspectors { .. })), "{seed}: people always help");
        if !has(|offer| matches!(offer, Relaxation::Cap { .. })) {
            assert!(!is_possible(&with(&case, &Relaxation::Cap { to: 1_000 })), "{seed}");
        }
        if !has(|offer| matches!(offer, Relaxation::Divisions { .. })) {
            assert!(!is_possible(&with(&case, &Relaxation::Divisions { slots: vec![1, 2, 3] })), "{seed}");
        }
    }
}

#[test]
fn people_read_what_to_change() {
    let mut case = case(3, &[1, 1, 9, 9, 9], vec![slot(DivisionRule::Same, true), any()]);
    case.inspectors[2..].iter_mut().for_each(|i| i.qualifications.clear());
    let Outcome::Impossible(found) = case.assign() else { panic!() };
    let text = found.to_chinese(&case.problem());
    assert!(
        text.contains(
            "3 个对象的 3 个岗位只有 2 名执法人员（HA00000、HA00001）符合要求，按各自上限合计最多承担 2 个"
        ),
        "{text}"
    );
    let words: Vec<String> = offers(&case).iter().map(ToString::to_string).collect();
    assert_eq!(
        words,
        [
            "至少需增加执法人员：1 名属于区划 320801、具备资质“计量”、每人至多承担 2 个对象",
            "将承担上限不足 2 个对象的执法人员的上限提高到 2 个（再低则仍不能组成检查组）",
        ]
    );
    let did = case.objects[0].did;
    case.inspectors.truncate(2);
    case.inspectors[1].cap = 9;
    case.objects.truncate(1);
    case.exclusions.push(Exclusion { did, inspector: "HA00001".into(), reason: "cooling_off".into() });
    let words: Vec<String> = offers(&case).iter().map(ToString::to_string).collect();
    assert_eq!(words[1..], ["至少需解除 1 项不得检查的限制：HA00001 对 OBJECT-0（cooling_off）"]);
}
