use super::*;
use crate::Coded;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn official_calendar() -> Calendar {
    official().map(|(day, kind, _)| (day, kind)).collect()
}

#[test]
fn every_line_of_the_official_calendar_is_read() {
    assert_eq!(official().count(), OFFICIAL.lines().count() - 1);
    assert!((2024..=2026).all(|year| official_calendar().knows(year)));
    assert!(DayKind::ALL.iter().all(|kind| official().any(|(_, k, _)| k == *kind)));
}

#[test]
fn weekends_holidays_and_make_up_days() {
    let calendar = official_calendar();
    assert!(!calendar.is_working_day(day("2026-10-01")), "national day, a Thursday");
    assert!(calendar.is_working_day(day("2024-02-04")), "a Sunday that is worked");
    assert!(!calendar.is_working_day(day("2026-11-22")), "an ordinary Sunday");
    assert!(calendar.is_working_day(day("2026-11-24")));
}

#[test]
fn twenty_working_days_skip_the_national_holiday() {
    let calendar = official_calendar();
    let plain = Calendar::default().due(day("2026-09-25"), 20).unwrap();
    let real = calendar.due(day("2026-09-25"), 20).unwrap();
    assert!(real.on > plain.on, "{real:?} {plain:?}");
    assert!(real.certain && !plain.certain);
    let counted = real.on.signed_duration_since(day("2026-09-25")).num_days();
    let worked = (1..=counted)
        .filter(|n| calendar.is_working_day(day("2026-09-25") + Days::new(u64::try_from(*n).unwrap())));
    assert_eq!(worked.count(), 20);
}

#[test]
fn beyond_the_last_year_entered_only_weekends_count_and_that_is_said() {
    let due = official_calendar().due(day("2026-12-20"), 20).unwrap();
    assert!(due.on > day("2026-12-31") && !due.certain);
    assert_eq!(official_calendar().due(NaiveDate::MAX, 1), None);
}

#[test]
fn a_year_is_known_when_it_was_entered_and_not_before_or_in_part() {
    let calendar = official_calendar();
    assert!(!calendar.due(day("2023-09-25"), 10).unwrap().certain, "2023 was never entered");
    let years = |from: &str, to: &str| calendar.unknown_years(day(from), day(to)).collect::<Vec<_>>();
    assert_eq!(years("2023-12-31", "2027-01-01"), [2023, 2027]);
    let mut one_day = official_calendar();
    one_day.days.insert(day("2027-01-01"), DayKind::Holiday);
    assert!(!one_day.knows(2027));
}
