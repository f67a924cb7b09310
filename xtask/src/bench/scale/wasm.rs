//! The check of a draw as a browser or Node.js runs it.

use std::fs;
use std::process::Command;
use std::time::Duration;

use crate::bench::figure::Figure;
use crate::bench::stage::Stage;
use crate::process::{Outcome, output};
use crate::web::verifier;

const ROWS: &str = "100000";

/// An open roster, the heaviest there is: every row is opened.
///
/// # Errors
/// When the WASM or the bundle cannot be built, or the bundle does not verify.
pub(super) fn measure(stage: &Stage) -> Outcome<Figure> {
    verifier::build()?;
    let bundle = stage.folder().join("open.zip");
    verifier::write_bundle(ROWS, &bundle)?;
    let mut check = Command::new("node");
    let said = output(check.arg(verifier::package().join("bench.mjs")).arg(&bundle))?;
    fs::remove_file(&bundle)?;
    let seconds = Duration::try_from_secs_f64(said.trim().parse()?)?;
    Ok(Figure::seconds("check of 100,000 opened rows in Node.js", seconds).at_most(2.0))
}
