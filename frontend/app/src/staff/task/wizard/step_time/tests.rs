use chrono::NaiveDate;

use super::months_from;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn presets_are_whole_months() {
    assert_eq!(months_from(day("2026-01-31"), 1), Some((day("2026-02-01"), day("2026-02-28"))));
    assert_eq!(months_from(day("2026-11-24"), 3), Some((day("2026-12-01"), day("2027-02-28"))));
}
