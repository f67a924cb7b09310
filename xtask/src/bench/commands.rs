//! The two commands of the README, from a target folder that is empty and then filled.

use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::figure::Figure;
use super::http;
use super::postgres::free_port;
use super::stage::Stage;
use crate::process::{Outcome, cargo, shown, succeed};

/// # Errors
/// When a command does not do what it should.
pub(crate) fn measure(_: &Stage) -> Outcome<Vec<Figure>> {
    let mut figures = Vec::new();
    let folder = tempfile::Builder::new().prefix("sunlot-target-").tempdir()?;
    for state in ["cold", "warm"] {
        let run = until_ready(cargo(["xtask", "run"]).env("CARGO_TARGET_DIR", folder.path()))?;
        figures.push(Figure::seconds(format!("cargo xtask run until ready, {state}"), run));
    }
    let folder = tempfile::Builder::new().prefix("sunlot-target-").tempdir()?;
    for state in ["cold", "warm"] {
        let begun = Instant::now();
        succeed(cargo(["xtask", "test"]).env("CARGO_TARGET_DIR", folder.path()))?;
        figures.push(Figure::seconds(format!("cargo xtask test, {state}"), begun.elapsed()));
    }
    Ok(figures)
}

/// `cargo run` and xtask each become the next program, so that the child is the server in the end.
fn until_ready(command: &mut Command) -> Outcome<Duration> {
    let listen = format!("127.0.0.1:{}", free_port()?);
    let begun = Instant::now();
    let mut child = command.args(["--listen", &listen]).stdin(Stdio::null()).spawn()?;
    while !http::is_ready(&format!("http://{listen}")) {
        if let Some(status) = child.try_wait()? {
            return Err(format!("`{}` ended: {status}", shown(command)).into());
        }
        thread::sleep(Duration::from_millis(50));
    }
    let duration = begun.elapsed();
    child.kill()?;
    child.wait()?;
    Ok(duration)
}
