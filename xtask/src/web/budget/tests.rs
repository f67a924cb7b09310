use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::{check, loads};

fn manifest() -> Value {
    json!({
        "index.html": {
            "file": "assets/portal.js", "isEntry": true, "imports": ["_shared.js"],
            "dynamicImports": ["src/chart.ts", "ui/messagebundle_zh_CN.json"], "css": ["assets/portal.css"],
            "assets": ["assets/portal.wasm", "assets/worker.js"],
        },
        "staff/index.html": {"file": "assets/staff.js", "isEntry": true, "imports": ["_shared.js"]},
        "_shared.js": {"file": "assets/shared.js", "imports": ["_base.js"], "css": ["assets/base.css"]},
        "_base.js": {"file": "assets/base.js", "imports": ["_shared.js"]},
        "src/chart.ts": {
            "file": "assets/chart.js", "isDynamicEntry": true, "imports": ["_shared.js"],
            "dynamicImports": ["src/map.ts"], "css": ["assets/base.css", "assets/chart.css"],
        },
        "src/map.ts": {"file": "assets/map.js", "isDynamicEntry": true, "dynamicImports": ["src/chart.ts"]},
        "ui/messagebundle_zh_CN.json": {"file": "assets/words.js", "isDynamicEntry": true},
    })
}

/// A built site in which every file of this name has that many bytes, and all others one.
fn site(folder: &Path, large: &str, size: usize) {
    for sub in ["assets", "staff", ".vite"] {
        fs::create_dir_all(folder.join(sub)).unwrap();
    }
    fs::write(folder.join(".vite/manifest.json"), manifest().to_string()).unwrap();
    for page in ["index.html", "staff/index.html"] {
        let files = loads(&manifest(), page).unwrap();
        for file in files.first.into_iter().chain(files.later) {
            fs::write(folder.join(&file), vec![b'x'; if file == large { size } else { 1 }]).unwrap();
        }
    }
}

#[test]
fn the_first_load_is_everything_imported_at_once_and_the_words_of_the_elements() {
    let files = loads(&manifest(), "index.html").unwrap();
    assert_eq!(
        files.first.into_iter().collect::<Vec<_>>(),
        [
            "assets/base.css",
            "assets/base.js",
            "assets/portal.css",
            "assets/portal.js",
            "assets/portal.wasm",
            "assets/shared.js",
            "assets/words.js",
            "index.html"
        ]
    );
    assert!(loads(&manifest(), "other.html").is_err());
}

#[test]
fn later_comes_what_is_imported_later_and_was_not_there_yet() {
    let files = loads(&manifest(), "index.html").unwrap();
    let later = files.later.into_iter().collect::<Vec<_>>();
    assert_eq!(later, ["assets/chart.css", "assets/chart.js", "assets/map.js"]);
    assert!(loads(&manifest(), "staff/index.html").unwrap().later.is_empty());
}

#[test]
fn a_page_over_its_budget_is_refused_and_the_figures_are_kept() {
    let folder = tempfile::tempdir().unwrap();
    let figures = folder.path().join("web.json");
    site(folder.path(), "assets/portal.wasm", 599_993);
    check(folder.path(), &figures).unwrap();
    site(folder.path(), "assets/portal.wasm", 599_994);
    let error = check(folder.path(), &figures).unwrap_err().to_string();
    assert_eq!(error, "index.html loads 600001 bytes, its budget is 600000");
    let written: Value = serde_json::from_slice(&fs::read(figures).unwrap()).unwrap();
    assert_eq!(written["pages"][0]["bytes"], 600_001);
}

#[test]
fn the_compressed_copy_counts() {
    let folder = tempfile::tempdir().unwrap();
    site(folder.path(), "assets/portal.wasm", 1_000_000);
    fs::write(folder.path().join("assets/portal.wasm.br"), vec![0; 500_000]).unwrap();
    check(folder.path(), &folder.path().join("web.json")).unwrap();
}
