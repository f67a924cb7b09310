use serde_json::json;

use super::*;
use crate::draw::policy::Announcement;

/// What others implement from.
const PROTOCOL: &str = include_str!("../../../../../docs/draw-protocol.md");

fn shown(action: &str, payload: &Value) -> Option<Value> {
    let text = payload.to_string();
    let entry = Audited {
        at: "2026-09-21T02:00:00Z".parse().unwrap(),
        user: Some(11),
        actor: "张三",
        action,
        resource: "task",
        key: "7",
        payload: &text,
    };
    let leaf = Leaf::new(&entry, &[1; 32]).unwrap();
    let json = leaf.to_json().unwrap();
    assert_eq!(Leaf::parse(&json).unwrap(), leaf);
    assert!(json.len() <= crate::log::tile::ENTRY_LIMIT);
    assert!(!String::from_utf8(json.clone()).unwrap().contains("张三"), "names are not public");
    assert_eq!(leaf.entry, commitment(&entry, &[1; 32]).unwrap());
    assert_ne!(leaf.entry, commitment(&entry, &[2; 32]).unwrap(), "nobody can try contents without the salt");
    leaf.shown.map(|shown| {
        assert_eq!((shown.action.as_str(), shown.key.as_str()), (action, "7"));
        Value::Object(shown.event)
    })
}

#[test]
fn other_events_are_hashes() {
    for action in ["user.sign_in", "inspection.record", "task.update", "drawn", "test.change"] {
        assert_eq!(shown(action, &json!({"result": "no_problem", "round": 1})), None, "{action}");
    }
    let leaf = Leaf { entry: crate::draw::Fixed([0xAB; 32]), shown: None };
    assert_eq!(leaf.to_json().unwrap(), format!("{{\"entry\":\"{}\"}}", "ab".repeat(32)).into_bytes());
}

#[test]
fn a_voided_task_shows_its_number_and_the_reason() {
    let payload = json!({"task": "A1", "from": "drawn", "inspections": 3, "reason": "名录有误", "round": 1});
    for action in VOIDED {
        assert_eq!(shown(action, &payload), Some(json!({"reason": "名录有误", "task": "A1"})));
    }
}

#[test]
fn events_of_the_draw_show_what_is_public() {
    let commit = json!({"round": 1, "party": "supervisor:11", "commitment": "c0", "remark": "张三"});
    assert_eq!(
        shown("draw.commit", &commit).unwrap(),
        json!({"round": 1, "party": "supervisor:11", "commitment": "c0"})
    );
    let freeze = json!({"round": 1, "freeze_hash": "f0", "freeze": {"task": "甲"}});
    assert_eq!(shown("draw.freeze", &freeze).unwrap(), freeze);
    let number = shown("task.create", &json!(["淮市监双随机〔2026〕3号", {"name": "张三的突击检查"}]));
    assert_eq!(number.unwrap(), json!({"task": "淮市监双随机〔2026〕3号"}));
    assert_eq!(
        shown("log.rotate", &json!({"key": "k", "retired": "r"})).unwrap(),
        json!({"key": "k", "retired": "r"})
    );
}

#[test]
fn a_public_value_that_was_not_confirmed_is_not_shown() {
    let differs = json!({
        "task": "甲", "round": 1, "typed_by": "clerk:1", "typed": "07", "second_by": "supervisor:2", "second": "08",
    });
    let left = json!({"task": "甲", "round": 1, "typed_by": "clerk:1", "second_by": "supervisor:2"});
    assert_eq!(shown("draw.entropy_differs", &differs).unwrap(), left);
}

#[test]
fn who_was_replaced_by_which_reserve_is_shown_without_their_names() {
    let substitute = json!({
        "task": "甲", "round": 1, "stratum": 2, "replaced": "aa", "reserve": "bb", "rank": 5, "reason": "已不存续",
        "document": "函", "filed_by": "clerk:1", "approved_by": "director:2", "opening": {"code": "张三"}, "team": [],
    });
    let mut left = substitute.clone();
    left.as_object_mut().unwrap().retain(|name, _| name != "opening" && name != "team");
    assert_eq!(shown("draw.substitute", &substitute).unwrap(), left);
}

#[test]
fn who_was_struck_why_and_by_whom_is_shown() {
    let strata = json!([{"id": 1, "take": 1}]);
    let strike = json!({
        "task": "甲", "round": 1, "strata": strata, "struck": [{"did": "51", "stratum": 1}], "reason": "重大活动保障",
        "document": "淮安市场〔2026〕7号", "filed_by": "clerk:1", "approved_by": "leader:2",
    });
    assert_eq!(shown("draw.strike", &strike).unwrap(), strike);
    let sealed = json!({"task": "甲", "round": 1, "strata": strata, "hash": "ab"});
    assert_eq!(shown("draw.strike", &sealed).unwrap(), sealed);
    // The longest there is: every object with a did of 32 bytes, in hex.
    let row = json!({"did": "ab".repeat(32), "stratum": 65535});
    let struck = vec![row; crate::draw::strike::MOST];
    let long = json!({"task": "甲".repeat(60), "round": 1, "struck": struck, "reason": "长".repeat(1000)});
    assert_eq!(shown("draw.strike", &long).unwrap(), long);
}

#[test]
fn a_result_is_known_by_its_hash() {
    let result = json!({"seed": "00", "selected": ["OBJ1"]});
    let payload = json!({"round": 2, "result": result, "reveals": {"parties": ["r1"]}, "void": null});
    let hash = frame("result", &[&canonical::write(&result).unwrap()]).to_string();
    assert_eq!(
        shown("draw.result", &payload).unwrap(),
        json!({"round": 2, "void": null, "result_hash": hash})
    );
}

#[test]
fn the_operators_secret_is_not_shown() {
    let reveal =
        |party: &str| shown("draw.reveal", &json!({"round": 1, "party": party, "value": "aa"})).unwrap();
    assert_eq!(reveal("supervisor:11"), json!({"round": 1, "party": "supervisor:11", "value": "aa"}));
    assert_eq!(reveal("operator"), json!({"round": 1, "party": "operator"}));
}

#[test]
fn what_is_too_long_or_unexpected_does_not_hold_up_the_log() {
    let long = "长".repeat(30_000);
    let freeze = json!({"round": 1, "freeze_hash": "f0", "freeze": {"software": long}});
    let left = json!({"round": 1, "freeze_hash": "f0", "shortened": ["freeze"]});
    assert_eq!(shown("draw.freeze", &freeze).unwrap(), left);
    let void = json!({"round": 1, "code": "late", "reason": long});
    let left = json!({"round": 1, "code": "late", "shortened": ["reason"]});
    assert_eq!(shown("draw.void", &void).unwrap(), left);
    let party = json!({"round": 1, "party": long, "value": long});
    let left = json!({"round": 1, "shortened": ["party", "value"]});
    assert_eq!(shown("draw.reveal", &party).unwrap(), left);
    for odd in [json!(null), json!([1]), json!("x"), json!(7)] {
        assert_eq!(shown("draw.freeze", &odd).unwrap(), json!({}));
    }
}

#[test]
fn a_leaf_has_all_of_its_members_or_one() {
    let hash = "ab".repeat(32);
    for bad in [
        format!(r#"{{"action":"draw.void","entry":"{hash}"}}"#),
        format!(r#"{{"entry":"{hash}","more":1}}"#),
        format!(r#"{{ "entry":"{hash}"}}"#),
        "{}".to_owned(),
    ] {
        assert!(Leaf::parse(bad.as_bytes()).is_err(), "{bad}");
    }
}

#[test]
fn every_member_that_is_shown_stands_in_the_protocol() {
    let (_, text) = PROTOCOL.split_once("\n### Entries\n").unwrap();
    let (text, _) = text.split_once("\n### Keys\n").unwrap();
    for name in SHOWN {
        assert!(text.contains(&format!("`{name}`")), "docs/draw-protocol.md §10 does not tell of `{name}`");
    }
}

#[test]
fn the_examples_of_the_protocol_are_events() {
    let blocks = PROTOCOL.split("\n```json\n").skip(1).map(|block| block.split_once("\n```\n").unwrap().0);
    let examples: Vec<_> = blocks.flat_map(str::lines).collect();
    assert!(examples.len() >= 8, "{examples:?}");
    for line in examples {
        let example: Value = serde_json::from_str(line).unwrap();
        assert_eq!(String::from_utf8(canonical::write(&example).unwrap()).unwrap(), line);
        let (action, event) = (example["action"].as_str().unwrap(), &example["event"]);
        assert_eq!(shown(action, event).as_ref(), Some(event), "what is in an example is public");
        if action == "draw.announce" {
            // Neither more nor less than is announced.
            let announced: Announcement = serde_json::from_value(event.clone()).unwrap();
            assert_eq!(&serde_json::to_value(&announced).unwrap(), event);
        }
    }
}

#[test]
fn a_long_announcement_or_freeze_keeps_its_period_its_mode_and_its_quotas() {
    let stratum = |id: u32| json!({"id": id, "eligible": 10_000, "take": 7, "reserve": 3, "weight": 10_000});
    let quota = |id: u32| json!({"id": id, "take": 7});
    let strata: Vec<_> = (10_000..11_000).map(stratum).collect();
    let quotas: Vec<_> = (10_000..11_000).map(quota).collect();
    let announced = json!({
        "task": "甲", "round": 2, "mode": "sealed", "period_end": "2026-12-01", "supplements": 1,
        "strata": strata, "entropy": null, "witnesses": 2,
    });
    let mut left = announced.clone();
    left["strata"] = json!(quotas);
    left["shortened"] = json!(["strata"]);
    assert_eq!(shown("draw.announce", &announced).unwrap(), left);
    let frozen =
        json!({"task": "甲", "round": 2, "freeze_hash": "f0", "freeze": {"mode": "open", "strata": strata}});
    let left = json!({
        "task": "甲", "round": 2, "freeze_hash": "f0", "strata": quotas, "shortened": ["freeze"],
    });
    assert_eq!(shown("draw.freeze", &frozen).unwrap(), left);
    // More strata than any entry holds: the rest stays, and says what is not there.
    let mut announced = announced;
    announced["strata"] = (0..65_000).map(stratum).collect();
    let left = shown("draw.announce", &announced).unwrap();
    assert_eq!((&left["shortened"], &left["mode"]), (&json!(["strata"]), &json!("sealed")));
    assert_eq!((left.get("strata"), &left["period_end"]), (None, &json!("2026-12-01")));
}
