//! What the public sees, and what it must not see, in everything that is served without a login.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::approval::REASON;
use crate::draft::{DRAFT, Task};
use crate::office::Office;
use crate::record::{Findings, INTERNAL};
use crate::teams::text;

/// Members of answers that no public one may have.
const SECRET_MEMBERS: [&str; 8] = [
    "risk_class",
    "risk_score",
    "internal_remark",
    "phone",
    "certificate_number",
    "username",
    "plan",
    "operator_secret",
];

/// What stands in the texts of the office.
const SECRET_TEXTS: [&str; 5] = [INTERNAL, DRAFT, REASON, "13951380000", "移送书"];

/// A draft is nobody's business.
pub fn shows_no_draft(office: &Office, task: &Task) {
    let nobody = office.sunlot.nobody();
    assert_eq!(nobody.get("/public/tasks").expect(200).items(), [Value::Null; 0]);
    for path in ["", "/draws", "/draws/1/bundle.zip"] {
        let hidden = nobody.get(&format!("/public{}{path}", task.path));
        assert_eq!(hidden.problem(), (404, "not_found"), "{path}");
    }
    let listed = nobody.get("/public/matters").expect(200).body;
    assert_eq!((&listed["version"], listed["matters"].as_array().map(Vec::len)), (&json!(1), Some(16)));
    for path in ["/tasks", "/objects", "/inspections", "/audit", "/users", "/transfers"] {
        assert_eq!(nobody.get(path).problem(), (401, "unauthenticated"), "{path}");
    }
}

/// Results are not public before their disclosure.
pub fn shows_no_result(office: &Office, task: &Task) {
    let nobody = office.sunlot.nobody();
    assert_eq!(nobody.get("/public/results").expect(200).items(), [Value::Null; 0]);
    let shown = nobody.get(&format!("/public{}", task.path)).expect(200).body;
    assert_eq!((&shown["state"], &shown["drawn"]), (&json!("approved"), &json!(27)));
}

/// Everything disclosed is there; nothing else is.
pub fn shows_what_it_may(office: &Office, task: &Task, findings: &Findings, drafts: &[String], voided: &str) {
    let nobody = office.sunlot.nobody();
    let results = nobody.get("/public/results?page_size=200").expect(200);
    let shown: BTreeSet<_> = results.items().iter().map(row).collect();
    let expected = findings.all.iter().map(|finding| {
        let of = |member: &str| text(&finding.inspection[member]).to_owned();
        let (result, remark) = (finding.result.to_owned(), finding.remark.clone());
        [of("object_code"), of("object_name"), result, remark, task.number.clone()]
    });
    assert_eq!(shown, expected.collect());
    search(office, findings);
    let tasks = nobody.get("/public/tasks").expect(200);
    let numbers: Vec<_> = tasks.items().iter().map(|one| text(&one["number"])).collect();
    assert_eq!(numbers, [voided, &task.number]);
    for draft in drafts {
        assert_eq!(nobody.get(&format!("/public{draft}")).problem(), (404, "not_found"));
    }
    walk(office, task);
}

fn row(result: &Value) -> [String; 5] {
    let members = ["object_code", "object_name", "result", "remark", "task_number"];
    members.map(|member| text(&result[member]).to_owned())
}

fn search(office: &Office, findings: &Findings) {
    let nobody = office.sunlot.nobody();
    let code = text(&findings.all[0].inspection["object_code"]);
    let found = nobody.get(&format!("/public/results?q={code}")).expect(200);
    assert_eq!(found.items().iter().map(|one| text(&one["object_code"])).collect::<Vec<_>>(), [code]);
    let fives = findings.all.iter().filter(|finding| finding.result == "5").count();
    let found = nobody.get("/public/results?result=5").expect(200);
    assert_eq!(found.items().len(), fives);
    assert!(found.items().iter().all(|one| one["result_text"] == "发现问题已责令改正"));
}

/// Every public operation of the server's own description: no member and no text of the office.
fn walk(office: &Office, task: &Task) {
    let nobody = office.sunlot.nobody();
    let description = nobody.get("/openapi.json").expect(200).body;
    let paths = description["paths"].as_object().expect("paths");
    let public = paths.keys().filter_map(|path| path.strip_prefix("/api/v1/public"));
    // Files, and streams, which do not end, are looked at where they are made.
    let public: Vec<_> = public.filter(|path| !path.contains('.') && !path.ends_with("/events")).collect();
    assert!(public.len() >= 5, "{public:?}");
    for path in public {
        let asked = match path {
            "/log/inclusion" => "?index=0",
            "/log/consistency" => "?first=1",
            _ => "",
        };
        let path = path.replace("/tasks/{id}", &task.path) + asked;
        let answer = nobody.get(&format!("/public{path}")).expect(200);
        let caching = answer.header("cache-control");
        assert!(caching.contains("public"), "{path}: {caching}");
        let said = tests::strings_and_keys(&answer.body);
        assert!(!said.is_empty(), "{path}");
        for word in said {
            assert!(!SECRET_MEMBERS.contains(&word.as_str()), "{path} shows {word}");
            assert_eq!(SECRET_TEXTS.iter().find(|text| word.contains(**text)), None, "{path}: {word}");
            assert!(!matches!(word.as_str(), "A" | "B" | "C" | "D"), "{path} shows a risk class");
        }
    }
}
