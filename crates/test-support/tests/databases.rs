//! The helper itself: fresh, separate, migrated, gone afterwards.

use test_support::{TestDb, db_test};

#[db_test]
fn a_database_is_migrated_and_empty(db: TestDb) {
    assert!(db.is_ready().unwrap());
    assert_eq!(db.migrate().unwrap(), Vec::<String>::new());
    let audit = db.read(|reader| {
        let window = persistence::Window { offset: 0, limit: 1 };
        persistence::audit::list(reader, &persistence::audit::Filter::default(), window)
    });
    assert_eq!(audit.unwrap().total, 0);
}

#[test]
fn two_databases_share_nothing() {
    for (first, second) in [(TestDb::sqlite(), TestDb::sqlite()), (TestDb::postgres(), TestDb::postgres())] {
        persistence::testing::execute(
            first.url(),
            "INSERT INTO calendar_days VALUES ('2026-10-01', 'holiday', '国庆节')",
        )
        .unwrap();
        assert_eq!(first.read(persistence::calendar::days).unwrap().len(), 1);
        assert_eq!(second.read(persistence::calendar::days).unwrap().len(), 0);
    }
}

#[test]
fn a_database_is_gone_with_its_test() {
    for db in [TestDb::sqlite(), TestDb::postgres()] {
        let url = db.url().to_owned();
        drop(db);
        let reopened = persistence::testing::execute(&url, "SELECT 1 FROM calendar_days");
        assert!(reopened.is_err(), "{url} still answers");
    }
}
