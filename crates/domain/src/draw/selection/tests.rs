use std::collections::BTreeMap;

use super::chance::below;
use super::{Chance, Selection, Selector, Tickets, Weights, expected_chance};
use crate::draw::Fixed;
use crate::draw::freeze::Stratum;
use crate::draw::hash::frame;
use crate::draw::result::Score;
use crate::draw::roster::{Did, Row, Status};
use crate::draw::seed::Keys;

fn keys(number: u64) -> Keys {
    Keys::new(&frame("test", &[&number.to_be_bytes()]), 1)
}

fn stratum(id: u16, take: u64, reserve: u64) -> Stratum {
    Stratum { id, eligible: 0, weight: 0, take, reserve }
}

fn row(number: usize, stratum: u16, weight: u16) -> Row {
    let status = if weight == 0 { Status::AnnualCap } else { Status::Eligible };
    Row {
        did: Did::open(&format!("OBJECT-{number:05}")).unwrap(),
        stratum,
        weight,
        status,
        attr: Fixed([0; 24]),
    }
}

fn select(rows: &[Row], strata: &[Stratum], keys: &Keys) -> Selection {
    let mut selector = Selector::new(strata, keys);
    rows.iter().for_each(|row| selector.push(row).unwrap());
    selector.finish()
}

#[test]
fn the_best_by_sorting_everything_are_selected() {
    let rows: Vec<_> = (0..500_u16).map(|i| row(i.into(), i % 3, i % 5)).collect();
    let strata = [stratum(0, 20, 5), stratum(1, 0, 0), stratum(2, 400, 3)];
    let keys = keys(1);
    let tickets = Tickets::new(&keys);
    let selection = select(&rows, &strata, &keys);
    for Stratum { id, take, reserve, .. } in strata {
        let mut all: Vec<_> = rows
            .iter()
            .filter(|row| row.stratum == id && row.weight > 0)
            .map(|row| (tickets.score(&row.did, row.weight).unwrap(), tickets.tie(&row.did), row.did))
            .collect();
        all.sort_unstable();
        let (take, reserve) = (usize::try_from(take).unwrap(), usize::try_from(reserve).unwrap());
        let expect = |skip, count| all.iter().skip(skip).take(count).map(|c| c.2).collect::<Vec<_>>();
        let got = |list: &[crate::draw::result::Drawn]| {
            list.iter().filter(|d| d.stratum == id).map(|d| d.did).collect::<Vec<_>>()
        };
        assert_eq!(got(&selection.selected), expect(0, take));
        assert_eq!(got(&selection.reserves), expect(take, reserve));
        let line = selection.strata.iter().find(|line| line.id == id).unwrap();
        let score = |place: Option<usize>| place.and_then(|p| all.get(p)).map(|c| Fixed(c.0.to_be_bytes()));
        assert_eq!(line.threshold, take.min(all.len()).checked_sub(1).and_then(|last| score(Some(last))));
        assert_eq!(line.next, score(Some(take)));
    }
}

#[test]
fn the_order_of_rows_does_not_matter() {
    let mut rows: Vec<_> = (0..300_u16).map(|i| row(i.into(), i % 2, 1 + i % 4)).collect();
    let strata = [stratum(0, 10, 4), stratum(1, 30, 0)];
    let expected = select(&rows, &strata, &keys(2));
    for shift in 0..20 {
        rows.rotate_left(17 + shift);
        rows.swap(3, 200);
        assert_eq!(select(&rows, &strata, &keys(2)), expected);
    }
}

#[test]
fn a_row_more_or_less_changes_no_other_score() {
    let all: Vec<_> = (0..60).map(|i| row(i, 0, 2)).collect();
    let everyone = |rows: &[Row]| -> BTreeMap<Did, _> {
        let selection = select(rows, &[stratum(0, 0, 100)], &keys(3));
        selection.reserves.iter().map(|drawn| (drawn.did, drawn.score)).collect()
    };
    let full = everyone(&all);
    assert_eq!(full.len(), 60);
    for gone in 0..all.len() {
        let mut fewer = all.clone();
        let did = fewer.remove(gone).did;
        let mut expected = full.clone();
        expected.remove(&did);
        assert_eq!(everyone(&fewer), expected);
    }
}

#[test]
fn weights_do_not_give_proportional_chances() {
    // The example of docs/draw-protocol.md: one row in ten of weight 8, drawn at 20 %.
    let rows: Vec<_> = (0..20_000).map(|i| row(i, 0, if i % 10 == 0 { 8 } else { 1 })).collect();
    let selection = select(&rows, &[stratum(0, 4_000, 0)], &keys(4));
    let next = selection.strata[0].next;
    assert!((part(given(8, next)) - 0.71).abs() < 0.02);
    assert!((part(given(1, next)) - 0.143).abs() < 0.005);
    let heavy: std::collections::BTreeSet<_> = rows.iter().filter(|r| r.weight == 8).map(|r| r.did).collect();
    let drawn = selection.selected.iter().filter(|drawn| heavy.contains(&drawn.did)).count();
    assert!((1_350..1_490).contains(&drawn), "{drawn} of 2,000");
}

/// The chance of a row given the first that was not selected; without one, everybody was certain.
fn given(weight: u16, next: Option<Score>) -> Chance {
    below(weight, next.map_or(1 << 64, |next| u64::from_be_bytes(next.0).into()))
}

/// A chance as a floating-point number.
fn part(chance: Chance) -> f64 {
    chance.parts().to_string().parse::<f64>().unwrap() / 2.0_f64.powi(64)
}

#[test]
fn displayed_chances() {
    let score = |score: u64| Some(Fixed(score.to_be_bytes()));
    let half = score(1 << 63);
    let shown = |weight, next| given(weight, next).to_string();
    assert_eq!((shown(1, half), shown(3, half)), ("50.0000%".into(), "87.5000%".into()));
    assert_eq!((shown(0, half), shown(0, None)), ("0.0000%".into(), "0.0000%".into()));
    assert_eq!((shown(1, None), shown(1024, score(u64::MAX))), ("100.0000%".into(), "100.0000%".into()));
    assert_eq!(shown(1024, score(0)), "0.0000%");
    assert_eq!(shown(1, score(u64::MAX / 7)), "14.2857%");
    assert_eq!(given(1024, score(1)).parts(), 1024);
}

#[test]
fn chances_follow_their_formula() {
    for next in [1 << 40, 1 << 52, 1 << 58, u64::MAX / 20, u64::MAX / 3, u64::MAX - 5] {
        let below = part(given(1, Some(Fixed(next.to_be_bytes()))));
        for weight in [2, 3, 8, 100, 1023, 1024] {
            let formula = -(f64::from(weight) * (-below).ln_1p()).exp_m1();
            let chance = part(given(weight, Some(Fixed(next.to_be_bytes()))));
            assert!((chance - formula).abs() < 1e-12, "{next} {weight}: {chance} {formula}");
        }
    }
}

#[test]
fn a_hundred_thousand_rows() {
    let rows: Vec<_> = (0..100_000).map(|i| row(i, 1, 1)).collect();
    let start = std::time::Instant::now();
    let selection = select(&rows, &[stratum(1, 5_000, 100)], &keys(5));
    println!("selection of 5,000 from 100,000 rows: {:?}", start.elapsed());
    assert_eq!((selection.selected.len(), selection.reserves.len()), (5_000, 100));
    assert_eq!(selection.tallies[&1].eligible, 100_000);
    assert_eq!(selection.weights[&1], [(1, 100_000)].into());
    // One of twenty was taken, so the line lies near a twentieth of all numbers: within five standard deviations.
    let line = part(given(1, selection.strata[0].next));
    assert!((line - 0.05).abs() < 5.0 * (0.05 * 0.95 / 100_000.0_f64).sqrt(), "{line}");
}

#[test]
fn chances_before_a_draw_add_up_to_what_is_taken() {
    let shown = |weight, take, weights: &[(u16, u64)]| {
        expected_chance(weight, take, &weights.iter().copied().collect()).to_string()
    };
    // The same number of tickets for all: take/eligible, whatever the number.
    assert_eq!(shown(1, 4, &[(1, 318)]), "1.2579%");
    assert_eq!(shown(7, 4, &[(7, 318)]), "1.2579%");
    assert_eq!(shown(1, 13, &[(0, 100), (1, 13)]), "100.0000%");
    assert_eq!(shown(0, 13, &[(0, 100), (1, 130)]), "0.0000%");
    assert_eq!(shown(1, 0, &[(1, 130)]), "0.0000%");
    assert_eq!(shown(1, 5, &[]), "100.0000%");
    // One row in ten with eight tickets, a fifth drawn: the chances of the protocol's text.
    let weights: Weights = [(1, 900), (8, 100)].into();
    let (light, heavy) = (part(expected_chance(1, 200, &weights)), part(expected_chance(8, 200, &weights)));
    assert!((heavy - 0.71).abs() < 0.005 && (light - 0.143).abs() < 0.005, "{heavy} {light}");
    assert!((900.0_f64.mul_add(light, 100.0 * heavy) - 200.0).abs() < 1e-9);
}
