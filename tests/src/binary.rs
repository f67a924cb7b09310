//! The binary under test, built once per test process by the same cargo into the same target folder.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;

use serde_json::Value;

static BINARY: LazyLock<PathBuf> = LazyLock::new(|| given().unwrap_or_else(build));

/// Where the binary lies.
pub(crate) fn path() -> &'static Path {
    &BINARY
}

/// A binary from elsewhere, such as a release build: `SUNLOT_BINARY`.
#[allow(clippy::disallowed_methods, reason = "which binary to test is no setting of the product")]
fn given() -> Option<PathBuf> {
    std::env::var_os("SUNLOT_BINARY").map(PathBuf::from)
}

/// Builds it; quick when it is fresh.
fn build() -> PathBuf {
    let executable = std::env::current_exe().expect("the test's executable has a path");
    let target = executable.ancestors().find(|folder| folder.join(".rustc_info.json").exists());
    let target = target.expect("the test's executable lies in a target folder");
    let output = Command::new(env!("CARGO"))
        .args(["build", "--package", "api", "--bin", "sunlot", "--message-format=json-render-diagnostics"])
        .arg("--target-dir")
        .arg(target)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stderr(Stdio::inherit())
        .output()
        .expect("cargo starts");
    assert!(output.status.success(), "the binary does not build: {}", output.status);
    let messages = String::from_utf8(output.stdout).expect("cargo writes UTF-8");
    let built = messages.lines().find_map(executable_of);
    built.expect("cargo names the executable it built")
}

/// The executable that a message of cargo tells of.
fn executable_of(line: &str) -> Option<PathBuf> {
    let message: Value = serde_json::from_str(line).ok()?;
    let ours = message["target"]["name"] == "sunlot";
    message["executable"].as_str().filter(|_| ours).map(PathBuf::from)
}
