//! The draw runs in the visitor's browser: `domain` and `contract` must build for it, without server or database.

use std::process::Command;

use crate::process::{Outcome, cargo, output, succeed};
use crate::setup::WASM;

/// Beginnings of packages that must not come along.
const SERVER_SIDE: [&str; 5] = ["actix", "diesel", "libsqlite3", "pq-sys", "tokio"];

/// # Errors
/// When they do not build, or with the package that came along.
pub(super) fn check() -> Outcome {
    succeed(&mut on_target(["build", "--package", "domain", "--package", "contract"]))?;
    let mut tree = on_target(["tree", "--package", "domain", "--package", "contract"]);
    let packages = output(tree.args(["--edges", "normal", "--prefix", "none"]))?;
    let found: Vec<_> =
        packages.lines().filter(|line| SERVER_SIDE.iter().any(|name| line.starts_with(name))).collect();
    if found.is_empty() {
        println!(
            "{} lines of the dependency tree, nothing of {}",
            packages.lines().count(),
            SERVER_SIDE.join(", ")
        );
        return Ok(());
    }
    Err(format!("domain or contract depends on {}", found.join(", ")).into())
}

fn on_target<const N: usize>(arguments: [&str; N]) -> Command {
    let mut command = cargo(arguments);
    command.args(["--target", WASM]);
    command
}
