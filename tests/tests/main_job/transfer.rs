//! One case belongs to somebody else: 移送书.

use serde_json::{Value, json};
use tests::today;

use crate::office::Office;
use crate::record::Findings;
use crate::teams::text;

const FACTS: &str = "该单位使用未经检验的叉车两台，并伪造检验合格标志，涉嫌犯罪";

/// The clerk drafts, the leader approves, the document gets the first number of the year.
pub fn hand_over(office: &Office, findings: &Findings) {
    let finding = findings.all.iter().find(|one| one.disposition == "transfer").expect("a case");
    let path = format!("{}/transfers", finding.path);
    let draft = json!({
        "kind": "police", "recipient": "淮安市公安局", "facts": FACTS,
        "legal_basis": "《中华人民共和国特种设备安全法》第九十八条", "evidence": "现场照片六张\n检验标志两枚",
    });
    assert_eq!(office.leader.post(&path, &draft).problem(), (403, "forbidden"));
    assert_eq!(office.stranger.post(&path, &draft).problem(), (404, "not_found"));
    let drafted = office.clerk.post(&path, &draft).expect(201).body;
    assert_eq!((&drafted["state"], &drafted["number"]), (&json!("submitted"), &Value::Null));
    let path = format!("/transfers/{}", drafted["id"]);
    assert_eq!(office.clerk.act(&path, "approve", &Value::Null).problem(), (403, "forbidden"));
    let approved = office.leader.act(&path, "approve", &Value::Null).expect(200).body;
    let number = format!("淮市监移〔{}〕1号", chrono::Datelike::year(&today(0)));
    assert_eq!((&approved["state"], &approved["number"]), (&json!("approved"), &json!(number)));
    assert_eq!(office.leader.act(&path, "approve", &Value::Null).problem(), (409, "wrong_state"));
    let inspection = office.clerk.get(&finding.path).expect(200).body;
    assert_eq!(inspection["state"], "transferred");

    let pdf = office.clerk.get(&format!("{path}/document.pdf")).expect(200);
    let said = tests::pdf_text(&pdf.content);
    let object = text(&finding.inspection["object_name"]);
    for wanted in [number.as_str(), "淮安市公安局", FACTS, object, "检验标志两枚", "移送书"] {
        assert!(said.contains(&tests::squeeze(wanted)), "“{wanted}” is missing in: {said}");
    }
    assert_eq!(office.stranger.get(&path).problem(), (404, "not_found"));
}
