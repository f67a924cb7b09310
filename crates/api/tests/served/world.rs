//! A small world: a body, two departments, people, matters, objects, and a task that is drawn.

use chrono::{DateTime, Utc};
use domain::audit::Entry;
use domain::inspection::{Disposition, Record};
use domain::policy::Owner;
use persistence::inspection::{self, Drawn, WithTeam};
use persistence::{Author, Error, Window, Writer, audit, draw, task};
use serde_json::{Value, json};
use test_support::TestDb;

/// The clerk of the department that the tasks belong to.
pub const CLERK: i64 = 1;
/// The leader of the body.
pub const LEADER: i64 = 2;
/// The user who is inspector 1.
pub const ZHANG: i64 = 3;
/// The user who is inspector 3.
pub const WANG: i64 = 5;
/// A clerk of another department.
pub const STRANGER: i64 = 6;

const WORLD: &str = "
INSERT INTO bodies (id, name, number_prefix, version) VALUES (1, '淮安市市场监督管理局', '淮市监', 1);
INSERT INTO departments (id, code, name, body_id) VALUES (1, 'TZ', '特种设备处', 1), (2, 'ZL', '质量处', 1);
INSERT INTO inspectors (id, code, name, gender, department_id, division, certificate_number, certificate_expires,
    qualifications, expert, title, status, updated_at, version) VALUES
    (1, 'I01', '张三', '男', 1, '320803', 'C1', '2027-12-31', '[]', FALSE, '', 'active', '2026-01-01 00:00:00', 1),
    (2, 'I02', '李四', '女', 1, '320804', 'C2', '2027-12-31', '[]', FALSE, '', 'active', '2026-01-01 00:00:00', 1),
    (3, 'I03', '王五', '男', 2, '320803', 'C3', '2027-12-31', '[]', FALSE, '', 'active', '2026-01-01 00:00:00', 1);
INSERT INTO users (id, username, display_name, password_hash, role, department_id, inspector_id, active, epoch,
    failed_logins, created_at, version) VALUES
    (1, 'clerk', '经办', 'x', 'clerk', 1, NULL, TRUE, 1, 0, '2026-01-01 00:00:00', 1),
    (2, 'leader', '局长', 'x', 'leader', 1, NULL, TRUE, 1, 0, '2026-01-01 00:00:00', 1),
    (3, 'zhang', '张三', 'x', 'inspector', NULL, 1, TRUE, 1, 0, '2026-01-01 00:00:00', 1),
    (5, 'wang', '王五', 'x', 'inspector', NULL, 3, TRUE, 1, 0, '2026-01-01 00:00:00', 1),
    (6, 'stranger', '外处', 'x', 'clerk', 2, NULL, TRUE, 1, 0, '2026-01-01 00:00:00', 1);
INSERT INTO matters (id, code, name, category, department_id, legal_basis, qualification, ratio_ppm, frequency,
    updated_at, version) VALUES
    (1, 'M01', '特种设备使用', 'general', 1, '特种设备安全法', '', 50000, 1, '2026-01-01 00:00:00', 1),
    (2, 'M02', '产品质量', 'key', 2, '产品质量法', '', 50000, 1, '2026-01-01 00:00:00', 1);
INSERT INTO check_items (id, matter_id, position, text, retired) VALUES
    (1, 1, 1, '使用登记', FALSE), (2, 1, 2, '定期检验', FALSE), (3, 1, 3, '旧检查项', TRUE), (4, 2, 1, '标识', FALSE);
INSERT INTO objects (id, code, name, kind, status, enterprise_type, capital, scope, address, updated_at, version)
    VALUES (1, 'OBJ1', '企业1', 'enterprise', 'active', '', '', '', '', '2026-01-01 00:00:00', 1),
           (2, 'OBJ2', '企业2', 'enterprise', 'active', '', '', '', '', '2026-01-01 00:00:00', 1),
           (3, 'OBJ3', '企业3', 'enterprise', 'active', '', '', '', '', '2026-01-01 00:00:00', 1);
";

/// The moment of the tests: 2026-09-21, ten in the morning in China.
pub fn now() -> DateTime<Utc> {
    "2026-09-21T02:00:00Z".parse().unwrap()
}

/// Runs statements on the side.
pub fn execute(db: &TestDb, statements: &str) {
    persistence::testing::execute(db.url(), statements).unwrap();
}

/// Fills an empty database.
pub fn world(db: &TestDb) {
    execute(db, WORLD);
}

/// One change by the clerk.
pub fn change<T>(db: &TestDb, work: impl FnOnce(&mut Writer) -> Result<T, Error>) -> T {
    let author = Author { user: Some(CLERK), name: "经办".to_owned() };
    db.write(author, now(), |writer| {
        let answer = work(writer)?;
        writer.record(Entry::new("test.change", "test", 1, &"x").unwrap(), answer)
    })
    .unwrap()
}

/// A drawn task of the department for special equipment: objects 1 and 2 for both matters, inspectors 1 and 2. Its
/// round stays as it was frozen.
pub fn drawn_task(db: &TestDb) -> i64 {
    let plan = json!({
        "method": "uniform", "quota": {"ppm": 50_000}, "inspector_cap": 10, "team": [{}, {}],
    });
    let draft = task::Draft {
        name: "特种设备检查".to_owned(),
        period: ("2026-09-01".parse().unwrap(), "2026-10-31".parse().unwrap()),
        matters: vec![1, 2],
        plan: serde_json::from_value(plan).unwrap(),
    };
    let drawn = |object: i64| Drawn {
        object,
        code: format!("OBJ{object}"),
        name: format!("企业{object}"),
        address: "健康路".to_owned(),
        division: Some("320803".to_owned()),
        did: format!("OBJ{object}"),
        stratum: 1,
        rank: i32::try_from(object).unwrap(),
        team: vec![2, 1],
        matters: vec![1, 2],
    };
    change(db, |writer| {
        let owner = Owner { body: 1, department: 1, team: &[] };
        let task = task::create(writer, CLERK, owner, 2026, draft)?;
        let new = draw::NewDraw {
            task: task.id,
            round: 1,
            freeze: "{}",
            freeze_hash: "f0",
            operator_secret: &[7; 32],
            strata: "[]",
        };
        let round = draw::freeze(writer, &new)?;
        inspection::insert_drawn(writer, task.id, round.id, &[drawn(1), drawn(2)])?;
        let frozen = task::advance(writer, &task, domain::task::State::Frozen, task::Step::default())?;
        task::advance(writer, &frozen, domain::task::State::Drawn, task::Step::default())?;
        Ok(task.id)
    })
}

/// The task as stored.
pub fn stored(db: &TestDb, task: i64) -> task::Task {
    db.read(|reader| task::get(reader, task)).unwrap()
}

/// The inspections of a task as stored.
pub fn inspections(db: &TestDb, task: i64) -> Vec<WithTeam> {
    let filter = inspection::Filter::of_task(task);
    db.read(|reader| inspection::list(reader, &filter, Window { offset: 0, limit: 200 })).unwrap().items
}

/// The state of each inspection of a task.
pub fn states(db: &TestDb, task: i64) -> Vec<String> {
    inspections(db, task).iter().map(|one| one.inspection.state.to_string()).collect()
}

/// The names of the audit entries about one thing, oldest first.
pub fn audited(db: &TestDb, resource: &str, key: i64) -> Vec<String> {
    let filter = audit::Filter {
        resource: Some(resource.to_owned()),
        key: Some(key.to_string()),
        ..audit::Filter::default()
    };
    let page = db.read(|reader| audit::list(reader, &filter, Window { offset: 0, limit: 200 })).unwrap();
    page.items.into_iter().rev().map(|listed| listed.entry.action).collect()
}

/// All there is about a task, to see that nothing changed.
pub fn everything(db: &TestDb, task: i64) -> String {
    let entries =
        db.read(|r| audit::list(r, &audit::Filter::default(), Window { offset: 0, limit: 1 })).unwrap().total;
    let rounds = db.read(|reader| draw::rounds(reader, task)).unwrap();
    format!("{:?} {:?} {rounds:?} {entries}", stored(db, task), inspections(db, task))
}

/// A complete record of what is in order.
pub fn fine() -> Value {
    json!({
        "ended_on": "2026-09-18",
        "present": [1, 2],
        "items": [
            {"item": 1, "outcome": "pass"}, {"item": 2, "outcome": "pass"}, {"item": 4, "outcome": "not_applicable"},
        ],
        "results": [{"matter": 1, "result": "1"}, {"matter": 2, "result": "7"}],
        "result": "1",
        "disposition": "none",
    })
}

/// Records the inspections of a task past the API, each with the same disposition.
pub fn record_all(db: &TestDb, task: i64, disposition: Disposition) {
    let mut record: Record = serde_json::from_value(fine()).unwrap();
    record.disposition = disposition;
    let due = "2026-10-22".parse().unwrap();
    for one in inspections(db, task) {
        let one = one.inspection;
        change(db, |w| inspection::record(w, one.id, one.version, ZHANG, record.clone(), due));
    }
}

/// Puts a task into a state, whatever it was in.
pub fn set_state(db: &TestDb, task: i64, state: domain::task::State) {
    execute(db, &format!("UPDATE tasks SET state = '{state}' WHERE id = {task}"));
}
