//! The real registers: half by the command line beside the running server, half by jobs over the API.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use tests::Client;

use crate::office::Office;

/// What a file holds, and how many rows.
const FILES: [(&str, &str, usize); 8] = [
    ("departments", "departments.csv", 9),
    ("divisions", "divisions-huaian.csv", 12),
    ("matters", "matters.csv", 17),
    ("objects", "objects-huaian.csv", 1350),
    ("inspectors", "inspectors.csv", 96),
    ("object-matters", "object-matters.csv", 4193),
    ("credit", "credit-huaian.csv", 1350),
    ("recusals", "recusals.csv", 30),
];

/// Loads everything, and then once more: which changes nothing.
pub fn load(office: &Office) {
    let Office { admin, legal, clerk, .. } = office;
    // First: an object's division is read from its address.
    accepted(&upload(office, admin, "organisation/divisions", "divisions-huaian.csv"), 12);
    accepted(&office.sunlot.import("objects", &office.registers.path("objects-huaian.csv")), 1350);
    accepted(&upload(office, legal, "matters", "matters.csv"), 17);
    accepted(&upload(office, clerk, "library/inspectors", "inspectors.csv"), 96);
    accepted(&upload(office, clerk, "library/object-matters", "object-matters.csv"), 4193);
    accepted(&upload(office, clerk, "library/credit", "credit-huaian.csv"), 1350);
    accepted(&office.sunlot.import("recusals", &office.registers.path("recusals.csv")), 30);
    counts(office);
    for (kind, file, rows) in FILES {
        skipped(&office.sunlot.import(kind, &office.registers.path(file)), rows);
    }
    skipped(&upload(office, clerk, "library/objects", "objects-huaian.csv"), 1350);
    counts(office);
    permissions(office);
    dirty(office);
}

/// Uploads a file and follows the job to its end; answers the report.
fn upload(office: &Office, who: &Client, kind: &str, file: &str) -> Value {
    let begun = who.upload(&format!("/imports/{kind}?name={file}"), office.registers.bytes(file)).expect(202);
    assert_eq!(begun.header("location"), format!("/api/v1/jobs/{}", begun.body["id"]));
    let job = who.follow(&begun.body);
    assert_eq!(job["state"], "finished", "{job}");
    assert!(job["finished_at"].is_string());
    assert_eq!(who.get(&format!("/jobs/{}", job["id"])).expect(200).body, job);
    job["report"].clone()
}

fn accepted(report: &Value, rows: usize) {
    let found = ["read", "accepted", "skipped", "rejected"].map(|member| &report[member]);
    assert_eq!(found, [&json!(rows), &json!(rows), &json!(0), &json!(0)], "{report}");
}

fn skipped(report: &Value, rows: usize) {
    let found = ["read", "accepted", "skipped", "rejected"].map(|member| &report[member]);
    assert_eq!(found, [&json!(rows), &json!(0), &json!(rows), &json!(0)], "{report}");
}

/// What the API shows of it.
fn counts(office: &Office) {
    let count = |path: &str| office.clerk.get(path).expect(200).body["total"].clone();
    assert_eq!(["/objects", "/inspectors", "/recusals"].map(count), [json!(1350), json!(96), json!(30)]);
    let length = |path: &str| office.clerk.get(path).expect(200).body.as_array().map(Vec::len);
    assert_eq!(["/matters", "/departments", "/divisions"].map(length), [Some(17), Some(9), Some(12)]);
    let legacy = office
        .registers
        .rows("objects-huaian.csv")
        .into_iter()
        .map(|mut row| row.remove("统一社会信用代码/注册号").expect("every object has a code"));
    assert_eq!(legacy.filter(|code| code.len() < 18).count(), 87);
    let found = office.clerk.get("/objects?name=%E7%8E%A9%E5%85%B7&code=91320800139590607W").expect(200);
    assert_eq!(found.items()[0]["name"], "淮安市隆达玩具制造有限公司");
    assert_eq!(found.items()[0]["risk_class"], "B");
}

/// Who may not import.
fn permissions(office: &Office) {
    for (who, kind) in [
        (&office.admin, "library/objects"),
        (&office.supervisor, "library/objects"),
        (&office.clerk, "matters"),
        (&office.legal, "organisation/departments"),
    ] {
        let refused = who.upload(&format!("/imports/{kind}"), b"x".to_vec());
        assert_eq!(refused.problem(), (403, "forbidden"), "{kind}");
    }
}

/// The file with the errors of real spreadsheets ends with the verdicts it states itself. Only rehearsed: the draw is
/// to be among the real enterprises.
fn dirty(office: &Office) {
    let path = office.registers.path("objects-dirty-gb18030.csv");
    let report = tests::json(&office.sunlot.cli(&["import", "objects", &path, "--dry-run"]));
    let rows = report["rows"].as_array().expect("the rows");
    let verdicts: BTreeMap<_, _> = rows.iter().map(|row| (row["row"].as_u64(), &row["verdict"])).collect();
    // The headings 期望 and its values are ASCII within GB18030, where no trail byte is a comma or a line end.
    let bytes = office.registers.bytes("objects-dirty-gb18030.csv");
    let mut reader = csv::ReaderBuilder::new().from_reader(bytes.as_slice());
    let mut expected = [0; 3];
    for (line, record) in (2..).zip(reader.byte_records()) {
        let record = record.expect("a row");
        let wanted = std::str::from_utf8(&record[7]).expect("the verdict is ASCII");
        let found = verdicts.get(&Some(line)).map_or("accepted", |verdict| verdict.as_str().expect("a word"));
        let (place, fits) = match wanted {
            // What the real register holds already, letter by letter, is nothing to change.
            "accept" => (0, matches!(found, "accepted" | "corrected" | "skipped")),
            "reject" => (1, found == "rejected"),
            "skip" => (2, found == "skipped"),
            other => panic!("an unknown verdict {other}"),
        };
        assert!(fits, "line {line}: {wanted} wanted, {found} found");
        expected[place] += 1;
    }
    assert_eq!(report["rejected"], expected[1], "{report}");
    assert_eq!(report["read"], expected.iter().sum::<i32>());
    counts(office);
}
