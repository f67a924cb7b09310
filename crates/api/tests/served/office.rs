//! The small world with everybody in it: one user of every role, another body, and registers to draw from.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use domain::draw::bundle::{File, Memory};
use domain::draw::hash::Hash;
use domain::draw::{seed, verify};
use domain::policy::Role;
use serde_json::{Value, json};
use test_support::TestDb;
use zip::ZipArchive;

use crate::app::{Answer, TestApp};
use crate::world::*;

/// The user who keeps the matter list.
pub const LEGAL: i64 = 7;
/// A supervisor, `supervisor:8`.
pub const SUPERVISOR: i64 = 8;
/// The administrator.
pub const ADMIN: i64 = 9;
/// A machine client.
pub const INTEGRATION: i64 = 10;
/// Another supervisor, `supervisor:11`.
pub const AUDITOR: i64 = 11;
/// A second clerk of the clerk's department.
pub const COLLEAGUE: i64 = 12;
/// The leader of another body.
pub const FOREIGN_LEADER: i64 = 13;
/// A matter whose ratio is limited.
pub const GENERAL: i64 = 1;
/// A matter whose ratio is not.
pub const KEY: i64 = 2;
/// A matter that is not on the list in force.
pub const UNLISTED: i64 = 3;

const PEOPLE: &str = "
INSERT INTO bodies (id, name, number_prefix, version) VALUES (2, '盐城市市场监督管理局', '盐市监', 1);
INSERT INTO departments (id, code, name, body_id) VALUES (3, 'YC', '盐城处', 2);
INSERT INTO divisions (id, code, name) VALUES (1, '320803', '淮安区'), (2, '320804', '淮阴区'), (3, '320812', '清江浦区');
INSERT INTO users (id, username, display_name, password_hash, role, department_id, inspector_id, active, epoch,
    failed_logins, created_at, version) VALUES
    (7, 'legal', '法规', 'x', 'legal', 1, NULL, TRUE, 1, 0, '2026-01-01 00:00:00', 1),
    (8, 'supervisor', '监察', 'x', 'supervisor', NULL, NULL, TRUE, 1, 0, '2026-01-01 00:00:00', 1),
    (9, 'admin', '管理员', 'x', 'admin', NULL, NULL, TRUE, 1, 0, '2026-01-01 00:00:00', 1),
    (10, 'client', '接口', 'x', 'integration', NULL, NULL, TRUE, 1, 0, '2026-01-01 00:00:00', 1),
    (11, 'auditor', '审计', 'x', 'supervisor', NULL, NULL, TRUE, 1, 0, '2026-01-01 00:00:00', 1),
    (12, 'colleague', '同事', 'x', 'clerk', 1, NULL, TRUE, 1, 0, '2026-01-01 00:00:00', 1),
    (13, 'foreign', '外局', 'x', 'leader', 3, NULL, TRUE, 1, 0, '2026-01-01 00:00:00', 1);
INSERT INTO matters (id, code, name, category, department_id, legal_basis, qualification, ratio_ppm, frequency,
    updated_at, version) VALUES (3, 'M03', '未列入清单', 'key', 1, '', '', 50000, 1, '2026-01-01 00:00:00', 1);
INSERT INTO matter_lists (id, version, published_at, published_by) VALUES (1, 1, '2026-01-01 00:00:00', 7);
INSERT INTO matter_list_entries (list_id, matter_id) VALUES (1, 1), (1, 2);
";

/// A user of every role who may see the clerk's tasks, as far as the role sees any.
pub fn user_of(role: Role) -> i64 {
    match role {
        Role::Clerk => CLERK,
        Role::Inspector => ZHANG,
        Role::Leader => LEADER,
        Role::Legal => LEGAL,
        Role::Supervisor => SUPERVISOR,
        Role::Admin => ADMIN,
        Role::Integration => INTEGRATION,
    }
}

/// Fills an empty database with the world and its people; matters 1 and 2 are listed, nothing concerns any object.
pub fn office(db: &TestDb) {
    world(db);
    execute(db, PEOPLE);
    if db.is_postgres() {
        // The keys above were given, not drawn from the sequences.
        for table in [
            "bodies",
            "departments",
            "divisions",
            "inspectors",
            "users",
            "matters",
            "check_items",
            "objects",
            "matter_lists",
        ] {
            execute(db, &format!("ALTER TABLE {table} ALTER COLUMN id RESTART WITH 1000000"));
        }
    }
}

/// Adds objects with these keys, which both listed matters concern. Divisions take turns; so do the risk classes, the
/// fifth being none.
pub fn objects(db: &TestDb, first: i64, last: i64) {
    execute(
        db,
        &format!(
            "INSERT INTO objects (id, code, name, kind, status, enterprise_type, capital, scope, address, division, industry,
                risk_class, updated_at, version)
             WITH RECURSIVE numbers (i) AS (SELECT {first} UNION ALL SELECT i + 1 FROM numbers WHERE i < {last})
             SELECT i, 'QX' || (1000000 + i), '受检单位' || (1000000 + i), 'enterprise', 'active', '', '', '', '',
                 CASE i % 3 WHEN 0 THEN '320803' WHEN 1 THEN '320804' ELSE '320812' END, 'C3411',
                 CASE i % 5 WHEN 0 THEN 'A' WHEN 1 THEN 'B' WHEN 2 THEN 'C' WHEN 3 THEN 'D' ELSE NULL END,
                 '2026-01-01 00:00:00', 1 FROM numbers;
             INSERT INTO object_matters (matter_id, object_id)
             SELECT matters.id, objects.id FROM matters CROSS JOIN objects
             WHERE matters.id IN (1, 2) AND objects.id BETWEEN {first} AND {last}"
        ),
    );
}

/// Adds inspectors with these keys, codes `I10`…; divisions and the two departments of the body take turns.
pub fn inspectors(db: &TestDb, first: i64, last: i64) {
    execute(
        db,
        &format!(
            "INSERT INTO inspectors (id, code, name, gender, department_id, division, certificate_number,
                certificate_expires, qualifications, expert, title, status, updated_at, version)
             WITH RECURSIVE numbers (i) AS (SELECT {first} UNION ALL SELECT i + 1 FROM numbers WHERE i < {last})
             SELECT i, 'I' || i, '执法' || i, '男', 1 + i % 2,
                 CASE i % 3 WHEN 0 THEN '320803' WHEN 1 THEN '320804' ELSE '320812' END, 'C' || i,
                 '2027-12-31', '[]', FALSE, '', 'active', '2026-01-01 00:00:00', 1 FROM numbers"
        ),
    );
}

/// A hundred objects in one division where only three inspectors live: ten teams of theirs cannot be formed if each may have
/// but five objects, which no freeze foresees.
pub fn crowded(db: &TestDb) {
    objects(db, 100, 199);
    inspectors(db, 10, 13);
    execute(db, "UPDATE objects SET division = '320804'");
}

/// A draft for October with this plan, on the matter without a limit.
pub fn draft(plan: &Value) -> Value {
    draft_on(KEY, plan)
}

/// A draft for October with this plan, on one matter.
pub fn draft_on(matter: i64, plan: &Value) -> Value {
    json!({
        "name": "十月抽查", "period_start": "2026-10-09", "period_end": "2026-10-31", "matters": [matter], "plan": plan,
    })
}

/// A plan for one in ten of all in scope and teams of two, with other members.
pub fn plan(members: &Value) -> Value {
    let mut plan = json!({
        "method": "uniform", "quota": {"ppm": 100_000}, "inspector_cap": 20, "team": [{}, {}],
    });
    plan.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
    plan
}

/// The first password of [`new_user`].
pub const FIRST: &str = "correct horse battery";

/// A user to be created.
pub fn new_user() -> Value {
    json!({"username": "new", "display_name": "新人", "password": FIRST, "role": "clerk", "department": "TZ"})
}

/// Creates a task with this plan.
pub fn created(app: &TestApp, plan: &Value) -> Answer {
    let answer = app.user(CLERK).call("POST", "/tasks", None, &draft(plan));
    assert_eq!(answer.status, 201, "{answer:?}");
    answer
}

/// The secret of a witness.
pub fn secret(seed: u8) -> Hash {
    domain::draw::Fixed([seed; 32])
}

/// What a supervisor commits to.
pub fn commitment(task: &Value, round: u32, user: i64, secret: &Hash) -> Value {
    let party = format!("supervisor:{user}");
    let number = task["number"].as_str().unwrap();
    json!({"commitment": seed::commit(number, round, &party, secret).to_string(), "round": round})
}

/// A task that was frozen and drawn over HTTP, on a register of its own.
pub fn really_drawn(db: &TestDb, app: &TestApp) -> i64 {
    objects(db, 100, 129);
    let task = created(app, &plan(&json!({})));
    let path = |event: &str| format!("/tasks/{}/{event}", task.id());
    let clerk = app.user(CLERK);
    assert_eq!(clerk.act(&path("freeze"), 1, &Value::Null).status, 201);
    let drawn = clerk.act(&path("draw"), 2, &json!({}));
    assert_eq!(drawn.status, 200, "{drawn:?}");
    task.id()
}

/// The public bundle of a round, by file.
pub fn bundle(app: &TestApp, task: i64, round: i32) -> BTreeMap<String, Vec<u8>> {
    let path = format!("/api/v1/public/tasks/{task}/draws/{round}/bundle.zip");
    let (status, content) = app.ask(None, ("GET", &path), None, None);
    assert_eq!(status, 200);
    let mut archive = ZipArchive::new(Cursor::new(content)).unwrap();
    let names: Vec<_> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    let mut read = |name: String| {
        let mut content = Vec::new();
        archive.by_name(&name).unwrap().read_to_end(&mut content).unwrap();
        (name, content)
    };
    names.into_iter().map(&mut read).collect()
}

/// The public bundle of a round, after the public check has found nothing wrong with it.
pub fn verified(app: &TestApp, task: i64, round: i32) -> BTreeMap<String, Vec<u8>> {
    let bundle = bundle(app, task, round);
    let files = File::ALL.into_iter().map(|file| (file, bundle[file.name()].clone()));
    let verification = verify(&Memory(files.collect()), &mut |_| {});
    assert!(verification.is_verified(), "{:?}", verification.failure);
    bundle
}

/// A JSON file of a bundle.
pub fn json_of(bundle: &BTreeMap<String, Vec<u8>>, file: &str) -> Value {
    serde_json::from_slice(&bundle[file]).unwrap()
}
