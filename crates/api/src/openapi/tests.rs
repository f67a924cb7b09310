use std::collections::{BTreeMap, BTreeSet};

use domain::Coded;
use domain::policy::Action;
use serde_json::Value;

use super::*;

/// Operations that anybody may call without a bearer token.
const PUBLIC: [&str; 21] = [
    "download_public_bundle",
    "follow_public_round",
    "is_alive",
    "is_ready",
    "list_log_events",
    "list_log_keys",
    "list_public_draws",
    "list_public_matters",
    "list_public_results",
    "list_public_rounds",
    "list_public_tasks",
    "read_log_checkpoint",
    "read_log_consistency",
    "read_log_inclusion",
    "read_log_tile",
    "read_public_freeze",
    "read_public_keys",
    "read_public_statistics",
    "read_public_task",
    // Needs a cookie instead.
    "refresh_session",
    "sign_in",
];

fn every_operation() -> Vec<(String, Value)> {
    let document = serde_json::to_value(document()).unwrap();
    let mut all = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            all.push((format!("{method} {path}"), operation.clone()));
        }
    }
    all
}

#[test]
fn the_committed_document_is_the_one_served() {
    let committed = concat!(env!("CARGO_MANIFEST_DIR"), "/../../openapi/sunlot.json");
    let committed = std::fs::read_to_string(committed).unwrap();
    assert!(committed == printed().unwrap(), "openapi/sunlot.json is stale: run `cargo xtask openapi`");
}

#[test]
fn every_operation_is_described() {
    for (name, operation) in every_operation() {
        for member in ["summary", "description", "operationId"] {
            assert!(
                operation[member].as_str().is_some_and(|text| !text.is_empty()),
                "{name} has no {member}"
            );
        }
        assert!(operation["tags"].as_array().is_some_and(|tags| tags.len() == 1), "{name} has no tag");
        for (status, response) in operation["responses"].as_object().unwrap() {
            let described = response["$ref"].is_string() || response["description"].is_string();
            assert!(described, "{name} does not describe its answer {status}");
        }
    }
}

#[test]
fn every_operation_names_its_permission_or_is_on_the_public_list() {
    let mut public = BTreeSet::new();
    for (name, operation) in every_operation() {
        match operation["x-permission"].as_str() {
            Some(code) => assert!(Action::from_code(code).is_some(), "{name} names no action: {code}"),
            None => drop(public.insert(operation["operationId"].as_str().unwrap().to_owned())),
        }
    }
    assert_eq!(public, PUBLIC.map(str::to_owned).into());
}

#[test]
fn every_action_of_the_policy_is_asked_for() {
    let named: BTreeSet<_> = every_operation()
        .iter()
        .filter_map(|(_, operation)| operation["x-permission"].as_str().map(str::to_owned))
        .collect();
    let all: BTreeSet<_> = Action::ALL.iter().map(|action| action.code().to_owned()).collect();
    assert_eq!(all.difference(&named).collect::<Vec<_>>(), Vec::<&String>::new());
}

/// An example is what people copy first: every JSON body has one, and it is accepted as it stands.
#[test]
fn every_request_has_an_example_that_is_accepted() {
    use contract::{
        department, draw, identity, inspection, matter, round, simulation, strike, substitution, task,
        transfer,
    };
    let document = serde_json::to_value(document()).unwrap();
    let mut seen = BTreeSet::new();
    for (name, operation) in every_operation() {
        let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
        let Some(reference) = schema["$ref"].as_str() else { continue };
        let example = document.pointer(&format!("{}/example", reference.trim_start_matches('#')));
        let example = example.unwrap_or_else(|| panic!("{name}: {reference} has no example")).clone();
        let request = reference.rsplit('/').next().unwrap();
        match request {
            "SignIn" => accepts::<identity::SignIn>(example),
            "PasswordChange" => accepts::<identity::PasswordChange>(example),
            "NewUser" => accepts::<identity::NewUser>(example),
            "UserChange" => accepts::<identity::UserChange>(example),
            "BodyChange" => accepts::<department::BodyChange>(example),
            "NewMatterList" => accepts::<matter::NewMatterList>(example),
            "RelaxRequest" => accepts::<simulation::RelaxRequest>(example),
            "TaskDraft" => accepts::<task::TaskDraft>(example),
            "Reason" => accepts::<task::Reason>(example),
            "Commitment" => accepts::<draw::Commitment>(example),
            "Reveal" => accepts::<draw::Reveal>(example),
            "SaltRequest" => accepts::<draw::SaltRequest>(example),
            "DrawRequest" => accepts::<draw::DrawRequest>(example),
            "DrawPolicyChange" => accepts::<round::DrawPolicyChange>(example),
            "AnnounceRequest" => accepts::<round::AnnounceRequest>(example),
            "SubstitutionRequest" => accepts::<substitution::SubstitutionRequest>(example),
            "StrikeRequest" => accepts::<strike::StrikeRequest>(example),
            "EntropyValue" => accepts::<round::EntropyValue>(example),
            "Record" => accepts::<inspection::NewRecord>(example),
            "TransferDraft" => accepts::<transfer::TransferDraft>(example),
            other => panic!("{name}: add {other} to this test"),
        }
        seen.insert(request.to_owned());
    }
    assert_eq!(seen.len(), 20, "{seen:?}");
}

fn accepts<T: serde::de::DeserializeOwned + validator::Validate>(example: Value) {
    let request: T = serde_json::from_value(example).unwrap();
    request.validate().unwrap();
}

#[test]
fn names_are_unique() {
    let mut operations = BTreeMap::<String, String>::new();
    for (name, operation) in every_operation() {
        let id = operation["operationId"].as_str().unwrap().to_owned();
        assert_eq!(operations.insert(id.clone(), name), None, "two operations are called {id}");
    }
}

/// Two structs of one name overwrite each other silently in the document.
#[test]
fn schema_names_are_unique_in_the_contract() {
    let mut found = BTreeMap::<String, String>::new();
    for folder in ["../contract/src", "../domain/src"] {
        for (file, text) in sources(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)) {
            let schema = |line: &&str| line.contains("pub struct ") || line.contains("pub enum ");
            let derives = text.contains("ToSchema") || text.contains("answer!") || text.contains("codes!");
            for line in text.lines().filter(schema).filter(|_| derives) {
                let name =
                    line.split_whitespace().nth(2).unwrap().trim_end_matches(['<', 'T', '>']).to_owned();
                let in_document = document().components.unwrap().schemas.contains_key(&name);
                if in_document && let Some(other) = found.insert(name.clone(), file.clone()) {
                    panic!("{name} is in {other} and in {file}");
                }
            }
        }
    }
    assert!(found.len() > 15, "{found:?}");
}

fn sources(folder: &std::path::Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|e| e == "rs") && !path.ends_with("tests.rs") {
            found.push((path.display().to_string(), std::fs::read_to_string(&path).unwrap()));
        }
    }
    found
}

#[test]
fn every_reference_leads_somewhere() {
    fn follow(document: &Value, value: &Value) {
        match value {
            Value::Object(members) => {
                if let Some(reference) = members.get("$ref").and_then(Value::as_str) {
                    let pointer = reference.strip_prefix('#').unwrap();
                    assert!(document.pointer(pointer).is_some(), "{reference} leads nowhere");
                }
                members.values().for_each(|member| follow(document, member));
            }
            Value::Array(values) => values.iter().for_each(|value| follow(document, value)),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
    let document = serde_json::to_value(document()).unwrap();
    follow(&document, &document);
}

/// A handler that is registered past utoipa would be missing here.
#[test]
fn every_handler_is_in_the_document() {
    let source = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let route = |line: &&str| {
        ["#[get(", "#[post(", "#[put(", "#[delete(", "#[patch("].iter().any(|start| line.starts_with(start))
    };
    let handlers: usize = sources(&source).iter().map(|(_, text)| text.lines().filter(route).count()).sum();
    assert_eq!(handlers, every_operation().len());
}

/// `validator` rules are not reflected in schemas by themselves.
#[test]
fn every_length_rule_stands_in_the_schema() {
    let schemas = serde_json::to_value(document()).unwrap()["components"]["schemas"].clone();
    let mut compared = 0;
    for (file, text) in sources(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../contract/src")) {
        let mut structure = String::new();
        let mut rule: Option<String> = None;
        for line in text.lines().map(str::trim) {
            if let Some(rest) = line.strip_prefix("pub struct ") {
                rest.split([' ', '<']).next().unwrap().clone_into(&mut structure);
            } else if let Some(rest) = line.strip_prefix("#[validate(length(") {
                rule = Some(rest.trim_end_matches("))]").to_owned());
            } else if let (Some(rest), Some(limits)) =
                (line.strip_prefix("pub "), rule.take_if(|_| line.starts_with("pub ")))
            {
                let (field, kind) = rest.split_once(':').unwrap();
                if schemas[&structure].is_null() {
                    continue;
                }
                let schema = &schemas[&structure]["properties"][field];
                let list = kind.contains("Vec<");
                for limit in limits.split(", ") {
                    let (name, value) = limit.split_once(" = ").unwrap();
                    let members: &[&str] = match (name, list) {
                        ("min", false) => &["minLength"],
                        ("max", false) => &["maxLength"],
                        ("min", true) => &["minItems"],
                        ("max", true) => &["maxItems"],
                        _ => &["minLength", "maxLength"],
                    };
                    for member in members {
                        assert_eq!(schema[member].to_string(), value, "{file}: {structure}.{field} {member}");
                        compared += 1;
                    }
                }
            }
        }
    }
    assert!(compared > 10, "{compared}");
}
