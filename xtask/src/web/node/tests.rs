use serde_json::{Map, Value, json};

use super::{is_installed, version};

fn packages(packages: Value) -> Map<String, Value> {
    packages.as_object().unwrap().clone()
}

fn lockfile() -> Map<String, Value> {
    packages(json!({
        "": {"name": "sunlot-web"},
        "node_modules/vite": {"version": "8.3.8", "integrity": "sha512-a"},
        "node_modules/of-windows": {"version": "1.0.0", "integrity": "sha512-b", "optional": true},
    }))
}

#[test]
fn versions_are_compared_as_numbers() {
    assert_eq!(version("v20.19.2\n"), Some((20, 19)));
    assert!(version("v9.11.2") < version("v20.19.0"));
    assert_eq!(version("node"), None);
}

#[test]
fn optional_packages_need_not_be_there() {
    let installed = packages(json!({"node_modules/vite": {"version": "8.3.8", "integrity": "sha512-a"}}));
    assert!(is_installed(&lockfile(), &installed));
}

#[test]
fn what_is_missing_another_or_too_much_is_seen() {
    assert!(!is_installed(&lockfile(), &Map::new()));
    let other = packages(json!({"node_modules/vite": {"version": "8.3.9", "integrity": "sha512-a"}}));
    assert!(!is_installed(&lockfile(), &other));
    let forged = packages(json!({"node_modules/vite": {"version": "8.3.8", "integrity": "sha512-c"}}));
    assert!(!is_installed(&lockfile(), &forged));
    let more = packages(json!({
        "node_modules/vite": {"version": "8.3.8", "integrity": "sha512-a"},
        "node_modules/left": {"version": "1.0.0"},
    }));
    assert!(!is_installed(&lockfile(), &more));
}
