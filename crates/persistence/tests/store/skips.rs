//! Why inspectors were passed over: stored object by object, read page by page.

use domain::draw::assignment::{Object, Outcome as Assigned, Problem, Skip, SkipReason, Skips, assign};
use domain::draw::freeze::Slot;
use domain::draw::inspectors::Inspector;
use domain::draw::roster::Did;
use domain::draw::seed::Keys;
use domain::task::plan::DivisionRule;
use persistence::Window;
use persistence::draw::{self, Outcome, SkipFilter};
use persistence::testing;
use test_support::{TestDb, db_test};

use crate::fixtures::*;

/// Forty objects for six inspectors, two each: many are passed over.
fn skips() -> Skips {
    let object = |n: u8| Object { did: Did::from_bytes(&[b'A', n]).unwrap(), division: "320803".into() };
    let objects: Vec<_> = (0..40).map(object).collect();
    let inspector = |n: u32| Inspector {
        code: format!("HA0000{n}"),
        department: "TZ".into(),
        division: "320803".into(),
        qualifications: Vec::new(),
        cap: 30,
    };
    let inspectors: Vec<_> = (1..=6).map(inspector).collect();
    let slot = Slot { department: None, division: DivisionRule::Any, qualifications: Vec::new() };
    let team = [slot.clone(), slot];
    let problem = Problem { objects: &objects, inspectors: &inspectors, exclusions: &[], team: &team };
    let seed = domain::draw::Fixed([7; 32]);
    let Assigned::Assigned { skips, .. } = assign(&problem, &Keys::new(&seed, 1)) else { panic!() };
    skips
}

fn stored(db: &TestDb, skips: &Skips) -> i64 {
    world(db);
    change(db, |w| {
        let task = task(w, "跳过")?.id;
        let id = freeze(w, task, 1)?;
        let outcome = Outcome { entropy: None, result: "{}", result_hash: "r1", skips, released: true };
        draw::store_result(w, id, &outcome)?;
        Ok(id)
    })
    .unwrap()
}

/// All that a filter leaves, a few at a time.
fn paged(db: &TestDb, draw: i64, filter: &SkipFilter) -> Vec<Skip> {
    let mut all = Vec::new();
    loop {
        let window = Window { offset: i64::try_from(all.len()).unwrap(), limit: 7 };
        let page = db.read(|r| draw::skips(r, draw, filter, window)).unwrap();
        let before = all.len();
        all.extend(page.items);
        if all.len() == before {
            assert_eq!(page.total, i64::try_from(before).unwrap());
            return all;
        }
    }
}

#[db_test]
fn pages_put_together_are_all_that_happened(db: TestDb) {
    let skips = skips();
    let draw = stored(&db, &skips);
    let all: Vec<_> = skips.iter().collect();
    assert!(all.len() > 60, "{}", all.len());
    assert_eq!(paged(&db, draw, &SkipFilter::default()), all);
    let did = all[30].did;
    let of = |wanted: &dyn Fn(&&Skip) -> bool| all.iter().filter(wanted).cloned().collect::<Vec<_>>();
    let object = SkipFilter { did: Some(did), inspector: None };
    assert_eq!(paged(&db, draw, &object), of(&|skip| skip.did == did));
    let inspector = SkipFilter { did: None, inspector: Some("HA00003".into()) };
    assert_eq!(paged(&db, draw, &inspector), of(&|skip| skip.inspector == "HA00003"));
    let both = SkipFilter { did: Some(did), inspector: Some(all[30].inspector.clone()) };
    assert_eq!(paged(&db, draw, &both), of(&|skip| skip.did == did && skip.inspector == all[30].inspector));
    for nobody in ["HA0000", "%", "HA00009", "\""] {
        let filter = SkipFilter { did: None, inspector: Some(nobody.into()) };
        assert_eq!(paged(&db, draw, &filter), [], "{nobody}");
    }
    assert_eq!(paged(&db, draw + 1, &SkipFilter::default()), []);
}

#[db_test]
fn rounds_from_before_keep_their_reasons(db: TestDb) {
    let skips = skips();
    let draw = stored(&db, &skips);
    let kind = if db.is_postgres() { "postgres" } else { "sqlite" };
    let folder =
        format!("{}/migrations/{kind}/2026-11-28-000009_skips_and_substitutions", env!("CARGO_MANIFEST_DIR"));
    let run = |file: &str| {
        let statements = std::fs::read_to_string(format!("{folder}/{file}")).unwrap();
        testing::execute(db.url(), &statements).unwrap();
    };
    run("down.sql");
    run("up.sql");
    let all: Vec<_> = skips.iter().collect();
    assert_eq!(paged(&db, draw, &SkipFilter::default()), all);
    let did = all.last().unwrap().did;
    let last = paged(&db, draw, &SkipFilter { did: Some(did), inspector: None });
    assert!(last.iter().all(|skip| skip.did == did) && !last.is_empty());
    assert!(all.iter().any(|skip| matches!(skip.why, SkipReason::AtLimit {})));
}
