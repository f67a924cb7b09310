use domain::draw::freeze::Mode;
use domain::draw::policy::{DrawPolicy, TimeLimits};

use super::{Entry, code, of_code};
use crate::shared::limits::LimitsEntry;

fn policy() -> DrawPolicy {
    let limits = TimeLimits { commit_minutes: None, reveal_minutes: Some(60), entropy_minutes: None };
    DrawPolicy { limits, ..DrawPolicy::default() }
}

fn entry(reveal: &str) -> Entry {
    Entry { mode: Mode::Sealed, limits: LimitsEntry { reveal: reveal.to_owned(), ..LimitsEntry::default() } }
}

#[test]
fn shorter_limits_are_asked_for_and_none_where_nothing_is_entered() {
    let request = entry("30").to_request(&policy()).unwrap();
    assert_eq!(request.mode, Some(Mode::Sealed));
    assert_eq!(request.limits, TimeLimits { reveal_minutes: Some(30), ..TimeLimits::default() });
    assert_eq!(entry("").to_request(&policy()).unwrap().limits, TimeLimits::default());
}

#[test]
fn longer_limits_and_what_is_no_number_are_refused_at_their_field() {
    for (reveal, code) in [("61", "above_policy"), ("1.5", "entry"), ("一小时", "entry")] {
        let errors = entry(reveal).to_request(&policy()).unwrap_err();
        assert_eq!(errors.len(), 1, "{reveal}");
        assert_eq!((errors[0].pointer.as_str(), errors[0].code.as_str()), ("/limits/reveal_minutes", code));
    }
}

#[test]
fn modes_have_the_codes_of_the_wire() {
    for mode in [Mode::Open, Mode::Sealed] {
        assert_eq!(of_code(code(mode)), mode);
        assert_eq!(serde_json::to_value(mode).unwrap(), code(mode));
    }
}
