//! Forged inputs: freeze, reveals, roster, lists, openings.

use super::{Parts, failure, refused, refused_although_frozen, refused_text, vector};
use crate::draw::bundle::File;
use crate::draw::compute::Check;
use crate::draw::freeze::Entropy;
use crate::draw::inspectors::Exclusion;
use crate::draw::roster::Status;
use crate::draw::{Fixed, verify};

#[test]
fn changed_secrets() {
    let wrong = "与其承诺不符";
    refused("weighted-strata", |p| p.reveals.parties[1].value.0[0] ^= 1, Check::Reveals, wrong);
    refused("weighted-strata", |p| p.freeze.parties[0].commitment.0[31] ^= 1, Check::Reveals, "“operator”");
    refused("weighted-strata", |p| p.freeze.round = 2, Check::Reveals, wrong);
    refused("weighted-strata", |p| p.freeze.task.push('0'), Check::Reveals, wrong);
    let parties = "参与方与锁定书不一致";
    refused("weighted-strata", |p| p.reveals.parties.reverse(), Check::Reveals, parties);
    refused("weighted-strata", |p| drop(p.reveals.parties.pop()), Check::Reveals, parties);
    let extra = |p: &mut Parts| {
        let mut more = p.reveals.parties[1].clone();
        more.id = "witness:people".into();
        p.reveals.parties.push(more);
    };
    refused("weighted-strata", extra, Check::Reveals, parties);
    // A party dropped on both sides: the seed is another.
    let fewer = |p: &mut Parts| {
        p.freeze.parties.pop();
        p.reveals.parties.pop();
    };
    refused("weighted-strata", fewer, Check::Result, "/freeze");
}

#[test]
fn changed_entropy() {
    refused("blinded-entropy", |p| p.reveals.entropy.push('8'), Check::Seed, "/seed");
    refused("blinded-entropy", |p| p.reveals.entropy.clear(), Check::Reveals, "公开随机数");
    refused("open-small", |p| p.reveals.entropy.push('8'), Check::Reveals, "公开随机数");
    refused("blinded-entropy", |p| p.freeze.entropy = Entropy::None {}, Check::Reveals, "公开随机数");
}

#[test]
fn changed_rosters() {
    let root = "Merkle 根与锁定书不符";
    refused("open-small", |p| _ = p.rows.remove(7), Check::Roster, "共 23 项，锁定书载明 24 项");
    refused("weighted-strata", |p| p.rows[3].weight += 1, Check::Roster, root);
    refused("weighted-strata", |p| p.rows[3].attr.0[0] ^= 1, Check::Roster, root);
    refused("open-small", |p| p.rows.swap(4, 5), Check::Roster, "第 6 行：未按编号升序排列");
    refused("open-small", |p| p.rows[5] = p.rows[4], Check::Roster, "第 6 行：编号重复");
    refused("open-small", |p| p.rows[5].status = Status::Gone, Check::Roster, "第 6 行：权重与状态不符");
    let more = |p: &mut Parts| {
        let mut row = p.rows[23];
        row.did = crate::draw::roster::Did::open("ZZZ").unwrap();
        p.rows.push(row);
    };
    refused("open-small", more, Check::Roster, "第 25 行：行数多于锁定书所载");
}

#[test]
fn rosters_that_contradict_their_freeze() {
    let strata = "与锁定书不符";
    refused_although_frozen("weighted-strata", |p| p.rows[3].weight += 1, Check::Roster, strata);
    let sent_away = |p: &mut Parts| (p.rows[3].weight, p.rows[3].status) = (0, Status::Other);
    refused_although_frozen("open-small", sent_away, Check::Roster, "实有可抽取 23 个");
    refused_although_frozen("weighted-strata", |p| p.rows[3].stratum = 9, Check::Roster, "第 4 行：所属层");
    refused_although_frozen("weighted-strata", |p| p.rows[0].stratum = 3, Check::Roster, strata);
    refused_although_frozen(
        "open-small",
        |p| p.freeze.roster.blinded = true,
        Check::Roster,
        "第 1 行：编号长度",
    );
    refused_although_frozen(
        "blinded-entropy",
        |p| p.freeze.roster.blinded = false,
        Check::Roster,
        "第 1 行：编号长度",
    );
    refused(
        "weighted-strata",
        |p| p.freeze.strata[0].take = 19,
        Check::Freeze,
        "应抽 19 个，但可抽取的只有 18 个",
    );
    // Another quota: the freeze is another, and so is the result.
    refused("weighted-strata", |p| p.freeze.strata[0].take = 3, Check::Result, "/freeze");
}

#[test]
fn cut_off_and_lengthened_files() {
    let mut bundle = vector("open-small");
    bundle.0.get_mut(&File::Roster).unwrap().pop();
    assert_eq!(failure(&bundle), (Check::Roster, "名册第 24 行：内容不完整".into()));
    bundle.0.get_mut(&File::Roster).unwrap().truncate(49 * 10);
    assert_eq!(failure(&bundle).1, "roster.bin 共 10 项，锁定书载明 24 项");
    let mut bundle = vector("open-small");
    bundle.0.get_mut(&File::Roster).unwrap().push(0);
    assert_eq!(failure(&bundle).1, "名册第 25 行：行格式未知");
    for (file, check) in [
        (File::Inspectors, Check::Inspectors),
        (File::Exclusions, Check::Exclusions),
        (File::Openings, Check::Openings),
    ] {
        let mut bundle = vector("open-small");
        bundle.0.get_mut(&file).unwrap().push(b' ');
        assert_eq!(failure(&bundle).0, check);
        bundle.0.get_mut(&file).unwrap().truncate(100);
        let (at, why) = failure(&bundle);
        assert!(at == check && why.contains("结构不符合协议：内容不完整"), "{at}: {why}");
    }
}

#[test]
fn changed_lists() {
    refused("open-small", |p| p.inspectors[0].cap += 1, Check::Inspectors, "Merkle 根");
    refused("open-small", |p| p.inspectors.swap(0, 1), Check::Inspectors, "第 2 项：重复或未按升序");
    refused("open-small", |p| drop(p.inspectors.pop()), Check::Inspectors, "共 5 项，锁定书载明 6 项");
    refused("open-small", |p| p.inspectors[0].qualifications.reverse(), Check::Inspectors, "第 1 项：资质");
    refused("open-small", |p| p.exclusions.swap(0, 1), Check::Exclusions, "第 2 项：重复或未按升序");
    refused("open-small", |p| drop(p.exclusions.remove(0)), Check::Exclusions, "共 1 项，锁定书载明 2 项");
    refused("open-small", |p| p.exclusions[0].reason.push('x'), Check::Exclusions, "Merkle 根");
    let more = |p: &mut Parts| {
        p.exclusions.push(Exclusion { inspector: "HA00006".into(), ..p.exclusions[1].clone() })
    };
    refused("open-small", more, Check::Exclusions, "第 3 项：数量超出");
    refused(
        "open-small",
        |p| p.exclusions[0].inspector = "HA99999".into(),
        Check::Exclusions,
        "第 1 项：所列执法人员",
    );
}

#[test]
fn changed_openings() {
    let attributes = "第 3 项：属性与名册所载摘要不符";
    refused(
        "open-small",
        |p| p.openings[2].attributes.division = "320830".into(),
        Check::Openings,
        attributes,
    );
    refused("open-small", |p| p.openings[2].salt = Fixed([0; 16]), Check::Openings, attributes);
    refused(
        "open-small",
        |p| p.openings[2].code = p.openings[1].code.clone(),
        Check::Openings,
        "第 3 项：代码与编号不符",
    );
    refused("blinded-entropy", |p| p.openings[2].salt.0[0] ^= 1, Check::Openings, "第 3 项：代码与编号不符");
    refused("open-small", |p| drop(p.openings.remove(2)), Check::Openings, "缺少编号");
    refused("open-small", |p| drop(p.openings.pop()), Check::Openings, "缺少编号");
    refused("blinded-entropy", |p| p.openings.swap(2, 3), Check::Openings, "第 4 项：重复或未按编号升序");
    let stranger = |p: &mut Parts| {
        p.rows.remove(2);
    };
    let fewer = |p: &mut Parts| {
        stranger(p);
        p.freeze.strata[0].eligible -= 1;
        p.freeze.strata[0].weight -= 1;
    };
    refused_although_frozen("open-small", fewer, Check::Openings, "第 3 项：编号不在名册中");
}

#[test]
fn a_blinded_roster_opens_at_least_the_selected() {
    let mut parts = Parts::of("blinded-entropy");
    let selected: Vec<_> = parts.result.selected.iter().map(|drawn| drawn.did).collect();
    parts.openings.retain(|opening| selected.contains(&opening.did));
    assert!(verify(&parts.bundle(), &mut |_| {}).is_verified());
    let gone = parts.openings.remove(3).did;
    assert_eq!(failure(&parts.bundle()), (Check::Openings, format!("openings.json 缺少编号 {gone}")));
}

#[test]
fn other_spellings() {
    refused_text(File::Freeze, "{\"entropy\"", "{ \"entropy\"", Check::Freeze, "不是规范的 JSON");
    refused_text(File::Freeze, "\"round\":1", "\"round\":1,\"round\":1", Check::Freeze, "成员“round”重复");
    refused_text(File::Freeze, "\"round\":1", "\"round\":1.0", Check::Freeze, "非整数");
    refused_text(File::Freeze, "\"round\":1", "\"round\":1,\"rounds\":1", Check::Freeze, "结构不符合协议");
    refused_text(File::Freeze, "\"mode\":\"open\"", "\"mode\":\"secret\"", Check::Freeze, "结构不符合协议");
    refused_text(File::Reveals, "\"value\":\"", "\"value\":\"A", Check::Reveals, "64 位小写十六进制");
    refused_text(
        File::Inspectors,
        "\"cap\":4",
        "\"cap\":4,\"cap\":4",
        Check::Inspectors,
        "第 1 项：成员“cap”重复",
    );
    refused_text(
        File::Openings,
        "\"attributes\"",
        "\"a\":1,\"attributes\"",
        Check::Openings,
        "第 1 项：结构",
    );
    refused_text(File::Result, "\"rank\":1,", "\"rank\":1.5,", Check::Result, "非整数");
}
