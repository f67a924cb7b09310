//! Node.js and npm.

#[cfg(test)]
mod tests;

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Map, Value};

use crate::process::{Outcome, output, shown, succeed};

/// The oldest version that Vite runs on.
const OLDEST: (u32, u32) = (20, 19);

/// # Errors
/// When Node.js is too old, with what to do.
pub(super) fn check() -> Outcome {
    let found = output(Command::new("node").arg("--version"))?;
    if version(&found).is_some_and(|found| found >= OLDEST) {
        return Ok(());
    }
    let (major, minor) = OLDEST;
    Err(format!(
        "Node.js {major}.{minor} or newer is needed, this one is {}; Debian 13 and Ubuntu 25.10 have it:\n  \
         sudo apt-get update && sudo apt-get install --yes nodejs npm\n\
         on older ones take it from https://nodejs.org",
        found.trim()
    )
    .into())
}

fn version(said: &str) -> Option<(u32, u32)> {
    let mut numbers = said.trim().strip_prefix('v')?.split('.').map(|number| number.parse().ok());
    Some((numbers.next()??, numbers.next()??))
}

/// An npm in a package's folder.
pub(crate) fn npm(package: &Path) -> Command {
    let mut npm = Command::new("npm");
    npm.current_dir(package);
    npm
}

/// Installs what the lockfile says, when it is not what is installed.
///
/// # Errors
/// When the lockfile cannot be read or npm does not succeed.
pub(crate) fn install(package: &Path) -> Outcome {
    let wanted = packages(&package.join("package-lock.json"))?;
    // npm writes it last: what did not get there did not finish.
    let installed = packages(&package.join("node_modules/.package-lock.json")).unwrap_or_default();
    if is_installed(&wanted, &installed) {
        return Ok(());
    }
    let mut install = npm(package);
    install.args(["ci", "--no-audit", "--no-fund"]);
    println!("{} in {}", shown(&install), package.display());
    succeed(&mut install)
}

fn packages(lockfile: &Path) -> Outcome<Map<String, Value>> {
    let unread = |error: String| format!("{}: {error}", lockfile.display());
    let text = fs::read_to_string(lockfile).map_err(|error| unread(error.to_string()))?;
    let lock: Value = serde_json::from_str(&text).map_err(|error| unread(error.to_string()))?;
    let packages = lock.get("packages").and_then(Value::as_object).cloned();
    Ok(packages.ok_or_else(|| unread("no `packages`; it is of another version of npm".to_owned()))?)
}

/// Whether exactly these are there; optional ones, such as those of other systems, may be missing.
fn is_installed(wanted: &Map<String, Value>, installed: &Map<String, Value>) -> bool {
    let same = |name: &String, package: &Value| {
        let member = |from: &Value, member: &str| from.get(member).cloned();
        wanted.get(name).is_some_and(|wanted| {
            ["version", "integrity"].iter().all(|of| member(wanted, of) == member(package, of))
        })
    };
    let may_miss =
        |package: &Value| package.get("optional").or(package.get("devOptional")) == Some(&Value::Bool(true));
    installed.iter().all(|(name, package)| same(name, package))
        && wanted
            .iter()
            .filter(|(name, package)| !name.is_empty() && !may_miss(package))
            .all(|(name, _)| installed.contains_key(name))
}
