//! The leader sends the results back once, approves them, and the clerk discloses them.

use serde_json::{Value, json};

use crate::draft::Task;
use crate::office::Office;
use crate::record::{Findings, record};
use crate::teams::list;

/// Why the leader sends them back.
pub const REASON: &str = "第一家企业应为已责令改正，请核实";

/// Submit, return with a reason, correct, submit again, approve.
pub fn submit_return_correct_approve(office: &Office, task: &Task, findings: &mut Findings) {
    let (clerk, leader, path) = (&office.clerk, &office.leader, task.path.as_str());
    assert_eq!(leader.act(path, "approve", &Value::Null).problem(), (409, "wrong_state"));
    let submitted = clerk.act(path, "submit", &Value::Null).expect(200).body;
    assert_eq!(submitted["state"], "submitted");
    assert_eq!(clerk.act(path, "approve", &Value::Null).problem(), (403, "forbidden"));
    let late = findings.recorder(&findings.all[0]);
    let content = crate::record::content(findings, &findings.all[0]);
    assert_eq!(late.act(&findings.all[0].path, "record", &content).problem(), (409, "wrong_state"));

    let blank = leader.act(path, "return", &json!({ "reason": " " })).expect(422);
    assert_eq!(blank.faults(), [("/reason", "required")]);
    let returned = leader.act(path, "return", &json!({ "reason": REASON })).expect(200).body;
    assert_eq!((&returned["state"], &returned["reason"]), (&json!("inspecting"), &json!(REASON)));
    assert_eq!(clerk.get(path).expect(200).body["reason"], REASON, "the clerk reads why");
    let first = &mut findings.all[0];
    (first.result, first.disposition) = ("5", "rectify");
    first.remark.push_str("（更正）");
    record(findings, &findings.all[0]);

    let submitted = clerk.act(path, "submit", &Value::Null).expect(200).body;
    assert_eq!(submitted["state"], "submitted");
    let approved = leader.act(path, "approve", &Value::Null).expect(200).body;
    assert_eq!(approved["state"], "approved");
    assert!(approved["approved_at"].is_string());
    let void = clerk.act(path, "void", &json!({ "reason": "为时已晚" }));
    assert_eq!(void.problem(), (409, "wrong_state"), "what is approved stands");
    for (shown, finding) in clerk.get(&list(task)).expect(200).items().iter().zip(&findings.all) {
        let state = match finding.disposition {
            "none" => "closed",
            "rectify" => "rectifying",
            _ => "reviewed",
        };
        assert_eq!((&shown["state"], &shown["result"]), (&json!(state), &json!(finding.result)), "{shown}");
    }
}

/// From this moment the results are public.
pub fn disclose(office: &Office, task: &Task) {
    assert_eq!(office.leader.act(&task.path, "disclose", &Value::Null).problem(), (403, "forbidden"));
    let disclosed = office.clerk.act(&task.path, "disclose", &Value::Null).expect(200).body;
    assert_eq!(disclosed["state"], "disclosed");
    assert!(disclosed["disclosed_at"].is_string());
    assert_eq!(office.clerk.act(&task.path, "disclose", &Value::Null).problem(), (409, "wrong_state"));
}
