//! The ceremony: nobody can know or steer the outcome, and nothing happens twice or out of turn.

use serde_json::{Value, json};

use crate::draft::{Preview, Task};
use crate::office::Office;

/// A witness commits, the clerk freezes, the witness reveals, the clerk draws.
pub fn witness_freeze_reveal_draw(office: &Office, task: &Task, preview: &Preview) {
    let (clerk, path) = (&office.clerk, task.path.as_str());
    let nothing = json!({});
    let early = clerk.act(path, "freeze", &Value::Null);
    assert_eq!(early.problem(), (409, "wrong_state"), "the witness has not committed");
    assert_eq!(clerk.act(path, "draw", &nothing).problem(), (409, "wrong_state"));
    let secret = commit(office, task);

    let etag = clerk.etag(path);
    let frozen = clerk.act_on(&etag, path, "freeze", &Value::Null).expect(201).body;
    agree(&frozen, preview);
    let again = clerk.act_on(&etag, path, "freeze", &Value::Null);
    assert!(matches!(again.problem(), (409, "wrong_state") | (412, "stale")), "{again:?}");
    assert_eq!(office.colleague.act(path, "freeze", &Value::Null).problem(), (409, "wrong_state"));
    assert_eq!(clerk.act(path, "issue", &Value::Null).problem(), (409, "wrong_state"));
    let changed = clerk.get(path).expect(200).body;
    assert_eq!(changed["state"], "frozen");

    let blind = clerk.act(path, "draw", &nothing);
    assert_eq!(blind.problem(), (409, "wrong_state"));
    assert!(blind.body["detail"].as_str().is_some_and(|text| text.contains("尚未揭示")), "{:?}", blind.body);
    reveal(office, task, &secret);

    assert_eq!(office.leader.act(path, "draw", &nothing).problem(), (403, "forbidden"));
    let drawn = clerk.act(path, "draw", &nothing).expect(200).body;
    assert_eq!(
        (&drawn["state"], &drawn["round"], &drawn["freeze"]),
        (&json!("drawn"), &json!(1), &frozen["freeze"])
    );
    assert_eq!(drawn["selected"], preview.0["take"]);
    assert!(drawn["parties"].as_array().expect("parties").iter().all(|party| party["reveal"].is_string()));
    assert_eq!(clerk.act(path, "draw", &nothing).problem(), (409, "wrong_state"));
    assert_eq!(clerk.get(&format!("{path}/draws")).expect(200).body, json!([drawn]));
    assert!(clerk.get(&format!("{path}/draws/1/skips")).expect(200).body["items"].is_array());
}

/// The supervisor makes a secret on the own machine and commits to it; answers the secret.
pub fn commit(office: &Office, task: &Task) -> String {
    let (supervisor, path) = (&office.supervisor, task.path.as_str());
    let ceremony = supervisor.get(&format!("{path}/ceremony")).expect(200).body;
    assert_eq!((&ceremony["task"], &ceremony["round"]), (&json!(task.number), &json!(1)));
    assert_eq!((&ceremony["witnesses"], &ceremony["freeze"]), (&json!(1), &Value::Null));
    let party = ceremony["party"].as_str().expect("a supervisor may witness");
    let made = tests::json(&office.sunlot.cli(&[
        "draw",
        "commit",
        "--task",
        &task.number,
        "--round",
        "1",
        "--party",
        party,
    ]));
    let commitment = json!({ "commitment": made["commitment"] });
    assert_eq!(office.clerk.post(&format!("{path}/witness"), &commitment).problem(), (403, "forbidden"));
    let committed = supervisor.post(&format!("{path}/witness"), &commitment).expect(200).body;
    let expected = json!([
        { "id": party, "name": "supervisor", "commitment": made["commitment"], "reveal": null }
    ]);
    assert_eq!(committed["parties"], expected);
    assert_eq!(supervisor.post(&format!("{path}/witness"), &commitment).problem(), (409, "duplicate"));
    let early = supervisor.post(&format!("{path}/reveal"), &json!({ "value": made["value"] }));
    assert_eq!(early.problem(), (409, "wrong_state"), "nothing is revealed before the freeze");
    made["value"].as_str().expect("a secret").to_owned()
}

/// What is no secret at all is refused, and voids nothing.
fn reveal(office: &Office, task: &Task, secret: &str) {
    let path = format!("{}/reveal", task.path);
    let refused = office.supervisor.post(&path, &json!({ "value": "G".repeat(64) })).expect(422);
    assert_eq!(refused.faults(), [("/value", "hex")]);
    let revealed = office.supervisor.post(&path, &json!({ "value": secret })).expect(200).body;
    let parties = revealed["parties"].as_array().expect("the parties");
    let shown: Vec<_> = parties.iter().map(|party| party["reveal"].as_str()).collect();
    assert_eq!(shown, [None, Some(secret)], "operator, witness");
    assert_eq!(office.supervisor.post(&path, &json!({ "value": secret })).problem(), (409, "duplicate"));
}

/// The freeze fixed what the preview showed.
fn agree(frozen: &Value, preview: &Preview) {
    let shown = |stratum: &Value| {
        let mut shown = stratum.clone();
        let name = shown.as_object_mut().and_then(|members| members.remove("stratum")).expect("a name");
        shown["name"] = name;
        shown
    };
    let strata: Vec<_> = preview.0["strata"].as_array().expect("strata").iter().map(shown).collect();
    assert_eq!(frozen["strata"], Value::Array(strata));
    assert_eq!((&frozen["state"], &frozen["blinded"]), (&json!("frozen"), &json!(true)));
    assert_eq!(frozen["roster_size"], preview.0["in_scope"]);
    assert_eq!((&frozen["seed"], &frozen["selected"]), (&Value::Null, &Value::Null));
}
