//! What the public sees, and what it must not see.

use domain::inspection::{Disposition, ResultCode};
use domain::task::State;
use persistence::portal::{self, Filter};
use persistence::{Error, inspection};
use test_support::{TestDb, db_test};

use crate::fixtures::*;

#[db_test]
fn the_list_in_force_is_shown_with_its_check_items(db: TestDb) {
    world(&db);
    assert_eq!(db.read(portal::matter_list).unwrap(), (0, vec![]));
    change(&db, |w| persistence::matter::publish(w, CLERK, &[1])).unwrap();
    change(&db, |w| persistence::matter::publish(w, CLERK, &[2, 1])).unwrap();
    let (version, matters) = db.read(portal::matter_list).unwrap();
    assert_eq!(version, 2);
    let seen: Vec<_> =
        matters.iter().map(|m| (m.code.as_str(), m.department.as_str(), m.check_items.len())).collect();
    assert_eq!(seen, [("M01", "特种设备处", 2), ("M02", "质量处", 1)]);
    assert_eq!(matters[0].check_items, ["使用登记", "定期检验"], "retired ones are gone");
}

#[db_test]
fn tasks_are_public_from_the_freeze_on(db: TestDb) {
    world(&db);
    object(&db, 1, "企业");
    object(&db, 2, "企业");
    let draft = change(&db, |w| task(w, "编制中")).unwrap().id;
    let returned = drawn_task(&db, "检查中", &[drawn(1), drawn(2)]);
    let voided = change(&db, |w| task(w, "作废")).unwrap().id;
    execute(
        &db,
        &format!("UPDATE tasks SET state = 'inspecting', reason = '内部理由' WHERE id = {returned}"),
    );
    execute(&db, &format!("UPDATE tasks SET state = 'voided', reason = '机构改革' WHERE id = {voided}"));
    let page = db.read(|r| portal::tasks(r, all())).unwrap();
    let seen: Vec<_> =
        page.items.iter().map(|t| (t.id, t.state, t.drawn, t.void_reason.as_deref())).collect();
    let expected =
        [(voided, State::Voided, None, Some("机构改革")), (returned, State::Inspecting, Some(2), None)];
    assert_eq!((seen, page.total), (expected.to_vec(), 2));
    let one = db.read(|r| portal::task(r, returned)).unwrap();
    assert_eq!((one.number.as_str(), one.body.as_str()), ("淮市监双随机〔2026〕2号", "淮安市市场监督管理局"));
    assert_eq!((one.matters.as_slice(), one.period.0), (&["特种设备使用".to_owned()][..], day("2026-09-01")));
    assert!(matches!(db.read(|r| portal::task(r, draft)), Err(Error::NotFound)));
}

#[db_test]
fn disclosed_results_are_found_and_nothing_else(db: TestDb) {
    world(&db);
    for id in 1..=4 {
        object(&db, id, "企业");
    }
    let first = drawn_task(&db, "甲", &[drawn(1), drawn(2), drawn(3)]);
    let hidden = drawn_task(&db, "乙", &[drawn(4)]);
    record_visit(&db, first, 1, found("2026-09-03", ResultCode::NoProblem, Disposition::None));
    record_visit(&db, first, 2, found("2026-09-04", ResultCode::OrderedToCorrect, Disposition::Rectify));
    record_visit(&db, hidden, 4, found("2026-09-04", ResultCode::NoProblem, Disposition::None));
    change(&db, |w| inspection::disclose(w, first)).unwrap();
    let seen = |filter: Filter| {
        let page = db.read(|r| portal::results(r, &filter, all())).unwrap();
        assert_eq!(page.total, i64::try_from(page.items.len()).unwrap());
        page.items.into_iter().map(|o| o.object_code).collect::<Vec<_>>()
    };
    let text = |text: &str| Filter { text: Some(text.into()), ..Filter::default() };
    let (one, two) = ("OBJ00001", "OBJ00002");
    assert_eq!(seen(Filter::default()), [two, one]);
    assert_eq!(seen(text("被查企业")), [two, one]);
    assert_eq!(seen(text("企业2")), [two]);
    assert_eq!(seen(text("企业")), [two, one]);
    assert_eq!(seen(text("OBJ00001")), [one]);
    assert_eq!(seen(text("OBJ0000")), Vec::<String>::new(), "a code is not searched by parts");
    assert_eq!(seen(text("%")), Vec::<String>::new());
    assert_eq!(seen(Filter { result: Some(ResultCode::NoProblem), ..Filter::default() }), [one]);
    assert_eq!(seen(Filter { task: Some(hidden), ..Filter::default() }), Vec::<String>::new());
    let outcome = db.read(|r| portal::results(r, &text("企业1"), all())).unwrap().items.remove(0);
    assert_eq!((outcome.task_name.as_str(), outcome.completed_on), ("甲", day("2026-09-03")));
    assert_eq!(
        (outcome.matters.as_slice(), outcome.remark.as_str()),
        (&["特种设备使用".to_owned()][..], "已当场提醒")
    );
    let shown = format!("{outcome:?}");
    assert!(!shown.contains("内部备注") && !shown.contains("risk"), "{shown}");
}
