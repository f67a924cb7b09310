use super::*;
use crate::Coded;

fn known(id: i64, draw: i64, state: Inspection) -> Known {
    Known { id, draw, state, pending: false }
}

#[test]
fn only_what_nobody_has_begun_is_struck() {
    for state in Inspection::ALL {
        let open = matches!(state, Inspection::Assigned | Inspection::Notified);
        let found = faults(&[7], &[known(7, 1, *state)]);
        assert_eq!(found.is_empty(), open, "{state}: {found:?}");
    }
    assert_eq!(faults(&[7], &[known(7, 1, Inspection::Recorded)])[0].code, "recorded");
    assert_eq!(faults(&[7], &[known(7, 1, Inspection::Struck)])[0].code, "out");
}

#[test]
fn every_wrong_one_is_named_by_its_position() {
    let pending = Known { pending: true, ..known(3, 1, Inspection::Notified) };
    let all = [known(1, 1, Inspection::Assigned), known(2, 2, Inspection::Assigned), pending];
    let found = faults(&[1, 9, 2, 1, 3], &all);
    let seen: Vec<_> = found.iter().map(|fault| (fault.position, fault.code)).collect();
    assert_eq!(seen, [(1, "not_found"), (2, "other_round"), (3, "duplicate"), (4, "pending")]);
    assert_eq!(faults(&[1], &all), []);
    assert_eq!(faults(&[2], &all), [], "a later round alone");
}

#[test]
fn quotas_are_counts_of_what_was_struck() {
    assert_eq!(quotas([4, 1, 4, 4]), BTreeMap::from([(1, 1), (4, 3)]));
    assert_eq!(quotas([]), BTreeMap::new());
}
