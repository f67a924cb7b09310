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

/// Imported by themselves, but before anything is drawn: words and tables of the elements, in the language most see.
const AWAITED: [&str; 2] = ["/messagebundle_zh_CN.json", "/cldr/zh_CN.json"];

/// Measures every page, prints a table and writes the figures as JSON.
///
/// # Errors
/// When a page loads more than its budget, or the built site is not complete.
pub(super) fn check(dist: &Path, figures: &Path) -> Outcome {
    let manifest: Value = serde_json::from_slice(&fs::read(dist.join(".vite/manifest.json"))?)?;
    let (mut over, mut pages, mut known) = (Vec::new(), Vec::new(), BTreeSet::new());
    for Budget { page, at_most } in &BUDGETS {
        let Loads { first, later } = loads(&manifest, page)?;
        known.extend(first.iter().chain(&later).cloned());
        let (first, later) = (measured(dist, first)?, measured(dist, later)?);
        let size = print(&first);
        println!("{size:>10}  bytes (brotli) for the first load of {page}; at most {at_most}");
        let more = print(&later);
        println!("{more:>10}  bytes later, when they are needed or nothing else is to be done");
        if size > *at_most {
            over.push(format!("{page} loads {size} bytes, its budget is {at_most}"));
        }
        pages.push(json!({
            "page": page, "bytes": size, "at_most": at_most, "files": listed(&first),
            "later_bytes": more, "later": listed(&later),
        }));
    }
    let workers = measured(dist, &assets(dist)? - &known)?;
    let size = print(&workers);
    println!("{size:>10}  bytes in workers, when they are needed");
    let figured =
        json!({"encoding": "br", "pages": pages, "workers_bytes": size, "workers": listed(&workers)});
    fs::write(figures, format!("{figured:#}\n"))?;
    if over.is_empty() { Ok(()) } else { Err(over.join("; ").into()) }
}

fn measured(dist: &Path, files: BTreeSet<String>) -> Outcome<Vec<Loaded>> {
    files.into_iter().map(|file| Ok(Loaded { size: travelling(&dist.join(&file))?, file })).collect()
}

/// Every asset but the compressed copies.
fn assets(dist: &Path) -> Outcome<BTreeSet<String>> {
    let names =
        fs::read_dir(dist.join("assets"))?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()));
    let names = names.collect::<Outcome<Vec<_>>>()?.into_iter();
    Ok(names
        .filter(|name| !name.ends_with(".br") && !name.ends_with(".gz"))
        .map(|name| format!("assets/{name}"))
        .collect())
}

/// Prints each file; answers their sum.
fn print(loaded: &[Loaded]) -> u64 {
    for Loaded { file, size } in loaded {
        println!("{size:>10}  {file}");
    }
    loaded.iter().map(|loaded| loaded.size).sum()
}

fn listed(loaded: &[Loaded]) -> Vec<Value> {
    loaded.iter().map(|Loaded { file, size }| json!({"file": file, "bytes": size})).collect()
}

/// The files of a page.
#[derive(Debug, PartialEq)]
struct Loads {
    /// Itself, its script with all that it imports at once, their styles and WASM.
    first: BTreeSet<String>,
    /// What these import later; not workers, of which the manifest says nothing.
    later: BTreeSet<String>,
}

fn loads(manifest: &Value, page: &str) -> Outcome<Loads> {
    let (mut first, mut seen) = (BTreeSet::from([page.to_owned()]), BTreeSet::new());
    let mut waiting = follow(manifest, vec![page.to_owned()], &mut seen, &mut first)?;
    let (awaited, rest) = waiting.into_iter().partition(|name| AWAITED.iter().any(|end| name.ends_with(end)));
    waiting = rest;
    waiting.extend(follow(manifest, awaited, &mut seen, &mut first)?);
    let mut later = BTreeSet::new();
    while !waiting.is_empty() {
        waiting = follow(manifest, waiting, &mut seen, &mut later)?;
    }
    Ok(Loads { later: &later - &first, first })
}

/// Adds what chunks, and all that they import at once, are made of; answers what they import later.
fn follow(
    manifest: &Value,
    mut open: Vec<String>,
    seen: &mut BTreeSet<String>,
    files: &mut BTreeSet<String>,
) -> Outcome<Vec<String>> {
    let mut later = Vec::new();
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
        later.extend(texts("dynamicImports"));
    }
    Ok(later)
}

fn travelling(file: &Path) -> Outcome<u64> {
    let size = |path: &Path| fs::metadata(path).map(|metadata| metadata.len());
    let mut compressed = file.as_os_str().to_owned();
    compressed.push(".br");
    size(compressed.as_ref()).or_else(|_| size(file)).map_err(|e| format!("{}: {e}", file.display()).into())
}
