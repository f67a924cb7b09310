//! A small world with things in it that the public must never see.

use chrono::{DateTime, NaiveDate, Utc};
use domain::audit::Entry;
use domain::draw::assignment::Skips;
use domain::draw::bundle::{File, Memory};
use domain::draw::freeze::{Freeze, Mode};
use domain::draw::reveals::Reveals;
use domain::inspection::{Disposition, ItemOutcome, MatterResult, Outcome, Record, ResultCode};
use domain::policy::Owner;
use persistence::draw::{self, NewDraw};
use persistence::inspection::{self, Drawn, WithTeam};
use persistence::task::{Draft, Task};
use persistence::{Author, Error, Window, Writer};
use test_support::TestDb;

pub const CLERK: i64 = 1;

/// Texts that no public answer may contain: a risk score, remarks, reasons and addresses for the office only.
pub const SECRETS: [&str; 6] = ["87654", "线人举报", "退回理由", "风险层", "跳过原因", "光明巷"];

const WORLD: &str = "
INSERT INTO bodies (id, name, number_prefix, version) VALUES (1, '淮安市市场监督管理局', '淮市监', 1);
INSERT INTO departments (id, code, name, body_id) VALUES (1, 'TZ', '特种设备处', 1), (2, 'ZL', '质量处', 1);
INSERT INTO divisions (id, code, name) VALUES (1, '320803', '淮安区'), (2, '320804', '淮阴区');
INSERT INTO inspectors (id, code, name, gender, department_id, division, certificate_number, certificate_expires,
    qualifications, expert, title, status, updated_at, version) VALUES
    (1, 'I01', '张三', '男', 1, '320803', 'C1001', '2027-12-31', '[]', FALSE, '', 'active', '2026-01-01 00:00:00', 1),
    (2, 'I02', '李四', '女', 1, '320804', 'C1002', '2027-12-31', '[]', FALSE, '', 'active', '2026-01-01 00:00:00', 1),
    (3, 'I03', '王五', '男', 2, '320803', 'C1003', '2027-12-31', '[]', FALSE, '', 'active', '2026-01-01 00:00:00', 1);
INSERT INTO users (id, username, display_name, password_hash, role, department_id, inspector_id, active, epoch,
    failed_logins, created_at, version) VALUES
    (1, 'clerk', '经办', 'x', 'clerk', 1, NULL, TRUE, 1, 0, '2026-01-01 00:00:00', 1),
    (2, 'other', '质量处经办', 'x', 'clerk', 2, NULL, TRUE, 1, 0, '2026-01-01 00:00:00', 1),
    (3, 'inspector', '王五', 'x', 'inspector', NULL, 3, TRUE, 1, 0, '2026-01-01 00:00:00', 1),
    (4, 'admin', '管理员', 'x', 'admin', NULL, NULL, TRUE, 1, 0, '2026-01-01 00:00:00', 1),
    (5, 'colleague', '张三', 'x', 'inspector', NULL, 1, TRUE, 1, 0, '2026-01-01 00:00:00', 1);
INSERT INTO matters (id, code, name, category, department_id, legal_basis, qualification, ratio_ppm, frequency,
    updated_at, version) VALUES
    (1, 'M01', '特种设备使用', 'general', 1, '特种设备安全法', '', 50000, 1, '2026-01-01 00:00:00', 1),
    (2, 'M02', '产品质量', 'key', 2, '产品质量法', '', 50000, 1, '2026-01-01 00:00:00', 1);
INSERT INTO check_items (id, matter_id, position, text, retired) VALUES
    (1, 1, 1, '使用登记', FALSE), (2, 1, 2, '定期检验', FALSE), (3, 1, 3, '旧检查项', TRUE), (4, 2, 1, '标识', FALSE);
";

/// When all of it happens.
pub fn now() -> DateTime<Utc> {
    "2026-09-21T02:00:00Z".parse().unwrap()
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Runs statements on the side.
pub fn execute(db: &TestDb, statements: &str) {
    persistence::testing::execute(db.url(), statements).unwrap();
}

/// One audited change by the clerk.
pub fn change<T>(db: &TestDb, work: impl FnOnce(&mut Writer) -> Result<T, Error>) -> T {
    let author = Author { user: Some(CLERK), name: "经办".to_owned() };
    let changed: Result<T, Error> = db.write(author, now(), |writer| {
        let answer = work(writer)?;
        writer.record(Entry::new("test.change", "test", 1, &"x").unwrap(), answer)
    });
    changed.unwrap()
}

/// Fills an empty database: the lists, and objects 1–4 of the highest risk class.
pub fn world(db: &TestDb) {
    execute(db, WORLD);
    for id in 1..=4 {
        execute(
            db,
            &format!(
                "INSERT INTO objects (id, code, name, kind, status, enterprise_type, capital, scope, address, division,
                 industry, risk_class, risk_score, updated_at, version) VALUES ({id}, 'OBJ{id:05}', '被查企业{id}',
                 'enterprise', 'active', '', '', '', '光明巷{id}号', '320803', 'C3411', 'D', 87654,
                 '2026-01-01 00:00:00', 1)"
            ),
        );
    }
    if db.is_postgres() {
        // The keys above were given, not drawn from the sequences.
        for table in
            ["bodies", "departments", "divisions", "inspectors", "users", "matters", "check_items", "objects"]
        {
            execute(db, &format!("ALTER TABLE {table} ALTER COLUMN id RESTART WITH 100"));
        }
    }
}

/// A draft of the department for special equipment, on matter 1.
pub fn draft(db: &TestDb, name: &str) -> Task {
    let plan = serde_json::from_value(serde_json::json!({
        "method": "stratified", "strata_by": "risk_class", "quota": {"ppm": 50_000}, "inspector_cap": 10,
        "team": [{}, {}],
    }))
    .unwrap();
    let period = (day("2026-09-01"), day("2026-10-31"));
    let draft = Draft { name: name.to_owned(), period, matters: vec![1], plan };
    let owner = Owner { body: 1, department: 1, team: &[] };
    change(db, |writer| persistence::task::create(writer, CLERK, owner, 2026, draft))
}

/// Puts a task into a state, whatever it was in.
pub fn set_state(db: &TestDb, task: i64, state: &str) {
    execute(db, &format!("UPDATE tasks SET state = '{state}' WHERE id = {task}"));
}

/// A bundle of `crates/domain/vectors`.
pub fn vector(name: &str) -> Memory {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../domain/vectors").join(name);
    Memory(
        File::ALL.into_iter().map(|file| (file, std::fs::read(folder.join(file.name())).unwrap())).collect(),
    )
}

fn text(bundle: &Memory, file: File) -> &str {
    std::str::from_utf8(&bundle.0[&file]).unwrap()
}

fn store(writer: &mut Writer, draw: i64, bundle: &Memory, file: File) -> Result<(), Error> {
    // Small pieces, so that there are many.
    (0..)
        .zip(bundle.0[&file].chunks(1000))
        .try_for_each(|(number, piece)| draw::append_piece(writer, draw, file.name(), number, piece))
}

/// Freezes a round with the inputs of a bundle; answers the key of the draw. The openings of an open roster exist
/// already.
pub fn freeze(db: &TestDb, task: i64, round: i32, bundle: &Memory) -> i64 {
    let freeze: Freeze = serde_json::from_str(text(bundle, File::Freeze)).unwrap();
    let hash = freeze.hash().unwrap().to_string();
    let id = change(db, |writer| {
        for party in &freeze.parties {
            let user = party.id.contains(':').then_some(CLERK);
            draw::commit(writer, task, round, &party.id, user, &party.commitment.to_string())?;
        }
        let new = NewDraw {
            task,
            round,
            freeze: text(bundle, File::Freeze),
            freeze_hash: &hash,
            operator_secret: &[0xAB; 32],
            strata: r#"[{"id":1,"stratum":"风险层D"}]"#,
        };
        let id = draw::freeze(writer, &new)?.id;
        for file in [File::Roster, File::Inspectors, File::Exclusions] {
            store(writer, id, bundle, file)?;
        }
        if !freeze.roster.blinded {
            store(writer, id, bundle, File::Openings)?;
        }
        Ok(id)
    });
    set_state(db, task, "frozen");
    id
}

/// Draws a frozen round as the bundle says.
pub fn draw(db: &TestDb, task: i64, round: i32, bundle: &Memory) {
    let freeze: Freeze = serde_json::from_str(text(bundle, File::Freeze)).unwrap();
    let reveals: Reveals = serde_json::from_str(text(bundle, File::Reveals)).unwrap();
    change(db, |writer| {
        let id = draw::get(writer, task, round)?.id;
        for reveal in &reveals.parties {
            draw::reveal(writer, task, round, &reveal.id, &reveal.value.to_string())?;
        }
        store(writer, id, bundle, File::Reveals)?;
        if freeze.roster.blinded {
            store(writer, id, bundle, File::Openings)?;
        }
        let outcome = draw::Outcome {
            entropy: Some(reveals.entropy.as_str()).filter(|entropy| !entropy.is_empty()),
            result: text(bundle, File::Result),
            result_hash: "r0",
            skips: &Skips::default(),
            released: freeze.mode == Mode::Open,
        };
        draw::store_result(writer, id, &outcome)
    });
    execute(
        db,
        &format!(
            "INSERT INTO draw_skips (draw_id, start, length, did, skips)
             SELECT id, 0, 1, 'ab', '[[1, \"跳过原因\", {{\"reason\": \"at_limit\"}}]]' FROM draws
             WHERE task_id = {task} AND round = {round}"
        ),
    );
    set_state(db, task, "drawn");
}

/// A drawn task whose inspections are of these objects, by inspectors 2 and 1.
pub fn drawn_task(db: &TestDb, name: &str, objects: &[i64]) -> Task {
    let (task, bundle) = (draft(db, name), vector("blinded-entropy"));
    let id = freeze(db, task.id, 1, &bundle);
    draw(db, task.id, 1, &bundle);
    let drawn = |(rank, object): (i32, &i64)| Drawn {
        object: *object,
        code: format!("OBJ{object:05}"),
        name: format!("被查企业{object}"),
        address: format!("光明巷{object}号"),
        division: Some("320803".into()),
        did: format!("OBJ{object:05}"),
        stratum: 1,
        rank,
        team: vec![2, 1],
        matters: vec![1],
    };
    let drawn: Vec<_> = (1..).zip(objects).map(drawn).collect();
    change(db, |writer| inspection::insert_drawn(writer, task.id, id, &drawn));
    task
}

/// The inspections of a task, in the order of their drawing.
pub fn inspections(db: &TestDb, task: i64) -> Vec<WithTeam> {
    let filter = inspection::Filter::of_task(task);
    let window = Window { offset: 0, limit: 200 };
    db.read(|reader| inspection::list(reader, &filter, window)).unwrap().items
}

/// Records the inspection of an object of a task.
pub fn record_visit(db: &TestDb, task: i64, object: i64, result: ResultCode) {
    let all = inspections(db, task);
    let one = all.into_iter().find(|one| one.inspection.object_id == object).unwrap().inspection;
    let item = |item, outcome, text: &str| ItemOutcome { item, outcome, text: text.into() };
    let record = Record {
        ended_on: day("2026-09-18"),
        present: vec![1, 2],
        items: vec![item(1, Outcome::Pass, ""), item(2, Outcome::Fail, "压力表超期未检")],
        results: vec![MatterResult { matter: 1, result }],
        result,
        disposition: Disposition::Rectify,
        disposition_text: "限十日内改正".into(),
        remark: "已当场提醒".into(),
        internal_remark: "线人举报".into(),
    };
    change(db, |writer| inspection::record(writer, one.id, one.version, CLERK, record, day("2026-10-23")));
}

/// Makes the results of a task public.
pub fn disclose(db: &TestDb, task: i64) {
    change(db, |writer| inspection::disclose(writer, task));
    execute(db, &format!("UPDATE tasks SET state = 'disclosed', reason = '退回理由' WHERE id = {task}"));
}
