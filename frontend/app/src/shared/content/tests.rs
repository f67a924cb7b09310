use serde_json::json;

use super::flatten;

#[test]
fn members_are_named_by_their_path() {
    let mut members = Vec::new();
    let payload = json!({
        "name": "阳签", "reason": null, "codes": ["A1"], "none": [], "empty": {},
        "quota": [{ "take": 3 }, { "take": 4 }],
    });
    flatten(String::new(), &payload, false, &mut members);
    let shown: Vec<_> = members.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(
        shown,
        [
            ("codes", "A1"),
            ("empty", "—"),
            ("name", "阳签"),
            ("none", "—"),
            ("quota.0.take", "3"),
            ("quota.1.take", "4"),
            ("reason", "—"),
        ]
    );
}
