//! Every step left one entry, and nothing that was refused left any.

use serde_json::{Value, json};

use crate::draft::Task;
use crate::office::Office;
use crate::record::Findings;
use crate::teams::text;

/// What happened to the task, in order, and by whom.
const STEPS: [(&str, &str); 13] = [
    ("task.create", "clerk"),
    ("task.update", "clerk"),
    // By itself, with the first commitment.
    ("draw.announce", "supervisor"),
    ("draw.commit", "supervisor"),
    ("draw.freeze", "clerk"),
    ("draw.reveal", "supervisor"),
    ("draw.result", "clerk"),
    ("task.issue", "clerk"),
    ("task.submit", "clerk"),
    ("task.return", "leader"),
    ("task.submit", "clerk"),
    ("task.approve", "leader"),
    ("task.disclose", "clerk"),
];

/// The supervisor reads the log; nobody else may.
pub fn tells_every_step(office: &Office, task: &Task, findings: &Findings) {
    let key = task.path.trim_start_matches("/tasks/");
    let entries = read(office, &format!("resource=task&key={key}"));
    let told: Vec<_> = entries.iter().rev().map(|one| (text(&one["action"]), text(&one["actor"]))).collect();
    assert_eq!(told, STEPS);
    assert!(entries.iter().all(|one| text(&one["digest"]).len() == 64));
    let approved = read(office, &format!("resource=task&key={key}&action=task.approve"));
    let (from, to) = (&approved[0]["payload"]["from"], &approved[0]["payload"]["to"]);
    assert_eq!((from, to), (&json!("submitted"), &json!("approved")));

    let count = |action: &str| read(office, &format!("action={action}")).len();
    assert_eq!(count("inspection.record"), findings.all.len() + 1, "and one correction");
    let once = ["matter_list.publish", "body.update", "transfer.create", "transfer.approve"];
    assert_eq!(once.map(count), [1; 4]);
    assert_eq!(["task.create", "task.void", "draw.void"].map(count), [22, 1, 1]);
    assert_eq!(count("user.create"), 7 + findings.inspectors.len());
    // Each register twice, and the objects once more over the API; the rehearsed file left nothing.
    assert_eq!(["library.import", "matter.import", "department.import"].map(count), [11, 2, 4]);
    for who in [&office.admin, &office.clerk, &office.leader, &office.legal] {
        assert_eq!(who.get("/audit").problem(), (403, "forbidden"));
    }
}

fn read(office: &Office, query: &str) -> Vec<Value> {
    office.supervisor.get(&format!("/audit?page_size=200&{query}")).expect(200).items().to_vec()
}
