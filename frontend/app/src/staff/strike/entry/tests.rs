use validator::Validate;

use super::{Chosen, Entry};

fn object(id: i64) -> Chosen {
    Chosen { id, code: format!("DT-{id}"), name: "电梯".to_owned() }
}

#[test]
fn an_object_is_chosen_once_and_given_up() {
    let mut entry =
        Entry { reason: "保障任务".to_owned(), document: "函41号".to_owned(), ..Entry::default() };
    for id in [3, 1, 3] {
        entry.set(object(id), true);
    }
    assert_eq!(entry.request().inspections, [1, 3], "as many errors as the server names have their places");
    entry.set(object(1), false);
    assert!(entry.has(3) && !entry.has(1));
    assert!(entry.validate().is_ok());
}

#[test]
fn the_rules_are_those_of_the_contract() {
    let mut entry = Entry { reason: " ".to_owned(), ..Entry::default() };
    let errors = entry.validate().unwrap_err();
    let mut fields: Vec<_> = errors.errors().keys().map(ToString::to_string).collect();
    fields.sort_unstable();
    assert_eq!(fields, ["document", "inspections", "reason"]);
    entry.chosen = (0..201).map(object).collect();
    assert!(entry.validate().unwrap_err().errors().contains_key("inspections"), "too many");
}
