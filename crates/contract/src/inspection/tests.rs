use domain::inspection::{ItemOutcome, Outcome};

use super::*;

fn record(text: &str) -> NewRecord {
    let item = |item, text: &str| ItemOutcome { item, outcome: Outcome::Fail, text: text.to_owned() };
    NewRecord(Record {
        ended_on: "2026-11-20".parse().unwrap(),
        present: vec![1, 2],
        items: vec![item(1, ""), item(2, text)],
        results: vec![],
        result: ResultCode::Pending,
        disposition: Disposition::Other,
        disposition_text: text.to_owned(),
        remark: text.to_owned(),
        internal_remark: text.to_owned(),
    })
}

#[test]
fn every_text_is_held_to_what_the_schema_says() {
    assert!(record(&"证".repeat(2000)).validate().is_ok());
    let errors = record(&"证".repeat(2001)).validate().unwrap_err();
    let mut fields: Vec<_> = errors.errors().keys().map(ToString::to_string).collect();
    fields.sort();
    assert_eq!(fields, ["disposition_text", "internal_remark", "items", "remark"]);
    let ValidationErrorsKind::List(items) = &errors.errors()["items"] else { panic!("{errors:?}") };
    assert_eq!(items.keys().collect::<Vec<_>>(), [&1]);
}

#[test]
fn unknown_members_are_refused() {
    let mut json = serde_json::to_value(record("")).unwrap();
    assert!(serde_json::from_value::<NewRecord>(json.clone()).is_ok());
    json["comment"] = "x".into();
    assert!(serde_json::from_value::<NewRecord>(json).is_err());
}
