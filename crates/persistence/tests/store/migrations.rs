//! Migrations: up, down, up; the same names on both.

use persistence::testing;
use test_support::{TestDb, db_test};

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
