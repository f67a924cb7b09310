use domain::Coded;
use domain::policy::Role;

use super::*;
use crate::shared::party::called;

#[test]
fn a_member_is_named_with_what_it_is_within() {
    let word = |name| words::plain("log_member", name);
    let place = t!("log.member_place", n = 2);
    assert_eq!(of("mode"), Some(word("mode")));
    assert_eq!(of("strata.1.take"), Some(format!("{} · {place} · {}", word("strata"), word("take"))));
    assert_eq!(of("strata.1.unheard_of"), None);
}

#[test]
fn codes_are_told_in_words() {
    assert_eq!(value("freeze.mode", "sealed"), words::plain("draw_mode", "sealed"));
    assert_eq!(value("policy.roles", "supervisor"), words::code("role", Role::Supervisor));
    assert_eq!(value("freeze.parties.0.id", "supervisor:5"), called("supervisor:5"));
    assert_eq!(value("code", VoidCode::Late.code()), words::code("void_code", VoidCode::Late));
    assert_eq!(value("period_end", "2026-10-21"), format::day("2026-10-21".parse().unwrap()));
    assert_eq!(value("freeze.entropy.rule", "none"), words::plain("entropy_rule", "none"));
    assert_eq!(value("by", "deadline"), words::plain("released_by", "deadline"));
}

#[test]
fn what_is_no_code_stays_as_it_is() {
    for (path, text) in [
        ("mode", "tomorrow"),
        ("value", "sealed"),
        ("period_end", "soon"),
        ("roles", "cat"),
        ("name", "open"),
    ] {
        assert_eq!(value(path, text), text);
    }
}
