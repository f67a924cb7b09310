use super::{in_words, mark};

#[test]
fn time_left_is_shown_by_the_second() {
    for (left, wanted) in [(59, "00:59"), (61, "01:01"), (3_600, "01:00:00"), (86_399, "23:59:59")] {
        assert_eq!(in_words(left), wanted);
    }
    let days = in_words(3 * 86_400 + 3_723);
    assert!(days.starts_with("3 ") && days.ends_with(" 01:02:03"), "{days}");
}

#[test]
fn it_is_told_six_times_at_most() {
    let told: std::collections::BTreeSet<_> = (-10..90_000).filter_map(mark).collect();
    assert_eq!(told.into_iter().collect::<Vec<_>>(), [0, 60, 300, 600, 1_800, 3_600]);
    assert_eq!(
        (mark(3_601), mark(61), mark(60), mark(0), mark(-5)),
        (None, Some(300), Some(60), Some(0), Some(0))
    );
}
