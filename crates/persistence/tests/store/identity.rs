//! Users, locking after failed sign-ins, signing keys.

use chrono::{DateTime, TimeDelta, Utc};
use domain::policy::Role;
use persistence::identity::{self, Filter, NewUser, SigningKey, UserChange};
use persistence::{Conflict, Error, Result};
use test_support::{TestDb, db_test};

use crate::fixtures::*;

fn new(username: &str) -> NewUser {
    NewUser {
        username: username.into(),
        display_name: "监察".into(),
        password_hash: "y".into(),
        role: Role::Supervisor,
        department: Some(QUALITY),
        inspector: None,
    }
}

#[db_test]
fn a_user_is_created_once(db: TestDb) {
    world(&db);
    let user = change(&db, |w| identity::create(w, &new("supervisor"))).unwrap();
    assert_eq!((*user.role, user.active, user.epoch, user.failed_logins), (Role::Supervisor, true, 1, 0));
    let again = change(&db, |w| identity::create(w, &new("supervisor")));
    assert!(matches!(again, Err(Error::Conflict(Conflict::Duplicate))), "{again:?}");
    assert_eq!(db.read(|r| identity::body_of(r, &user)).unwrap(), Some(BODY));
    let names = db.read(|r| identity::list(r, &Filter::default(), all())).unwrap();
    assert_eq!(
        names.items.iter().map(|u| u.username.as_str()).collect::<Vec<_>>(),
        ["clerk", "leader", "supervisor"]
    );
    assert_eq!(names.total, 3);
}

#[db_test]
fn users_are_found_by_what_is_asked(db: TestDb) {
    world(&db);
    let percent = NewUser { display_name: "100% 监察".into(), ..new("supervisor") };
    let user = change(&db, |w| identity::create(w, &percent)).unwrap();
    let deactivate = UserChange { active: Some(false), ..UserChange::default() };
    change(&db, |w| identity::update(w, user.id, 1, &deactivate)).unwrap();
    let found = |filter: Filter| {
        let page = db.read(|r| identity::list(r, &filter, all())).unwrap();
        assert_eq!(usize::try_from(page.total).unwrap(), page.items.len());
        page.items.into_iter().map(|user| user.username).collect::<Vec<_>>()
    };
    let text = |text: &str| found(Filter { text: Some(text.into()), ..Filter::default() });
    assert_eq!(text("监察"), ["supervisor"], "by the name shown");
    assert_eq!(text("lead"), ["leader"], "by the sign-in name");
    assert_eq!(text("0% 监"), ["supervisor"]);
    assert_eq!(text("1%监"), [""; 0], "no sign stands for another");
    let role = |role| found(Filter { role: Some(role), ..Filter::default() });
    assert_eq!((role(Role::Leader), role(Role::Admin)), (vec!["leader".to_owned()], vec![]));
    let active = |active| found(Filter { active: Some(active), ..Filter::default() });
    assert_eq!(active(false), ["supervisor"]);
    assert_eq!(active(true), ["clerk", "leader"]);
    let department = |id| found(Filter { department: Some(id), active: Some(false), ..Filter::default() });
    assert_eq!((department(QUALITY), department(-1)), (vec!["supervisor".to_owned()], vec![]));
}

#[db_test]
fn a_new_password_or_a_deactivation_revokes_tokens(db: TestDb) {
    world(&db);
    let rename = UserChange { display_name: Some("新名".into()), ..UserChange::default() };
    let user = change(&db, |w| identity::update(w, CLERK, 1, &rename)).unwrap();
    assert_eq!((user.display_name.as_str(), user.epoch, user.version), ("新名", 1, 2));
    let stale = change(&db, |w| identity::update(w, CLERK, 1, &rename));
    assert!(matches!(stale, Err(Error::Conflict(Conflict::Stale))), "{stale:?}");
    let deactivate = UserChange { active: Some(false), ..UserChange::default() };
    let user = change(&db, |w| identity::update(w, CLERK, 2, &deactivate)).unwrap();
    assert_eq!((user.active, user.epoch), (false, 2));
}

#[db_test]
fn failed_sign_ins_are_all_counted_and_lock(db: TestDb) {
    world(&db);
    let until = now() + TimeDelta::minutes(15);
    let fail = || -> Result<i32> { db.keep_house(now(), |w| identity::count_failure(w, CLERK, 5, until)) };
    for expected in 1..5 {
        assert_eq!(fail().unwrap(), expected);
    }
    assert_eq!(db.read(|r| identity::get(r, CLERK)).unwrap().locked_until, None);
    std::thread::scope(|scope| {
        for _ in 0..16 {
            scope.spawn(|| fail().unwrap());
        }
    });
    let user = db.read(|r| identity::get(r, CLERK)).unwrap();
    assert_eq!(user.failed_logins, 20, "guesses made at the same time");
    assert_eq!(user.locked_until.map(DateTime::<Utc>::from), Some(until));
    let cleared: Result<()> = db.keep_house(now(), |w| identity::clear_failures(w, CLERK));
    cleared.unwrap();
    let user = db.read(|r| identity::get(r, CLERK)).unwrap();
    assert_eq!((user.failed_logins, user.locked_until), (0, None));
    let nobody: Result<i32> = db.keep_house(now(), |w| identity::count_failure(w, 999, 5, until));
    assert!(matches!(nobody, Err(Error::NotFound)), "{nobody:?}");
}

#[db_test]
fn a_lock_that_has_ended_counts_no_more(db: TestDb) {
    world(&db);
    let fail = |at: DateTime<Utc>| -> i32 {
        let until = at + TimeDelta::minutes(15);
        let counted: Result<i32> = db.keep_house(at, |w| identity::count_failure(w, CLERK, 3, until));
        counted.unwrap()
    };
    let user = || db.read(|r| identity::get(r, CLERK)).unwrap();
    let ended = now() + TimeDelta::minutes(15);
    assert_eq!([now(); 3].map(fail), [1, 2, 3]);
    assert_eq!(fail(ended - TimeDelta::seconds(1)), 4, "still locked");
    assert_eq!(fail(ended + TimeDelta::minutes(15)), 1);
    assert_eq!((user().failed_logins, user().locked_until), (1, None));
}

#[db_test]
fn a_new_password_or_an_activation_ends_a_lock(db: TestDb) {
    world(&db);
    let lock = || {
        let until = now() + TimeDelta::minutes(15);
        let locked: Result<i32> = db.keep_house(now(), |w| identity::count_failure(w, CLERK, 1, until));
        locked.unwrap();
    };
    let changes = [
        (UserChange { display_name: Some("新名".into()), ..UserChange::default() }, true),
        (UserChange { password_hash: Some("z".into()), ..UserChange::default() }, false),
        (UserChange { active: Some(false), ..UserChange::default() }, true),
        (UserChange { active: Some(true), ..UserChange::default() }, false),
    ];
    for (version, (given, stays)) in (1..).zip(changes) {
        lock();
        let user = change(&db, |w| identity::update(w, CLERK, version, &given)).unwrap();
        assert_eq!((user.failed_logins > 0, user.locked_until.is_some()), (stays, stays), "{version}");
    }
}

#[db_test]
fn no_hash_of_a_password_is_shown(db: TestDb) {
    world(&db);
    let new = NewUser { password_hash: "argon-secret".into(), ..new("shown") };
    let user = change(&db, |w| identity::create(w, &new)).unwrap();
    assert!(!format!("{user:?}").contains("argon-secret"), "{user:?}");
}

#[db_test]
fn signing_keys_are_kept_byte_for_byte(db: TestDb) {
    let keys = [0_u8, 255].map(|b| SigningKey { kid: format!("k{b}"), private_key: vec![b; 32] });
    for key in &keys {
        let added: Result<()> = db.keep_house(now(), |w| identity::add_signing_key(w, key));
        added.unwrap();
    }
    let stored = db.read(identity::signing_keys).unwrap();
    assert_eq!(stored.iter().map(|k| k.kid.as_str()).collect::<Vec<_>>(), ["k255", "k0"]);
    assert_eq!(stored[1].private_key, [0; 32]);
}
