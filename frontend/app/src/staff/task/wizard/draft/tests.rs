use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate};
use contract::task::{Task, TaskDraft};
use domain::draw::policy::DrawPolicy;
use domain::task::State;
use domain::task::plan::{Method, Quota, StratumKey};

use super::{Entry, proposed_strata, proposed_weights};
use crate::staff::task::wizard::quota::{By, QuotaEntry, ppm};

fn complete() -> Entry {
    Entry {
        name: " 特种设备检查 ".into(),
        matters: vec![12, 11, 12],
        period_start: "2026-12-01".into(),
        period_end: "2026-12-31".into(),
        ..Entry::default()
    }
}

fn stored(draft: TaskDraft) -> Task {
    Task {
        id: 1,
        number: "淮市监双随机〔2026〕1号".into(),
        name: draft.name,
        state: State::Draft,
        body_id: 1,
        department_id: 1,
        period_start: draft.period_start,
        period_end: draft.period_end,
        matters: draft.matters,
        plan: draft.plan,
        round: 1,
        supplements: None,
        reason: String::new(),
        created_at: DateTime::UNIX_EPOCH,
        submitted_at: None,
        approved_at: None,
        disclosed_at: None,
        version: 1,
    }
}

fn pointers(entry: &Entry) -> Vec<String> {
    entry.to_draft().unwrap_err().into_iter().map(|error| error.pointer).collect()
}

#[test]
fn a_new_draft_begins_with_what_its_department_asks_for() {
    let policy = |witnesses: u8, entropy: Option<&str>| DrawPolicy {
        witnesses,
        entropy: entropy.map(str::to_owned),
        ..DrawPolicy::default()
    };
    let begun = |policy: DrawPolicy| {
        let entry = Entry::under(&policy);
        (entry.witnesses, entry.entropy)
    };
    assert_eq!(begun(policy(0, None)), (1, String::new()), "one witness is usual");
    assert_eq!(begun(policy(2, Some("双色球"))), (2, "双色球".to_owned()));
}

#[test]
fn the_defaults_need_a_name_matters_and_a_period() {
    assert_eq!(pointers(&Entry::default()), ["/period_start", "/period_end", "/matters", "/name"]);
    let draft = complete().to_draft().unwrap();
    assert_eq!((draft.name.as_str(), draft.matters.as_slice()), ("特种设备检查", &[11, 12][..]));
    assert_eq!(draft.period_end, NaiveDate::from_ymd_opt(2026, 12, 31).unwrap());
    assert_eq!(draft.plan.quota, Quota { ppm: 50_000, count: 0, minimum: 1 });
    assert_eq!((draft.plan.team.len(), draft.plan.witnesses), (2, 1));
    assert_eq!((draft.plan.strata_by, draft.plan.weights.len()), (None, 0));
}

#[test]
fn what_is_stored_is_entered_again_unchanged() {
    let stratified = Entry {
        method: Method::Stratified,
        strata: proposed_strata(),
        entropy: " 双色球 ".into(),
        ..complete()
    };
    let weighted =
        Entry { method: Method::Weighted, weights: proposed_weights(), witnesses: 3, ..complete() };
    let counted = QuotaEntry { by: By::Count, share: "0".into(), count: 7, minimum: 0 };
    for entry in [complete(), stratified, weighted, Entry { quota: counted, ..complete() }] {
        let draft = entry.to_draft().unwrap();
        let again = Entry::from(&stored(draft.clone()));
        assert_eq!(again.to_draft().unwrap(), draft);
        assert_eq!(Entry::from(&stored(again.to_draft().unwrap())), again);
    }
}

#[test]
fn faults_name_the_place_in_the_request() {
    let mut strata = proposed_strata();
    strata[2].quota.share = "viele".into();
    let entry = Entry { method: Method::Stratified, strata, ..complete() };
    assert_eq!(pointers(&entry), ["/plan/strata/2/quota/ppm"]);
    let mut entry = Entry { period_end: "2026-11-01".into(), ..complete() };
    entry.team.pop();
    assert_eq!(pointers(&entry), ["/period_end", "/plan/team"]);
    // Strata that the method does not use are not sent, whatever stands in them.
    let entry = Entry { method: Method::Uniform, strata_by: StratumKey::Division, ..entry };
    assert!(entry.to_draft().unwrap_err().iter().all(|error| !error.pointer.contains("strata")));
}

#[test]
fn risk_classes_are_never_public() {
    assert!(!complete().must_be_blinded());
    assert!(Entry { method: Method::Weighted, ..complete() }.must_be_blinded());
    assert!(Entry { method: Method::Stratified, ..complete() }.must_be_blinded());
}

#[test]
fn shares_are_read_exactly() {
    for (text, expected) in [
        ("5", Some(50_000)),
        (" 2.5% ", Some(25_000)),
        ("0.0001", Some(1)),
        ("100", Some(1_000_000)),
        ("100.0001", None),
        ("0.00001", None),
        ("-1", None),
        ("", None),
        (".5", None),
        ("五", None),
        ("99999999999", None),
    ] {
        assert_eq!(ppm(text), expected, "{text}");
    }
}

#[test]
fn what_chosen_matters_ask_for_is_asked_of_the_first_of_the_team() {
    let names = |matters: &[i64]| -> BTreeSet<String> {
        let asked = [(1, "特种设备"), (2, "食品")].into_iter().filter(|(id, _)| matters.contains(id));
        asked.map(|(_, name)| name.to_owned()).collect()
    };
    let mut entry = Entry::default();
    entry.team[1].qualifications = vec!["食品".into()];
    entry.choose(vec![1, 2], names);
    assert_eq!(entry.team[0].qualifications, ["特种设备"]);
    assert_eq!(entry.team[1].qualifications, ["食品"], "another place has it already");
    entry.team[0].qualifications.push("高级".into());
    entry.choose(vec![2], names);
    assert_eq!(entry.team[0].qualifications, ["高级"], "what a person asked for stays");
}
