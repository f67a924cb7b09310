//! Reading cannot write, writing is all or nothing, and nobody loses to a lock.

use std::sync::atomic::{AtomicUsize, Ordering};

use domain::calendar::DayKind;
use persistence::calendar::{self, CalendarDay};
use persistence::{Conflict, Error, Reader, Result, task};
use test_support::{TestDb, db_test};

use crate::fixtures::*;

fn holiday() -> CalendarDay {
    CalendarDay { day: day("2026-10-01"), kind: DayKind::Holiday.into(), name: "国庆节".into() }
}

fn audited(db: &TestDb) -> i64 {
    db.read(|reader| persistence::audit::list(reader, &Default::default(), all())).unwrap().total
}

#[db_test]
fn a_change_and_its_entry_are_written_together(db: TestDb) {
    world(&db);
    assert_eq!(change(&db, |writer| calendar::enter(writer, &[holiday(), holiday()][..1])).unwrap(), 1);
    let entries = db.read(|reader| persistence::audit::list(reader, &Default::default(), all())).unwrap();
    assert_eq!(entries.total, 1);
    let entry = &entries.items[0].entry;
    assert_eq!((entry.user_id, entry.actor.as_str(), entry.payload.as_str()), (Some(CLERK), "经办", "\"x\""));
    assert_eq!(chrono::DateTime::<chrono::Utc>::from(entry.at), now());
}

#[db_test]
fn a_failed_change_leaves_nothing(db: TestDb) {
    world(&db);
    let failed: Result<()> = db.write(author(), now(), |writer| {
        calendar::enter(writer, &[holiday()])?;
        let _written = record(writer, ())?;
        Err(Error::NotFound)
    });
    assert!(matches!(failed, Err(Error::NotFound)));
    assert_eq!(db.read(calendar::days).unwrap(), []);
    assert_eq!(audited(&db), 0);
}

#[db_test]
fn a_panic_leaves_nothing_and_the_pool_goes_on(db: TestDb) {
    world(&db);
    for _ in 0..25 {
        let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            change(&db, |writer| {
                calendar::enter(writer, &[holiday()])?;
                panic!("on purpose");
                #[allow(unreachable_code)]
                Ok(())
            })
        }));
        assert!(panicked.is_err());
    }
    assert_eq!(db.read(calendar::days).unwrap(), []);
}

#[db_test]
fn a_rehearsal_leaves_nothing(db: TestDb) {
    world(&db);
    let entered = db.rehearse(author(), now(), |writer| {
        let entered = calendar::enter(writer, &[holiday()])?;
        assert_eq!(calendar::days(writer)?.len(), 1);
        record(writer, entered)
    });
    assert_eq!(entered.unwrap_or_else(|error: Error| panic!("{error}")), 1);
    assert_eq!(db.read(calendar::days).unwrap(), []);
    assert_eq!(audited(&db), 0);
}

#[db_test]
fn a_reader_sees_one_snapshot(db: TestDb) {
    world(&db);
    let seen: Result<_> = db.read(|reader| {
        let before = calendar::days(reader)?.len();
        change(&db, |writer| calendar::enter(writer, &[holiday()]))?;
        Ok((before, calendar::days(reader)?.len()))
    });
    assert_eq!(seen.unwrap(), (0, 0));
    assert_eq!(db.read(calendar::days).unwrap().len(), 1);
}

#[db_test]
fn a_reader_cannot_write(db: TestDb) {
    world(&db);
    let refused = db.read(|reader: &mut Reader| persistence::testing::write_through(reader));
    let Err(Error::Defect(cause)) = refused else { panic!("a reader wrote: {refused:?}") };
    let text = cause.to_string();
    assert!(text.contains("read-only") || text.contains("readonly"), "{text}");
    assert_eq!(change(&db, |writer| calendar::enter(writer, &[holiday()])).unwrap(), 1);
}

#[db_test]
fn a_stale_update_is_refused(db: TestDb) {
    world(&db);
    let first = change(&db, |writer| task(writer, "甲")).unwrap();
    let second = change(&db, |w| task::update(w, first.id, first.version, draft("乙"))).unwrap();
    assert_eq!((second.name.as_str(), second.version), ("乙", first.version + 1));
    let stale = change(&db, |w| task::update(w, first.id, first.version, draft("丙")));
    assert!(matches!(stale, Err(Error::Conflict(Conflict::Stale))), "{stale:?}");
    assert_eq!(db.read(|r| task::get(r, first.id)).unwrap().name, "乙");
}

#[db_test]
fn errors_say_what_they_mean(db: TestDb) {
    world(&db);
    let missing = db.read(|r| task::get(r, 999));
    assert!(matches!(missing, Err(Error::NotFound)), "{missing:?}");
    let unknown = change(&db, |w| persistence::matter::publish(w, CLERK, &[999]));
    assert!(matches!(unknown, Err(Error::Conflict(Conflict::Reference))), "{unknown:?}");
    let twice = change(&db, |w| persistence::matter::publish(w, CLERK, &[1, 1]));
    assert!(matches!(twice, Err(Error::Conflict(Conflict::Duplicate))), "{twice:?}");
}

#[db_test]
fn eight_hundred_read_then_write_transactions_all_succeed(db: TestDb) {
    world(&db);
    let created = change(&db, |writer| task(writer, "争用")).unwrap();
    let done = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..16 {
            scope.spawn(|| {
                for _ in 0..50 {
                    let moved = change(&db, |writer| {
                        let read = task::get_locked(writer, created.id)?;
                        task::update(writer, read.id, read.version, draft("争用"))
                    });
                    moved.unwrap();
                    done.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
    });
    assert_eq!(done.into_inner(), 800);
    assert_eq!(db.read(|r| task::get(r, created.id)).unwrap().version, created.version + 800);
    assert_eq!(audited(&db), 801);
}
