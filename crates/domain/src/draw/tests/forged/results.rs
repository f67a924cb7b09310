//! Forged results: whoever wants other firms, or other people for them.

use super::{Attack, Parts, failure, parts, vector};
use crate::draw::bundle::{File, Memory};
use crate::draw::compute::Check;
use crate::draw::hash::frame;
use crate::draw::result::Assignment;
use crate::draw::{compute, verify};

fn teams(parts: &mut Parts) -> &mut Assignment {
    parts.result.assignment.as_mut().unwrap()
}

/// Sends an inspector to an object that an exclusion forbids.
fn excluded(parts: &mut Parts) {
    let hit = parts.exclusions.iter().find_map(|exclusion| {
        let teams = &parts.result.assignment.as_ref().unwrap().teams;
        let index = teams.iter().position(|team| team.did == exclusion.did)?;
        Some((index, exclusion.inspector.clone()))
    });
    let (index, inspector) = hit.expect("an exclusion of a selected object");
    parts.team(index)[1] = inspector;
}

pub(super) const ATTACKS: &[Attack] = &[
    parts("another seed", "open-small", |p| p.result.seed.0[0] ^= 1, Check::Seed, "/seed"),
    parts(
        "the result of another draw",
        "infeasible",
        |p| p.result = Parts::of("open-small").result,
        Check::Result,
        "/freeze",
    ),
    parts(
        "the result of another seed",
        "open-small",
        |p| {
            let freeze = p.result.freeze;
            p.result = Parts::of("weighted-strata").result;
            p.result.freeze = freeze;
        },
        Check::Seed,
        "/seed",
    ),
    parts("another freeze", "open-small", |p| p.result.freeze.0[0] ^= 1, Check::Result, "/freeze"),
    parts(
        "another protocol of the result",
        "open-small",
        |p| p.result.protocol.push('0'),
        Check::Result,
        "/protocol",
    ),
    parts(
        "no first not selected",
        "open-small",
        |p| p.result.strata[0].next = None,
        Check::Strata,
        "/strata/0/next",
    ),
    parts(
        "a threshold moved",
        "open-small",
        |p| p.result.strata[0].threshold = p.result.strata[0].next,
        Check::Strata,
        "/strata/0/threshold",
    ),
    parts(
        "a stratum left out of the result",
        "weighted-strata",
        |p| _ = p.result.strata.pop(),
        Check::Strata,
        "公布为 无",
    ),
    parts(
        "two selected exchanged",
        "open-small",
        |p| {
            let did = p.result.selected[1].did;
            p.result.selected[1].did = p.result.selected[2].did;
            p.result.selected[2].did = did;
        },
        Check::Selected,
        "/selected/1/did",
    ),
    parts(
        "a reserve promoted",
        "open-small",
        |p| p.result.selected[4].did = p.result.reserves[0].did,
        Check::Selected,
        "/selected/4/did",
    ),
    parts(
        "a selected firm spared",
        "open-small",
        |p| _ = p.result.selected.pop(),
        Check::Selected,
        "/selected/4：公布为 无",
    ),
    parts(
        "a firm selected in addition",
        "open-small",
        |p| {
            let more = p.result.reserves[0];
            p.result.selected.push(more);
        },
        Check::Selected,
        "重新计算为 无",
    ),
    parts(
        "a better score",
        "open-small",
        |p| p.result.selected[0].score.0[7] ^= 1,
        Check::Selected,
        "/selected/0/score",
    ),
    parts(
        "another rank",
        "open-small",
        |p| p.result.selected[0].rank = 2,
        Check::Selected,
        "/selected/0/rank",
    ),
    parts(
        "another stratum of a selected firm",
        "weighted-strata",
        |p| p.result.selected[0].stratum = 3,
        Check::Selected,
        "/selected/0/stratum",
    ),
    parts(
        "a reserve skipped",
        "open-small",
        |p| _ = p.result.reserves.remove(0),
        Check::Reserves,
        "/reserves/0",
    ),
    parts("an excluded pair", "weighted-strata", excluded, Check::Assignment, "须回避"),
    parts(
        "an inspector outside the slot rule",
        "weighted-strata",
        |p| p.team(0)[0] = "HA00001".into(),
        Check::Assignment,
        "第 1 个岗位的要求",
    ),
    parts(
        "somebody twice in a team",
        "open-small",
        |p| p.team(0)[1] = "HA00001".into(),
        Check::Assignment,
        "出现两次",
    ),
    parts(
        "somebody who is no inspector",
        "open-small",
        |p| p.team(0)[1] = "HA00099".into(),
        Check::Assignment,
        "不在执法人员名单中",
    ),
    parts("a team too small", "open-small", |p| _ = p.team(0).pop(), Check::Assignment, "人数与岗位数不符"),
    parts(
        "an overloaded inspector",
        "open-small",
        |p| (0..5).for_each(|index| p.team(index)[0] = "HA00001".into()),
        Check::Assignment,
        "承担的检查数超过其上限",
    ),
    // Possible, but not what the lot fell on.
    parts(
        "the second best choice",
        "open-small",
        |p| p.team(0).swap(0, 1),
        Check::Assignment,
        "/assignment/teams/0/inspectors/0",
    ),
    parts(
        "teams in another order",
        "open-small",
        |p| teams(p).teams.swap(0, 1),
        Check::Assignment,
        "/assignment/teams/0/did",
    ),
    parts(
        "other load limits",
        "open-small",
        |p| teams(p).load.max += 1,
        Check::Assignment,
        "/assignment/load/max",
    ),
    parts("a team left out", "open-small", |p| _ = teams(p).teams.pop(), Check::Assignment, "公布为 无"),
    parts("no teams", "open-small", |p| p.result.assignment = None, Check::Assignment, "公布为 null"),
    parts(
        "teams where there can be none",
        "infeasible",
        |p| p.result.assignment = Parts::of("open-small").result.assignment,
        Check::Assignment,
        "未被抽中",
    ),
];

#[test]
fn a_blinded_roster_opens_at_least_the_selected() {
    let mut parts = Parts::of("blinded-entropy");
    let selected: Vec<_> = parts.result.selected.iter().map(|drawn| drawn.did).collect();
    parts.openings.retain(|opening| selected.contains(&opening.did));
    assert!(verify(&parts.bundle(), &mut |_| {}).is_verified());
    let gone = parts.openings.remove(3).did;
    assert_eq!(
        failure(&parts.bundle()),
        (Check::Openings, format!("openings.json 缺少编号 {gone}，或未按编号升序排列"))
    );
}

#[test]
fn a_bundle_of_what_was_frozen_says_why_there_is_no_result() {
    let mut bundle = vector("open-small");
    bundle.0.retain(|file, _| ![File::Reveals, File::Openings, File::Result].contains(file));
    let reason = |bundle: &Memory| {
        let verification = verify(bundle, &mut |_| {});
        assert!(verification.is_unreadable());
        verification.failure.unwrap().1.to_string()
    };
    assert!(reason(&bundle).contains("本轮尚未抽取，或已作废"), "{}", reason(&bundle));
    let freeze = String::from_utf8(bundle.0.remove(&File::Freeze).unwrap()).unwrap();
    let sealed = freeze.replace(r#""mode":"open""#, r#""mode":"sealed""#).into_bytes();
    bundle.0.insert(File::Freeze, sealed);
    assert!(reason(&bundle).contains("本轮封存"), "{}", reason(&bundle));
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
