//! Forged results, and what cannot be read at all.

use super::{Parts, refused, vector};
use crate::draw::bundle::File;
use crate::draw::compute::Check;
use crate::draw::hash::frame;
use crate::draw::{compute, verify};

#[test]
fn changed_results() {
    refused("open-small", |p| p.result.seed.0[0] ^= 1, Check::Seed, "/seed");
    refused("open-small", |p| p.result.strata[0].next = None, Check::Strata, "/strata/0/next");
    let swapped = |p: &mut Parts| {
        let score = p.result.selected[1].did;
        p.result.selected[1].did = p.result.selected[2].did;
        p.result.selected[2].did = score;
    };
    refused("open-small", swapped, Check::Selected, "/selected/1/did");
    let promoted = |p: &mut Parts| p.result.selected[4].did = p.result.reserves[0].did;
    refused("open-small", promoted, Check::Selected, "/selected/4/did");
    refused("open-small", |p| _ = p.result.selected.pop(), Check::Selected, "/selected/4：公布为 无");
    refused("open-small", |p| _ = p.result.reserves.remove(0), Check::Reserves, "/reserves/0");
    refused("infeasible", |p| p.result = Parts::of("open-small").result, Check::Result, "/freeze");
    let other_seed = |p: &mut Parts| {
        let freeze = p.result.freeze;
        p.result = Parts::of("weighted-strata").result;
        p.result.freeze = freeze;
    };
    refused("open-small", other_seed, Check::Seed, "/seed");
}

#[test]
fn changed_teams() {
    fn team(parts: &mut Parts, index: usize) -> &mut Vec<String> {
        &mut parts.result.assignment.as_mut().unwrap().teams[index].inspectors
    }
    let excluded = |p: &mut Parts| {
        let hit = p.exclusions.iter().find_map(|e| {
            let teams = &p.result.assignment.as_ref().unwrap().teams;
            teams.iter().position(|t| t.did == e.did).map(|i| (i, e.inspector.clone()))
        });
        let (index, inspector) = hit.expect("an exclusion of a selected object");
        team(p, index)[1] = inspector;
    };
    refused("weighted-strata", excluded, Check::Assignment, "须回避");
    refused("weighted-strata", |p| team(p, 0)[0] = "HA00001".into(), Check::Assignment, "第 1 个岗位的要求");
    refused("open-small", |p| team(p, 0)[1] = "HA00001".into(), Check::Assignment, "出现两次");
    refused("open-small", |p| team(p, 0)[1] = "HA00099".into(), Check::Assignment, "不在执法人员名单中");
    refused("open-small", |p| drop(team(p, 0).pop()), Check::Assignment, "人数与岗位数不符");
    let overloaded = |p: &mut Parts| (0..5).for_each(|i| team(p, i)[0] = "HA00001".into());
    refused("open-small", overloaded, Check::Assignment, "承担的检查数超过其上限");
    // Possible, but not what the lot fell on.
    let second_best = |p: &mut Parts| team(p, 0).swap(0, 1);
    refused("open-small", second_best, Check::Assignment, "/assignment/teams/0/inspectors/0");
    refused("open-small", |p| p.result.assignment = None, Check::Assignment, "公布为 null");
    let invented = |p: &mut Parts| p.result.assignment = Parts::of("open-small").result.assignment;
    refused("infeasible", invented, Check::Assignment, "未被抽中");
}

#[test]
fn a_missing_file_cannot_be_read() {
    for file in File::ALL {
        let mut bundle = vector("open-small");
        bundle.0.remove(&file);
        let verification = verify(&bundle, &mut |_| {});
        assert!(verification.is_unreadable());
        let (_, failure) = verification.failure.unwrap();
        assert!(failure.to_string().starts_with(file.name()), "{failure}");
        assert_eq!(compute(&bundle, &mut |_| {}).is_ok(), file == File::Result);
    }
}

#[test]
fn the_result_hash_names_the_result() {
    let parts = Parts::of("open-small");
    assert_eq!(parts.result.hash().unwrap(), frame("result", &[&vector("open-small").0[&File::Result]]));
}
