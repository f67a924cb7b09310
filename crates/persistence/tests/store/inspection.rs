//! Inspections: drawing, recording, reviewing, disclosing; figures and visits.

use domain::inspection::{Disposition, ResultCode, State};
use domain::policy::Scope;
use persistence::inspection::{self, Drawn, Filter};
use persistence::{Conflict, Error, Window};
use test_support::{TestDb, db_test};

use crate::fixtures::*;

fn register(db: &TestDb, size: i64) {
    world(db);
    for id in 1..=size {
        object(db, id, &format!("企业{id}"));
    }
}

#[db_test]
fn drawn_objects_come_with_team_and_matters(db: TestDb) {
    register(&db, 2);
    let second = Drawn { team: vec![3, 1], matters: vec![2, 1], division: None, ..drawn(2) };
    let task = drawn_task(&db, "甲", &[drawn(1), second]);
    let list = inspections(&db, task);
    let teams: Vec<Vec<_>> = list.iter().map(|i| i.team.iter().map(|m| m.code.as_str()).collect()).collect();
    assert_eq!(teams, [["I02", "I01"], ["I03", "I01"]], "in the order of the slots");
    let ids: Vec<_> = list.iter().map(|i| i.inspection.id).collect();
    assert_eq!(db.read(|r| inspection::matters(r, &ids)).unwrap(), [(ids[0], 1), (ids[1], 1), (ids[1], 2)]);
    let one = db.read(|r| inspection::get(r, ids[1])).unwrap();
    assert_eq!(
        (one.inspection.object_name.as_str(), *one.inspection.state),
        ("淮安被查企业2", State::Assigned)
    );
    assert_eq!(one.team[0].certificate_number, "C3");
    assert!(matches!(db.read(|r| inspection::get(r, 999)), Err(Error::NotFound)));
    let again = change(&db, |w| inspection::insert_drawn(w, task, one.inspection.draw_id, &[drawn(1)]));
    assert!(matches!(again, Err(Error::Conflict(Conflict::Duplicate))), "{again:?}");
}

#[db_test]
fn a_large_draw_is_stored_in_batches(db: TestDb) {
    world(&db);
    let values = |from: i64| {
        let row = |id: i64| {
            format!(
                "({id}, 'OBJ{id:05}', '企业', 'enterprise', 'active', '', '', '', '', '2026-01-01 00:00:00', 1)"
            )
        };
        (from..from + 500).map(row).collect::<Vec<_>>().join(",")
    };
    for from in [1, 501, 1001, 1501, 2001] {
        execute(
            &db,
            &format!(
                "INSERT INTO objects (id, code, name, kind, status, enterprise_type, capital, scope, address,
                 updated_at, version) VALUES {}",
                values(from)
            ),
        );
    }
    let many: Vec<_> = (1..=2500).map(drawn).collect();
    let task = drawn_task(&db, "大", &many);
    assert_eq!(db.read(|r| inspection::progress(r, task)).unwrap(), [(State::Assigned, 2500)]);
    let filter = Filter::of_task(task);
    let last = db.read(|r| inspection::list(r, &filter, Window { offset: 2400, limit: 200 })).unwrap();
    assert_eq!((last.items.len(), last.total), (100, 2500));
    assert!(last.items.iter().all(|one| one.team.len() == 2));
}

#[db_test]
fn everybody_sees_their_own_scope(db: TestDb) {
    register(&db, 3);
    let other = Drawn { team: vec![3, 1], ..drawn(3) };
    let task = drawn_task(&db, "甲", &[drawn(1), drawn(2), other]);
    let seen = |scope, state| {
        let filter = Filter { state, ..Filter::within(scope) };
        let page = db.read(|r| inspection::list(r, &filter, all())).unwrap();
        assert_eq!(page.total, i64::try_from(page.items.len()).unwrap());
        page.items.iter().map(|one| one.inspection.object_id).collect::<Vec<_>>()
    };
    assert_eq!(seen(Scope::Everything, None), [1, 2, 3]);
    assert_eq!(seen(Scope::Body(BODY), None), [1, 2, 3]);
    assert_eq!(seen(Scope::Body(99), None), [0; 0]);
    assert_eq!(seen(Scope::Department(SAFETY), None), [1, 2, 3]);
    assert_eq!(seen(Scope::Department(QUALITY), None), [0; 0]);
    assert_eq!(seen(Scope::Own(1), None), [1, 2, 3]);
    assert_eq!(seen(Scope::Own(2), None), [1, 2]);
    assert_eq!(seen(Scope::Own(3), None), [3]);
    assert_eq!(seen(Scope::Nothing, None), [0; 0]);
    record_visit(&db, task, 2, found("2026-09-03", ResultCode::NoProblem, Disposition::None));
    assert_eq!(seen(Scope::Own(2), Some(State::Recorded)), [2]);
}

#[db_test]
fn a_record_is_stored_and_replaced_but_not_blindly(db: TestDb) {
    register(&db, 1);
    let task = drawn_task(&db, "甲", &[drawn(1)]);
    let before = inspections(&db, task).remove(0).inspection;
    let fine = found("2026-09-03", ResultCode::NoProblem, Disposition::None);
    let one = record_visit(&db, task, 1, fine.clone()).inspection;
    assert_eq!(
        (*one.state, one.result.map(|c| *c), one.version),
        (State::Recorded, Some(ResultCode::NoProblem), 2)
    );
    assert_eq!((one.ended_on, one.due_on), (Some(day("2026-09-03")), Some(day("2026-12-01"))));
    assert_eq!(one.record.as_deref(), Some(&fine));
    let blind =
        change(&db, |w| inspection::record(w, one.id, before.version, CLERK, fine, day("2026-12-01")));
    assert!(matches!(blind, Err(Error::Conflict(Conflict::Stale))), "{blind:?}");
    let worse = found("2026-09-04", ResultCode::OrderedToCorrect, Disposition::Rectify);
    let one = record_visit(&db, task, 1, worse).inspection;
    assert_eq!((one.result.map(|c| *c), one.version), (Some(ResultCode::OrderedToCorrect), 3));
}

#[db_test]
fn a_task_moves_its_inspections_together(db: TestDb) {
    register(&db, 4);
    let task = drawn_task(&db, "甲", &[drawn(1), drawn(2), drawn(3), drawn(4)]);
    let other = drawn_task(&db, "乙", &[drawn(1)]);
    assert_eq!(change(&db, |w| inspection::notify(w, task)).unwrap(), 4);
    assert_eq!(change(&db, |w| inspection::notify(w, task)).unwrap(), 0);
    let dispositions = [Disposition::None, Disposition::Rectify, Disposition::Transfer];
    for (object, disposition) in (1..).zip(dispositions) {
        record_visit(&db, task, object, found("2026-09-03", ResultCode::Pending, disposition));
    }
    assert_eq!(change(&db, |w| inspection::review(w, task)).unwrap(), 3);
    let states: Vec<_> = inspections(&db, task).iter().map(|i| *i.inspection.state).collect();
    assert_eq!(states, [State::Closed, State::Rectifying, State::Reviewed, State::Notified]);
    assert_eq!(change(&db, |w| inspection::disclose(w, task)).unwrap(), 3, "only what has a result");
    let disclosed: Vec<_> =
        inspections(&db, task).iter().map(|i| i.inspection.disclosed_at.is_some()).collect();
    assert_eq!(disclosed, [true, true, true, false]);
    assert_eq!(*inspections(&db, other)[0].inspection.state, State::Assigned);
}

#[db_test]
fn the_summary_counts_result_by_division_and_department(db: TestDb) {
    register(&db, 6);
    let quality = Drawn { team: vec![3, 1], division: None, ..drawn(4) };
    let task = drawn_task(&db, "甲", &[drawn(1), drawn(2), drawn(3), quality, drawn(5), drawn(6)]);
    for object in [1, 2, 4] {
        record_visit(&db, task, object, found("2026-09-03", ResultCode::NoProblem, Disposition::None));
    }
    execute(&db, "UPDATE inspections SET state = 'substituted' WHERE object_id = 5");
    execute(&db, "UPDATE inspections SET state = 'struck' WHERE object_id = 6");
    let figures = db.read(|r| inspection::summary(r, task)).unwrap();
    let seen: Vec<_> = figures
        .iter()
        .map(|f| (f.result.map(|c| *c), f.division.as_deref(), f.department.as_str(), f.count))
        .collect();
    let expected = [
        (Some(ResultCode::NoProblem), None, "质量处", 1),
        (None, Some("320803"), "特种设备处", 1),
        (Some(ResultCode::NoProblem), Some("320803"), "特种设备处", 2),
    ];
    assert_eq!(seen, expected);
    change(&db, |w| inspection::disclose(w, task)).unwrap();
    execute(&db, "UPDATE inspections SET state = 'closed' WHERE object_id = 1");
    let standings = db.read(|r| inspection::standings(r, task)).unwrap();
    let seen: Vec<_> = standings
        .iter()
        .map(|s| (s.division.as_deref(), s.department.as_str(), *s.state, s.count, s.disclosed))
        .collect();
    let expected = [
        (None, "质量处", State::Recorded, 1, 1),
        (Some("320803"), "特种设备处", State::Assigned, 1, 0),
        (Some("320803"), "特种设备处", State::Recorded, 1, 1),
        (Some("320803"), "特种设备处", State::Closed, 1, 1),
    ];
    assert_eq!(seen, expected);
}

#[db_test]
fn an_inspection_keeps_its_place(db: TestDb) {
    register(&db, 4);
    drawn_task(&db, "甲", &[drawn(4)]);
    let task = drawn_task(&db, "乙", &[drawn(3), drawn(1), drawn(2)]);
    let all = inspections(&db, task);
    execute(&db, "UPDATE inspections SET state = 'substituted' WHERE object_id = 3");
    let place =
        |one: &inspection::WithTeam| db.read(|r| inspection::place(r, task, one.inspection.id)).unwrap();
    assert_eq!(all.iter().map(place).collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!(all[1].inspection.object_id, 1);
}

#[db_test]
fn visits_and_recent_pairs_are_known(db: TestDb) {
    register(&db, 4);
    let fine = |day: &str| found(day, ResultCode::NoProblem, Disposition::None);
    let first = drawn_task(&db, "甲", &[drawn(1), Drawn { team: vec![3, 1], ..drawn(2) }]);
    let second = drawn_task(&db, "乙", &[drawn(1), drawn(3)]);
    let voided = drawn_task(&db, "丙", &[drawn(4)]);
    set_state(&db, voided, "voided");
    record_visit(&db, first, 1, fine("2026-09-01"));
    record_visit(&db, second, 1, fine("2026-09-20"));
    record_visit(&db, first, 2, fine("2025-09-01"));
    let visits = |object, year| db.read(|r| inspection::visits_of_object(r, object, year)).unwrap();
    assert_eq!((visits(1, 2026), visits(1, 2025), visits(2, 2025), visits(4, 2026)), (2, 0, 1, 0));
    assert_eq!(db.read(|r| inspection::visits_of_task(r, second, 2026)).unwrap(), [(1, 2)]);
    let pair = |inspector, object: i64, last: Option<&str>| inspection::Met {
        inspector,
        object: format!("OBJ{object:05}"),
        last: last.map(day),
    };
    // The later of two visits counts, and one to come before all.
    let met = |inspector, object| pair(inspector, object, Some("2026-09-20"));
    let before = |inspector, object| pair(inspector, object, Some("2025-09-01"));
    let come = |inspector, object| pair(inspector, object, None);
    let recent = db.read(|r| inspection::recent_pairs(r, day("2026-01-01"))).unwrap();
    assert_eq!(recent, [met(1, 1), met(2, 1), come(1, 3), come(2, 3)]);
    let older = db.read(|r| inspection::recent_pairs(r, day("2025-09-01"))).unwrap();
    assert_eq!(older, [met(1, 1), met(2, 1), before(1, 2), before(3, 2), come(1, 3), come(2, 3)]);
    // What is published of another draw must not tell of a result that is withheld.
    execute(&db, &format!("UPDATE draws SET result = '{{}}' WHERE task_id = {second}"));
    let known = db.read(|r| inspection::recent_pairs(r, day("2025-09-01"))).unwrap();
    let first = |inspector| pair(inspector, 1, Some("2026-09-01"));
    assert_eq!(known, [first(1), first(2), before(1, 2), before(3, 2)]);
    execute(&db, "UPDATE draws SET released_at = frozen_at");
    assert_eq!(db.read(|r| inspection::recent_pairs(r, day("2025-09-01"))).unwrap(), older);
}
