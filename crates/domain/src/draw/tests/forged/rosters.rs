//! Forged rosters, lists and openings: whoever wants somebody on or off the list.

use super::{Attack, Parts, frozen, parts};
use crate::draw::Fixed;
use crate::draw::compute::Check;
use crate::draw::inspectors::Exclusion;
use crate::draw::roster::{Did, Status};

const ROOT: &str = "roster.bin 的 Merkle 根与锁定书不符";
const TALLY: &str = "与锁定书不符";
const FORM: &str = "第 1 行：编号长度或字符不符合要求";
const ATTRIBUTES: &str = "openings.json 第 3 项：属性与名册所载摘要不符";
const CODE: &str = "openings.json 第 3 项：代码与编号不符";

fn stranger(parts: &mut Parts, code: &str) {
    let mut row = parts.rows[23];
    row.did = Did::open(code).unwrap();
    parts.rows.push(row);
}

pub(super) const ATTACKS: &[Attack] = &[
    parts(
        "a dropped firm",
        "open-small",
        |p| _ = p.rows.remove(7),
        Check::Roster,
        "共 23 项，锁定书载明 24 项",
    ),
    parts(
        "a firm added",
        "open-small",
        |p| stranger(p, "ZZZ"),
        Check::Roster,
        "第 25 行：行数多于锁定书所载",
    ),
    parts(
        "a firm exchanged for another",
        "open-small",
        |p| p.rows[23].did = Did::open("ZZZ").unwrap(),
        Check::Roster,
        ROOT,
    ),
    parts("swapped rows", "open-small", |p| p.rows.swap(4, 5), Check::Roster, "第 6 行：未按编号升序排列"),
    parts(
        "a roster upside down",
        "open-small",
        |p| p.rows.reverse(),
        Check::Roster,
        "第 2 行：未按编号升序排列",
    ),
    parts("a duplicate did", "open-small", |p| p.rows[5] = p.rows[4], Check::Roster, "第 6 行：编号重复"),
    parts("an altered weight", "weighted-strata", |p| p.rows[3].weight += 1, Check::Roster, ROOT),
    parts("altered attributes", "weighted-strata", |p| p.rows[3].attr.0[0] ^= 1, Check::Roster, ROOT),
    parts("another stratum", "weighted-strata", |p| p.rows[0].stratum = 3, Check::Roster, ROOT),
    parts(
        "a status that does not fit the weight",
        "open-small",
        |p| p.rows[5].status = Status::Gone,
        Check::Roster,
        "第 6 行：权重与状态不符",
    ),
    parts(
        "a weight beyond the most",
        "weighted-strata",
        |p| p.rows[3].weight = 1025,
        Check::Roster,
        "第 4 行：权重超过上限 1024",
    ),
    frozen("an altered weight, frozen", "weighted-strata", |p| p.rows[3].weight += 1, Check::Roster, TALLY),
    frozen(
        "a firm excused, frozen",
        "open-small",
        |p| (p.rows[3].weight, p.rows[3].status) = (0, Status::Other),
        Check::Roster,
        "实有可抽取 23 个",
    ),
    frozen(
        "a stratum that does not exist, frozen",
        "weighted-strata",
        |p| p.rows[3].stratum = 9,
        Check::Roster,
        "第 4 行：所属层不在锁定书中",
    ),
    frozen("the wrong stratum, frozen", "weighted-strata", |p| p.rows[0].stratum = 3, Check::Roster, TALLY),
    frozen("blinded ids promised", "open-small", |p| p.freeze.roster.blinded = true, Check::Roster, FORM),
    frozen("open ids promised", "blinded-entropy", |p| p.freeze.roster.blinded = false, Check::Roster, FORM),
    frozen(
        "weight moved between two firms, frozen",
        "weighted-strata",
        |p| {
            let heavy = p.rows.iter().position(|row| row.weight > 1).unwrap();
            let stratum = p.rows[heavy].stratum;
            let other = p.rows.iter().rposition(|r| r.stratum == stratum && r.weight > 0 && r.weight < 1024);
            p.rows[heavy].weight -= 1;
            p.rows[other.unwrap()].weight += 1;
        },
        Check::Result,
        "/freeze",
    ),
    parts(
        "a higher cap",
        "open-small",
        |p| p.inspectors[0].cap += 1,
        Check::Inspectors,
        "inspectors.json 的 Merkle 根",
    ),
    parts(
        "inspectors out of order",
        "open-small",
        |p| p.inspectors.swap(0, 1),
        Check::Inspectors,
        "第 2 项：重复或未按升序排列",
    ),
    parts(
        "an inspector dropped",
        "open-small",
        |p| _ = p.inspectors.pop(),
        Check::Inspectors,
        "共 5 项，锁定书载明 6 项",
    ),
    parts(
        "an inspector added",
        "open-small",
        |p| {
            let mut more = p.inspectors[5].clone();
            more.code.push('0');
            p.inspectors.push(more);
        },
        Check::Inspectors,
        "第 7 项：数量超出锁定书所载或上限",
    ),
    parts(
        "qualifications out of order",
        "open-small",
        |p| p.inspectors[0].qualifications.reverse(),
        Check::Inspectors,
        "第 1 项：资质",
    ),
    parts(
        "exclusions out of order",
        "open-small",
        |p| p.exclusions.swap(0, 1),
        Check::Exclusions,
        "第 2 项：重复或未按升序排列",
    ),
    parts(
        "an exclusion dropped",
        "open-small",
        |p| _ = p.exclusions.remove(0),
        Check::Exclusions,
        "共 1 项，锁定书载明 2 项",
    ),
    parts(
        "an exclusion reworded",
        "open-small",
        |p| p.exclusions[0].reason.push('x'),
        Check::Exclusions,
        "exclusions.json 的 Merkle 根",
    ),
    parts(
        "an exclusion added",
        "open-small",
        |p| p.exclusions.push(Exclusion { inspector: "HA00006".into(), ..p.exclusions[1].clone() }),
        Check::Exclusions,
        "第 3 项：数量超出锁定书所载或上限",
    ),
    parts(
        "an exclusion of nobody",
        "open-small",
        |p| p.exclusions[0].inspector = "HA99999".into(),
        Check::Exclusions,
        "第 1 项：所列执法人员不在名单中",
    ),
    parts(
        "another division behind a row",
        "open-small",
        |p| p.openings[2].attributes.division = "320830".into(),
        Check::Openings,
        ATTRIBUTES,
    ),
    parts("another salt", "open-small", |p| p.openings[2].salt = Fixed([0; 16]), Check::Openings, ATTRIBUTES),
    parts(
        "another firm behind a row",
        "open-small",
        |p| p.openings[2].code = p.openings[1].code.clone(),
        Check::Openings,
        CODE,
    ),
    parts(
        "another salt behind a blinded row",
        "blinded-entropy",
        |p| p.openings[2].salt.0[0] ^= 1,
        Check::Openings,
        CODE,
    ),
    parts("a row not opened", "open-small", |p| _ = p.openings.remove(2), Check::Openings, "缺少编号"),
    parts("the last row not opened", "open-small", |p| _ = p.openings.pop(), Check::Openings, "缺少编号"),
    parts(
        "openings out of order",
        "blinded-entropy",
        |p| p.openings.swap(2, 3),
        Check::Openings,
        "第 4 项：重复或未按编号升序排列",
    ),
    parts(
        "a row opened twice",
        "open-small",
        |p| p.openings.insert(3, p.openings[2].clone()),
        Check::Openings,
        "第 4 项：重复或未按编号升序排列",
    ),
    frozen(
        "an opening of nobody",
        "open-small",
        |p| {
            p.rows.remove(2);
            p.freeze.strata[0].eligible -= 1;
            p.freeze.strata[0].weight -= 1;
        },
        Check::Openings,
        "第 3 项：编号不在名册中",
    ),
    parts(
        "a drawn firm not opened",
        "blinded-entropy",
        |p| {
            let drawn = p.result.selected[0].did;
            p.openings.retain(|opening| opening.did != drawn);
        },
        Check::Openings,
        "缺少编号",
    ),
];
