//! Evidence of fairness: every draw of the study is reproducible, so nothing here fluctuates. `docs/fairness.md` has the figures
//! of longer runs.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::print_stderr, reason = "a test that does without the register says so")]

#[path = "study.rs"]
mod study;

use study::enumeration::{self, CASES, Chance};
use study::statistics::Fit;
use study::{CLASSES, register};

#[test]
fn enumerated_chances_are_all_there_are() {
    for (weights, take) in CASES {
        let chances = enumeration::enumerate(weights, take);
        assert_eq!(enumeration::sum(chances.values().copied()), Chance { over: 1, under: 1 }, "{weights:?}");
    }
    // By hand: of 1 and 2 and 3, drawn two, the last is left out with 1/6 · 2/5 + 2/6 · 1/4.
    let chances = enumeration::enumerate(&[1, 2, 3], 2);
    let without = chances.iter().filter(|(order, _)| !order.contains(&2)).map(|(_, chance)| *chance);
    assert_eq!(enumeration::sum(without), Chance { over: 3, under: 20 });
}

#[test]
fn small_draws_have_exactly_their_enumerated_chances() {
    for (weights, take) in CASES {
        let fit = enumeration::fit(weights, take, 20_000);
        assert!(fit.is_fair(), "{weights:?}: {fit:?}, {}", fit.deviations());
    }
}

#[test]
fn a_slightly_wrong_model_would_be_noticed() {
    // A hundred thousand draws by weights 10, 20, 30, 84, held against the chances of 1, 2, 3, 8.
    let (right, wrong) =
        (enumeration::enumerate(&[1, 2, 3, 8], 2), enumeration::enumerate(&[10, 20, 30, 84], 2));
    let part = |(order, chance): (&Vec<usize>, &Chance)| {
        (wrong[order].value() - chance.value()).powi(2) / chance.value() * 100_000.0
    };
    let excess: f64 = right.iter().map(part).sum();
    let fit = Fit { chi_square: 11.0 + excess, freedom: 11.0 };
    assert!(!fit.is_fair(), "{fit:?}, {}", fit.deviations());
}

#[test]
fn every_enterprise_of_a_class_has_the_same_chance() {
    let firms = register::firms();
    assert_eq!(firms.len(), 1_350);
    for mut study in study::classes(&firms, 1_000) {
        assert_eq!(study.counts.iter().sum::<u32>(), study.take * 1_000);
        let fit = study.fit(1_000);
        assert!(fit.is_fair(), "{}: {fit:?}, {}", study.class, fit.deviations());
        // Were one firm in ten drawn half as often again, at the cost of the others, that would be seen.
        for (place, count) in study.counts.iter_mut().enumerate() {
            *count = if place % 10 == 0 { *count + *count / 2 } else { *count - *count / 18 };
        }
        assert!(!study.fit(1_000).is_fair(), "{}", study.class);
    }
}

#[test]
fn no_pair_of_inspector_and_firm_is_favoured() {
    let firms = register::firms();
    let mut study = study::pairs(&firms, CLASSES[3], &[], 1_000);
    let (fit, most) = study.fit();
    assert!(fit.is_fair(), "{fit:?}, {}", fit.deviations());
    // Some 4,000 pairs, about nine meetings each.
    assert!(most < 6.0, "{most}");
    // One inspector who is sent to one firm some thirty times more than by lot stands out.
    study.meetings.values_mut().next().unwrap().1[0] += 30;
    assert!(study.fit().1 > 6.0);
}

#[test]
fn excluded_pairs_never_meet() {
    let firms = register::firms();
    let exclusions = register::exclusions(&firms, 'D');
    assert!(exclusions.len() > 100);
    assert_eq!(study::pairs(&firms, CLASSES[3], &exclusions, 200).forbidden, 0);
    // They would have met: the same pairs do when nothing forbids it.
    let free = study::pairs(&firms, CLASSES[3], &[], 200);
    let index = |code: &str| usize::try_from(code.trim_start_matches("JC").parse::<u32>().unwrap()).unwrap();
    let met: u32 = exclusions.iter().map(|e| free.meetings[&e.did].1[index(&e.inspector)]).sum();
    assert!(met > 100, "{met}");
}
