//! The npm package `frontend/verifier-js`: the check of a draw for those who write their own page or program.

use std::fs;
use std::path::{Path, PathBuf};

use super::{frontend, node, set_up, wasm};
use crate::process::{Outcome, root, succeed, target_dir};

/// The crate that becomes its WASM.
const CRATE: &str = "verifier";

/// The package's folder.
pub(crate) fn package() -> PathBuf {
    root().join("frontend/verifier-js")
}

/// Builds the package with the WASM of the site, and tests it.
///
/// # Errors
/// With what does not build or what failed.
pub(super) fn test() -> Outcome {
    wasm::build(&target_dir()?.join("frontend"), false, None)?;
    finish()?;
    succeed(node::npm(&package()).args(["run", "--silent", "test"]))
}

/// Builds the package alone.
///
/// # Errors
/// With what is missing or does not build.
pub(crate) fn build() -> Outcome {
    set_up()?;
    wasm::build(&target_dir()?.join("frontend"), false, Some(CRATE))?;
    finish()
}

/// Takes over the WASM, and compiles the TypeScript.
fn finish() -> Outcome {
    let (from, to) = (super::package().join("wasm").join(CRATE), package().join("wasm"));
    fs::create_dir_all(&to)?;
    for file in ["verifier.js", "verifier.d.ts", "verifier_bg.wasm"] {
        fs::copy(from.join(file), to.join(file))
            .map_err(|error| format!("{}: {error}", from.join(file).display()))?;
    }
    node::install(&package())?;
    succeed(node::npm(&package()).args(["run", "--silent", "build"]))
}

/// Writes a bundle of an open roster of so many rows.
///
/// # Errors
/// When its writer does not build, or the file cannot be written.
pub(crate) fn write_bundle(rows: &str, path: &Path) -> Outcome {
    let mut write = frontend(["run", "--quiet", "--package", CRATE, "--example", "bundle", "--"])?;
    succeed(write.arg(rows).arg(path))
}
