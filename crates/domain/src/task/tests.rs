use super::plan::*;
use super::*;
use crate::Coded;

#[test]
fn every_event_in_every_state() {
    let allowed: &[(Event, &[State], State)] = &[
        (Event::Edit, &[State::Draft], State::Draft),
        (Event::Freeze, &[State::Draft], State::Frozen),
        (Event::VoidRound, &[State::Draft, State::Frozen], State::Draft),
        (Event::Draw, &[State::Frozen], State::Drawn),
        (Event::Strike, &[State::Drawn, State::Issued], State::Draft),
        (Event::Issue, &[State::Drawn], State::Issued),
        (Event::Record, &[State::Issued, State::Inspecting], State::Inspecting),
        (Event::Submit, &[State::Inspecting], State::Submitted),
        (Event::Approve, &[State::Submitted], State::Approved),
        (Event::Return, &[State::Submitted], State::Inspecting),
        (Event::Disclose, &[State::Approved], State::Disclosed),
        (Event::Archive, &[State::Disclosed], State::Archived),
        (Event::Void, &[State::Draft, State::Frozen], State::Voided),
        (
            Event::Withdraw,
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
    let filters = Filters { risk_classes: vec!["D".into()], ..Filters::default() };
    assert_eq!(Plan { filters, ..self::plan() }.roster_mode(), RosterMode::Blinded, "a roster of one class");
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
    let faults = plan.faults(PlanLimits::default());
    let codes: Vec<_> = faults.iter().map(|f| (f.pointer.as_str(), f.code)).collect();
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

#[test]
fn lists_and_texts_have_their_bounds() {
    let pointers = |plan: &Plan| {
        let faults = plan.faults(PlanLimits::default()).into_iter();
        faults.map(|fault| (fault.pointer, fault.code)).collect::<Vec<_>>()
    };
    let industries = |codes: &[&str]| {
        let industries = codes.iter().map(|code| (*code).to_owned()).collect();
        Plan { filters: Filters { industries, ..Filters::default() }, ..plan() }
    };
    assert_eq!(pointers(&industries(&["C", "C3", "C35", "3595", "0", "T9600"])), []);
    let wrong = ["", "c", "Z", "CC", "C35951", "C%", "C", "C"];
    let formats = [0, 1, 2, 3, 4, 5].map(|number| (format!("/plan/filters/industries/{number}"), "format"));
    let again = vec![("/plan/filters/industries/7".to_owned(), "duplicate")];
    assert_eq!(pointers(&industries(&wrong)), [again, formats.to_vec()].concat());
    let many = pointers(&industries(&["C"; 20_000]));
    assert_eq!(many[0], ("/plan/filters/industries".to_owned(), "out_of_range"));
    assert_eq!(many.len(), 100, "and what is too much is not told one by one");

    let mut long = plan();
    long.entropy = Some("九".repeat(201));
    long.team[0].qualifications = vec!["九".repeat(50), "a\nb".into(), "九".repeat(51), "九".repeat(50)];
    long.pool = vec!["ZL".into(), "ZL".into()];
    let expected = [
        ("/plan/team/0/qualifications/3", "duplicate"),
        ("/plan/team/0/qualifications/1", "out_of_range"),
        ("/plan/team/0/qualifications/2", "out_of_range"),
        ("/plan/pool/1", "duplicate"),
        ("/plan/entropy", "out_of_range"),
    ];
    assert_eq!(pointers(&long), expected.map(|(pointer, code)| (pointer.to_owned(), code)));
}

#[test]
fn what_the_registers_do_not_know_is_named() {
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let known = Known { divisions: names(&["320803"]), departments: names(&["ZL"]) };
    let mut plan = plan();
    plan.filters.divisions = vec!["320803".into(), "320899".into()];
    plan.team[1].department = Some("XX".into());
    let strata = |name: &str| vec![StratumQuota { stratum: name.into(), quota: plan.quota }];
    let unknown = |plan: &Plan| plan.unknown(&known).into_iter().map(|f| f.pointer).collect::<Vec<_>>();
    let always = ["/plan/filters/divisions/1", "/plan/team/1/department"];
    assert_eq!(unknown(&plan), always);
    let by_division = |name: &str| Plan {
        method: Method::Stratified,
        strata_by: Some(StratumKey::Division),
        strata: strata(name),
        ..plan.clone()
    };
    assert_eq!(unknown(&by_division("none")), always);
    assert_eq!(unknown(&by_division("A"))[0], "/plan/strata/0/stratum");
    assert_eq!(by_division("A").faults(PlanLimits::default()), [], "a division may be called anything");
}

mod drawing {
    use super::*;
    use crate::draw::inspectors::Inspector;
    use crate::draw::roster::Status;
    use crate::task::eligibility::{Facts, VisitLimits};
    use crate::task::preview::{Census, obstacles, unfillable};
    use crate::task::stratum::Strata;

    #[test]
    fn a_visit_keeps_others_away() {
        let day = |text: &str| text.parse::<chrono::NaiveDate>().unwrap();
        let facts = Facts { exists: true, visits: 0, pending: 0, last_visit: None };
        let status = |facts: Facts| facts.status(VisitLimits::default(), day("2026-12-01"));
        assert_eq!(status(facts), Status::Eligible);
        assert_eq!(status(Facts { exists: false, ..facts }), Status::Gone);
        assert_eq!(status(Facts { visits: 1, pending: 1, ..facts }), Status::AnnualCap);
        assert_eq!(status(Facts { visits: 1, ..facts }), Status::Eligible);
        // 90 days before 2026-12-01 is 2026-09-02.
        assert_eq!(status(Facts { last_visit: Some(day("2026-09-03")), ..facts }), Status::CoolingOff);
        assert_eq!(status(Facts { last_visit: Some(day("2026-09-02")), ..facts }), Status::Eligible);
    }

    fn stratified() -> Plan {
        Plan { method: Method::Stratified, strata_by: Some(StratumKey::RiskClass), ..plan() }
    }

    #[test]
    fn strata_have_fixed_numbers() {
        let strata = Strata::new(&stratified(), &[]);
        assert_eq!(strata.number(Some("A"), None), 1);
        assert_eq!(strata.number(Some("D"), None), 4);
        assert_eq!((strata.number(None, None), strata.number(Some("X"), None)), (5, 5));
        assert_eq!((strata.name(4), strata.name(5)), ("D", "none"));
        assert_eq!(Strata::new(&plan(), &[]).number(Some("A"), None), 1);
    }

    #[test]
    fn strata_keep_the_numbers_of_an_earlier_round() {
        let by_division = Plan { strata_by: Some(StratumKey::Division), ..stratified() };
        let strata = |divisions: &[&str]| {
            Strata::new(&by_division, &divisions.iter().map(|&code| code.to_owned()).collect::<Vec<_>>())
        };
        let before = strata(&["320803", "320812"]);
        assert_eq!((before.number(None, Some("320812")), before.number(None, None)), (2, 3));
        let named = |numbers: &[u16]| numbers.iter().map(|id| (*id, before.name(*id).to_owned())).collect();
        // A division has come, and pushed the others on.
        let after = strata(&["320801", "320803", "320812"]).numbered_as(&named(&[1, 2, 3]));
        let numbers = ["320803", "320812", "none", "320801"].map(|code| after.number(None, Some(code)));
        assert_eq!(numbers, [1, 2, 3, 5]);
        assert_eq!((after.number(None, None), after.name(5)), (3, "320801"));
        // What the earlier round did not have keeps its own number, if that is free.
        let after = strata(&["320803", "320812"]).numbered_as(&named(&[2]));
        assert_eq!(["320803", "320812", "none"].map(|code| after.number(None, Some(code))), [1, 2, 3]);
    }

    #[test]
    fn a_supplementary_round_takes_what_was_struck() {
        use std::collections::BTreeMap;
        let plan = Plan { reserve: 2, ..stratified() };
        let strata = Strata::new(&plan, &[]);
        let mut census = Census::default();
        for (stratum, count) in [(1, 3), (2, 4), (4, 1)] {
            (0..count).for_each(|_| assert_eq!(census.count(stratum, "320812", Status::Eligible, 1), 1));
        }
        census.count(4, "320812", Status::Other, 1);
        let (frozen, lacking) = census.supplementary(&BTreeMap::from([(1, 2), (4, 1)]), &plan, &strata);
        let seen: Vec<_> = frozen.iter().map(|s| (s.id, s.eligible, s.take, s.reserve)).collect();
        assert_eq!(seen, [(1, 3, 2, 1), (2, 4, 0, 0), (4, 1, 1, 0)], "{lacking:?}");
        assert_eq!(lacking, Vec::<String>::new());
        // Fewer, or none at all, of a stratum that has been emptied.
        let (_, lacking) = census.supplementary(&BTreeMap::from([(4, 2), (3, 1)]), &plan, &strata);
        assert_eq!(lacking.len(), 2);
        assert!(lacking[0].contains("“C”层剔除 1 个") && lacking[0].contains("只有 0 个"), "{lacking:?}");
        assert!(lacking[1].contains("“D”层剔除 2 个") && lacking[1].contains("只有 1 个"), "{lacking:?}");
    }

    fn inspectors(count: u32, qualification: &str) -> Vec<Inspector> {
        let one = |n| Inspector {
            code: format!("JC{n:04}"),
            department: "ZJ06".into(),
            division: "320812".into(),
            qualifications: vec![qualification.into()],
            cap: 2,
        };
        (0..count).map(one).collect()
    }

    fn found(plan: &Plan, eligible: u64, pool: &[Inspector], general: bool) -> Vec<String> {
        let mut census = Census::default();
        (0..eligible).for_each(|_| assert_eq!(census.count(1, "320812", Status::Eligible, 1), 1));
        let (strata, mut found) = census.quotas(plan, &Strata::new(plan, &[]));
        found.extend(obstacles(plan, PlanLimits::default(), &strata, pool, general));
        found
    }

    #[test]
    fn a_feasible_plan_has_no_obstacles() {
        assert_eq!(found(&plan(), 100, &inspectors(5, "计量"), true), Vec::<String>::new());
    }

    #[test]
    fn what_no_lot_can_mend_is_named() {
        let names = |obstacles: Vec<String>, part: &str| {
            assert!(obstacles.iter().any(|o| o.contains(part)), "{part}: {obstacles:?}");
        };
        names(found(&plan(), 0, &inspectors(5, "计量"), false), "没有检查对象");
        names(found(&plan(), 100, &inspectors(1, "计量"), false), "不足以组成 2 人的检查组，请扩大");
        names(found(&plan(), 1000, &inspectors(5, "计量"), false), "100 人次");
        let mut busy = inspectors(5, "计量");
        busy.iter_mut().skip(1).for_each(|one| one.cap = 0);
        names(found(&plan(), 100, &busy, false), "只有 1 名");
        let half = Plan { quota: Quota { ppm: 500_000, count: 0, minimum: 0 }, ..plan() };
        names(found(&half, 100, &inspectors(90, "计量"), true), "不得超过 5%");
        assert_eq!(found(&half, 100, &inspectors(90, "计量"), false), Vec::<String>::new());
        let many = Plan { quota: Quota { ppm: 0, count: 7, minimum: 0 }, ..plan() };
        names(found(&many, 6, &inspectors(90, "计量"), false), "可抽取的只有 6 个");
        let mut qualified = plan();
        qualified.team[1].qualifications = vec!["特种设备".into()];
        names(
            found(&qualified, 100, &inspectors(9, "计量"), false),
            "第 2 个位置没有执法人员符合部门和资质要求，请放宽",
        );
    }

    #[test]
    fn teams_are_formed_division_by_division() {
        let pool = |divisions: &[&str]| {
            let one = |(n, division): (usize, &&str)| Inspector {
                code: format!("JC{n:04}"),
                department: if n == 0 { "ZJ06" } else { "ZJ01" }.into(),
                division: (*division).into(),
                qualifications: if n == 0 { vec!["计量".into()] } else { Vec::new() },
                cap: 9,
            };
            divisions.iter().enumerate().map(one).collect::<Vec<_>>()
        };
        let found = |team: &str, count: u32, pool: &[Inspector]| {
            let plan = Plan {
                team: serde_json::from_str(team).unwrap(),
                quota: Quota { ppm: 0, count, minimum: 0 },
                ..plan()
            };
            let mut census = Census::default();
            for (division, of) in [("320803", 3), ("320804", 2), ("", 1)] {
                (0..of).for_each(|_| assert_eq!(census.count(1, division, Status::Eligible, 1), 1));
            }
            let names = Strata::new(&plan, &[]);
            let (strata, _) = census.quotas(&plan, &names);
            unfillable(&census, &plan, &strata, &names, pool)
        };
        let (same, any) = (r#"[{"division":"same"},{"division":"same"}]"#, "[{},{}]");
        let three = pool(&["320803", "320803", "320804"]);
        // One draw in twenty would not fall on any of them.
        let lacking = found(same, 3, &three);
        assert!(
            lacking[0].contains("全部对象有 3 个可抽取的对象")
                && lacking[0].contains("未填区划、区划 320804"),
            "{lacking:?}"
        );
        assert_eq!(found(same, 0, &three), Vec::<String>::new(), "nothing is drawn there");
        assert!(lacking[0].contains("请放宽检查组的区划"), "what to change: {lacking:?}");
        assert_eq!(found(any, 6, &three), Vec::<String>::new());
        // Two places that only one person suits, by department and by qualification; who moves over makes room.
        let both = r#"[{"department":"ZJ06"},{"qualifications":["计量"]}]"#;
        assert_eq!(found(both, 1, &three).len(), 1);
        let room = r#"[{},{"qualifications":["计量"]}]"#;
        assert_eq!(found(room, 6, &three), Vec::<String>::new());
        // Across divisions everybody is foreign to those that lie in none.
        let other = r#"[{"division":"other"},{"division":"other"}]"#;
        assert!(found(other, 1, &three)[0].contains("有 3 个可抽取的对象"));
        // Said in other words already.
        let nobody = r#"[{},{"qualifications":["锅炉"]}]"#;
        assert_eq!((found(nobody, 1, &three).len(), found("[{},{},{},{}]", 1, &three).len()), (0, 0));
    }

    #[test]
    fn nobody_is_left_out_of_the_census() {
        let mut census = Census::default();
        assert_eq!(census.count(1, "320812", Status::Eligible, 8), 8);
        assert_eq!(census.count(1, "320812", Status::Gone, 8), 0);
        assert_eq!(census.count(2, "320812", Status::CoolingOff, 8), 0);
        assert_eq!((census.in_scope(), census.eligible()), (3, 1));
        assert_eq!(census.excluded().collect::<Vec<_>>(), [(Status::CoolingOff, 1), (Status::Gone, 1)]);
    }
}
