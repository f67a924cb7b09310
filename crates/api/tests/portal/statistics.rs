//! Figures for the public.

use domain::inspection::ResultCode;
use serde_json::{Value, json};
use test_support::{TestDb, db_test};

use crate::server::Server;
use crate::world::*;

#[db_test]
fn statistics_count_what_is_public(db: TestDb) {
    world(&db);
    draft(&db, "编制中");
    let task = drawn_task(&db, "甲", &[1, 2, 3]).id;
    drawn_task(&db, "乙", &[4]);
    let voided = drawn_task(&db, "丙", &[1, 2]).id;
    set_state(&db, voided, "voided");
    record_visit(&db, task, 1, ResultCode::NoProblem);
    record_visit(&db, task, 2, ResultCode::OrderedToCorrect);
    execute(
        &db,
        &format!(
            "UPDATE inspections SET object_division = NULL, ended_on = '2026-10-08' WHERE task_id = {task} AND object_id = 2"
        ),
    );
    let server = Server::start(&db);
    let before = server.json("/public/statistics");
    assert_eq!(
        (&before["disclosed"], &before["months"], &before["divisions"]),
        (&json!(0), &json!([]), &json!([]))
    );
    disclose(&db, task);
    let seen = server.json("/public/statistics");
    let states = json!([
        {"state": "drawn", "count": 1}, {"state": "disclosed", "count": 1}, {"state": "voided", "count": 1},
    ]);
    assert_eq!((&seen["year"], &seen["tasks"]), (&Value::Null, &states), "no draft");
    assert_eq!(
        (&seen["drawn"], &seen["disclosed"]),
        (&json!(4), &json!(2)),
        "without those of a voided task"
    );
    let counts: Vec<_> =
        seen["results"].as_array().unwrap().iter().map(|one| one["count"].as_i64().unwrap()).collect();
    assert_eq!(counts, [1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]);
    let divisions = json!([
        {"division": "320803", "name": "淮安区", "count": 1}, {"division": null, "name": "区划不详", "count": 1},
    ]);
    assert_eq!(seen["divisions"], divisions);
    assert_eq!(seen["months"], json!([{"month": "2026-09", "count": 1}, {"month": "2026-10", "count": 1}]));

    let year = server.json("/public/statistics?year=2026");
    assert_eq!((&year["year"], &year["drawn"], &year["months"]), (&json!(2026), &json!(4), &seen["months"]));
    let empty = server.json("/public/statistics?year=2025");
    assert_eq!((&empty["tasks"], &empty["drawn"], &empty["disclosed"]), (&json!([]), &json!(0), &json!(0)));
    assert_eq!(server.get("/public/statistics?year=10000").status, 400);
}
