use contract::inspection::{InspectionRow, TeamMember};
use domain::inspection::State;

use super::*;

fn day(d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, d).unwrap()
}

fn inspection() -> Inspection {
    let member = |id: i64| TeamMember {
        id,
        code: format!("C{id}"),
        name: "甲".to_owned(),
        certificate_number: String::new(),
    };
    let item = |id| CheckItem { id, position: 1, text: "有照".to_owned() };
    let row = InspectionRow {
        id: 1,
        task_id: 1,
        object_code: String::new(),
        object_name: String::new(),
        object_division: None,
        state: State::Notified,
        result: None,
        disposition: None,
        ended_on: None,
        due_on: None,
        due_certain: None,
        disclosed_at: None,
        team: vec![member(4), member(5)],
        version: 1,
    };
    let matter = FormMatter {
        id: 7,
        code: String::new(),
        name: String::new(),
        legal_basis: String::new(),
        check_items: vec![item(31), item(32)],
    };
    Inspection {
        row,
        task_number: String::new(),
        round: 1,
        period_start: "2026-11-01".parse().unwrap(),
        period_end: "2026-11-30".parse().unwrap(),
        object_address: String::new(),
        form: vec![matter],
        record: None,
    }
}

fn complete() -> Entry {
    Entry {
        ended_on: "2026-11-20".to_owned(),
        present: vec![4, 5],
        outcomes: [(31, Outcome::Pass), (32, Outcome::Pass)].into(),
        results: [(7, ResultCode::NoProblem)].into(),
        result: Some(ResultCode::NoProblem),
        disposition: Some(Disposition::None),
        ..Entry::default()
    }
}

fn pointers(entry: &Entry) -> Vec<String> {
    let errors = entry.judge(&inspection(), day(24)).err().unwrap_or_default();
    errors.into_iter().map(|error| error.pointer).collect()
}

#[test]
fn a_complete_entry_is_a_record_and_comes_back_from_it() {
    let record = complete().judge(&inspection(), day(24)).unwrap();
    assert_eq!(record.0.items.iter().map(|item| item.item).collect::<Vec<_>>(), [31, 32]);
    let again = Entry::of(&record.0);
    assert_eq!(again.judge(&inspection(), day(24)).unwrap(), record);
    assert_eq!(complete().progress(&inspection().form), (7, 7));
}

#[test]
fn everything_missing_is_named_at_its_field_and_nothing_else() {
    let missing =
        ["/items/0/outcome", "/items/1/outcome", "/results/0/result", "/ended_on", "/result", "/disposition"];
    let mut expected: Vec<_> = missing.map(str::to_owned).into();
    expected.push("/present".to_owned());
    assert_eq!(pointers(&Entry::default()), expected);
    assert_eq!(Entry::default().progress(&inspection().form), (0, 7));
}

#[test]
fn a_failed_item_needs_its_text_even_while_others_are_missing() {
    let mut entry = complete();
    entry.outcomes = [(32, Outcome::Fail)].into();
    entry.result = None;
    assert_eq!(pointers(&entry), ["/items/0/outcome", "/result", "/items/1/text"]);
    assert_eq!(entry.progress(&inspection().form), (4, 7));
    entry.texts.insert(32, "无证".to_owned());
    assert_eq!(pointers(&entry), ["/items/0/outcome", "/result"]);
}

#[test]
fn a_text_of_more_than_two_thousand_characters_is_refused_where_it_stands() {
    let entry = Entry { remark: "字".repeat(2001), ..complete() };
    assert_eq!(pointers(&entry), ["/remark"]);
}

#[test]
fn a_day_that_is_none_or_to_come_is_refused() {
    assert_eq!(pointers(&Entry { ended_on: "2026-11-31".to_owned(), ..complete() }), ["/ended_on"]);
    assert_eq!(pointers(&Entry { ended_on: "2026-11-25".to_owned(), ..complete() }), ["/ended_on"]);
}
