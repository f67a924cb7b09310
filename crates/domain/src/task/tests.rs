use super::plan::*;
use super::*;
use crate::Coded;

#[test]
fn every_event_in_every_state() {
    let allowed: &[(Event, &[State], State)] = &[
        (Event::Edit, &[State::Draft], State::Draft),
        (Event::Freeze, &[State::Draft], State::Frozen),
        (Event::VoidRound, &[State::Frozen], State::Draft),
        (Event::Draw, &[State::Frozen], State::Drawn),
        (Event::Issue, &[State::Drawn], State::Issued),
        (Event::Record, &[State::Issued, State::Inspecting], State::Inspecting),
        (Event::Submit, &[State::Inspecting], State::Submitted),
        (Event::Approve, &[State::Submitted], State::Approved),
        (Event::Return, &[State::Submitted], State::Inspecting),
        (Event::Disclose, &[State::Approved], State::Disclosed),
        (Event::Archive, &[State::Disclosed], State::Archived),
        (
            Event::Void,
            &[State::Draft, State::Frozen, State::Drawn, State::Issued, State::Inspecting, State::Submitted],
            State::Voided,
        ),
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

fn plan() -> Plan {
    serde_json::from_value(serde_json::json!({
        "method": "uniform", "quota": {"ppm": 50_000}, "inspector_cap": 10,
        "team": [{}, {"division": "other"}],
    }))
    .unwrap()
}

#[test]
fn a_simple_plan_needs_little_and_has_no_faults() {
    let plan = plan();
    assert_eq!(plan.faults(PlanLimits::default()), []);
    assert_eq!(plan.roster_mode(), RosterMode::Open);
    assert_eq!(plan.weight_of(Some("D")), 1);
}

#[test]
fn risk_classes_are_never_on_an_open_roster() {
    let plan = Plan { method: Method::Stratified, strata_by: Some(StratumKey::RiskClass), ..plan() };
    assert_eq!(plan.roster_mode(), RosterMode::Blinded);
    let weights = vec![ClassWeight { class: "D".into(), weight: 8 }];
    let plan = Plan { method: Method::Weighted, strata_by: None, weights, ..plan };
    assert_eq!(plan.roster_mode(), RosterMode::Blinded);
    assert_eq!((plan.weight_of(Some("D")), plan.weight_of(None)), (8, 1));
}

#[test]
fn all_faults_are_reported_at_once() {
    let plan = Plan {
        method: Method::Stratified,
        quota: Quota { ppm: 2_000_000, count: 3, minimum: 0 },
        team: vec![],
        inspector_cap: 0,
        ..plan()
    };
    let codes: Vec<_> = plan.faults(PlanLimits::default()).iter().map(|f| (f.pointer, f.code)).collect();
    assert_eq!(
        codes,
        [
            ("/plan/strata_by", "required"),
            ("/plan/quota/ppm", "out_of_range"),
            ("/plan/quota", "ambiguous"),
            ("/plan/team", "out_of_range"),
            ("/plan/inspector_cap", "out_of_range"),
        ]
    );
}
