use domain::draw::strike::State;
use domain::inspection;
use persistence::inspection as stored;
use persistence::strike::{self, Decision, New, Strike};
use persistence::{Conflict, Error};
use test_support::{TestDb, db_test};

use crate::fixtures::*;

fn file(db: &TestDb, task: i64, inspections: &[i64]) -> Strike {
    let draw = db.read(|r| stored::placed(r, task)).unwrap()[0].draw_id;
    let new =
        New { task, draw, inspections, reason: "重大活动保障", document: "函41号", user: CLERK };
    change(db, |w| strike::file(w, new)).unwrap()
}

fn drawn_three(db: &TestDb) -> (i64, Vec<i64>) {
    world(db);
    (1..=3).for_each(|key| object(db, key, "甲"));
    let task = drawn_task(db, "甲", &[drawn(1), drawn(2), drawn(3)]);
    (task, db.read(|r| stored::placed(r, task)).unwrap().iter().map(|one| one.id).collect())
}

#[db_test]
fn a_strike_is_decided_once(db: TestDb) {
    let (task, all) = drawn_three(&db);
    let filed = file(&db, task, &[all[2], all[0]]);
    assert_eq!((*filed.state, filed.version, filed.first_round), (State::Filed, 1, None));
    assert_eq!(db.read(|r| strike::inspections(r, filed.id)).unwrap(), [all[0], all[2]]);
    let mut pending = db.read(|r| strike::pending(r, task)).unwrap();
    pending.sort_unstable();
    assert_eq!(pending, [all[0], all[2]]);
    let decide = |version, decision| change(&db, |w| strike::decide(w, filed.id, version, 2, decision));
    let kind = |found: Result<Strike, Error>| match found {
        Ok(_) => Ok(()),
        Err(Error::Conflict(conflict)) => Err(conflict),
        Err(other) => panic!("{other}"),
    };
    assert_eq!(kind(decide(2, Decision::Approve(2, "{}"))), Err(Conflict::Stale));
    let decided = decide(1, Decision::Approve(2, "{}")).unwrap();
    assert_eq!(
        (*decided.state, decided.first_round, decided.decided_by),
        (State::Approved, Some(2), Some(2))
    );
    assert_eq!(kind(decide(2, Decision::Refuse("否"))), Err(Conflict::Stale));
    assert_eq!(db.read(|r| strike::pending(r, task)).unwrap(), Vec::<i64>::new());
    assert_eq!(db.read(|r| strike::of_task(r, task)).unwrap(), [decided]);
}

#[db_test]
fn the_latest_strike_is_made_up_for(db: TestDb) {
    let (task, all) = drawn_three(&db);
    let (first, refused, second) =
        (file(&db, task, &all[..1]), file(&db, task, &all[1..2]), file(&db, task, &all[2..]));
    change(&db, |w| strike::decide(w, refused.id, 1, 2, Decision::Refuse("否"))).unwrap();
    change(&db, |w| strike::decide(w, first.id, 1, 2, Decision::Approve(2, "{}"))).unwrap();
    change(&db, |w| strike::decide(w, second.id, 1, 2, Decision::Approve(4, "{}"))).unwrap();
    let of = |round| db.read(|r| strike::of_round(r, task, round)).unwrap().map(|one| one.id);
    assert_eq!(
        [1, 2, 3, 4, 5].map(of),
        [None, Some(first.id), Some(first.id), Some(second.id), Some(second.id)]
    );
    let supplements = |round| db.read(|r| strike::supplements(r, task, round)).unwrap();
    assert_eq!([1, 2, 4].map(supplements), [None, Some(1), Some(1)]);
}

#[db_test]
fn who_is_struck_has_no_load_and_is_struck_once(db: TestDb) {
    let (task, all) = drawn_three(&db);
    let loads = |without| {
        let mut loads = db.read(|r| stored::loads(r, task, without)).unwrap();
        loads.sort_unstable();
        loads.into_iter().map(|(_, load)| load).collect::<Vec<_>>()
    };
    assert_eq!((loads(None), loads(Some(all[0]))), (vec![3, 3], vec![2, 2]));
    change(&db, |w| stored::strike(w, &all[..2])).unwrap();
    let states: Vec<_> = db.read(|r| stored::placed(r, task)).unwrap().iter().map(|one| *one.state).collect();
    assert_eq!(states, [inspection::State::Struck, inspection::State::Struck, inspection::State::Assigned]);
    assert_eq!(loads(None), [1, 1]);
    let again = change(&db, |w| stored::strike(w, &all[1..]));
    assert!(matches!(again, Err(Error::Conflict(Conflict::Stale))), "{again:?}");
    let states: Vec<_> = db.read(|r| stored::placed(r, task)).unwrap().iter().map(|one| *one.state).collect();
    assert_eq!(states[2], inspection::State::Assigned, "one of them cannot: none is");
}
