//! How much a page loads before it can be used.

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::process::Outcome;

/// A page and the most it may load, in bytes as they travel.
struct Budget {
    page: &'static str,
    at_most: u64,
}

const BUDGETS: [Budget; 2] = [
    Budget { page: "index.html", at_most: 600_000 },
    Budget { page: "staff/index.html", at_most: 1_100_000 },
];

/// A file of the first load.
struct Loaded {
    file: String,
    /// In bytes, as it travels: compressed where that helps.
    size: u64,
}

/// Measures every page, prints a table and writes the figures as JSON.
///
/// # Errors
/// When a page loads more than its budget, or the built site is not complete.
pub(super) fn check(dist: &Path, figures: &Path) -> Outcome {
    let manifest: Value = serde_json::from_slice(&fs::read(dist.join(".vite/manifest.json"))?)?;
    let (mut over, mut pages) = (Vec::new(), Vec::new());
    for Budget { page, at_most } in &BUDGETS {
        let loaded = first_load(&manifest, page)?
            .into_iter()
            .map(|file| Ok(Loaded { size: travelling(&dist.join(&file))?, file }))
            .collect::<Outcome<Vec<_>>>()?;
        let size = loaded.iter().map(|loaded| loaded.size).sum::<u64>();
        print(page, &loaded, size, *at_most);
        if size > *at_most {
            over.push(format!("{page} loads {size} bytes, its budget is {at_most}"));
        }
        let files: Vec<_> = loaded.iter().map(|l| json!({"file": l.file, "bytes": l.size})).collect();
        pages.push(json!({"page": page, "bytes": size, "at_most": at_most, "files": files}));
    }
    fs::write(figures, format!("{:#}\n", json!({"encoding": "br", "pages": pages})))?;
    if over.is_empty() { Ok(()) } else { Err(over.join("; ").into()) }
}

fn print(page: &str, loaded: &[Loaded], size: u64, at_most: u64) {
    for Loaded { file, size } in loaded {
        println!("{size:>10}  {file}");
    }
    println!("{size:>10}  bytes (brotli) for the first load of {page}; at most {at_most}");
}

/// The page, its script with all that it imports at once, their styles and WASM; not workers or what is imported later.
fn first_load(manifest: &Value, page: &str) -> Outcome<BTreeSet<String>> {
    let (mut open, mut seen) = (vec![page.to_owned()], BTreeSet::new());
    let mut files = BTreeSet::from([page.to_owned()]);
    while let Some(name) = open.pop() {
        if !seen.insert(name.clone()) {
            continue;
        }
        let chunk = manifest.get(&name).ok_or_else(|| format!("Vite's manifest has no {name}"))?;
        let texts = |member: &str| {
            let list = chunk.get(member).and_then(Value::as_array).into_iter().flatten();
            list.filter_map(|text| text.as_str().map(str::to_owned)).collect::<Vec<_>>()
        };
        let file = chunk.get("file").and_then(Value::as_str).ok_or_else(|| format!("{name} has no file"))?;
        files.insert(file.to_owned());
        files.extend(texts("css"));
        files.extend(texts("assets").into_iter().filter(|asset| !asset.ends_with("js")));
        open.extend(texts("imports"));
    }
    Ok(files)
}

fn travelling(file: &Path) -> Outcome<u64> {
    let size = |path: &Path| fs::metadata(path).map(|metadata| metadata.len());
    let mut compressed = file.as_os_str().to_owned();
    compressed.push(".br");
    size(compressed.as_ref()).or_else(|_| size(file)).map_err(|e| format!("{}: {e}", file.display()).into())
}
