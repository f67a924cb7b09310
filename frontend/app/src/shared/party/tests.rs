use serde_json::json;

use super::{called, officer, with_names, within};

#[test]
fn everybody_stands_by_role_and_number() {
    let witness = called("supervisor:5");
    assert!(witness.contains(&super::role_in_words("supervisor")) && witness.contains('5'), "{witness}");
    assert_ne!(called("leader:5"), witness, "the role tells them apart");
    assert_eq!(called("clerk:1"), officer("clerk:1"), "a clerk is no witness");
    assert_ne!(called("leader:2"), officer("leader:2"), "who approves is no witness");
}

#[test]
fn people_in_reasons_are_called_as_elsewhere() {
    let (four, five) = (called("supervisor:4"), called("leader:5"));
    assert_eq!(with_names("见证人 supervisor:4 逾期揭示"), format!("{four}逾期揭示"));
    assert_eq!(with_names("仍未揭示：supervisor:4、leader:5"), format!("仍未揭示：{four}、{five}"));
}

#[test]
fn what_names_nobody_stays_as_it_is() {
    for reason in ["", "见证人 临时公务", "supervisor: 改期", "clerk:", "双色球 supervisor"] {
        assert_eq!(with_names(reason), reason);
    }
}

#[test]
fn people_in_a_value_are_found_by_role_and_key() {
    let event = json!({"round": 1, "parties": [{"id": "operator"}, {"id": "supervisor:5"}], "by": "leader:2", "value": "SSQ:07"});
    let mut found = within(&event);
    found.sort_unstable();
    assert_eq!(found, ["leader:2", "supervisor:5"]);
}
