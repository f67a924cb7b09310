use std::path::PathBuf;

use domain::policy::{Role, Scope};
use persistence::{Window, audit, department, inspector, matter, object};
use test_support::{TestDb, db_test};

use super::*;

const ALL: Window = Window { offset: 0, limit: 5000 };

fn request(kind: Kind) -> Import {
    let now: DateTime<Utc> = "2026-11-24T02:00:00Z".parse().unwrap();
    Import { kind, file: "文件.csv".into(), dry_run: false, now, today: now.date_naive() }
}

fn author() -> Author {
    Author { user: None, name: "命令行".into() }
}

fn load(db: &TestDb, kind: Kind, text: &[u8]) -> Result<Report, ImportError> {
    import_as(db, author(), &request(kind), text, |_| {})
}

/// A file of the folder with real registers; nothing, said aloud, where the folder is absent.
#[allow(clippy::disallowed_methods, reason = "where the test data lies is no setting of the product")]
fn data(file: &str) -> Option<Vec<u8>> {
    let folder = std::env::var_os("SUNLOT_TEST_DATA").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data")),
        PathBuf::from,
    );
    let found = std::fs::read(folder.join(file)).ok();
    if found.is_none() {
        eprintln!("SKIPPED: {file} is not in {}; set SUNLOT_TEST_DATA", folder.display());
    }
    found
}

/// Counts: read, accepted, corrected, skipped, rejected.
fn counts(report: &Report) -> [u64; 5] {
    [report.read, report.accepted, report.corrected, report.skipped, report.rejected]
}

fn verdicts(report: &Report) -> Vec<(u64, Verdict, &str)> {
    report.rows.iter().map(|row| (row.row, row.verdict, row.rule.as_str())).collect()
}

fn objects(db: &TestDb) -> Vec<object::Object> {
    db.read(|reader| object::list(reader, &object::Filter::default(), ALL)).unwrap().items
}

#[db_test]
fn a_file_of_nothing_but_its_header_is_no_import(db: TestDb) {
    for text in ["统一社会信用代码,名称\n", "统一社会信用代码,名称", "统一社会信用代码,名称\n\n,\n"]
    {
        let mut tried = request(Kind::Objects);
        tried.dry_run = true;
        for what in [tried, request(Kind::Objects)] {
            let refused = import_as(&db, author(), &what, text.as_bytes(), |_| {}).unwrap_err();
            assert!(refused.to_string().starts_with("文件只有表头，没有数据行"), "{text}: {refused}");
        }
    }
    let entries = db.read(|r| audit::list(r, &audit::Filter::default(), ALL)).unwrap();
    assert_eq!(entries.total, 0, "nothing was imported");
}

#[db_test]
fn the_dirty_file_ends_with_its_stated_verdicts(db: TestDb) {
    let Some(file) = data("objects-dirty-gb18030.csv") else { return };
    let report = load(&db, Kind::Objects, &file).unwrap();
    let expected = [
        (22, Verdict::Corrected, "lower_case"),
        (23, Verdict::Corrected, "full_width"),
        (24, Verdict::Corrected, "blanks"),
        (25, Verdict::Corrected, "date_format"),
        (26, Verdict::Corrected, "date_format"),
        (27, Verdict::Rejected, "credit_code_check"),
        (28, Verdict::Rejected, "code_length"),
        (29, Verdict::Rejected, "code_alphabet"),
        (30, Verdict::Rejected, "contradicts"),
        (31, Verdict::Skipped, "repeated"),
        (32, Verdict::Rejected, "missing"),
        (33, Verdict::Rejected, "code_missing"),
        (34, Verdict::Rejected, "date"),
        (35, Verdict::Rejected, "future_date"),
        (37, Verdict::Rejected, "registration_number_check"),
        (40, Verdict::Rejected, "too_long"),
    ];
    assert_eq!(verdicts(&report), expected);
    assert_eq!(counts(&report), [40, 29, 5, 1, 10]);
    let stored = objects(&db);
    assert_eq!(stored.len(), 29);
    let is_there = |code: &str, name: &str| stored.iter().any(|o| o.code == code && o.name == name);
    assert!(is_there("9132080013943222XR", "淮安市热电集团有限公司"));
    assert!(is_there("9132080314271018X6", "=HYPERLINK(\"http://x\",\"点我\")"));
    assert!(is_there("91320804MA1NUEY08E", "<script>alert(1)</script>有限公司"));
    let founded = stored.iter().filter(|o| o.founded == "1988-01-02".parse().ok()).count();
    assert_eq!(founded, 8);
}

#[db_test]
fn the_stated_verdicts_are_those_of_the_file_itself(db: TestDb) {
    let Some(file) = data("objects-dirty-gb18030.csv") else { return };
    let report = load(&db, Kind::Objects, &file).unwrap();
    let mut table = Table::open(file.as_slice()).unwrap();
    let expected_at =
        table.next_row().unwrap().unwrap().cells.unwrap().iter().position(|c| *c == "期望").unwrap();
    let mut rows = 0;
    while let Some(row) = table.next_row().unwrap() {
        let found = report.rows.iter().find(|r| r.row == row.line).map_or(Verdict::Accepted, |r| r.verdict);
        let word = match found {
            Verdict::Accepted | Verdict::Corrected => "accept",
            Verdict::Skipped => "skip",
            Verdict::Rejected => "reject",
        };
        assert_eq!(word, row.cells.unwrap()[expected_at], "row {}", row.line);
        rows += 1;
    }
    assert_eq!(rows, 40);
}

#[db_test]
fn every_register_is_imported_and_a_second_time_changes_nothing(db: TestDb) {
    let files = [
        (Kind::Departments, "departments.csv", 9),
        (Kind::Divisions, "divisions-huaian.csv", 12),
        (Kind::Calendar, "calendar.csv", 108),
        (Kind::Inspectors, "inspectors.csv", 96),
        (Kind::Matters, "matters.csv", 17),
        (Kind::Objects, "objects-huaian.csv", 1350),
        (Kind::ObjectMatters, "object-matters.csv", 4193),
        (Kind::Credit, "credit-huaian.csv", 1350),
        (Kind::Recusals, "recusals.csv", 30),
    ];
    for (kind, file, rows) in files {
        let Some(file) = data(file) else { return };
        let report = load(&db, kind, &file).unwrap();
        assert_eq!(counts(&report), [rows, rows, 0, 0, 0], "{kind}: {:?}", report.rows.first());
    }
    let before: Vec<_> = objects(&db).into_iter().map(|o| (o.version, o.updated_at)).collect();
    for (kind, file, rows) in files {
        let Some(file) = data(file) else { return };
        let report = load(&db, kind, &file).unwrap();
        assert_eq!(counts(&report), [rows, 0, 0, rows, 0], "{kind}: {:?}", report.rows.first());
    }
    let after = objects(&db);
    assert_eq!(before, after.iter().map(|o| (o.version, o.updated_at)).collect::<Vec<_>>());
    let in_division = |code: &str| after.iter().filter(|o| o.division.as_deref() == Some(code)).count();
    assert!(in_division("320813") >= 98 && in_division("320891") >= 81 && in_division("320829") == 0);
    assert!(after.iter().all(|o| o.risk_class.is_some() && o.assessed_on.is_some()));
    let bodies = db.read(department::bodies).unwrap();
    let prefixes: Vec<_> = bodies.iter().map(|b| b.number_prefix.as_str()).collect();
    assert_eq!(prefixes, ["市质监", "市应急管理", "市生态环境"]);
    assert_eq!(db.read(|r| inspector::recusals(r, None, ALL)).unwrap().total, 30);
    let entries = db.read(|r| audit::list(r, &audit::Filter::default(), ALL)).unwrap();
    assert_eq!(entries.total, 18);
    let entry = &entries.items[0].entry;
    assert!(entry.payload.contains(&entry.key));
}

#[db_test]
fn what_a_file_does_not_carry_stays(db: TestDb) {
    load(&db, Kind::Divisions, "代码,名称\n320830,盱眙县\n320813,洪泽区\n".as_bytes()).unwrap();
    let full = "代码,名称,住所,经营范围,行业代码\n320830000004070,一厂,盱眙县城,化肥,C3595\n";
    load(&db, Kind::Objects, full.as_bytes()).unwrap();
    load(&db, Kind::Credit, "代码,信用风险分类,风险分\n320830000004070,B,35\n".as_bytes()).unwrap();
    let report = load(&db, Kind::Objects, "代码,名称\n320830000004070,二厂\n".as_bytes()).unwrap();
    assert_eq!(counts(&report), [1, 1, 0, 0, 0]);
    let stored = objects(&db);
    let [object] = stored.as_slice() else { panic!("{stored:?}") };
    assert_eq!((object.name.as_str(), object.scope.as_str(), object.version), ("二厂", "化肥", 3));
    assert_eq!((object.risk_class.as_deref(), object.risk_score), (Some("B"), Some(35)));
    assert_eq!((object.division.as_deref(), object.industry.as_deref()), (Some("320830"), Some("C3595")));
    // It moves: the new address says where it is.
    load(&db, Kind::Objects, "代码,名称,住所\n320830000004070,二厂,洪泽区东一道\n".as_bytes()).unwrap();
    assert_eq!(objects(&db)[0].division.as_deref(), Some("320813"));
}

#[db_test]
fn a_reference_that_leads_nowhere_rejects_its_row_only(db: TestDb) {
    load(&db, Kind::Departments, "代码,名称,所属单位\nZJ01,法规处,市质监局\n".as_bytes()).unwrap();
    let head = "人员编号,姓名,部门代码,执法证号,执法证有效期至";
    let file = format!("{head}\nJC1,王桂,ZJ99,苏1,2029-01-01\nJC2,罗静,zj01,苏2,2029-01-01\n");
    let report = load(&db, Kind::Inspectors, file.as_bytes()).unwrap();
    assert_eq!(
        verdicts(&report),
        [(2, Verdict::Rejected, "unknown_reference"), (3, Verdict::Corrected, "lower_case")]
    );
    let row = &report.rows[0];
    assert_eq!((row.column.as_deref(), row.value.as_deref()), (Some("部门代码"), Some("ZJ99")));
    assert!(row.detail.contains("部门"), "{}", row.detail);
    let missing = |kind, text: &str| {
        let report = load(&db, kind, text.as_bytes()).unwrap();
        assert_eq!((counts(&report), report.rows[0].rule.as_str()), ([1, 0, 0, 0, 1], "unknown_reference"));
        report.rows[0].detail.clone()
    };
    assert!(missing(Kind::ObjectMatters, "事项编号,代码\nC01,320830000004070\n").contains("抽查事项"));
    assert!(missing(Kind::Credit, "代码,信用风险分类\n320830000004070,A\n").contains("检查对象"));
    assert!(missing(Kind::Recusals, "人员编号,代码,事由\nJC2,320830000004070,曾任职\n").contains("检查对象"));
    assert!(missing(Kind::Recusals, "人员编号,代码,事由\nJC9,320830000004070,曾任职\n").contains("执法人员"));
}

#[db_test]
fn check_items_keep_their_rows_while_their_text_stays(db: TestDb) {
    load(&db, Kind::Departments, "代码,名称,所属单位\nZJ01,法规处,市质监局\n".as_bytes()).unwrap();
    let items = |items: &str| {
        let head = "事项编号,事项名称,类别,牵头部门代码,抽查比例(ppm),检查项";
        let file = format!("{head}\nC01,计量检查,一般,ZJ01,30000,{items}\n");
        load(&db, Kind::Matters, file.as_bytes()).unwrap();
        db.read(|reader| {
            let matters: Vec<_> = matter::list(reader)?.into_iter().map(|(m, _)| m.id).collect();
            matter::check_items(reader, &matters)
        })
        .unwrap()
        .into_iter()
        .map(|item| (item.text, item.id))
        .collect::<Vec<_>>()
    };
    let before = items("甲;乙");
    let after = items("丙；乙");
    assert_eq!(after.iter().map(|(text, _)| text.as_str()).collect::<Vec<_>>(), ["丙", "乙"]);
    assert_eq!(after[1].1, before[1].1);
    assert_eq!(items("甲;乙"), before);
}

#[db_test]
fn a_rehearsal_reports_and_changes_nothing(db: TestDb) {
    let request = Import { dry_run: true, ..request(Kind::Departments) };
    let file = "代码,名称,所属单位\nZJ01,法规处,市质监局\nZJ01,法规处,市质监局\n";
    let mut heard = Vec::new();
    let report = import_as(&db, author(), &request, file.as_bytes(), |read| heard.push(read)).unwrap();
    assert!(report.dry_run, "the report says that nothing was changed");
    assert_eq!((counts(&report), heard), ([2, 1, 0, 1, 0], vec![2]));
    assert!(db.read(department::departments).unwrap().is_empty());
    assert_eq!(db.read(|r| audit::list(r, &audit::Filter::default(), ALL)).unwrap().total, 0);
}

#[db_test]
fn permission_comes_before_the_file(db: TestDb) {
    let actor = Actor { user: 1, name: "系统管理员".into(), role: Role::Admin, scope: Scope::Nothing };
    let refused = import(&db, &actor, &request(Kind::Objects), std::io::empty(), |_| {}).unwrap_err();
    assert!(matches!(refused, ImportError::Denied(Denied::Action(_))), "{refused}");
    let allowed = import(&db, &actor, &request(Kind::Departments), std::io::empty(), |_| {}).unwrap_err();
    assert!(matches!(allowed, ImportError::Table(TableError::Empty)), "{allowed}");
}

#[db_test]
fn a_bad_file_is_refused_and_a_bad_row_is_reported(db: TestDb) {
    assert!(matches!(
        load(&db, Kind::Objects, b"PK\x03\x04").unwrap_err(),
        ImportError::Table(TableError::Workbook)
    ));
    let error = load(&db, Kind::Objects, "名称\n某厂\n".as_bytes()).unwrap_err();
    assert!(error.to_string().contains("统一社会信用代码/注册号"), "{error}");
    let file = "代码,名称\n320830000004070,\"一厂\n320830000004070,二厂,多\n320830000004070,三厂\n";
    let report = load(&db, Kind::Objects, file.as_bytes()).unwrap();
    assert_eq!(
        verdicts(&report),
        [(2, Verdict::Rejected, "unclosed_quote"), (3, Verdict::Rejected, "columns")]
    );
    assert_eq!(objects(&db)[0].name, "三厂");
}

#[db_test]
fn rows_of_several_batches_are_told_apart(db: TestDb) {
    let code = |n: usize| {
        let body = format!("3208300{n:07}");
        let check = domain::object::code::registration_check_digit(body.as_bytes()).unwrap();
        format!("{body}{check}")
    };
    let line = |n| format!("{},第{n}厂\n", code(n));
    let file: String = (0..2500).chain([3, 1999]).map(line).collect();
    let file = format!("代码,名称\n{file}{},另一厂\n", code(2400));
    let report = load(&db, Kind::Objects, file.as_bytes()).unwrap();
    assert_eq!(counts(&report), [2503, 2500, 0, 2, 1]);
    assert_eq!(
        verdicts(&report),
        [
            (2502, Verdict::Skipped, "repeated"),
            (2503, Verdict::Skipped, "repeated"),
            (2504, Verdict::Rejected, "contradicts")
        ]
    );
}
