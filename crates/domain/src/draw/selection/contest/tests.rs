use super::{Contender, Contest, order};
use crate::draw::Fixed;
use crate::draw::freeze::Stratum;
use crate::draw::hash::frame;
use crate::draw::roster::{Did, Row, Status};
use crate::draw::seed::Keys;
use crate::draw::selection::Tickets;

fn tickets() -> Tickets {
    Tickets::new(&Keys::new(&frame("test", &[b"contest"]), 1))
}

fn contest(take: u64, reserve: u64) -> Contest {
    Contest::new(&Stratum { id: 1, eligible: 0, weight: 0, take, reserve })
}

/// Scores of which many are equal: with 64 bits that never happens by itself.
fn contenders() -> Vec<Contender> {
    let row = |number: u32| Row {
        did: Did::open(&format!("A{number}")).unwrap(),
        stratum: 1,
        weight: 1,
        status: Status::Eligible,
        attr: Fixed([0; 24]),
    };
    (0..2_000).map(|number| Contender { score: u64::from(number * 7 % 13), row: row(number) }).collect()
}

fn ids(contenders: &[Contender]) -> Vec<Did> {
    contenders.iter().map(|contender| contender.row.did).collect()
}

#[test]
fn equal_scores_are_ordered_by_their_ties() {
    let tickets = tickets();
    let mut expected = contenders();
    expected.sort_by_key(|contender| (contender.score, tickets.tie(&contender.row.did)));
    for (take, reserve) in [(0, 0), (1, 0), (5, 3), (150, 40), (1_990, 10), (5_000, 1), (u64::MAX, u64::MAX)]
    {
        let mut contest = contest(take, reserve);
        contenders().into_iter().for_each(|contender| contest.enter(contender, &tickets));
        let best = contest.finish(&tickets);
        let keep = usize::try_from(take.saturating_add(reserve.max(1))).unwrap().min(2_000);
        assert_eq!(ids(&best), ids(&expected[..keep]), "{take} {reserve}");
    }
    assert!(expected.is_sorted_by(|a, b| order(a, b, &tickets).is_lt()));
}

#[test]
fn merged_contests_keep_the_best_of_both() {
    let tickets = tickets();
    let mut expected = contenders();
    expected.sort_by(|a, b| order(a, b, &tickets));
    let (mut one, mut other) = (contest(90, 10), contest(90, 10));
    for (number, contender) in contenders().into_iter().enumerate() {
        (if number % 3 == 0 { &mut one } else { &mut other }).enter(contender, &tickets);
    }
    one.merge(other, &tickets);
    assert_eq!(ids(&one.finish(&tickets)), ids(&expected[..100]));
}

#[test]
fn memory_grows_with_what_is_kept_only() {
    let (tickets, mut contest) = (tickets(), contest(30, 2));
    for round in 0..50 {
        contenders()
            .into_iter()
            .for_each(|c| contest.enter(Contender { score: c.score + round, ..c }, &tickets));
        assert!(contest.best.capacity() <= 128, "{}", contest.best.capacity());
    }
}
