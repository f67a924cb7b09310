//! Forged freezes, reveals and entropy: whoever wants another seed.

use super::{Attack, Parts, frozen, parts};
use crate::draw::compute::Check;
use crate::draw::freeze::Entropy;

const WRONG: &str = "揭示的数值与其承诺不符";
const PARTIES: &str = "参与方与锁定书不一致";
const ENTROPY: &str = "公开数值与锁定书的规定不符";

pub(super) const ATTACKS: &[Attack] = &[
    parts(
        "a changed reveal",
        "weighted-strata",
        |p| p.reveals.parties[1].value.0[0] ^= 1,
        Check::Reveals,
        WRONG,
    ),
    parts(
        "a changed commitment",
        "weighted-strata",
        |p| p.freeze.parties[0].commitment.0[31] ^= 1,
        Check::Reveals,
        "“operator”",
    ),
    parts("a reveal of another round", "weighted-strata", |p| p.freeze.round = 2, Check::Reveals, WRONG),
    parts("a reveal of another task", "weighted-strata", |p| p.freeze.task.push('0'), Check::Reveals, WRONG),
    parts(
        "reveals exchanged between two parties",
        "weighted-strata",
        |p| {
            let first = p.reveals.parties[0].value;
            p.reveals.parties[0].value = p.reveals.parties[1].value;
            p.reveals.parties[1].value = first;
        },
        Check::Reveals,
        WRONG,
    ),
    parts(
        "another order of parties in the reveals",
        "weighted-strata",
        |p| p.reveals.parties.reverse(),
        Check::Reveals,
        PARTIES,
    ),
    parts(
        "another order of parties in both",
        "weighted-strata",
        |p| {
            p.reveals.parties.reverse();
            p.freeze.parties.reverse();
        },
        Check::Freeze,
        "参与方缺失、重复或未按编号升序排列",
    ),
    parts(
        "a witness left out of the reveals",
        "weighted-strata",
        |p| _ = p.reveals.parties.pop(),
        Check::Reveals,
        PARTIES,
    ),
    parts(
        "a witness who never committed",
        "weighted-strata",
        |p| {
            let mut more = p.reveals.parties[1].clone();
            more.id = "witness:people".into();
            p.reveals.parties.push(more);
        },
        Check::Reveals,
        PARTIES,
    ),
    parts(
        "a witness counted twice",
        "weighted-strata",
        |p| {
            p.freeze.parties.push(p.freeze.parties[1].clone());
            p.reveals.parties.push(p.reveals.parties[1].clone());
        },
        Check::Freeze,
        "参与方缺失、重复",
    ),
    parts(
        "a witness dropped on both sides",
        "weighted-strata",
        |p| {
            p.freeze.parties.pop();
            p.reveals.parties.pop();
        },
        Check::Result,
        "/freeze",
    ),
    parts(
        "a draw without the operator",
        "weighted-strata",
        |p| {
            p.freeze.parties.remove(0);
            p.reveals.parties.remove(0);
        },
        Check::Freeze,
        "参与方缺失",
    ),
    parts("other entropy", "blinded-entropy", |p| p.reveals.entropy.push('8'), Check::Seed, "/seed"),
    parts("entropy left out", "blinded-entropy", |p| p.reveals.entropy.clear(), Check::Reveals, ENTROPY),
    parts(
        "entropy that nobody asked for",
        "open-small",
        |p| p.reveals.entropy.push('8'),
        Check::Reveals,
        ENTROPY,
    ),
    parts(
        "an entropy rule taken away",
        "blinded-entropy",
        |p| p.freeze.entropy = Entropy::None {},
        Check::Reveals,
        ENTROPY,
    ),
    parts(
        "an entropy rule worded otherwise",
        "blinded-entropy",
        |p| p.freeze.entropy = Entropy::Text { describe: "另一期".into() },
        Check::Result,
        "/freeze",
    ),
    parts("another protocol", "open-small", |p| p.freeze.protocol.push('0'), Check::Freeze, "协议版本不是"),
    parts("round nought", "open-small", |p| p.freeze.round = 0, Check::Freeze, "轮次须从 1 起"),
    parts(
        "take above eligible",
        "weighted-strata",
        |p| p.freeze.strata[0].take = 19,
        Check::Freeze,
        "第 1 层应抽 19 个，但可抽取的只有 18 个",
    ),
    parts(
        "more tickets than the rows can hold",
        "open-small",
        |p| p.freeze.strata[0].weight = 24 * 1024 + 1,
        Check::Freeze,
        "可抽取数或权重不可能成立",
    ),
    parts(
        "more eligible than rows",
        "open-small",
        |p| p.freeze.strata[0].eligible = 25,
        Check::Freeze,
        "可抽取数或权重不可能成立",
    ),
    parts("no strata", "open-small", |p| p.freeze.strata.clear(), Check::Freeze, "层缺失"),
    parts("strata out of order", "weighted-strata", |p| p.freeze.strata.reverse(), Check::Freeze, "层缺失"),
    parts("no places in a team", "open-small", |p| p.freeze.team.clear(), Check::Freeze, "岗位设置"),
    parts(
        "seventeen places in a team",
        "open-small",
        |p| p.freeze.team = vec![p.freeze.team[0].clone(); 17],
        Check::Freeze,
        "岗位设置",
    ),
    // Whatever of the freeze is changed after the reveals: its hash is in the seed, and in the log.
    parts("another quota", "weighted-strata", |p| p.freeze.strata[0].take = 3, Check::Result, "/freeze"),
    parts("fewer reserves", "open-small", |p| p.freeze.strata[0].reserve = 0, Check::Result, "/freeze"),
    parts("another software", "open-small", |p| p.freeze.software.push('x'), Check::Result, "/freeze"),
    parts("a place less in a team", "open-small", |p| _ = p.freeze.team.pop(), Check::Result, "/freeze"),
    frozen(
        "a higher cap for one inspector",
        "open-small",
        |p| p.inspectors[0].cap += 1,
        Check::Result,
        "/freeze",
    ),
    frozen("a recusal taken away", "open-small", |p| _ = p.exclusions.remove(0), Check::Result, "/freeze"),
    frozen(
        "an inspector taken away",
        "weighted-strata",
        Parts::without_an_idle_inspector,
        Check::Result,
        "/freeze",
    ),
];

impl Parts {
    /// Drops one whom no exclusion names: the lists agree with each other.
    fn without_an_idle_inspector(&mut self) {
        let named = |code: &str| self.exclusions.iter().any(|exclusion| exclusion.inspector == code);
        let place = self.inspectors.iter().position(|inspector| !named(&inspector.code)).unwrap();
        self.inspectors.remove(place);
    }
}
