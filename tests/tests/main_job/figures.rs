//! Certificate, result sheets and summary say what was drawn and recorded.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};

use crate::draft::Task;
use crate::office::Office;
use crate::record::Findings;
use crate::teams::{team, text};

/// Result codes in the order of the columns.
const CODES: usize = 13;

/// Reads the documents back.
pub fn check(office: &Office, task: &Task, findings: &Findings) {
    certificate(office, task, findings);
    result_sheet(task, findings);
    let expected = expected(office, findings);
    workbook(office, task, &expected);
    let pdf = office.leader.get(&format!("{}/summary.pdf", task.path)).expect(200);
    let said = tests::pdf_text(&pdf.content);
    let total: String = expected["合计"].iter().map(u64::to_string).collect();
    for wanted in [&task.number, "市质监局", "特种设备安全监察处", &format!("合计{total}")] {
        assert!(said.contains(wanted), "“{wanted}” is missing in: {said}");
    }
}

fn certificate(office: &Office, task: &Task, findings: &Findings) {
    let pdf = office.supervisor.get(&format!("{}/certificate.pdf", task.path)).expect(200);
    let said = tests::pdf_text(&pdf.content);
    let draws = office.sunlot.nobody().get(&format!("/public{}/draws", task.path)).expect(200).body;
    let names = findings.all.iter().map(|finding| text(&finding.inspection["object_name"]));
    for wanted in names.chain([text(&draws[0]["freeze"]), text(&draws[0]["seed"]), &task.number]) {
        assert!(said.contains(&tests::squeeze(wanted)), "“{wanted}” is missing in: {said}");
    }
}

fn result_sheet(task: &Task, findings: &Findings) {
    let finding = findings.all.iter().find(|one| one.disposition == "rectify").expect("a problem");
    let path = format!("{}/result-sheet.pdf", finding.path);
    let pdf = findings.recorder(finding).get(&path).expect(200);
    let said = tests::pdf_text(&pdf.content);
    let names = team(&finding.inspection).map(|member| text(&member["name"]));
    let object = text(&finding.inspection["object_name"]);
    for wanted in names.chain([object, "两台叉车未办理使用登记", "责令改正", &task.number]) {
        assert!(said.contains(&tests::squeeze(wanted)), "“{wanted}” is missing in: {said}");
    }
    assert!(!said.contains(crate::record::INTERNAL), "the sheet goes to the firm");
}

/// For every division and in all: to inspect, the thirteen results, disclosed.
fn expected(office: &Office, findings: &Findings) -> BTreeMap<String, Vec<u64>> {
    let divisions = office.clerk.get("/divisions").expect(200).body;
    let name = |code: &serde_json::Value| {
        let found = divisions.as_array().expect("a list").iter().find(|one| one["code"] == *code);
        found.map_or("区划不详".to_owned(), |division| text(&division["name"]).to_owned())
    };
    let mut rows: BTreeMap<String, Vec<u64>> = BTreeMap::new();
    for finding in &findings.all {
        let division = name(&finding.inspection["object_division"]);
        let code: usize = finding.result.parse().expect("a number");
        for row in [division, "合计".to_owned()] {
            let row = rows.entry(row).or_insert_with(|| vec![0; CODES + 2]);
            row[0] += 1;
            row[code] += 1;
            row[CODES + 1] += 1;
        }
    }
    rows
}

fn workbook(office: &Office, task: &Task, expected: &BTreeMap<String, Vec<u64>>) {
    let file = office.clerk.get(&format!("{}/summary.xlsx", task.path)).expect(200);
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(file.content)).expect("a workbook");
    let mut shown = |name: &str| -> BTreeMap<_, _> {
        let sheet = book.worksheet_range(name).expect("a sheet");
        sheet.rows().skip(1).map(|row| (row[0].to_string(), numbers(row))).collect()
    };
    assert_eq!(&shown("按行政区划"), expected);
    let (departments, total) = (shown("按部门"), &expected["合计"]);
    assert_eq!([&departments["合计"], &departments["特种设备安全监察处"]], [total; 2]);
}

/// The counts of a row, up to those disclosed.
fn numbers(row: &[Data]) -> Vec<u64> {
    let number = |cell: &Data| cell.to_string().parse().expect("a count");
    row[1..=CODES + 2].iter().map(number).collect()
}
