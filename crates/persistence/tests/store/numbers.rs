//! Task numbers are gapless, whatever happens at the same time.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};

use persistence::Error;
use test_support::{TestDb, db_test};

use crate::fixtures::*;

const THREADS: usize = 16;
const EACH: usize = 20;

fn create_at_once(db: &TestDb, fails: impl Fn(usize) -> bool + Sync) -> BTreeSet<i64> {
    let attempts = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                for _ in 0..EACH {
                    let attempt = attempts.fetch_add(1, Ordering::Relaxed);
                    let answer = change(db, |writer| {
                        let task = task(writer, "并发")?;
                        if fails(attempt) { Err(Error::Defect("taken back".into())) } else { Ok(task) }
                    });
                    assert_eq!(answer.is_err(), fails(attempt), "{answer:?}");
                }
            });
        }
    });
    let filter = persistence::task::Filter::within(domain::policy::Scope::Everything);
    let window = persistence::Window { offset: 0, limit: 1000 };
    let page = db.read(|reader| persistence::task::list(reader, &filter, window)).unwrap();
    let number =
        |text: &str| text.trim_start_matches("淮市监双随机〔2026〕").trim_end_matches('号').parse().unwrap();
    let numbers: Vec<i64> = page.items.iter().map(|t| number(&t.number)).collect();
    let distinct: BTreeSet<_> = numbers.iter().copied().collect();
    assert_eq!(distinct.len(), numbers.len(), "a number was given twice");
    distinct
}

#[db_test]
fn numbers_have_no_gap_under_concurrency(db: TestDb) {
    world(&db);
    assert_eq!(create_at_once(&db, |_| false), (1..=320).collect());
}

#[db_test]
fn numbers_have_no_gap_when_half_is_taken_back(db: TestDb) {
    world(&db);
    assert_eq!(create_at_once(&db, |attempt| attempt % 2 == 1), (1..=160).collect());
}

#[db_test]
fn each_year_has_its_own_series(db: TestDb) {
    world(&db);
    let owner = domain::policy::Owner { body: BODY, department: QUALITY, team: &[] };
    let create = |year| {
        change(&db, |writer| persistence::task::create(writer, CLERK, owner, year, draft("跨年")))
            .unwrap()
            .number
    };
    assert_eq!(create(2026), "淮市监双随机〔2026〕1号");
    assert_eq!(create(2027), "淮市监双随机〔2027〕1号");
    assert_eq!(create(2026), "淮市监双随机〔2026〕2号");
}
