//! Migrations: up, down, up; the same names on both.

use persistence::{log, testing};
use test_support::{TestDb, db_test};

use crate::fixtures::*;
use crate::schema::columns;

#[db_test]
fn migrations_go_up_down_and_up(db: TestDb) {
    let before = columns(&db);
    let undone = testing::revert(db.url()).unwrap();
    assert_eq!(columns(&db), [], "what is left after taking everything back");
    assert!(!db.is_ready().unwrap());
    let done = db.migrate().unwrap();
    assert_eq!(done, undone.into_iter().rev().collect::<Vec<_>>());
    assert!(db.is_ready().unwrap());
    assert_eq!(columns(&db), before);
    assert_eq!(db.migrate().unwrap(), Vec::<String>::new());
}

/// What was in the log before places stood beside the entries has the same places afterwards.
#[db_test]
fn places_in_the_log_survive_their_migration(db: TestDb) {
    world(&db);
    (0..3).for_each(|_| change(&db, |_| Ok(())).unwrap());
    let placed = change(&db, |writer| {
        let place = |(leaf_index, entry_id)| log::Place { leaf_index, entry_id, salt: vec![7; 32] };
        log::mark(writer, &[(0, 1), (1, 2)].map(place))
    });
    placed.unwrap();
    let waiting = |db: &TestDb| db.read(|reader| log::pending(reader, 10)).unwrap();
    let before: Vec<_> = waiting(&db).iter().map(|entry| entry.id).collect();
    assert_eq!(before.first(), Some(&3));
    while testing::revert_last(db.url()).unwrap() != PLACES {}
    db.migrate().unwrap();
    assert_eq!(waiting(&db).iter().map(|entry| entry.id).collect::<Vec<_>>(), before);
    for (index, id) in [(0, 1), (1, 2)] {
        let found = db.read(|reader| log::entry_at(reader, index)).unwrap();
        assert_eq!((found.entry.id, found.salt), (id, vec![7; 32]));
    }
}

const PLACES: &str = "20261128000011";

#[test]
fn both_databases_have_the_same_migrations() {
    let names = |folder: &str| {
        let path = format!("{}/migrations/{folder}", env!("CARGO_MANIFEST_DIR"));
        let mut names: Vec<_> = std::fs::read_dir(path).unwrap().map(|e| e.unwrap().file_name()).collect();
        names.sort();
        names
    };
    assert!(names("postgres").len() >= 2);
    assert_eq!(names("postgres"), names("sqlite"));
}
