use super::{Entropy, Freeze, FreezeFault, Party, QuotaExceeds, quota};
use crate::draw::bundle::File;
use crate::draw::canonical;
use crate::draw::tests::vector;

fn freeze() -> Freeze {
    canonical::parse(&vector("weighted-strata").0[&File::Freeze]).unwrap()
}

fn fault(change: impl FnOnce(&mut Freeze)) -> FreezeFault {
    let mut freeze = freeze();
    change(&mut freeze);
    freeze.check().unwrap_err()
}

#[test]
fn quotas_round_up_and_keep_the_minimum() {
    assert_eq!(quota(1_000, 50_000, 0, 0), Ok(50));
    assert_eq!(quota(1_001, 50_000, 0, 0), Ok(51));
    assert_eq!(quota(1, 1, 0, 0), Ok(1));
    assert_eq!(quota(0, 50_000, 0, 0), Ok(0));
    assert_eq!(quota(1_000, 1_000_000, 0, 0), Ok(1_000));
    assert_eq!(quota(1_000, 50_000, 0, 80), Ok(80));
    assert_eq!(quota(1_000, 0, 7, 0), Ok(7));
    assert_eq!(quota(u64::MAX, 1_000_000, 0, 0), Ok(u64::MAX));
    assert_eq!(quota(3, 50_000, 0, 4), Err(QuotaExceeds { take: 4, eligible: 3 }));
    assert_eq!(quota(3, 0, 4, 0), Err(QuotaExceeds { take: 4, eligible: 3 }));
}

#[test]
fn the_hash_is_over_the_canonical_text() {
    let text = vector("weighted-strata").0[&File::Freeze].clone();
    assert_eq!(freeze().hash().unwrap(), crate::draw::hash::frame("freeze", &[&text]));
}

#[test]
fn contradictions_are_refused() {
    assert_eq!(freeze().check(), Ok(()));
    assert_eq!(fault(|f| f.protocol = "sunlot-draw/2".into()), FreezeFault::Protocol);
    assert_eq!(fault(|f| f.round = 0), FreezeFault::Round);
    assert_eq!(fault(|f| f.strata.clear()), FreezeFault::Strata);
    assert_eq!(fault(|f| f.strata.swap(0, 1)), FreezeFault::Strata);
    assert_eq!(fault(|f| f.strata[1] = f.strata[0]), FreezeFault::Strata);
    assert_eq!(fault(|f| f.strata[0].take = 19), FreezeFault::Quota { stratum: 1, take: 19, eligible: 18 });
    assert_eq!(fault(|f| f.strata[0].weight = 17), FreezeFault::Weight { stratum: 1 });
    assert_eq!(fault(|f| f.strata[0].weight = 18 * 1024 + 1), FreezeFault::Weight { stratum: 1 });
    assert_eq!(fault(|f| f.roster.size = 51), FreezeFault::Weight { stratum: 3 });
    assert_eq!(fault(|f| f.team.clear()), FreezeFault::Team);
    assert_eq!(fault(|f| f.team[0].qualifications = vec!["b".into(), "a".into()]), FreezeFault::Team);
    assert_eq!(fault(|f| f.parties.reverse()), FreezeFault::Parties);
    assert_eq!(fault(|f| f.parties.retain(|p| p.id != "operator")), FreezeFault::Parties);
    assert_eq!(fault(|f| f.parties.push(Party { ..f.parties[1].clone() })), FreezeFault::Parties);
}

#[test]
fn the_entropy_rule_has_no_other_members() {
    assert_eq!(canonical::parse::<Entropy>(br#"{"rule":"none"}"#).unwrap(), Entropy::None {});
    assert!(canonical::parse::<Entropy>(br#"{"describe":"x","rule":"none"}"#).is_err());
    assert!(canonical::parse::<Entropy>(br#"{"rule":"text"}"#).is_err());
}
