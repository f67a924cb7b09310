use serde_json::{Value, json};

use super::*;

const AT: &str = "2026-09-21T02:00:00Z";

/// A round of which these members are known.
fn round(known: Value) -> Round {
    let mut round = json!({
        "round": 1, "state": "announced", "announcement": null, "announced_at": null, "due_at": null, "parties": [],
        "entropy": null, "freeze": null, "frozen_at": null, "result_hash": null, "drawn_at": null, "released_at": null,
        "void": null, "substitutions": [], "strikes": [],
        "withheld_strikes": [],
    });
    if let (Some(round), Value::Object(known)) = (round.as_object_mut(), known) {
        round.extend(known);
    }
    serde_json::from_value(round).unwrap()
}

fn party(id: &str, revealed: bool) -> Value {
    json!({"id": id, "commitment": "00", "committed_at": AT, "revealed_at": revealed.then_some(AT)})
}

fn announcement(mode: &str) -> Value {
    json!({
        "task": "淮1号", "round": 1, "name": "抽查", "matters": [], "period_start": "2026-09-21", "period_end": "2026-10-21",
        "in_scope": 10, "strata": [], "blinded": false, "mode": mode, "witnesses": 1, "roles": ["supervisor"], "entropy": null,
        "entropy_confirmed": false, "limits": {}, "freeze_until": null, "automatic": false,
        "policy": {"witnesses": 1, "roles": ["supervisor"], "mode": "open"},
    })
}

#[test]
fn a_round_waits_for_one_thing_after_the_other() {
    let stage = |known| Stage::of(&round(known));
    let value = |value: Option<&str>| json!({"describe": "开奖号码", "differed_at": [], "value": value});
    assert_eq!(stage(json!({})), Stage::Commit);
    let frozen =
        |parties: Value, entropy: Value| json!({"frozen_at": AT, "parties": parties, "entropy": entropy});
    assert_eq!(
        stage(frozen(json!([party("operator", false), party("supervisor:1", false)]), json!(null))),
        Stage::Reveal
    );
    let revealed = json!([party("operator", false), party("supervisor:1", true)]);
    assert_eq!(stage(frozen(revealed.clone(), value(None))), Stage::Entropy);
    assert_eq!(stage(frozen(revealed.clone(), value(Some("07")))), Stage::Ready);
    assert_eq!(stage(frozen(revealed, json!(null))), Stage::Ready);
    let void = json!({"code": "missing", "reason": "逾期", "at": AT});
    assert_eq!(stage(json!({"frozen_at": AT, "drawn_at": AT, "void": void})), Stage::Voided);
    assert!(Stage::Ready.is_open() && !Stage::Sealed.is_open());
}

#[test]
fn a_sealed_result_can_be_checked_after_its_release() {
    let drawn = |mode: &str, released: Option<&str>| {
        round(
            json!({"announcement": announcement(mode), "frozen_at": AT, "drawn_at": AT, "released_at": released}),
        )
    };
    for (mode, released, stage, checkable) in [
        ("open", Some(AT), Stage::Drawn, true),
        ("sealed", None, Stage::Sealed, false),
        ("sealed", Some(AT), Stage::Drawn, true),
    ] {
        let round = drawn(mode, released);
        assert_eq!((Stage::of(&round), is_checkable(&round)), (stage, checkable), "{mode} {released:?}");
    }
    assert!(!is_checkable(&round(json!({"frozen_at": AT}))));
}

#[test]
fn a_secret_that_is_not_shown_has_a_reason() {
    let of = |known: Value, id: &str| Hidden::of(&round(known), id);
    let void = json!({"code": "missing", "reason": "逾期", "at": AT});
    let sealed = json!({"announcement": announcement("sealed"), "frozen_at": AT, "drawn_at": AT});
    let frozen =
        json!({"frozen_at": AT, "parties": [party("operator", false), party("supervisor:1", false)]});
    assert_eq!(of(json!({"frozen_at": AT, "void": void}), "supervisor:1"), Hidden::Never);
    assert_eq!(of(sealed, OPERATOR), Hidden::Sealed);
    assert_eq!(of(frozen.clone(), OPERATOR), Hidden::ByDrawing);
    assert_eq!(of(frozen, "supervisor:1"), Hidden::NotYet);
}

#[test]
fn a_round_without_witnesses_is_known() {
    let asking = |witnesses: u8| {
        let mut content = announcement("open");
        content["witnesses"] = witnesses.into();
        content
    };
    let alone = |known| is_alone(&round(known));
    assert!(alone(json!({"announcement": asking(0)})) && !alone(json!({"announcement": asking(1)})));
    let committed = json!({"announcement": asking(0), "parties": [party("supervisor:1", false)]});
    assert!(!alone(committed), "somebody came unasked");
    assert!(alone(json!({"frozen_at": AT, "parties": [party("operator", false)]})));
    assert!(!alone(json!({"frozen_at": AT, "parties": [party("operator", false), party("leader:2", true)]})));
}

#[test]
fn the_next_round_is_awaited_after_a_void_one() {
    let void = json!({"code": "given_up", "reason": "停电", "at": AT});
    let (first, second) = (round(json!({"void": void})), round(json!({"round": 2})));
    assert_eq!(followed(&[], false, false), None);
    assert_eq!(followed(std::slice::from_ref(&first), false, false), Some(2));
    assert_eq!(followed(std::slice::from_ref(&first), true, false), None, "nothing comes of a voided task");
    assert_eq!(followed(&[first, second], false, false), Some(2));
    let drawn =
        |strikes: serde_json::Value| round(json!({"drawn_at": AT, "released_at": AT, "strikes": strikes}));
    assert_eq!(followed(&[drawn(json!([]))], false, false), Some(1), "objects may be struck or substituted");
    assert_eq!(followed(&[drawn(json!([]))], false, true), None);
    assert_eq!(followed(&[drawn(json!([]))], true, false), None);
    let struck = json!([{"task": "1号", "round": 1, "reason": "撤并", "document": "1号", "filed_by": "clerk:1",
        "approved_by": "leader:2", "strata": [], "struck": []}]);
    assert_eq!(followed(&[drawn(struck)], false, false), Some(2), "what makes up for them comes");
    assert_eq!(
        followed(&[round(json!({"drawn_at": AT, "announcement": announcement("sealed")}))], false, false),
        Some(1)
    );
}
