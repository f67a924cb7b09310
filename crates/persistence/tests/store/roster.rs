//! The objects in scope of a task.

use domain::inspection::{Disposition, ResultCode};
use domain::task::plan::Filters;
use persistence::roster::{self, Row, Scope};
use test_support::{TestDb, db_test};

use crate::fixtures::*;

/// All pages, with pages of three rows.
fn all_pages(db: &TestDb, matters: &[i64], filters: &Filters) -> Vec<Row> {
    db.read(|reader| {
        let scope = Scope { matters, filters, year: 2026 };
        let mut roster = roster::open(reader, scope)?;
        let mut rows: Vec<Row> = Vec::new();
        loop {
            let page = roster.next_page(reader, 3)?;
            if page.is_empty() {
                return Ok::<_, persistence::Error>(rows);
            }
            rows.extend(page);
        }
    })
    .unwrap()
}

fn keys(rows: &[Row]) -> Vec<i64> {
    rows.iter().map(|row| row.object.id).collect()
}

/// Ten objects; 1–8 concern matter 1, 7–9 matter 2, 10 neither.
fn register(db: &TestDb) {
    world(db);
    for id in 1..=10 {
        object(db, id, &format!("企业{id}"));
    }
    execute(
        db,
        "INSERT INTO object_matters (object_id, matter_id) SELECT id, 1 FROM objects WHERE id <= 8;
         INSERT INTO object_matters (object_id, matter_id) SELECT id, 2 FROM objects WHERE id BETWEEN 7 AND 9;",
    );
}

#[db_test]
fn everyone_concerned_stands_on_the_roster_once(db: TestDb) {
    register(&db);
    execute(&db, "UPDATE objects SET status = 'cancelled' WHERE id = 2");
    let rows = all_pages(&db, &[1, 2], &Filters::default());
    assert_eq!(keys(&rows), [1, 2, 3, 4, 5, 6, 7, 8, 9]);
    assert_eq!(rows[1].object.status, "cancelled", "who is gone stands on it too");
    assert_eq!(keys(&all_pages(&db, &[2], &Filters::default())), [7, 8, 9]);
    assert_eq!(all_pages(&db, &[], &Filters::default()), []);
    let matters = db.read(|r| roster::matters_of(r, &[1, 7, 10], &[1, 2])).unwrap();
    assert_eq!(matters, [(1, 1), (7, 1), (7, 2)]);
}

#[db_test]
fn rows_ascend_by_the_bytes_of_their_code(db: TestDb) {
    register(&db);
    let codes = ["a", "B", "b-1", "B1", "b1", "Z", "9", "_"];
    for (id, code) in (1..).zip(codes) {
        execute(&db, &format!("UPDATE objects SET code = '{code}' WHERE id = {id}"));
    }
    let rows = all_pages(&db, &[1], &Filters::default());
    let seen: Vec<_> = rows.iter().map(|row| row.object.code.as_str()).collect();
    let mut expected = codes.to_vec();
    expected.sort_unstable();
    assert_eq!(seen, expected);
}

#[db_test]
fn filters_narrow_the_scope(db: TestDb) {
    register(&db);
    execute(
        &db,
        "UPDATE objects SET industry = 'C3_' WHERE id = 1; UPDATE objects SET industry = 'F52' WHERE id = 2;
         UPDATE objects SET industry = NULL WHERE id = 3; UPDATE objects SET division = '320804' WHERE id IN (2, 4);
         UPDATE objects SET risk_class = 'D' WHERE id IN (4, 5); UPDATE objects SET kind = 'site' WHERE id = 5;",
    );
    let narrowed = |filters: Filters| keys(&all_pages(&db, &[1], &filters));
    let list = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(narrowed(Filters { industries: list("F C3_"), ..Filters::default() }), [1, 2]);
    assert_eq!(narrowed(Filters { industries: list("C34"), ..Filters::default() }), [4, 5, 6, 7, 8]);
    assert_eq!(narrowed(Filters { divisions: list("320804"), ..Filters::default() }), [2, 4]);
    assert_eq!(narrowed(Filters { risk_classes: list("D C"), ..Filters::default() }), [4, 5]);
    assert_eq!(narrowed(Filters { kinds: list("site"), ..Filters::default() }), [5]);
    let both = Filters { divisions: list("320804"), risk_classes: list("D"), ..Filters::default() };
    assert_eq!(narrowed(both), [4]);
}

#[db_test]
fn visits_count_over_all_departments(db: TestDb) {
    register(&db);
    let fine = |day: &str| found(day, ResultCode::NoProblem, Disposition::None);
    let first = drawn_task(&db, "甲", &[drawn(1), drawn(2), drawn(3), drawn(4), drawn(8)]);
    let second = drawn_task(&db, "乙", &[drawn(1), drawn(5)]);
    let voided = drawn_task(&db, "丙", &[drawn(1), drawn(6)]);
    record_visit(&db, first, 1, fine("2026-03-01"));
    record_visit(&db, second, 1, fine("2026-05-01"));
    record_visit(&db, first, 2, fine("2025-12-31"));
    record_visit(&db, voided, 6, fine("2026-01-01"));
    let old = drawn_task(&db, "丁", &[drawn(7)]);
    record_visit(&db, old, 7, fine("2024-12-31"));
    execute(&db, "UPDATE inspections SET state = 'substituted' WHERE object_id = 4");
    execute(&db, "UPDATE inspections SET state = 'struck' WHERE object_id = 8");
    set_state(&db, voided, "voided");
    let rows = all_pages(&db, &[1], &Filters::default());
    let seen: Vec<_> = rows
        .iter()
        .map(|r| (r.object.id, r.visits, r.pending, r.last_visit.map(|d| d.to_string())))
        .collect();
    let on = |day: &str| Some(day.to_owned());
    let expected = [
        (1, 2, 0, on("2026-05-01")),
        (2, 0, 0, on("2025-12-31")),
        (3, 0, 1, None),
        (4, 0, 0, None),
        (5, 0, 1, None),
        (6, 1, 0, on("2026-01-01")),
        (7, 0, 0, None),
        (8, 0, 0, None),
    ];
    assert_eq!(seen, expected);
}
