//! An import that is killed has written nothing; the job says that it failed, and the file can be imported again.

use std::fs;

use serde_json::json;
use test_support::{TestDb, db_test};
use tests::Sunlot;

use crate::scene::{OBJECTS, Town};

#[db_test]
fn a_killed_import_has_written_nothing(db: TestDb) {
    let mut sunlot = Sunlot::install(db.url());
    let town = Town::write();
    town.import(&sunlot, &["divisions", "departments"]);
    sunlot.create_user("clerk", "clerk", &["--department", "SC02"]);
    sunlot.create_user("supervisor", "supervisor", &[]);
    sunlot.start();
    let clerk = sunlot.sign_in("clerk");
    let file = fs::read(town.path("objects")).expect("the register");
    let job = clerk.upload("/imports/library/objects?name=objects.csv", file.clone()).expect(202).body;
    let processed = clerk.wait_for_progress(&job);
    assert!((1..u64::from(OBJECTS)).contains(&processed), "caught in the middle: {processed} rows");
    sunlot.kill();
    sunlot.start();

    let clerk = sunlot.sign_in("clerk");
    let failed = clerk.get(&format!("/jobs/{}", job["id"])).expect(200).body;
    assert_eq!(
        (&failed["state"], &failed["report"], &failed["processed"]),
        (&json!("failed"), &json!(null), &json!(null))
    );
    assert!(failed["error"].as_str().is_some_and(|error| error.contains("请重新执行")), "{failed}");
    assert!(failed["finished_at"].is_string());
    assert_eq!(clerk.follow(&job), failed, "whoever follows it hears the end");
    assert_eq!(clerk.get("/objects").expect(200).items(), [json!(null); 0]);
    let logged =
        || sunlot.sign_in("supervisor").get("/audit?action=library.import").expect(200).items().len();
    assert_eq!(logged(), 0);

    let again = clerk.upload("/imports/library/objects?name=objects.csv", file).expect(202).body;
    let report = clerk.follow(&again)["report"].clone();
    assert_eq!((&report["read"], &report["accepted"]), (&json!(OBJECTS), &json!(OBJECTS)), "{report}");
    assert_eq!(logged(), 1);
}
