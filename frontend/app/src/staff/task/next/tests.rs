use domain::Coded;
use domain::policy::Role;
use domain::task::State;

use super::{Step, expected, steps};

#[test]
fn every_station_waits_for_somebody_until_the_end() {
    for state in State::ALL {
        let waits = Role::ALL.iter().any(|role| expected(*state, *role).is_some());
        // Issued tasks wait for the records of the inspectors, which are other pages.
        assert_eq!(waits, !matches!(state, State::Issued | State::Archived | State::Voided), "{state:?}");
    }
}

#[test]
fn what_is_expected_can_be_done() {
    for state in State::ALL {
        for role in Role::ALL {
            if let Some(step) = expected(*state, *role) {
                assert!(steps(*state, *role).contains(&step), "{state:?} {role:?}");
            }
        }
    }
}

#[test]
fn each_role_does_its_own() {
    assert_eq!(steps(State::Draft, Role::Clerk), [Step::Hall, Step::Edit, Step::Void]);
    assert_eq!(steps(State::Drawn, Role::Clerk), [Step::Issue, Step::Strike, Step::Hall]);
    assert_eq!(steps(State::Issued, Role::Clerk), [Step::Strike, Step::Hall]);
    assert!(!steps(State::Inspecting, Role::Clerk).contains(&Step::Strike), "not after the first record");
    let decides = [Step::Withdraw, Step::Hall];
    assert_eq!(
        steps(State::Drawn, Role::Leader),
        decides,
        "who decides does not file, and who draws does not undo"
    );
    let approves = [Step::Approve, Step::Return, Step::Withdraw, Step::Hall];
    assert_eq!(steps(State::Submitted, Role::Leader), approves);
    assert_eq!(steps(State::Submitted, Role::Clerk), [Step::Hall]);
    assert_eq!(steps(State::Frozen, Role::Supervisor), [Step::Hall]);
    assert_eq!(steps(State::Voided, Role::Clerk), []);
    assert_eq!(steps(State::Drawn, Role::Admin), []);
    assert_eq!(expected(State::Frozen, Role::Legal), None);
}
