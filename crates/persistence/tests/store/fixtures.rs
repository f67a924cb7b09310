//! A small world: a body, two departments, people, matters, objects.

use chrono::{DateTime, NaiveDate, Utc};
use domain::audit::Entry;
use domain::inspection::{Disposition, Record, ResultCode};
use domain::policy::Owner;
use domain::task::plan::Plan;
use persistence::inspection::{self, Drawn};
use persistence::task::Draft;
use persistence::{Audited, Author, Error, Window, Writer};
use test_support::TestDb;

/// Keys of the small world; every fixture uses them.
pub const BODY: i64 = 1;
pub const CLERK: i64 = 1;
pub const SAFETY: i64 = 1;
pub const QUALITY: i64 = 2;

const WORLD: &str = "
INSERT INTO bodies (id, name, number_prefix, version) VALUES (1, '淮安市市场监督管理局', '淮市监', 1);
INSERT INTO departments (id, code, name, body_id) VALUES (1, 'TZ', '特种设备处', 1), (2, 'ZL', '质量处', 1);
INSERT INTO inspectors (id, code, name, gender, department_id, division, certificate_number, certificate_expires,
    qualifications, expert, title, status, updated_at, version) VALUES
    (1, 'I01', '张三', '男', 1, '320803', 'C1', '2027-12-31', '[]', FALSE, '', 'active', '2026-01-01 00:00:00', 1),
    (2, 'I02', '李四', '女', 1, '320804', 'C2', '2027-12-31', '[]', FALSE, '', 'active', '2026-01-01 00:00:00', 1),
    (3, 'I03', '王五', '男', 2, '320803', 'C3', '2027-12-31', '[]', FALSE, '', 'active', '2026-01-01 00:00:00', 1);
INSERT INTO users (id, username, display_name, password_hash, role, department_id, active, epoch, failed_logins,
    created_at, version) VALUES
    (1, 'clerk', '经办', 'x', 'clerk', 1, TRUE, 1, 0, '2026-01-01 00:00:00', 1),
    (2, 'leader', '局长', 'x', 'leader', 1, TRUE, 1, 0, '2026-01-01 00:00:00', 1);
INSERT INTO matters (id, code, name, category, department_id, legal_basis, qualification, ratio_ppm, frequency,
    updated_at, version) VALUES
    (1, 'M01', '特种设备使用', 'general', 1, '特种设备安全法', '', 50000, 1, '2026-01-01 00:00:00', 1),
    (2, 'M02', '产品质量', 'key', 2, '产品质量法', '', 50000, 1, '2026-01-01 00:00:00', 1);
INSERT INTO check_items (id, matter_id, position, text, retired) VALUES
    (1, 1, 1, '使用登记', FALSE), (2, 1, 2, '定期检验', FALSE), (3, 1, 3, '旧检查项', TRUE), (4, 2, 1, '标识', FALSE);
";

/// The first moment of the tests.
pub fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_790_000_000, 0).unwrap()
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn author() -> Author {
    Author { user: Some(CLERK), name: "经办".to_owned() }
}

pub fn all() -> Window {
    Window { offset: 0, limit: 200 }
}

/// Runs statements on the side.
pub fn execute(db: &TestDb, statements: &str) {
    persistence::testing::execute(db.url(), statements).unwrap();
}

/// Fills an empty database.
pub fn world(db: &TestDb) {
    execute(db, WORLD);
    if db.is_postgres() {
        // The keys above were given, not drawn from the sequences.
        for table in ["bodies", "departments", "inspectors", "users", "matters", "check_items"] {
            execute(db, &format!("ALTER TABLE {table} ALTER COLUMN id RESTART WITH 100"));
        }
    }
}

/// Adds an object with this key; the code is made of the key.
pub fn object(db: &TestDb, id: i64, name: &str) {
    let name = name.replace('\'', "''");
    execute(
        db,
        &format!(
            "INSERT INTO objects (id, code, name, kind, status, enterprise_type, capital, scope, address, division,
             industry, risk_class, updated_at, version) VALUES ({id}, 'OBJ{id:05}', '{name}', 'enterprise', 'active',
             '', '', '', '健康路{id}号', '320803', 'C3411', 'A', '2026-01-01 00:00:00', 1)"
        ),
    );
}

/// One audited change by the clerk.
pub fn change<T>(db: &TestDb, work: impl FnOnce(&mut Writer) -> Result<T, Error>) -> Result<T, Error> {
    db.write(author(), now(), |writer| {
        let answer = work(writer)?;
        record(writer, answer)
    })
}

/// Writes the audit entry of a test's change.
pub fn record<T>(writer: &mut Writer, answer: T) -> Result<Audited<T>, Error> {
    writer.record(Entry::new("test.change", "test", 1, &"x").unwrap(), answer)
}

/// A draft on matter 1.
pub fn draft(name: &str) -> Draft {
    let plan: Plan = serde_json::from_value(serde_json::json!({
        "method": "uniform", "quota": {"ppm": 50_000}, "inspector_cap": 10, "team": [{}, {}],
    }))
    .unwrap();
    Draft { name: name.to_owned(), period: (day("2026-09-01"), day("2026-10-31")), matters: vec![1], plan }
}

/// Creates a task of the department for special equipment.
pub fn task(writer: &mut Writer, name: &str) -> Result<persistence::task::Task, Error> {
    let owner = Owner { body: BODY, department: SAFETY, team: &[] };
    persistence::task::create(writer, CLERK, owner, 2026, draft(name))
}

/// Freezes round 1 of a task; answers the key of the draw.
pub fn freeze(writer: &mut Writer, task: i64, round: i32) -> Result<i64, Error> {
    let new = persistence::draw::NewDraw {
        task,
        round,
        freeze: "{}",
        freeze_hash: "f0",
        operator_secret: &[7; 32],
        strata: "[]",
    };
    Ok(persistence::draw::freeze(writer, &new)?.id)
}

/// An object drawn for matter 1, inspected by inspectors 1 and 2.
pub fn drawn(object: i64) -> Drawn {
    Drawn {
        object,
        code: format!("OBJ{object:05}"),
        name: format!("淮安被查企业{object}"),
        address: "健康路".into(),
        division: Some("320803".into()),
        did: format!("OBJ{object:05}"),
        stratum: 1,
        rank: 1,
        team: vec![2, 1],
        matters: vec![1],
    }
}

/// A task of which these objects are drawn; answers its key.
pub fn drawn_task(db: &TestDb, name: &str, objects: &[Drawn]) -> i64 {
    change(db, |writer| {
        let task = task(writer, name)?;
        let draw = freeze(writer, task.id, 1)?;
        inspection::insert_drawn(writer, task.id, draw, objects)?;
        Ok(task.id)
    })
    .unwrap()
}

/// The inspections of a task.
pub fn inspections(db: &TestDb, task: i64) -> Vec<inspection::WithTeam> {
    let filter = inspection::Filter::of_task(task);
    db.read(|reader| inspection::list(reader, &filter, all())).unwrap().items
}

/// What a team found.
pub fn found(ended_on: &str, result: ResultCode, disposition: Disposition) -> Record {
    Record {
        ended_on: day(ended_on),
        present: vec![1, 2],
        items: vec![],
        results: vec![],
        result,
        disposition,
        disposition_text: String::new(),
        remark: "已当场提醒".into(),
        internal_remark: "内部备注".into(),
    }
}

/// Records the inspection of this object of a task.
pub fn record_visit(db: &TestDb, task: i64, object: i64, record: Record) -> inspection::WithTeam {
    let one =
        inspections(db, task).into_iter().find(|one| one.inspection.object_id == object).unwrap().inspection;
    change(db, |w| inspection::record(w, one.id, one.version, CLERK, record, day("2026-12-01"))).unwrap()
}

/// Puts a task into a state, whatever it was in.
pub fn set_state(db: &TestDb, task: i64, state: &str) {
    execute(db, &format!("UPDATE tasks SET state = '{state}' WHERE id = {task}"));
}
