use domain::draw::policy::TimeLimits;

use super::{LimitsEntry, in_words, minutes};

#[test]
fn minutes_are_whole_and_within_a_month() {
    for (text, wanted) in
        [("", None), ("  ", None), ("1", Some(1)), (" 60 ", Some(60)), ("44640", Some(44_640))]
    {
        assert_eq!(minutes(text), Ok(wanted), "{text:?}");
    }
}

#[test]
fn what_is_no_number_of_minutes_is_never_taken_for_no_limit() {
    for text in ["1.5", "十", "abc", "0", "-1", "+5", "44641", "1e3", "4 5", "６０", "99999999999999999999"]
    {
        assert_eq!(minutes(text), Err(()), "{text:?}");
    }
}

#[test]
fn everything_wrong_is_told_at_its_field() {
    let entry = LimitsEntry { commit: "1.5".into(), reveal: "30".into(), entropy: "soon".into() };
    let errors = entry.read("/policy/limits").unwrap_err();
    let pointers: Vec<_> = errors.iter().map(|error| error.pointer.as_str()).collect();
    assert_eq!(pointers, ["/policy/limits/commit_minutes", "/policy/limits/entropy_minutes"]);
}

#[test]
fn what_is_shown_is_read_again() {
    let limits = TimeLimits { commit_minutes: Some(1440), reveal_minutes: None, entropy_minutes: Some(5) };
    assert_eq!(LimitsEntry::from(limits).read(""), Ok(limits));
    let words = in_words(limits);
    assert!(words.contains("1440") && words.contains(" 5 "), "{words}");
    assert!(!in_words(TimeLimits::default()).contains(|c: char| c.is_ascii_digit()));
}
