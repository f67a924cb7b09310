//! Vite, and compressed copies beside what it writes.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use super::stamp::Inputs;
use super::{node, package};
use crate::process::{Outcome, succeed};

/// The built site.
pub(super) fn dist() -> PathBuf {
    package().join("dist")
}

/// Builds it, unless it was built from the same.
///
/// # Errors
/// When it does not build.
pub(super) fn build(dev: bool) -> Outcome {
    let compress = include_str!("compress.mjs");
    let inputs = Inputs::new(if dev { "dev" } else { "compressed" }).with(compress.as_bytes());
    let stamp = inputs.with_folder(&package(), &["node_modules", "dist", "test"])?.stamp();
    let file = dist().join(".vite/stamp");
    if stamp.is_in(&file) {
        println!("frontend/web/dist is up to date");
        return Ok(());
    }
    succeed(node::npm(&package()).args(["run", "--silent", "build", "--", "--logLevel", "warn"]))?;
    if !dev {
        let mut node = Command::new("node");
        succeed(node.args(["--input-type=module", "--eval", compress]).arg(dist()))?;
    }
    fs::create_dir_all(dist().join(".vite"))?;
    stamp.write(&file)
}
