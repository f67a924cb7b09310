//! Transfer documents.

use domain::policy::Scope;
use domain::transfer::{Kind, State};
use persistence::transfer::{self, Draft, Filter};
use persistence::{Conflict, Error};
use test_support::{TestDb, db_test};

use crate::fixtures::*;

fn case(recipient: &str) -> Draft {
    Draft {
        kind: Kind::Police,
        recipient: recipient.into(),
        facts: "涉嫌生产伪劣产品".into(),
        legal_basis: "刑法第一百四十条".into(),
        evidence: "检验报告".into(),
    }
}

fn inspected(db: &TestDb) -> i64 {
    world(db);
    object(db, 1, "企业");
    let task = drawn_task(db, "甲", &[drawn(1)]);
    inspections(db, task)[0].inspection.id
}

#[db_test]
fn a_transfer_is_returned_mended_and_approved_with_a_number(db: TestDb) {
    let inspection = inspected(&db);
    let created = change(&db, |w| transfer::create(w, CLERK, inspection, case("公安局"))).unwrap();
    assert_eq!((created.number.as_deref(), *created.state, created.version), (None, State::Submitted, 1));
    let returned = change(&db, |w| transfer::return_(w, created.id, 1, "事实不清")).unwrap();
    assert_eq!((*returned.state, returned.reason.as_str()), (State::Returned, "事实不清"));
    let stale = change(&db, |w| transfer::approve(w, created.id, 1, 2, BODY, 2026));
    assert!(matches!(stale, Err(Error::Conflict(Conflict::Stale))), "{stale:?}");
    let mended = change(&db, |w| transfer::update(w, created.id, 2, case("淮安市公安局"))).unwrap();
    assert_eq!((*mended.state, mended.recipient.as_str()), (State::Submitted, "淮安市公安局"));
    let approved = change(&db, |w| transfer::approve(w, created.id, 3, 2, BODY, 2026)).unwrap();
    assert_eq!(approved.number.as_deref(), Some("淮市监移〔2026〕1号"), "the stale approval took no number");
    assert_eq!((*approved.state, approved.approved_by), (State::Approved, Some(2)));
    let late = change(&db, |w| transfer::update(w, created.id, 4, case("别处")));
    assert!(matches!(late, Err(Error::Conflict(Conflict::Stale))), "{late:?}");
    let orphan = change(&db, |w| transfer::create(w, CLERK, 999, case("公安局")));
    assert!(matches!(orphan, Err(Error::Conflict(Conflict::Reference))), "{orphan:?}");
}

#[db_test]
fn transfers_are_listed_by_scope_and_state(db: TestDb) {
    let inspection = inspected(&db);
    let ids: Vec<_> = ["甲", "乙"]
        .map(|to| change(&db, |w| transfer::create(w, CLERK, inspection, case(to))).unwrap().id)
        .to_vec();
    change(&db, |w| transfer::return_(w, ids[0], 1, "补充证据")).unwrap();
    let seen = |scope, state| {
        let filter = Filter { scope, inspection: None, state, text: None };
        let page = db.read(|r| transfer::list(r, &filter, all())).unwrap();
        (page.items.iter().map(|t| t.id).collect::<Vec<_>>(), page.total)
    };
    assert_eq!(seen(Scope::Everything, None), (vec![ids[1], ids[0]], 2));
    assert_eq!(seen(Scope::Department(SAFETY), Some(State::Returned)), (vec![ids[0]], 1));
    assert_eq!(seen(Scope::Department(QUALITY), None), (vec![], 0));
    assert_eq!(seen(Scope::Body(BODY), Some(State::Submitted)), (vec![ids[1]], 1));
    assert_eq!(seen(Scope::Own(1), None), (vec![], 0));
}
