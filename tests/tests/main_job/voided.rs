//! A round that nobody can finish, and a task that is given up: both stay public with their reasons.

use serde_json::{Value, json};

use crate::draft::{self, Matters};
use crate::draw;
use crate::office::Office;

const LOST: &str = "见证人的随机数已遗失";
const GIVEN_UP: &str = "企业名录有误，另行组织抽查";

/// A witness loses the secret; the round is void, and later the whole task. Answers the number.
pub fn round_and_task(office: &Office, matters: &Matters) -> String {
    let (clerk, task) = (&office.clerk, draft::create(office, matters, "后被作废的抽查"));
    let path = task.path.as_str();
    let _lost = draw::commit(office, &task);
    let frozen = clerk.act(path, "freeze", &Value::Null).expect(201).body;
    let silent = clerk.act(path, "void-round", &json!({ "reason": "" })).expect(422);
    assert_eq!(silent.faults(), [("/reason", "length")]);
    let again = clerk.act(path, "void-round", &json!({ "reason": LOST })).expect(200).body;
    assert_eq!(
        (&again["state"], &again["round"], &again["reason"]),
        (&json!("draft"), &json!(2), &json!(LOST))
    );
    assert_eq!(clerk.act(path, "draw", &json!({})).problem(), (409, "wrong_state"));

    let nobody = office.sunlot.nobody();
    let rounds = nobody.get(&format!("/public{path}/draws")).expect(200).body;
    assert_eq!(rounds.as_array().map(Vec::len), Some(1));
    let round = &rounds[0];
    assert_eq!((&round["state"], &round["reason"]), (&json!("voided"), &json!(LOST)));
    assert_eq!((&round["freeze"], &round["seed"]), (&frozen["freeze"], &Value::Null));

    let voided = clerk.act(path, "void", &json!({ "reason": GIVEN_UP })).expect(200).body;
    assert_eq!(voided["state"], "voided");
    let shown = nobody.get(&format!("/public{path}")).expect(200).body;
    assert_eq!((&shown["state"], &shown["void_reason"]), (&json!("voided"), &json!(GIVEN_UP)));
    assert_eq!(clerk.act(path, "freeze", &Value::Null).problem(), (409, "wrong_state"));
    task.number
}
