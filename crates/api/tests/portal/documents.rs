//! The documents, from the database to the text on their pages.

use domain::audit::Entry;
use domain::inspection::ResultCode;
use domain::transfer::Kind;
use persistence::transfer;
use test_support::{TestDb, db_test};

use crate::server::{Answer, Server};
use crate::world::*;

/// Users of the small world.
const OTHER: i64 = 2;
const INSPECTOR: i64 = 3;
const ADMIN: i64 = 4;
const COLLEAGUE: i64 = 5;

/// The text of a PDF without white space, which depends on how lines break.
#[track_caller]
fn text(answer: &Answer) -> String {
    assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(&answer.body));
    assert_eq!(answer.header("content-type"), "application/pdf");
    assert!(answer.body.starts_with(b"%PDF"));
    let text = pdf_extract::extract_text_from_mem(&answer.body).unwrap();
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[track_caller]
fn assert_says(text: &str, wanted: &[&str]) {
    for wanted in wanted {
        assert!(text.contains(wanted), "“{wanted}” is missing in: {text}");
    }
}

#[track_caller]
fn assert_saved_as(answer: &Answer, name: &str) {
    let (_, encoded) = answer.header("content-disposition").split_once("filename*=UTF-8''").unwrap();
    assert_eq!(percent_encoding::percent_decode_str(encoded).decode_utf8().unwrap(), name);
}

/// Issues a task as the office does.
fn issue(db: &TestDb, task: i64) {
    change(db, |writer| writer.record(Entry::new("task.issue", "task", task, &"").unwrap(), ()).map(drop));
    set_state(db, task, "issued");
}

#[db_test]
fn a_certificate_is_printed_once_drawn(db: TestDb) {
    world(&db);
    let server = Server::start(&db);
    let early = draft(&db, "编制中").id;
    assert_eq!(server.get_as(CLERK, &format!("/tasks/{early}/certificate.pdf")).status, 409);
    let task = drawn_task(&db, "特种设备检查", &[1, 2]);
    let answer = server.get_as(CLERK, &format!("/tasks/{}/certificate.pdf", task.id));
    assert_saved_as(&answer, &format!("抽取证书-{}.pdf", task.number));
    let result: serde_json::Value =
        serde_json::from_slice(&vector("blinded-entropy").0[&domain::draw::bundle::File::Result]).unwrap();
    let text = text(&answer);
    assert_says(
        &text,
        &[&task.number, "特种设备检查", "被查企业1", "被查企业2", "张三", "李四", "2026年9月21日"],
    );
    assert_says(&text, &[result["seed"].as_str().unwrap(), result["freeze"].as_str().unwrap()]);
    assert_says(&text, &[&format!("https://sunlot.example/tasks/{}", task.id)]);
    assert!(!text.contains("风险层"), "{text}");
}

#[db_test]
fn notices_are_printed_once_issued(db: TestDb) {
    world(&db);
    let before = drawn_task(&db, "上一次", &[2]).id;
    record_visit(&db, before, 2, ResultCode::NoProblem);
    let task = drawn_task(&db, "特种设备检查", &[1, 2, 3]);
    let server = Server::start(&db);
    let all = inspections(&db, task.id);
    let (of_task, of_second) = (
        format!("/tasks/{}/notices.pdf", task.id),
        format!("/inspections/{}/notice.pdf", all[1].inspection.id),
    );
    for path in [&of_task, &of_second] {
        assert_eq!(server.get_as(CLERK, path).status, 409, "{path}");
    }
    issue(&db, task.id);
    execute(
        &db,
        &format!("UPDATE inspections SET state = 'substituted' WHERE id = {}", all[0].inspection.id),
    );
    let numbers = ["001", "002", "003"].map(|place| format!("{}-{place}", task.number));
    let everything = server.get_as(CLERK, &of_task);
    assert_saved_as(&everything, &format!("检查通知书-{}.pdf", task.number));
    let everything = text(&everything);
    assert_says(&everything, &["被查企业2", "被查企业3", "C1001", "C1002", "特种设备处", "光明巷3号"]);
    assert_says(&everything, &["特种设备安全法", "2026年9月1日", "2026年10月31日", &numbers[1], &numbers[2]]);
    assert!(!everything.contains("被查企业1") && !everything.contains(&numbers[0]), "{everything}");
    let second = server.get_as(CLERK, &of_second);
    assert_saved_as(&second, &format!("检查通知书-{}-被查企业2.pdf", numbers[1]));
    let second = text(&second);
    assert_says(&second, &["被查企业2", &numbers[1], "检查已有1次", "2026年9月21日"]);
    assert!(!second.contains("被查企业3"), "{second}");
    // Its own visit is not one before it.
    record_visit(&db, task.id, 2, ResultCode::NoProblem);
    assert_says(&text(&server.get_as(CLERK, &of_second)), &["检查已有1次"]);
    let substituted = format!("/inspections/{}/notice.pdf", all[0].inspection.id);
    assert_eq!(server.get_as(CLERK, &substituted).status, 409);
}

#[db_test]
fn a_result_sheet_needs_a_record(db: TestDb) {
    world(&db);
    let task = drawn_task(&db, "特种设备检查", &[1]);
    let server = Server::start(&db);
    let path = format!("/inspections/{}/result-sheet.pdf", inspections(&db, task.id)[0].inspection.id);
    assert_eq!(server.get_as(CLERK, &path).status, 409);
    record_visit(&db, task.id, 1, ResultCode::OrderedToCorrect);
    // What was checked then stays on the sheet.
    execute(&db, "UPDATE check_items SET retired = TRUE WHERE id = 2");
    let answer = server.get_as(CLERK, &path);
    assert_saved_as(&answer, &format!("检查结果单-{}-被查企业1.pdf", task.number));
    let text = text(&answer);
    assert_says(
        &text,
        &["被查企业1", "OBJ00001", "特种设备使用", "使用登记", "定期检验", "压力表超期未检", "不合格"],
    );
    assert_says(
        &text,
        &["发现问题已责令改正", "限十日内改正", "已当场提醒", "张三", "李四", "2026年9月18日"],
    );
    assert!(!text.contains("线人举报"), "the internal remark is for the office only");
}

#[db_test]
fn a_summary_counts_what_was_found(db: TestDb) {
    world(&db);
    let task = drawn_task(&db, "特种设备检查", &[1, 2, 3, 4]);
    record_visit(&db, task.id, 1, ResultCode::OrderedToCorrect);
    record_visit(&db, task.id, 2, ResultCode::NoProblem);
    disclose(&db, task.id);
    execute(&db, "UPDATE inspections SET state = 'closed' WHERE object_id = 2");
    let server = Server::start(&db);
    let answer = server.get_as(CLERK, &format!("/tasks/{}/summary.pdf", task.id));
    assert_saved_as(&answer, &format!("汇总表-{}.pdf", task.number));
    let text = text(&answer);
    // 2 of 4 disclosed, 1 of 2 closed.
    assert_says(&text, &["淮安区", "特种设备处", "50.00%", "未发现问题", "迁出"]);
    let answer = server.get_as(CLERK, &format!("/tasks/{}/summary.xlsx", task.id));
    assert_saved_as(&answer, &format!("汇总表-{}.xlsx", task.number));
    let mut workbook: calamine::Xlsx<_> = calamine::Reader::new(std::io::Cursor::new(answer.body)).unwrap();
    let rows = |sheet: &str, workbook: &mut calamine::Xlsx<_>| {
        let range = calamine::Reader::worksheet_range(workbook, sheet).unwrap();
        range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect::<Vec<Vec<String>>>()
    };
    for (sheet, name) in [("按行政区划", "淮安区"), ("按部门", "特种设备处")] {
        let rows = rows(sheet, &mut workbook);
        let row = rows.iter().find(|row| row[0] == name).unwrap_or_else(|| panic!("{rows:?}"));
        let head = rows
            .iter()
            .find(|row| row.len() > 3 && row[1].contains("应"))
            .unwrap_or_else(|| panic!("{rows:?}"));
        let cell = |title: &str| {
            let column =
                head.iter().position(|cell| cell.contains(title)).unwrap_or_else(|| panic!("{head:?}"));
            row[column].as_str()
        };
        assert_eq!(cell("应"), "4", "{rows:?}");
        assert_eq!((cell("未发现问题"), cell("责令改正"), cell("迁出")), ("1", "1", "0"), "{rows:?}");
    }
}

#[db_test]
fn a_transfer_document_is_a_draft_until_approved(db: TestDb) {
    world(&db);
    let task = drawn_task(&db, "特种设备检查", &[1]);
    record_visit(&db, task.id, 1, ResultCode::Pending);
    let inspection = inspections(&db, task.id)[0].inspection.id;
    let content = transfer::Draft {
        kind: Kind::Police,
        recipient: "淮安市公安局".into(),
        facts: "涉嫌伪造检验报告".into(),
        legal_basis: "国务院令第730号".into(),
        evidence: "检验报告复印件\n\n  现场照片 \n".into(),
    };
    let drafted = change(&db, |writer| transfer::create(writer, CLERK, inspection, content));
    let server = Server::start(&db);
    let path = format!("/transfers/{}/document.pdf", drafted.id);
    let answer = server.get_as(CLERK, &path);
    assert_saved_as(&answer, "移送书-草稿-被查企业1.pdf");
    let wanted =
        ["淮安市公安局", "涉嫌伪造检验报告", "国务院令第730号", "检验报告复印件", "现场照片", "被查企业1"];
    let draft = text(&answer);
    assert_says(&draft, &wanted);
    assert_says(&draft, &["草稿"]);
    let approved = change(&db, |w| transfer::approve(w, drafted.id, drafted.version, 2, 1, 2026));
    let number = approved.number.unwrap();
    let answer = server.get_as(CLERK, &path);
    assert_saved_as(&answer, &format!("移送书-{number}.pdf"));
    let final_text = text(&answer);
    assert_says(&final_text, &wanted);
    assert_says(&final_text, &[&number, "2026年9月21日"]);
    assert!(!final_text.contains("草稿"));
}

#[db_test]
fn documents_are_for_those_who_may_read_their_subject(db: TestDb) {
    world(&db);
    let task = drawn_task(&db, "特种设备检查", &[1]).id;
    issue(&db, task);
    record_visit(&db, task, 1, ResultCode::NoProblem);
    let inspection = inspections(&db, task)[0].inspection.id;
    let content = transfer::Draft {
        kind: Kind::Department,
        recipient: "某局".into(),
        facts: "事实".into(),
        legal_basis: "依据".into(),
        evidence: String::new(),
    };
    let transfer = change(&db, |writer| transfer::create(writer, CLERK, inspection, content)).id;
    let server = Server::start(&db);
    let of_task = ["certificate.pdf", "notices.pdf", "summary.pdf", "summary.xlsx"];
    let of_task = of_task.map(|file| format!("/tasks/{task}/{file}"));
    let of_inspection =
        ["notice.pdf", "result-sheet.pdf"].map(|file| format!("/inspections/{inspection}/{file}"));
    let of_transfer = [format!("/transfers/{transfer}/document.pdf")];
    let status = |user: i64, path: &str| server.get_as(user, path).status;
    for path in of_task.iter().chain(&of_inspection).chain(&of_transfer) {
        assert_eq!(server.get(path).status, 401, "{path}");
        assert_eq!(status(OTHER, path), 404, "{path}: another department's");
        assert_eq!(status(ADMIN, path), 403, "{path}");
        let missing = path.replace(char::is_numeric, "9");
        assert_eq!(status(CLERK, &missing), 404, "{missing}");
    }
    for path in of_task.iter().chain(&of_transfer) {
        assert_eq!(status(COLLEAGUE, path), 403, "{path}");
    }
    for path in &of_inspection {
        assert_eq!(status(COLLEAGUE, path), 200, "{path}: of the team");
        assert_eq!(status(INSPECTOR, path), 404, "{path}: not of the team");
    }
}

#[db_test]
fn a_department_may_have_its_own_template(db: TestDb) {
    world(&db);
    let task = drawn_task(&db, "特种设备检查", &[1]).id;
    let server = Server::start(&db);
    let folder = server.data_dir().join("templates");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("certificate.typ"), "#let x = (\n").unwrap();
    let path = format!("/tasks/{task}/certificate.pdf");
    let broken = server.get_as(CLERK, &path);
    assert_eq!(broken.status, 500);
    assert!(broken.json()["detail"].is_null(), "what is wrong is for the log");
    std::fs::write(folder.join("certificate.typ"), "#set page(width: 10cm)\nOwn template").unwrap();
    assert_says(&text(&server.get_as(CLERK, &path)), &["Owntemplate"]);
}
