//! The teams record what they found: results of many codes, by those who were drawn and by nobody else.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use tests::{Client, today};

use crate::draft::Task;
use crate::office::Office;
use crate::teams::{list, team, text};

/// A remark for the office: neither it nor the telephone number may leave the office.
pub const INTERNAL: &str = "仅供内部参考，联系人电话13951380000";

/// Result and disposition of the first inspections; all others are without problem.
const FOUND: [(&str, &str); 8] = [
    ("1", "none"),
    ("4", "feedback"),
    ("5", "rectify"),
    ("8", "transfer"),
    ("7", "none"),
    ("9", "other"),
    ("2", "notify"),
    ("5", "feedback"),
];

/// What was found in one inspection.
pub struct Finding {
    /// `/inspections/1`.
    pub path: String,
    /// As drawn.
    pub inspection: Value,
    /// Code of the result.
    pub result: &'static str,
    /// Code of the disposition.
    pub disposition: &'static str,
    /// The remark that is published.
    pub remark: String,
}

/// All inspections with what was found, and the inspectors who may record.
pub struct Findings {
    pub all: Vec<Finding>,
    /// By staff code.
    pub inspectors: BTreeMap<String, Client>,
}

impl Findings {
    /// The inspector of a team who has an account.
    pub fn recorder(&self, finding: &Finding) -> &Client {
        let mut members = team(&finding.inspection).map(|member| text(&member["code"]));
        members.find_map(|code| self.inspectors.get(code)).expect("a member with an account")
    }
}

/// Notices go out, and every team records but for one, which keeps the task from being submitted.
pub fn record_all(office: &Office, task: &Task, inspections: Vec<Value>) -> Findings {
    let inspectors = accounts(office, &inspections);
    let found = FOUND.into_iter().chain(std::iter::repeat(("1", "none")));
    let finding = |(number, (inspection, (result, disposition))): (usize, (Value, _))| Finding {
        path: format!("/inspections/{}", inspection["id"]),
        inspection,
        result,
        disposition,
        remark: format!("公示备注第{number}号"),
    };
    let all = (1..).zip(inspections.into_iter().zip(found)).map(finding).collect();
    let findings = Findings { all, inspectors };
    issue(office, task, &findings);
    let (last, others) = findings.all.split_last().expect("inspections");
    for finding in others {
        record(&findings, finding);
    }
    let early = office.clerk.act(&task.path, "submit", &Value::Null);
    assert_eq!(early.problem(), (409, "wrong_state"));
    assert!(early.body["detail"].as_str().is_some_and(|text| text.contains("还有 1 个")), "{:?}", early.body);
    refused(office, &findings, last);
    record(&findings, last);
    assert_eq!(office.clerk.get(&task.path).expect(200).body["state"], "inspecting");
    findings
}

/// The administrator gives one member of each team an account, bound to the staff code.
fn accounts(office: &Office, inspections: &[Value]) -> BTreeMap<String, Client> {
    let mut inspectors: BTreeMap<String, Client> = BTreeMap::new();
    for inspection in inspections {
        let codes: Vec<_> = team(inspection).map(|member| text(&member["code"]).to_owned()).collect();
        if codes.iter().any(|code| inspectors.contains_key(code)) {
            continue;
        }
        let account = json!({
            "username": codes[0], "display_name": team(inspection).next().map(|member| &member["name"]),
            "password": tests::PASSWORD, "role": "inspector", "inspector": codes[0],
        });
        let created = office.admin.post("/users", &account).expect(201);
        assert!(created.body["inspector_id"].is_i64());
        inspectors.insert(codes[0].clone(), office.sunlot.sign_in(&codes[0]));
    }
    inspectors
}

/// Nobody records before the notices are out; they name the firm, the inspectors and their certificates.
fn issue(office: &Office, task: &Task, findings: &Findings) {
    let first = &findings.all[0];
    let early = findings.recorder(first).act(&first.path, "record", &content(findings, first));
    assert_eq!(early.problem(), (409, "wrong_state"));
    let notices = format!("{}/notices.pdf", task.path);
    assert_eq!(office.clerk.get(&notices).problem(), (409, "wrong_state"));
    assert_eq!(office.leader.act(&task.path, "issue", &Value::Null).problem(), (403, "forbidden"));
    let issued = office.clerk.act(&task.path, "issue", &Value::Null).expect(200).body;
    assert_eq!(issued["state"], "issued");
    let notified = office.clerk.get(&list(task)).expect(200);
    assert!(notified.items().iter().all(|one| one["state"] == "notified"));
    let pdf = office.clerk.get(&notices).expect(200);
    assert_eq!(pdf.header("content-type"), "application/pdf");
    let said = tests::pdf_text(&pdf.content);
    for finding in &findings.all {
        let one = &finding.inspection;
        let members =
            team(one).flat_map(|member| [text(&member["name"]), text(&member["certificate_number"])]);
        for wanted in members.chain([text(&one["object_name"]), &task.number]) {
            assert!(said.contains(&tests::squeeze(wanted)), "“{wanted}” is missing in the notices");
        }
    }
}

/// The record of a finding: a problem stands in the first check item.
pub fn content(findings: &Findings, finding: &Finding) -> Value {
    let inspection = findings.recorder(finding).get(&finding.path).expect(200).body;
    let form = inspection["form"].as_array().expect("a form");
    let problem = matches!(finding.result, "5" | "8");
    let items = form.iter().flat_map(|matter| matter["check_items"].as_array().expect("check items"));
    let outcome = |(number, item): (usize, &Value)| match (finding.result, number, problem) {
        ("4" | "7" | "9", ..) => {
            json!({ "item": item["id"], "outcome": "not_inspected", "text": "未能入场" })
        }
        (_, 0, true) => json!({ "item": item["id"], "outcome": "fail", "text": "两台叉车未办理使用登记" }),
        _ => json!({ "item": item["id"], "outcome": "pass" }),
    };
    let result = |matter: &Value| json!({ "matter": matter["id"], "result": finding.result });
    let other = if finding.disposition == "other" { "提请登记机关核查" } else { "" };
    json!({
        "ended_on": today(0), "present": team(&inspection).map(|member| &member["id"]).collect::<Vec<_>>(),
        "items": items.enumerate().map(outcome).collect::<Vec<_>>(),
        "results": form.iter().map(result).collect::<Vec<_>>(),
        "result": finding.result, "disposition": finding.disposition, "disposition_text": other,
        "remark": finding.remark, "internal_remark": INTERNAL,
    })
}

/// Records a finding.
pub fn record(findings: &Findings, finding: &Finding) {
    let recorder = findings.recorder(finding);
    let recorded = recorder.act(&finding.path, "record", &content(findings, finding)).expect(200).body;
    assert_eq!((&recorded["state"], &recorded["result"]), (&json!("recorded"), &json!(finding.result)));
    let due: chrono::NaiveDate = text(&recorded["due_on"]).parse().expect("a day");
    // Twenty working days are four weeks less a make-up day or two, or longer by the holidays in between.
    assert!(due >= today(24), "{recorded}");
}

/// What is no record, and who may not record.
fn refused(office: &Office, findings: &Findings, finding: &Finding) {
    let recorder = findings.recorder(finding);
    let good = content(findings, finding);
    let etag = recorder.etag(&finding.path);
    let members: Vec<_> = team(&finding.inspection).map(|member| text(&member["code"])).collect();
    let outsider = findings.inspectors.iter().find(|(code, _)| !members.contains(&code.as_str()));
    let (_, outsider) = outsider.expect("an inspector of another team");
    assert_eq!(outsider.get(&finding.path).problem(), (404, "not_found"));
    assert_eq!(outsider.act_on(&etag, &finding.path, "record", &good).problem(), (404, "not_found"));
    for who in [&office.clerk, &office.leader, &office.supervisor, &office.admin] {
        assert_eq!(who.act_on(&etag, &finding.path, "record", &good).problem(), (403, "forbidden"));
    }
    let mut bad = good.clone();
    bad["present"] = json!([good["present"][0]]);
    bad["ended_on"] = json!(today(1));
    bad["items"][0]["outcome"] = json!("fail");
    bad["results"] = json!([]);
    let refused = recorder.act_on(&etag, &finding.path, "record", &bad).expect(422);
    let mut pointers: Vec<_> = refused.faults().into_iter().map(|(pointer, _)| pointer.to_owned()).collect();
    pointers.sort();
    assert_eq!(pointers, ["/ended_on", "/items/0/text", "/present", "/result", "/results"]);
    assert_eq!(recorder.act_on("\"v0\"", &finding.path, "record", &good).problem(), (412, "stale"));
}
