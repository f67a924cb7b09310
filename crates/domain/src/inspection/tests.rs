use super::*;
use crate::Coded;
use chrono::NaiveDate;

fn day(d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, d).unwrap()
}

fn form() -> Form<'static> {
    Form { items: &[1, 2], matters: &[7], team: &[4, 5, 6], period: (day(1), day(30)), today: day(24) }
}

fn record() -> Record {
    let item = |item| ItemOutcome { item, outcome: Outcome::Pass, text: String::new() };
    Record {
        ended_on: day(20),
        present: vec![4, 6],
        items: vec![item(1), item(2)],
        results: vec![MatterResult { matter: 7, result: ResultCode::NoProblem }],
        result: ResultCode::NoProblem,
        disposition: Disposition::None,
        disposition_text: String::new(),
        remark: String::new(),
        internal_remark: String::new(),
    }
}

fn faults(change: impl FnOnce(&mut Record)) -> Vec<(String, &'static str)> {
    let mut record = record();
    change(&mut record);
    record.faults(form()).into_iter().map(|f| (f.pointer, f.code)).collect()
}

#[test]
fn a_complete_record_has_no_faults() {
    assert_eq!(faults(|_| {}), []);
}

#[test]
fn two_different_inspectors_of_the_team_were_there() {
    assert_eq!(faults(|r| r.present = vec![4]), [("/present".into(), "too_few")]);
    assert_eq!(faults(|r| r.present = vec![4, 4]), [("/present".into(), "too_few")]);
    assert_eq!(faults(|r| r.present = vec![4, 9]), [("/present".into(), "not_in_team")]);
}

#[test]
fn every_item_and_matter_is_answered_once() {
    assert_eq!(faults(|r| drop(r.items.pop())), [("/items".into(), "incomplete")]);
    assert_eq!(faults(|r| r.items[1].item = 1), [("/items".into(), "incomplete")]);
    assert_eq!(faults(|r| r.results.clear()), [("/results".into(), "incomplete")]);
}

#[test]
fn what_is_not_in_order_is_explained() {
    let failed = |r: &mut Record| {
        r.items[1].outcome = Outcome::Fail;
        r.result = ResultCode::OrderedToCorrect;
        r.disposition = Disposition::Rectify;
    };
    assert_eq!(faults(failed), [("/items/1/text".into(), "required")]);
    let contradiction = |r: &mut Record| {
        r.items[0].outcome = Outcome::Fail;
        r.items[0].text = "无证".into();
    };
    assert_eq!(faults(contradiction), [("/result".into(), "contradiction")]);
    assert_eq!(faults(|r| r.disposition = Disposition::Other), [("/disposition_text".into(), "required")]);
}

#[test]
fn the_end_is_within_the_period_and_not_in_the_future() {
    assert_eq!(faults(|r| r.ended_on = day(25)), [("/ended_on".into(), "out_of_range")]);
    let before = NaiveDate::from_ymd_opt(2026, 10, 31).unwrap();
    assert_eq!(faults(|r| r.ended_on = before), [("/ended_on".into(), "out_of_range")]);
}

#[test]
fn the_national_vocabulary_has_thirteen_results() {
    let codes: Vec<_> = ResultCode::ALL.iter().map(|c| c.code()).collect();
    assert_eq!(codes, ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13"]);
}

#[test]
fn a_record_is_taken_between_notice_and_approval() {
    let taking: Vec<_> = State::ALL.iter().filter(|state| state.takes_record()).collect();
    assert_eq!(taking, [&State::Notified, &State::Recorded]);
}

#[test]
fn a_record_does_not_contradict_itself() {
    for code in ResultCode::ALL.iter().copied() {
        let matter_only = faults(|r| r.results[0].result = code);
        let expected =
            if code.found_something() { vec![("/result".into(), "contradiction")] } else { vec![] };
        assert_eq!(matter_only, expected, "{code} of the matter, 1 of the whole");
        let nothing_follows = faults(|r| {
            r.results[0].result = code;
            r.result = code;
        });
        let expected = if ["5", "8"].contains(&code.code()) {
            vec![("/disposition".into(), "contradiction")]
        } else {
            vec![]
        };
        assert_eq!(nothing_follows, expected, "{code}, and nothing follows");
    }
}
