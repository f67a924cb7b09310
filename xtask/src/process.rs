//! Running other programs, and where things are.

use std::env;
use std::error::Error;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use chrono::{DateTime, NaiveDate, Utc};

/// The outcome of a step; the error is a sentence for the person at the terminal.
pub(crate) type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// An environment variable.
#[expect(clippy::disallowed_methods, reason = "a tool's own environment, not settings of the product")]
pub(crate) fn variable(name: &str) -> Option<OsString> {
    env::var_os(name)
}

/// Today, in UTC.
#[expect(
    clippy::disallowed_methods,
    reason = "a tool for the terminal; what follows takes the day as a parameter"
)]
pub(crate) fn today() -> NaiveDate {
    DateTime::<Utc>::from(SystemTime::now()).date_naive()
}

/// The checkout.
pub(crate) fn root() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own).to_owned()
}

/// A cargo of the pinned toolchain, in the checkout. It does not hear that another one started this program: build scripts that
/// look at `CARGO_PKG_…` (ring's) would run again, and all that depends on them be built again, whenever it is called the other way.
pub(crate) fn cargo<const N: usize>(arguments: [&str; N]) -> Command {
    let mut command = Command::new(variable("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments).current_dir(root());
    for name in OF_A_PACKAGE {
        command.env_remove(name);
    }
    command
}

/// What cargo tells the program of a package that it runs.
const OF_A_PACKAGE: [&str; 9] = [
    "CARGO_MANIFEST_DIR",
    "CARGO_MANIFEST_LINKS",
    "CARGO_MANIFEST_PATH",
    "CARGO_PKG_NAME",
    "CARGO_PKG_VERSION",
    "CARGO_PKG_VERSION_MAJOR",
    "CARGO_PKG_VERSION_MINOR",
    "CARGO_PKG_VERSION_PATCH",
    "CARGO_PKG_VERSION_PRE",
];

/// Where cargo builds to.
///
/// # Errors
/// When cargo cannot read the workspace.
pub(crate) fn target_dir() -> Outcome<PathBuf> {
    let metadata = output(&mut cargo(["metadata", "--format-version", "1", "--no-deps"]))?;
    let metadata: serde_json::Value = serde_json::from_str(&metadata)?;
    let folder = metadata.get("target_directory").and_then(|folder| folder.as_str());
    Ok(folder.ok_or("cargo metadata names no target directory")?.into())
}

/// Builds the product and says where it is.
///
/// # Errors
/// When it does not build.
pub(crate) fn build_sunlot(release: bool) -> Outcome<PathBuf> {
    // With the features that the whole workspace asks for: `cargo test --workspace` then finds the dependencies built.
    let mut build = cargo(["build", "--workspace", "--bin", "sunlot"]);
    if release {
        build.arg("--release");
    }
    succeed(&mut build)?;
    Ok(target_dir()?.join(if release { "release" } else { "debug" }).join("sunlot"))
}

/// The command as one would type it.
pub(crate) fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let program = program.file_name().unwrap_or(command.get_program()).to_string_lossy().into_owned();
    command.get_args().fold(program, |line, argument| format!("{line} {}", argument.to_string_lossy()))
}

/// Runs a command with this terminal.
///
/// # Errors
/// When it does not start or does not succeed.
pub(crate) fn succeed(command: &mut Command) -> Outcome {
    let status = command.status().map_err(|error| format!("`{}`: {error}", shown(command)))?;
    if status.success() { Ok(()) } else { Err(format!("`{}`: {status}", shown(command)).into()) }
}

/// Runs a command and returns what it prints.
///
/// # Errors
/// When it does not start or does not succeed; with what it said.
pub(crate) fn output(command: &mut Command) -> Outcome<String> {
    let output = command.output().map_err(|error| format!("`{}`: {error}", shown(command)))?;
    if output.status.success() {
        return Ok(String::from_utf8(output.stdout)?);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(format!("`{}`: {}\n{}", shown(command), output.status, said.trim_end()).into())
}

/// Where a program is, on the search path.
pub(crate) fn find(program: &str) -> Option<PathBuf> {
    env::split_paths(&variable("PATH")?).map(|folder| folder.join(program)).find(|path| path.is_file())
}

/// Whether this is root.
pub(crate) fn is_root() -> bool {
    output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}
