use super::*;
use crate::Coded;

fn codes(role: Role) -> Vec<&'static str> {
    Todo::of(role).map(Coded::code).collect()
}

#[test]
fn each_role_sees_what_it_can_do_something_about() {
    assert_eq!(
        codes(Role::Leader),
        [
            "task_to_approve",
            "draw_to_witness",
            "substitution_to_approve",
            "strike_to_approve",
            "transfer_to_approve",
            "disclosure_overdue"
        ]
    );
    assert_eq!(codes(Role::Supervisor), ["draw_to_witness", "disclosure_overdue"]);
    assert_eq!(codes(Role::Inspector), ["inspection_to_record"]);
    assert_eq!(codes(Role::Legal), ["matter_unlisted"]);
    let clerk = codes(Role::Clerk);
    assert_eq!((clerk.first(), clerk.len()), (Some(&"task_draft"), 9), "{clerk:?}");
    for role in [Role::Admin, Role::Integration] {
        assert!(codes(role).is_empty(), "{role}");
    }
}

#[test]
fn nothing_waits_for_nobody() {
    for todo in Todo::ALL {
        assert!(Role::ALL.iter().any(|role| Todo::of(*role).any(|one| one == *todo)), "{todo}");
    }
}
