use super::*;
use crate::draw::assignment::relaxation::Origin;
use crate::draw::hash::frame;
use crate::draw::seed;
use crate::task::plan::DivisionRule;
use crate::task::relaxation::PlanRelaxation;

/// An owned [`Plan`].
#[derive(Clone)]
struct Case {
    candidates: Candidates,
    strata: Vec<Stratum>,
    inspectors: Vec<Inspector>,
    others: Vec<Inspector>,
    pairs: Vec<Pair>,
    months: u32,
    team: Vec<Slot>,
}

impl Case {
    /// So many objects of each of these weights, in two divisions by turns, of one stratum; six inspectors, three in each.
    fn new(take: u64, weights: &[(u16, u64)]) -> Self {
        let mut candidates = Candidates::default();
        let (mut eligible, mut weight) = (0, 0);
        for (tickets, objects) in weights {
            for number in 0..*objects {
                let division = if number.is_multiple_of(2) { "320803" } else { "320804" };
                candidates.push(1, *tickets, division).unwrap();
            }
            (eligible, weight) = (eligible + objects, weight + objects * u64::from(*tickets));
        }
        let inspector = |number: usize| Inspector {
            cap: 20,
            code: format!("I{number}"),
            department: "TZ".into(),
            division: if number.is_multiple_of(2) { "320803" } else { "320804" }.into(),
            qualifications: Vec::new(),
        };
        Self {
            candidates,
            strata: vec![Stratum { id: 1, eligible, weight, take, reserve: 0 }],
            inspectors: (0..6).map(inspector).collect(),
            others: Vec::new(),
            pairs: Vec::new(),
            months: 12,
            team: vec![place(DivisionRule::Any), place(DivisionRule::Any)],
        }
    }

    fn plan(&self) -> Plan<'_> {
        let Self { candidates, strata, inspectors, others, pairs, months, team } = self;
        Plan { candidates, strata, inspectors, others, pairs, months: *months, team }
    }

    fn simulate(&self, trials: u32) -> Report {
        simulate(&self.plan(), trials, &secret(), &mut |_| ControlFlow::Continue(()))
    }

    fn offers(&self, report: &Report) -> Offers {
        offers(&self.plan(), report, 20, &mut |_| ControlFlow::Continue(()))
    }
}

fn place(division: DivisionRule) -> Slot {
    Slot { department: None, division, qualifications: Vec::new() }
}

fn secret() -> Hash {
    frame("test", &[b"simulation"])
}

fn change(offer: &Offer) -> Option<&PlanRelaxation> {
    match offer {
        Offer::Plan(change) => Some(change),
        Offer::Inspectors(_) => None,
    }
}

fn changes(offers: &Offers) -> Vec<&PlanRelaxation> {
    offers.offers.iter().filter_map(change).collect()
}

#[test]
fn the_same_secret_gives_the_same_report_and_another_another() {
    let case = Case::new(5, &[(1, 40)]);
    let (report, again) = (case.simulate(30), case.simulate(30));
    assert_eq!(report, again);
    let other = frame("test", &[b"other"]);
    let other = simulate(&case.plan(), 30, &other, &mut |_| ControlFlow::Continue(()));
    assert_ne!(report.divisions, other.divisions);
}

#[test]
fn equal_objects_are_drawn_as_often_as_the_quota_says() {
    let case = Case::new(10, &[(1, 100)]);
    let report = case.simulate(1_000);
    assert_eq!((report.trials, report.with_teams), (1_000, 1_000));
    let [class] = report.classes[..] else { panic!() };
    assert_eq!((class.objects, class.drawn), (100, 10_000), "every trial draws ten");
    assert_eq!((class.observed_ppm, class.expected_ppm), (100_000, 100_000));
    // Ten of a hundred, half of them in each division: 5 visits a trial, with a standard deviation of 1.5.
    let [north, south] = &report.divisions[..] else { panic!() };
    assert_eq!((north.objects, north.visits + south.visits), (50, 10_000));
    assert!((4_800..=5_200).contains(&north.visits), "{north:?}");
    assert!(north.least < 3 && north.most > 7, "{north:?}");
    let objects: u64 = report.inspectors.iter().map(|share| share.objects).sum();
    assert_eq!(objects, 20_000, "two places an object");
    let places: u64 = report.loads.iter().map(|load| u64::from(load.objects) * load.inspectors).sum();
    assert_eq!(places, 20_000);
    assert!(report.causes.is_empty());
}

#[test]
fn every_object_is_drawn_as_often_as_any_other() {
    let case = Case::new(10, &[(1, 50)]);
    let mut drawn = [0_u32; 50];
    for trial in 0..2_000 {
        for did in case.plan().select(&keys(&secret(), trial)) {
            let number = u32::from_be_bytes(did.as_bytes().try_into().unwrap());
            drawn[usize::try_from(number).unwrap()] += 1;
        }
    }
    // 2000 times one in five: 400, with a standard deviation of 18.
    assert!(drawn.iter().all(|count| (310..=490).contains(count)), "{drawn:?}");
}

#[test]
fn weights_show_what_they_really_do() {
    // One in ten of weight 8, drawn at 20 %: 5 to 1, not 8 to 1 (docs/draw-protocol.md §6).
    let case = Case::new(40, &[(1, 180), (8, 20)]);
    let report = case.simulate(1_000);
    let [light, heavy] = report.classes[..] else { panic!() };
    assert_eq!((light.weight, heavy.weight), (1, 8));
    for class in [light, heavy] {
        let apart = class.observed_ppm.abs_diff(class.expected_ppm);
        assert!(apart < 15_000, "{class:?}");
    }
    assert!((690_000..730_000).contains(&heavy.observed_ppm), "{heavy:?}");
    assert!((130_000..155_000).contains(&light.observed_ppm), "{light:?}");
}

#[test]
fn what_cannot_be_is_told_with_its_cause_in_every_trial() {
    let mut case = Case::new(10, &[(1, 40)]);
    // Only I0 is qualified for the first place, for four of ten objects.
    case.team[0].qualifications = vec!["电梯".into()];
    case.inspectors[0].qualifications = vec!["电梯".into()];
    case.inspectors[0].cap = 4;
    let report = case.simulate(25);
    assert_eq!((report.trials, report.with_teams), (25, 0));
    let [cause] = &report.causes[..] else { panic!("{:?}", report.causes) };
    assert_eq!(
        (cause.trials, &cause.slots[..], &cause.inspectors[..]),
        (25, &[1][..], &["I0".to_owned()][..])
    );
    assert_eq!((cause.objects, cause.places), (5, 5), "the smallest set that conflicts");
    assert_eq!(
        cause.words,
        "检查组第 1 个岗位：5 个对象的 5 个岗位只有 1 名执法人员（I0）符合要求，按各自上限合计最多承担 4 个"
    );
    let first = &report.inspectors[0];
    assert_eq!((first.inspector.as_str(), first.in_causes, first.objects), ("I0", 25, 0));
    assert!(report.inspectors[1..].iter().all(|share| share.in_causes == 0));
    assert!(report.loads.is_empty());
    let class = report.classes[0];
    assert_eq!(class.drawn, 250, "objects are drawn all the same");

    let offers = case.offers(&report);
    assert_eq!((offers.trials, changes(&offers)), (8, vec![&PlanRelaxation::Cap { to: 10 }]));
    let Some(Offer::Inspectors(newcomers)) = offers.offers.last() else { panic!() };
    assert_eq!((newcomers.len(), newcomers[0].number), (1, 1));
    assert_eq!(newcomers[0].qualifications, ["电梯"]);
    case.inspectors[0].cap = 10;
    assert_eq!(case.simulate(25).with_teams, 25);
}

#[test]
fn rules_of_division_and_acquaintance_are_relaxed_as_far_as_needed() {
    // Everyone of the objects' one division has met every object, each for another number of months ago.
    let mut case = Case::new(4, &[]);
    for number in 0..20 {
        let object = case.candidates.push(1, 1, "320803").unwrap();
        let met = |(inspector, least): (&str, u32)| Pair {
            object,
            inspector: inspector.into(),
            from_months: Some(least),
        };
        // I0 met it lately; I2 and I4 as long ago as the object's number says.
        case.pairs.extend([("I0", 2), ("I2", 7 + number % 3), ("I4", 7 + number % 3)].map(met));
    }
    case.strata[0] = Stratum { id: 1, eligible: 20, weight: 20, take: 4, reserve: 0 };
    case.team = vec![place(DivisionRule::Same), place(DivisionRule::Any)];
    case.inspectors.truncate(5);
    let report = case.simulate(40);
    assert_eq!(report.with_teams, 0);
    assert!(report.causes[0].words.contains("对象所在区划 320803"), "{:?}", report.causes);
    assert!(report.causes[0].words.ends_with("没有任何执法人员符合要求"), "{:?}", report.causes);
    let offers = case.offers(&report);
    let expected = [PlanRelaxation::Acquaintance { months: 6 }, PlanRelaxation::Divisions { slots: vec![1] }];
    assert_eq!(changes(&offers), expected.iter().collect::<Vec<_>>());
    let Some(Offer::Inspectors(newcomers)) = offers.offers.last() else { panic!() };
    assert_eq!(newcomers[0].origin, Origin::Division { code: "320803".into() });
    let shorter = Case { months: 6, ..case.clone() };
    assert_eq!(shorter.simulate(40).with_teams, 40);
    let one_more = Case { months: 7, ..case.clone() };
    assert!(one_more.simulate(40).with_teams < 40);
    case.team[0].division = DivisionRule::Any;
    assert_eq!(case.simulate(40).with_teams, 40);
}

#[test]
fn the_law_is_not_relaxed() {
    let mut case = Case::new(2, &[(1, 2)]);
    case.inspectors.truncate(2);
    let object = name(0).unwrap();
    let recusal = |inspector: &str| Pair { object, inspector: inspector.into(), from_months: None };
    case.pairs = vec![recusal("I0"), Pair { from_months: Some(3), ..recusal("I1") }];
    let report = case.simulate(5);
    assert_eq!((report.with_teams, changes(&case.offers(&report))), (0, vec![]));
    case.pairs.remove(0);
    assert_eq!(changes(&case.offers(&case.simulate(5))), [&PlanRelaxation::Acquaintance { months: 2 }]);
}

#[test]
fn more_departments_are_offered_as_few_as_suffice() {
    let mut case = Case::new(4, &[(1, 4)]);
    // Four objects, two places each; two inspectors of the department itself may get three each.
    case.inspectors.truncate(2);
    case.inspectors.iter_mut().for_each(|inspector| inspector.cap = 3);
    let other = |code: &str, department: &str, cap: u32| Inspector {
        cap,
        code: code.into(),
        department: department.into(),
        division: "320803".into(),
        qualifications: Vec::new(),
    };
    let offered = |others: &[Inspector], pairs: &[Pair]| {
        let case = Case { others: others.to_vec(), pairs: pairs.to_vec(), ..case.clone() };
        let offers = case.offers(&case.simulate(3));
        let pool = |change: &PlanRelaxation| {
            if let PlanRelaxation::Pool { departments } = change { Some(departments.join(" ")) } else { None }
        };
        changes(&offers).into_iter().find_map(pool).unwrap_or_default()
    };
    assert_eq!(offered(&[], &[]), "");
    // One department that suffices by itself, before two that do together.
    let (one, two, three) = (other("J1", "SP", 1), other("J2", "WJ", 1), other("J3", "YP", 2));
    assert_eq!(offered(&[one.clone(), two.clone(), three.clone()], &[]), "YP");
    assert_eq!(offered(&[one.clone(), two.clone()], &[]), "SP WJ");
    assert_eq!(offered(&[one], &[]), "", "not enough");
    // Whom the law keeps from every object helps nobody.
    let recused =
        |number: u32| Pair { object: name(number).unwrap(), inspector: "J3".into(), from_months: None };
    assert_eq!(offered(std::slice::from_ref(&three), &[0, 1, 2, 3].map(recused)), "");
    assert_eq!(offered(&[three], &[0, 1].map(recused)), "YP");
}

#[test]
fn what_was_drawn_is_told_what_would_have_helped() {
    let mut case = Case::new(2, &[(1, 6)]);
    case.inspectors.truncate(2);
    case.inspectors.iter_mut().for_each(|inspector| inspector.cap = 1);
    let drawn = [0, 1].map(|number| name(number).unwrap());
    let found = offers_for(&case.plan(), &drawn, 20).unwrap();
    assert_eq!(change(&found[0]), Some(&PlanRelaxation::Cap { to: 2 }));
    assert!(matches!(found.last(), Some(Offer::Inspectors(_))));
    case.inspectors.iter_mut().for_each(|inspector| inspector.cap = 2);
    assert_eq!(offers_for(&case.plan(), &drawn, 20), None, "they get teams");
    // One who is no longer in scope is left out.
    let gone = name(99).unwrap();
    assert_eq!(offers_for(&case.plan(), &[drawn[0], gone], 20), None);
}

#[test]
fn what_sometimes_fails_is_counted() {
    // Two objects of a division with one inspector who may get one: both are drawn in one of six trials.
    let mut case = Case::new(2, &[]);
    for division in ["320803", "320803", "320804", "320804"] {
        case.candidates.push(1, 1, division).unwrap();
    }
    case.strata[0] = Stratum { id: 1, eligible: 4, weight: 4, take: 2, reserve: 0 };
    case.team = vec![place(DivisionRule::Same)];
    case.inspectors =
        vec![case.inspectors[0].clone(), case.inspectors[1].clone(), case.inspectors[3].clone()];
    case.inspectors[0].cap = 1;
    let report = case.simulate(600);
    let failed = report.trials - report.with_teams;
    assert!((60..=145).contains(&failed), "{failed}");
    assert_eq!(report.causes.iter().map(|cause| cause.trials).sum::<u32>(), failed);
    let tightest = &report.inspectors[0];
    assert_eq!((tightest.inspector.as_str(), tightest.in_causes), ("I0", failed));
    // In two of three trials one of the two is drawn: then it has all it may.
    assert!((340..=460).contains(&tightest.at_cap), "{tightest:?}");
}

#[test]
fn a_trial_has_no_keys_that_a_draw_can_have() {
    let secret = secret();
    let mut known = std::collections::BTreeSet::new();
    for trial in 0..MOST_TRIALS {
        let keys = keys(&secret, trial);
        assert!(known.insert(keys.draw) && known.insert(keys.assign), "{trial}");
    }
    // Whatever a draw makes of the same bytes: as its seed, as a secret of its only party, as its freeze.
    for round in 0..50 {
        let seeds = [secret, seed::seed(&secret, &[secret], ""), seed::seed(&Fixed([0; 32]), &[secret], "")];
        for seed in seeds {
            let keys = Keys::new(&seed, round);
            assert!(!known.contains(&keys.draw) && !known.contains(&keys.assign));
        }
    }
    // Not the keys alone: what is drawn has numbers, no codes and no salted hashes.
    let case = Case::new(1, &[(1, 300)]);
    for did in case.plan().select(&keys(&secret, 0)) {
        assert!(!did.has_form(false) && !did.has_form(true), "{did}");
    }
}

#[test]
fn trials_end_when_the_watch_says_so_or_there_were_enough() {
    let case = Case::new(1, &[(1, 3)]);
    let mut heard = Vec::new();
    let report = simulate(&case.plan(), 10, &secret(), &mut |done| {
        heard.push(done);
        if done == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert_eq!((report.trials, heard), (3, vec![1, 2, 3]));
    assert_eq!(case.simulate(0).trials, 1);
    assert_eq!(case.simulate(u32::MAX).trials, MOST_TRIALS);
}

#[test]
fn more_objects_than_memory_is_granted_for_are_refused() {
    let rows = vec![Candidate { stratum: 1, weight: 1, division: 0 }; MOST_OBJECTS - 1];
    let mut candidates = Candidates { rows, ..Candidates::default() };
    assert!(candidates.push(1, 1, "").is_ok());
    assert_eq!(candidates.push(1, 1, ""), Err(TooMany));
    assert_eq!(size_of::<Candidate>(), 6);
}
