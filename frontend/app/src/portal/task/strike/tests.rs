use contract::strike::StruckStratum;
use serde_json::{Value, json};

use super::*;

fn round(number: u32, supplements: Option<u32>) -> Round {
    let announcement: Value = json!({
        "task": "淮市监双随机〔2026〕12号", "round": number, "name": "电梯", "matters": [], "period_start": "2026-12-01",
        "period_end": "2026-12-31", "in_scope": 10, "strata": [], "blinded": false, "mode": "open", "witnesses": 1,
        "roles": [], "entropy": null, "entropy_confirmed": false, "limits": {}, "freeze_until": null, "automatic": true,
        "supplements": supplements,
        "policy": {"witnesses": 0, "roles": [], "entropy": null, "mode": "open", "limits": {}},
    });
    serde_json::from_value(json!({
        "round": number, "state": "drawn", "announcement": announcement, "announced_at": null, "due_at": null, "parties": [],
        "entropy": null, "freeze": null, "frozen_at": null, "result_hash": null, "drawn_at": null, "released_at": null,
        "void": null, "substitutions": [], "strikes": [], "withheld_strikes": [],
    }))
    .unwrap()
}

#[test]
fn a_void_round_that_makes_up_is_followed_by_another() {
    // The page shows the latest first.
    let all = [round(4, Some(3)), round(3, Some(1)), round(2, Some(1)), round(1, None)];
    assert_eq!(making_up(&all, 1), [2, 3]);
    assert_eq!(making_up(&all, 3), [4]);
    assert_eq!(making_up(&all, 4), Vec::<u32>::new());
}

#[test]
fn what_was_struck_is_summed_over_strata() {
    let strata = [StruckStratum { id: 1, take: 2 }, StruckStratum { id: 4, take: 1 }];
    assert_eq!(total(&strata), 3);
    assert_eq!(total(&[]), 0);
}
