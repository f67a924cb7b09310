use super::*;

fn plan(witnesses: u8, entropy: Option<&str>) -> Plan {
    serde_json::from_value(serde_json::json!({
        "method": "uniform", "quota": {"ppm": 50_000}, "inspector_cap": 10, "team": [{}, {}],
        "witnesses": witnesses, "entropy": entropy,
    }))
    .unwrap()
}

fn named(faults: &[PlanFault]) -> Vec<(&str, &str)> {
    faults.iter().map(|fault| (fault.pointer.as_str(), fault.code)).collect()
}

fn minutes(commit: Option<u32>, reveal: Option<u32>, entropy: Option<u32>) -> TimeLimits {
    TimeLimits { commit_minutes: commit, reveal_minutes: reveal, entropy_minutes: entropy }
}

#[test]
fn a_department_that_sets_nothing_demands_nothing() {
    let policy = DrawPolicy::default();
    assert_eq!((policy.faults(), policy.faults_of(&plan(0, None))), (vec![], vec![]));
    assert!(policy.limits.is_none());
}

#[test]
fn a_policy_is_checked_as_a_whole() {
    let policy = DrawPolicy {
        witnesses: 11,
        roles: vec![Role::Supervisor, Role::Clerk, Role::Supervisor],
        entropy: Some(" ".into()),
        limits: minutes(Some(0), Some(MAX_MINUTES), Some(MAX_MINUTES + 1)),
        ..DrawPolicy::default()
    };
    let expected = [
        ("/policy/witnesses", "out_of_range"),
        ("/policy/entropy", "required"),
        ("/policy/roles/1", "not_applicable"),
        ("/policy/roles/2", "duplicate"),
        ("/policy/limits/commit_minutes", "out_of_range"),
        ("/policy/limits/entropy_minutes", "out_of_range"),
    ];
    assert_eq!(named(&policy.faults()), expected);
    for entropy in ["九".repeat(201), "两\n行".to_owned()] {
        let policy = DrawPolicy { entropy: Some(entropy), ..DrawPolicy::default() };
        assert_eq!(named(&policy.faults()), [("/policy/entropy", "out_of_range")]);
    }
    let longest = DrawPolicy { entropy: Some("九".repeat(200)), ..DrawPolicy::default() };
    assert_eq!(longest.faults(), []);
    let nobody = DrawPolicy { roles: vec![], ..DrawPolicy::default() };
    assert_eq!(named(&nobody.faults()), [("/policy/roles", "required")]);
}

#[test]
fn a_plan_may_ask_for_more_but_not_for_less() {
    let policy = DrawPolicy { witnesses: 2, entropy: Some("双色球".into()), ..DrawPolicy::default() };
    let less = policy.faults_of(&plan(1, None));
    assert_eq!(named(&less), [("/plan/witnesses", "below_policy"), ("/plan/entropy", "below_policy")]);
    assert_eq!(policy.faults_of(&plan(2, Some("双色球第2026134期"))), []);
    assert_eq!(policy.faults_of(&plan(3, Some("大乐透"))), []);
    assert_eq!(DrawPolicy::default().faults_of(&plan(3, Some("大乐透"))), []);
}

#[test]
fn an_announcement_may_be_stricter_in_time() {
    let policy = DrawPolicy { limits: minutes(None, Some(60), Some(30)), ..DrawPolicy::default() };
    assert_eq!(policy.limits_with(TimeLimits::default()), Ok(policy.limits));
    let shorter = policy.limits_with(minutes(Some(90), Some(60), Some(10)));
    assert_eq!(shorter, Ok(minutes(Some(90), Some(60), Some(10))));
    let longer = policy.limits_with(minutes(Some(0), Some(61), None)).unwrap_err();
    let expected = [("/limits/commit_minutes", "out_of_range"), ("/limits/reveal_minutes", "above_policy")];
    assert_eq!(named(&longer), expected);
}

#[test]
fn a_deadline_is_so_many_minutes_later() {
    let from: DateTime<Utc> = "2026-09-21T02:00:00Z".parse().unwrap();
    assert_eq!(after(from, Some(90)), Some("2026-09-21T03:30:00Z".parse().unwrap()));
    assert_eq!(after(from, None), None);
    assert_eq!(after(DateTime::<Utc>::MAX_UTC, Some(1)), None);
}
