//! Sessions: rotation of refresh tokens, their reuse, and what ends a session.

use chrono::{DateTime, TimeDelta, Utc};
use persistence::identity::{self, UserChange};
use persistence::session::{self, Rotation, Terms, TokenHash};
use persistence::{Error, Result};
use test_support::{TestDb, db_test};

use crate::fixtures::*;

const TERMS: Terms =
    Terms { idle: TimeDelta::hours(8), longest: TimeDelta::hours(12), grace: TimeDelta::seconds(10) };

fn token(number: u8) -> TokenHash {
    [number; 32]
}

fn after(time: TimeDelta) -> DateTime<Utc> {
    now() + time
}

/// The clerk signs in: token 1.
fn signed_in(db: &TestDb) -> DateTime<Utc> {
    world(db);
    let user = db.read(|r| identity::get(r, CLERK)).unwrap();
    change(db, |w| session::begin(w, &user, &token(1), TERMS)).unwrap()
}

fn rotate(db: &TestDb, at: DateTime<Utc>, presented: u8, next: u8) -> Rotation {
    let rotated: Result<Rotation> =
        db.keep_house(at, |w| session::rotate(w, &token(presented), &token(next), TERMS));
    rotated.unwrap()
}

/// When the next token ends.
fn rotated(rotation: Rotation) -> DateTime<Utc> {
    let Rotation::Rotated { user, expires_at } = rotation else { panic!("{rotation:?}") };
    assert_eq!(user.id, CLERK);
    expires_at
}

fn assert_refused(rotation: Rotation) {
    assert!(matches!(rotation, Rotation::Refused), "{rotation:?}");
}

/// The session whose token was stolen.
fn reused(rotation: Rotation) -> i64 {
    let Rotation::Reused { session, user: CLERK } = rotation else { panic!("{rotation:?}") };
    session
}

#[db_test]
fn each_use_replaces_the_token(db: TestDb) {
    assert_eq!(signed_in(&db), after(TERMS.idle));
    let later = after(TimeDelta::minutes(15));
    assert_eq!(rotated(rotate(&db, later, 1, 2)), later + TERMS.idle);
    rotated(rotate(&db, later, 2, 3));
    assert_refused(rotate(&db, later, 9, 4));
}

#[db_test]
fn a_token_used_after_its_replacement_was_stolen(db: TestDb) {
    signed_in(&db);
    rotated(rotate(&db, now(), 1, 2));
    let late = after(TERMS.grace);
    let session = reused(rotate(&db, late, 1, 3));
    assert_refused(rotate(&db, late, 3, 4));
    change(&db, |w| session::revoke(w, session)).unwrap();
    assert_refused(rotate(&db, late, 2, 5));
    // It is over: the old token is news no longer.
    assert_refused(rotate(&db, late, 1, 6));
}

#[db_test]
fn a_theft_ends_no_other_session(db: TestDb) {
    signed_in(&db);
    let user = db.read(|r| identity::get(r, CLERK)).unwrap();
    change(&db, |w| session::begin(w, &user, &token(101), TERMS)).unwrap();
    rotated(rotate(&db, now(), 1, 2));
    let session = reused(rotate(&db, after(TERMS.grace), 1, 3));
    change(&db, |w| session::revoke(w, session)).unwrap();
    rotated(rotate(&db, after(TERMS.grace), 101, 102));
}

#[db_test]
fn within_the_grace_a_token_is_honoured_once_more(db: TestDb) {
    signed_in(&db);
    let within = after(TERMS.grace - TimeDelta::milliseconds(1));
    rotated(rotate(&db, now(), 1, 2));
    rotated(rotate(&db, within, 1, 3));
    let third = rotate(&db, within, 1, 4);
    assert!(matches!(third, Rotation::Raced), "{third:?}");
    assert_refused(rotate(&db, within, 4, 5));
    // Either tab goes on.
    rotated(rotate(&db, within, 2, 6));
    rotated(rotate(&db, within, 3, 7));
    reused(rotate(&db, after(TERMS.grace), 1, 8));
}

#[db_test]
fn of_uses_at_the_same_time_two_are_honoured(db: TestDb) {
    signed_in(&db);
    let results: Vec<Rotation> = std::thread::scope(|scope| {
        let start = |next| {
            let db = &db;
            scope.spawn(move || rotate(db, now(), 1, next))
        };
        let tabs: Vec<_> = (2..10).map(start).collect();
        tabs.into_iter().map(|tab| tab.join().unwrap()).collect()
    });
    let count = |wanted: fn(&Rotation) -> bool| results.iter().filter(|rotation| wanted(rotation)).count();
    assert_eq!(count(|r| matches!(r, Rotation::Rotated { .. })), 2, "{results:?}");
    assert_eq!(count(|r| matches!(r, Rotation::Raced)), 6, "{results:?}");
}

#[db_test]
fn an_idle_session_ends(db: TestDb) {
    let end = signed_in(&db);
    assert_refused(rotate(&db, end, 1, 2));
    rotated(rotate(&db, end - TimeDelta::microseconds(1), 1, 2));
}

#[db_test]
fn a_session_in_use_ends_as_well(db: TestDb) {
    signed_in(&db);
    let end = after(TERMS.longest);
    assert_eq!(rotated(rotate(&db, after(TimeDelta::hours(7)), 1, 2)), end);
    let last = end - TimeDelta::microseconds(1);
    assert_eq!(rotated(rotate(&db, last, 2, 3)), end);
    assert_refused(rotate(&db, end, 3, 4));
}

#[db_test]
fn a_revocation_of_all_tokens_ends_the_session(db: TestDb) {
    let end_by = |number: u8, work: &dyn Fn(&mut persistence::Writer) -> Result<()>| {
        let user = db.read(|r| identity::get(r, CLERK)).unwrap();
        change(&db, |w| session::begin(w, &user, &token(number), TERMS)).unwrap();
        change(&db, |w| work(w)).unwrap();
        assert_refused(rotate(&db, now(), number, 100));
    };
    world(&db);
    let update = |w: &mut persistence::Writer, change: UserChange| {
        let version = identity::get(w, CLERK)?.version;
        identity::update(w, CLERK, version, &change).map(drop)
    };
    end_by(1, &|w| identity::revoke_tokens(w, CLERK));
    end_by(2, &|w| update(w, UserChange { password_hash: Some("z".into()), ..UserChange::default() }));
    end_by(3, &|w| update(w, UserChange { active: Some(false), ..UserChange::default() }));
    // A session begun by who was deactivated a moment ago does not live either, until activation.
    let user = db.read(|r| identity::get(r, CLERK)).unwrap();
    change(&db, |w| session::begin(w, &user, &token(4), TERMS)).unwrap();
    assert_refused(rotate(&db, now(), 4, 100));
    change(&db, |w| update(w, UserChange { active: Some(true), ..UserChange::default() })).unwrap();
    rotated(rotate(&db, now(), 4, 5));
    assert_refused(rotate(&db, now(), 3, 100));
}

#[db_test]
fn a_session_is_left_by_any_of_its_tokens(db: TestDb) {
    signed_in(&db);
    let user = db.read(|r| identity::get(r, CLERK)).unwrap();
    change(&db, |w| session::begin(w, &user, &token(101), TERMS)).unwrap();
    rotated(rotate(&db, now(), 1, 2));
    change(&db, |w| session::leave(w, &token(99))).unwrap();
    rotated(rotate(&db, now(), 2, 3));
    change(&db, |w| session::leave(w, &token(1))).unwrap();
    assert_refused(rotate(&db, now(), 3, 4));
    rotated(rotate(&db, now(), 101, 102));
}

#[db_test]
fn what_is_over_is_forgotten(db: TestDb) {
    signed_in(&db);
    let user = db.read(|r| identity::get(r, CLERK)).unwrap();
    let second = after(TimeDelta::hours(1));
    let begun: Result<_> = db.keep_house(second, |w| session::begin(w, &user, &token(101), TERMS));
    begun.unwrap();
    rotated(rotate(&db, now(), 1, 2));
    let forget = |at: DateTime<Utc>| -> usize {
        let forgotten: Result<usize> = db.keep_house(at, session::forget_expired);
        forgotten.unwrap()
    };
    let end = after(TERMS.longest);
    assert_eq!(forget(end - TimeDelta::microseconds(1)), 0);
    assert_eq!(forget(end), 1);
    assert_eq!(forget(end), 0);
    // Its tokens went with it: their hashes are free again.
    let taken = |number: u8| {
        let begun: Result<_> = db.keep_house(second, |w| session::begin(w, &user, &token(number), TERMS));
        matches!(begun, Err(Error::Conflict(persistence::Conflict::Duplicate)))
    };
    assert_eq!([1, 2, 101].map(taken), [false, false, true]);
}
