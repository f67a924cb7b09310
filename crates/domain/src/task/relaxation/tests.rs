use serde_json::json;

use super::*;

fn plan() -> Plan {
    serde_json::from_value(json!({
        "method": "uniform", "quota": {"ppm": 50_000}, "inspector_cap": 10,
        "team": [{}, {"division": "other"}, {"division": "same"}],
    }))
    .unwrap()
}

fn refused(relaxation: &PlanRelaxation) -> (String, &'static str) {
    let fault = relaxation.apply(&plan()).unwrap_err();
    (fault.pointer, fault.code)
}

#[test]
fn each_changes_one_thing() {
    let before = plan();
    let cap = PlanRelaxation::Cap { to: 12 };
    assert_eq!(cap.apply(&before).unwrap(), Plan { inspector_cap: 12, ..plan() });
    assert_eq!(cap.to_chinese(&before, str::to_owned), "每名执法人员最多承担的检查数由 10 个提高到 12 个");
    let months = PlanRelaxation::Acquaintance { months: 0 };
    assert_eq!(months.apply(&before).unwrap(), Plan { acquaintance_months: 0, ..plan() });
    assert!(months.to_chinese(&before, str::to_owned).starts_with("熟人回避期由 12 个月缩短为 0 个月"));
    let divisions = PlanRelaxation::Divisions { slots: vec![3] };
    let after = divisions.apply(&before).unwrap();
    let rules: Vec<DivisionRule> = after.team.iter().map(|slot| slot.division).collect();
    assert_eq!(rules, [DivisionRule::Any, DivisionRule::Other, DivisionRule::Any]);
    assert_eq!(Plan { team: before.team.clone(), ..after }, before);
    assert_eq!(divisions.to_chinese(&before, str::to_owned), "检查组第 3 个岗位的区划要求放宽为“不限”");
}

#[test]
fn more_inspectors_are_those_of_more_departments() {
    let before = Plan { pool: vec!["TZ".into()], ..plan() };
    let more = PlanRelaxation::Pool { departments: vec!["SP".into(), "YP".into()] };
    let expected = Plan { pool: ["TZ", "SP", "YP"].map(str::to_owned).to_vec(), ..plan() };
    assert_eq!(more.apply(&before).unwrap(), expected);
    let name = |code: &str| if code == "SP" { "食品处".to_owned() } else { code.to_owned() };
    assert_eq!(more.to_chinese(&before, name), "可抽取人员的范围增加食品处、YP");
    let refused = |departments: &[&str], plan: &Plan| {
        let departments = departments.iter().map(|code| (*code).to_owned()).collect();
        let fault = PlanRelaxation::Pool { departments }.apply(plan).unwrap_err();
        (fault.pointer, fault.code)
    };
    let at = |code| ("/relaxation/departments".to_owned(), code);
    assert_eq!(refused(&[], &before), at("required"));
    assert_eq!(refused(&["TZ"], &before), at("not_applicable"));
    assert_eq!(refused(&["SP", "SP"], &before), at("not_applicable"));
    assert_eq!(refused(&["SP"], &plan()), at("not_applicable"), "all are in it");
}

#[test]
fn what_relaxes_nothing_is_refused() {
    let at = |member: &str, code| (format!("/relaxation/{member}"), code);
    for to in [0, 9, 10, 1001] {
        assert_eq!(refused(&PlanRelaxation::Cap { to }), at("to", "out_of_range"), "{to}");
    }
    for months in [12, 13] {
        assert_eq!(refused(&PlanRelaxation::Acquaintance { months }), at("months", "out_of_range"));
    }
    assert_eq!(refused(&PlanRelaxation::Divisions { slots: vec![] }), at("slots", "required"));
    for slots in [vec![0], vec![1], vec![4], vec![2, 2]] {
        assert_eq!(refused(&PlanRelaxation::Divisions { slots }), at("slots", "not_applicable"));
    }
}

#[test]
fn a_plan_of_old_has_the_usual_months() {
    assert_eq!(plan().acquaintance_months, 12);
    let longer = Plan { acquaintance_months: 13, ..plan() };
    let faults = longer.faults(crate::task::plan::PlanLimits::default());
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].pointer, "/plan/acquaintance_months");
}
