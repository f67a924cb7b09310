use domain::draw::freeze::Stratum;
use domain::draw::inspectors::Inspector;
use domain::task::plan::{Plan, PlanLimits};
use domain::task::preview::obstacles;

use super::{Mend, Step};
use crate::staff::task::wizard::draft::Entry;

#[test]
fn steps_follow_each_other() {
    let mut walked = vec![Step::Matters];
    while let Some(next) = walked.last().and_then(|step| step.after()) {
        assert_eq!(next.before(), walked.last().copied());
        walked.push(next);
    }
    assert_eq!(walked, Step::ALL);
    assert_eq!(Step::Matters.before(), None);
    for step in Step::ALL {
        assert_eq!(Step::from_code(step.code()), Some(step));
    }
}

#[test]
fn every_field_has_its_step() {
    for (pointer, step) in [
        ("/name", Step::Matters),
        ("/matters/3", Step::Matters),
        ("/period_end", Step::Time),
        ("/plan/team/1/department", Step::Team),
        ("/plan/pool/0", Step::Team),
        ("/plan/inspector_cap", Step::Team),
        ("/plan/strata/0/quota", Step::Objects),
        ("/plan/witnesses", Step::Objects),
        ("/plan/filters/divisions/0", Step::Objects),
    ] {
        assert_eq!(Step::of_pointer(pointer), step, "{pointer}");
    }
}

fn plan() -> Plan {
    let entry = Entry {
        name: "检查".into(),
        matters: vec![1],
        period_start: "2026-12-01".into(),
        period_end: "2026-12-31".into(),
        ..Entry::default()
    };
    entry.to_draft().unwrap().plan
}

fn stratum(eligible: u64, take: u64) -> Stratum {
    Stratum { id: 1, eligible, weight: eligible, take, reserve: 0 }
}

fn inspectors(count: usize, cap: u32) -> Vec<Inspector> {
    let one = |number: usize| Inspector {
        code: format!("I{number:03}"),
        department: "D".into(),
        division: "320800".into(),
        qualifications: Vec::new(),
        cap,
    };
    (0..count).map(one).collect()
}

/// What the server's own rule says, and where it sends the clerk.
fn mends(plan: &Plan, strata: &[Stratum], inspectors: &[Inspector]) -> Vec<Mend> {
    let found = obstacles(plan, PlanLimits::default(), strata, inspectors, true);
    assert!(!found.is_empty());
    found.iter().map(|obstacle| Mend::of(obstacle)).collect()
}

#[test]
fn obstacles_lead_to_the_step_that_mends_them() {
    let (team, objects) = (Mend::Step(Step::Team), Mend::Step(Step::Objects));
    assert_eq!(mends(&plan(), &[], &inspectors(9, 10)), [objects]);
    assert_eq!(mends(&plan(), &[stratum(100, 0)], &inspectors(9, 10)), [objects]);
    assert_eq!(mends(&plan(), &[stratum(100, 50)], &inspectors(20, 10)), [objects]);
    assert_eq!(mends(&plan(), &[stratum(100, 5)], &inspectors(1, 10)), [team]);
    assert_eq!(mends(&plan(), &[stratum(100, 5)], &inspectors(3, 1)), [team]);
    let mut special = plan();
    special.team[1].qualifications = vec!["特种设备".into()];
    assert_eq!(mends(&special, &[stratum(100, 5)], &inspectors(9, 10)), [team]);
    assert_eq!(Mend::of("须有 1 名见证人提交承诺后才能锁定，目前有 0 名"), Mend::Hall);
    let matters = Mend::of("任务含有已不在现行随机抽查事项清单内的事项，请先修改任务");
    assert_eq!(matters, Mend::Step(Step::Matters));
    assert_eq!(Mend::of("“D”层应抽 5 个，但可抽取的只有 2 个，请调低该层数量或放宽检查对象范围"), objects);
}
