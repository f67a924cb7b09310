use domain::draw::policy::{DrawPolicy, TimeLimits};
use domain::policy::Role;

use super::{Entry, witnesses};

fn entry() -> Entry {
    Entry::from(&DrawPolicy::default())
}

#[test]
fn what_is_shown_is_saved_again() {
    let policy = DrawPolicy {
        witnesses: 2,
        roles: vec![Role::Leader, Role::Supervisor],
        entropy: Some("双色球".into()),
        entropy_confirmed: true,
        limits: TimeLimits { commit_minutes: None, reveal_minutes: Some(60), entropy_minutes: Some(5) },
        ..DrawPolicy::default()
    };
    assert_eq!(Entry::from(&policy).to_policy(), Ok(policy));
    assert_eq!(entry().to_policy(), Ok(DrawPolicy::default()));
}

#[test]
fn a_number_of_witnesses_is_whole_and_never_guessed() {
    for (text, wanted) in [
        ("0", Some(0)),
        (" 3 ", Some(3)),
        ("10", Some(10)),
        ("11", None),
        ("1.5", None),
        ("", None),
        ("两名", None),
        ("-1", None),
    ] {
        assert_eq!(witnesses(text), wanted, "{text:?}");
    }
}

#[test]
fn everything_wrong_is_told_at_once() {
    let mut wrong = entry();
    wrong.witnesses = "1.5".into();
    wrong.limits.reveal = "soon".into();
    wrong.choose(Role::Supervisor, false);
    let errors = wrong.to_policy().unwrap_err();
    let pointers: Vec<_> = errors.iter().map(|error| error.pointer.as_str()).collect();
    assert_eq!(pointers, ["/policy/witnesses", "/policy/limits/reveal_minutes", "/policy/roles"]);
}

#[test]
fn the_same_roles_are_the_same_policy() {
    let mut one = entry();
    one.choose(Role::Leader, true);
    let mut other = entry();
    other.choose(Role::Supervisor, false);
    other.choose(Role::Leader, true);
    other.choose(Role::Supervisor, true);
    assert_eq!(one, other);
    one.choose(Role::Leader, false);
    assert_eq!(one, entry());
}
