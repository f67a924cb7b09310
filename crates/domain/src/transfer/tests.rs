use super::*;
use crate::Coded;

#[test]
fn every_event_in_every_state() {
    let allowed: &[(Event, &[State], State)] = &[
        (Event::Edit, &[State::Submitted, State::Returned], State::Submitted),
        (Event::Approve, &[State::Submitted], State::Approved),
        (Event::Return, &[State::Submitted], State::Returned),
    ];
    assert_eq!(allowed.len(), Event::ALL.len());
    for (event, from, to) in allowed {
        for state in State::ALL {
            let expected =
                if from.contains(state) { Ok(*to) } else { Err(WrongState { state: *state, event: *event }) };
            assert_eq!(state.after(*event), expected, "{event} in {state}");
        }
    }
}
