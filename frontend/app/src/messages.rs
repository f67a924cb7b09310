//! Every message is there in every language, says the same things, and is used; every message used is there.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use domain::Coded;

const LANGUAGES: [&str; 2] = ["zh-CN", "en"];

/// Vocabularies whose codes are words of their own: `code.<vocabulary>.<code>`.
const COMPUTED: [&str; 1] = ["code."];

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.extension().is_some_and(|extension| extension == ending) {
            found.push(path);
        }
    }
    found
}

type Messages = BTreeMap<String, BTreeMap<String, String>>;

/// Key → language → text; the files are `key:` and, indented, `language: text`.
fn messages() -> Messages {
    let mut all = Messages::new();
    for path in files(Path::new("messages"), "yml") {
        let text = fs::read_to_string(&path).unwrap();
        let mut key = String::new();
        for line in text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
            if let Some(rest) = line.strip_prefix("  ") {
                let (language, words) = rest.split_once(':').unwrap();
                let old =
                    all.entry(key.clone()).or_default().insert(language.to_owned(), words.trim().to_owned());
                assert!(old.is_none(), "{}: {key} has two texts in {language}", path.display());
            } else if !line.starts_with("_version") {
                key = line.trim_end_matches(':').to_owned();
                assert!(!all.contains_key(&key), "{}: {key} is there twice", path.display());
                all.insert(key.clone(), BTreeMap::new());
            }
        }
    }
    assert!(all.len() > 50, "the messages were found");
    all
}

fn used() -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for path in files(Path::new("src"), "rs") {
        let text = fs::read_to_string(path).unwrap();
        // Keys stand alone in quotes: in `t!("…")`, or in a table of keys.
        for quoted in text.split('"').skip(1).step_by(2) {
            let is_key = quoted.contains('.')
                && quoted.chars().all(|c| c.is_ascii_lowercase() || "._".contains(c) || c.is_ascii_digit());
            if is_key || quoted == "any" || quoted == "product" {
                keys.insert(quoted.to_owned());
            }
        }
    }
    keys
}

fn places(text: &str) -> BTreeSet<&str> {
    text.split("%{").skip(1).filter_map(|rest| rest.split('}').next()).collect()
}

#[test]
fn every_language_has_every_message_with_the_same_places() {
    for (key, texts) in messages() {
        for language in LANGUAGES {
            let text = texts.get(language).unwrap_or_else(|| panic!("{key} has no text in {language}"));
            assert!(!text.is_empty(), "{key} is empty in {language}");
            assert_eq!(places(text), places(&texts[LANGUAGES[0]]), "{key} in {language}");
        }
    }
}

#[test]
fn every_message_used_is_there() {
    let there = messages();
    let own = Path::new("src/messages.rs");
    for path in files(Path::new("src"), "rs").iter().filter(|path| path.as_path() != own) {
        let text = fs::read_to_string(path).unwrap();
        let parts: Vec<_> = text.split("t!(\"").collect();
        for (before, after) in parts.iter().zip(parts.iter().skip(1)) {
            let key = after.split('"').next().unwrap();
            // Not `format!("…")`.
            let is_call = !before.ends_with(char::is_alphanumeric);
            assert!(!is_call || there.contains_key(key), "{}: {key} has no message", path.display());
        }
    }
}

#[test]
fn every_message_there_is_used() {
    let used = used();
    for key in messages().keys().filter(|key| !COMPUTED.iter().any(|start| key.starts_with(start))) {
        assert!(used.contains(key), "{key} is not used");
    }
}

/// English needs a word for every code; Chinese labels stand beside the codes.
#[test]
fn every_code_has_words() {
    let there = messages();
    let check = |vocabulary: &str, codes: Vec<&str>| {
        for code in codes {
            assert!(
                there.contains_key(&format!("code.{vocabulary}.{code}")),
                "no words for {vocabulary} {code}"
            );
        }
    };
    check("role", codes::<domain::policy::Role>());
    check("inspection_state", codes::<domain::inspection::State>());
    check("disposition", codes::<domain::inspection::Disposition>());
    check("outcome", codes::<domain::inspection::Outcome>());
    check("transfer_kind", codes::<domain::transfer::Kind>());
    check("transfer_state", codes::<domain::transfer::State>());
    check("substitution_state", codes::<domain::draw::substitution::State>());
    check("strike_state", codes::<domain::draw::strike::State>());
    check("todo", codes::<domain::dashboard::Todo>());
    check("import_kind", codes::<domain::import::Kind>());
    check("import_verdict", codes::<domain::import::Verdict>());
    check("import_rule", codes::<domain::import::Rule>());
    check("void_code", codes::<domain::draw::policy::VoidCode>());
    check("draw_mode", crate::shared::content::names::MODES.to_vec());
    check("log_member", crate::shared::content::names::members().collect());
    check("released_by", crate::shared::content::names::RELEASED_BY.to_vec());
    check("entropy_rule", crate::shared::content::names::ENTROPY_RULES.to_vec());
    check("division_rule", codes::<domain::task::plan::DivisionRule>());
    check("ceremony_event", crate::shared::ceremony::EVENTS.to_vec());
    check("audit_action", crate::staff::AUDIT_ACTIONS.to_vec());
    check("audit_resource", crate::staff::AUDIT_RESOURCES.to_vec());
    check("audit_resource", codes::<domain::import::Kind>());
}

/// Names of entries are texts in the server; the page must know every one.
#[test]
fn every_entry_of_the_audit_log_has_words() {
    let mut named = BTreeSet::new();
    let sources = files(Path::new("../../crates/api/src"), "rs");
    for text in sources.iter().map(|path| fs::read_to_string(path).unwrap()) {
        for rest in text.split("Entry::new(\"").skip(1) {
            named.extend(rest.split('"').next().map(str::to_owned));
        }
        // Stages are listed with their names.
        for line in text.lines().filter(|line| line.contains("(Event::") && line.contains(", Action::")) {
            named.extend(line.split('"').nth(1).map(str::to_owned));
        }
    }
    named.extend(domain::import::Kind::ALL.iter().map(|kind| kind.action().code().to_owned()));
    named.insert(domain::log::leaf::ROTATE.to_owned());
    assert!(named.len() > 25, "the names were found: {named:?}");
    let known: BTreeSet<_> = crate::staff::AUDIT_ACTIONS.into_iter().map(str::to_owned).collect();
    assert_eq!(named, known);
}

/// Names of what is told live are texts in the server; the page must know every one.
#[test]
fn every_event_of_a_ceremony_has_words() {
    let text = fs::read_to_string("../../crates/api/src/draw/events.rs").unwrap();
    let line = |line: &str| line.trim().strip_prefix("\"draw.").is_some();
    let told = text.lines().filter(|one| line(one)).filter_map(|one| one.split('"').nth(3));
    let told: BTreeSet<_> = told.collect();
    assert_eq!(told, crate::shared::ceremony::EVENTS.into_iter().collect());
}

fn codes<C: domain::Coded>() -> Vec<&'static str> {
    C::ALL.iter().map(|value| value.code()).collect()
}
