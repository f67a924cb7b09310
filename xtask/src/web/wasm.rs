//! The frontend's crates as WASM, with the JavaScript and the types that load them.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use wasm_bindgen_cli_support::Bindgen;

use super::stamp::{Inputs, Stamp};
use super::{frontend, package};
use crate::process::{Outcome, output, root, succeed};
use crate::setup::WASM;

/// What rustc's WASM uses beyond the first version; browsers of 2022 have it.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// A program of the frontend: pages are its binaries, workers its `cdylib`s.
struct Program {
    name: String,
    /// Computes, rather than draws pages: made fast, not small.
    computes: bool,
}

/// Builds every program, or only that of one crate, into `frontend/web/wasm/<name>/`.
///
/// # Errors
/// When one does not build.
pub(super) fn build(target: &Path, dev: bool, only: Option<&str>) -> Outcome {
    let wanted = locked("frontend/Cargo.lock", "wasm-bindgen")?;
    let own = locked("Cargo.lock", "wasm-bindgen-cli-support")?;
    if wanted != own {
        return Err(format!(
            "frontend/Cargo.lock has wasm-bindgen {wanted}, Cargo.lock has wasm-bindgen-cli-support {own}: they must \
             be of one version. Set it in both Cargo.toml, then\n  \
             cargo update --manifest-path frontend/Cargo.toml --package wasm-bindgen --precise VERSION"
        )
        .into());
    }
    let profile = if dev { "dev" } else { "web" };
    let mut build = frontend(["build", "--target", WASM, "--profile", profile])?;
    match only {
        Some(package) => build.args(["--package", package]),
        None => build.arg("--workspace"),
    };
    succeed(&mut build)?;
    let built = target.join(WASM).join(if dev { "debug" } else { "web" });
    let programs = programs()?;
    if programs.is_empty() {
        return Err("frontend has neither a binary nor a cdylib".into());
    }
    let is_wanted = |program: &&Program| only.is_none_or(|only| only == program.name);
    programs.iter().filter(is_wanted).try_for_each(|program| bind(program, &built, &own, dev))
}

/// The version of a package in a lockfile.
fn locked(lockfile: &str, package: &str) -> Outcome<String> {
    let text = fs::read_to_string(root().join(lockfile)).map_err(|error| format!("{lockfile}: {error}"))?;
    let name = format!("name = \"{package}\"");
    let version = text.lines().skip_while(|line| *line != name).nth(1);
    let version = version.and_then(|line| line.strip_prefix("version = \"")?.strip_suffix('"'));
    Ok(version.ok_or_else(|| format!("{lockfile} has no {package}"))?.to_owned())
}

/// What the workspace makes for the browser.
fn programs() -> Outcome<Vec<Program>> {
    let metadata = output(&mut frontend(["metadata", "--format-version", "1", "--no-deps"])?)?;
    let metadata: Value = serde_json::from_str(&metadata)?;
    let list =
        |value: &Value, name: &str| value.get(name).and_then(Value::as_array).cloned().unwrap_or_default();
    let targets = list(&metadata, "packages").into_iter().flat_map(|package| list(&package, "targets"));
    Ok(targets.filter_map(|target| program(&target, &list(&target, "crate_types"))).collect())
}

fn program(target: &Value, types: &[Value]) -> Option<Program> {
    let is_binary = list_has(target.get("kind"), "bin");
    let computes = types.iter().any(|kind| kind == "cdylib");
    let name = target.get("name")?.as_str()?.replace('-', "_");
    (is_binary || computes).then_some(Program { name, computes })
}

fn list_has(list: Option<&Value>, entry: &str) -> bool {
    list.and_then(Value::as_array).is_some_and(|list| list.iter().any(|held| held == entry))
}

/// Makes the JavaScript of one program and optimises it, unless that was done already.
fn bind(program: &Program, built: &Path, bindgen: &str, dev: bool) -> Outcome {
    let Program { name, computes } = program;
    let input = built.join(format!("{name}.wasm"));
    let module = fs::read(&input).map_err(|error| format!("{}: {error}", input.display()))?;
    let (folder, fresh) =
        (package().join("wasm").join(name), package().join("wasm").join(format!(".{name}")));
    let level = if *computes { "-O3" } else { "-Oz" };
    let stamp = stamp(&format!("wasm-bindgen {bindgen} dev {dev} {level} {FEATURES:?}"), &module)?;
    if stamp.is_in(&folder.join(".stamp")) {
        return Ok(());
    }
    if fresh.exists() {
        fs::remove_dir_all(&fresh)?;
    }
    let mut bindgen = Bindgen::new();
    bindgen.input_path(&input).out_name(name).typescript(true).keep_debug(dev);
    bindgen.web(true).and_then(|bindgen| bindgen.generate(&fresh)).map_err(|error| format!("{error:#}"))?;
    let module = fresh.join(format!("{name}_bg.wasm"));
    if !dev {
        println!("wasm-opt {level} {name}");
        let mut optimise = Command::new(package().join("node_modules/.bin/wasm-opt"));
        succeed(optimise.arg(level).args(FEATURES).arg(&module).arg("--output").arg(&module))?;
    }
    stamp.write(&fresh.join(".stamp"))?;
    // At once: the development server watches the folder.
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::rename(&fresh, &folder)?;
    let size = fs::metadata(folder.join(format!("{name}_bg.wasm")))?.len();
    println!("frontend/web/wasm/{name}: {} KB of WASM", size.div_ceil(1000));
    Ok(())
}

fn stamp(how: &str, module: &[u8]) -> Outcome<Stamp> {
    let optimiser = fs::read(package().join("node_modules/binaryen/package.json"))?;
    Ok(Inputs::new(how).with(&optimiser).with(module).stamp())
}
