//! `cargo xtask web`: builds the site from `frontend/`: Rust to WASM, its JavaScript, Vite, compressed copies, budgets.
//! A step whose inputs did not change is not done again.

mod budget;
pub(crate) mod node;
mod site;
mod stamp;
pub(crate) mod verifier;
mod wasm;
mod watch;

use std::path::PathBuf;

use clap::Args;

use crate::process::{Outcome, cargo, root, succeed, target_dir};
use crate::setup::{self, Need};

/// How the site is built.
#[derive(Debug, Clone, Copy, Default, Args)]
pub(crate) struct Options {
    /// For the loop of editing: quick to build; neither optimised nor compressed, nor held to the budgets
    #[arg(long)]
    dev: bool,
    /// Only the WASM and its JavaScript, as Vite's development server wants them
    #[arg(long)]
    wasm: bool,
    /// As `--dev`, again after every change, until it is stopped
    #[arg(long)]
    watch: bool,
}

/// The npm package of the site.
fn package() -> PathBuf {
    root().join("frontend/web")
}

/// Sets up and builds `frontend/web/dist`.
///
/// # Errors
/// When something is missing, does not build, or is larger than its budget.
pub(crate) fn run(options: Options) -> Outcome {
    set_up()?;
    if options.watch { watch::forever(|| build(Options { dev: true, ..options })) } else { build(options) }
}

fn build(options: Options) -> Outcome {
    let target = target_dir()?;
    wasm::build(&target.join("frontend"), options.dev, None)?;
    if options.wasm {
        return Ok(());
    }
    site::build(options.dev)?;
    if options.dev { Ok(()) } else { budget::check(&site::dist(), &target.join("web.json")) }
}

fn set_up() -> Outcome {
    setup::packages(Need::Web)?;
    setup::wasm_target()?;
    node::check()?;
    node::install(&package())
}

/// Format and lints of the frontend's own workspace.
///
/// # Errors
/// With what is not in order.
pub(crate) fn lint() -> Outcome {
    succeed(&mut frontend(["fmt", "--all", "--check"])?)?;
    let mut clippy = frontend(["clippy", "--workspace", "--all-targets", "--target", setup::WASM])?;
    succeed(clippy.args(["--", "-D", "warnings"]))
}

/// The frontend's unit tests, in Rust and in TypeScript, and the types of the latter.
///
/// # Errors
/// With what failed.
pub(crate) fn test() -> Outcome {
    set_up()?;
    succeed(&mut frontend(["test", "--workspace", "--no-fail-fast"])?)?;
    succeed(node::npm(&package()).args(["run", "--silent", "check"]))?;
    succeed(node::npm(&package()).args(["run", "--silent", "test"]))?;
    verifier::test()
}

/// A cargo of the frontend's workspace, which builds beside the server's.
fn frontend<const N: usize>(arguments: [&str; N]) -> Outcome<std::process::Command> {
    let mut command = cargo(arguments);
    command.current_dir(root().join("frontend")).env("CARGO_TARGET_DIR", target_dir()?.join("frontend"));
    Ok(command)
}
