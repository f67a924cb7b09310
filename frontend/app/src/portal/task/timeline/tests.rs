use serde_json::json;

use super::*;

#[test]
fn moments_stand_in_their_order() {
    let at = |minute: u32| format!("2026-09-21T02:{minute:02}:00Z");
    let party = |id: &str, committed: u32, revealed: Option<u32>| json!({"id": id, "commitment": "00", "committed_at": at(committed), "revealed_at": revealed.map(at)});
    let round: Round = serde_json::from_value(json!({
        "round": 1, "state": "voided", "announcement": null, "announced_at": at(0), "due_at": null,
        "parties": [party("operator", 5, None), party("supervisor:2", 3, Some(7)), party("supervisor:1", 2, None)],
        "entropy": {"describe": "开奖号码", "typed_by": null, "typed_at": at(8), "confirmed_by": null, "confirmed_at": null, "value": null, "differed_at": [at(7)]},
        "freeze": "00", "frozen_at": at(5), "result_hash": null, "drawn_at": null, "released_at": null,
        "void": {"code": "missing", "reason": "逾期", "at": at(9)}, "substitutions": [], "strikes": [],
        "withheld_strikes": [],
    }))
    .unwrap();
    let told: Vec<_> =
        moments(&round).into_iter().map(|moment| (moment.event, moment.party.unwrap_or_default())).collect();
    let told: Vec<_> = told.iter().map(|(event, party)| (*event, party.as_str())).collect();
    assert_eq!(
        told,
        [
            ("announced", ""),
            ("committed", "supervisor:1"),
            ("committed", "supervisor:2"),
            ("frozen", ""),
            ("revealed", "supervisor:2"),
            ("entropy_differs", ""),
            ("entropy_typed", ""),
            ("voided", ""),
        ]
    );
}
