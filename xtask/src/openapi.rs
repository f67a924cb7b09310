//! `cargo xtask openapi`.

use std::fs;
use std::process::Command;

use crate::process::{Outcome, build_sunlot, output, root};

/// Writes the committed document from the code.
///
/// # Errors
/// When the product does not build or the file cannot be written.
pub(crate) fn run() -> Outcome {
    let document = output(Command::new(build_sunlot(false)?).arg("openapi"))?;
    let file = root().join("openapi/sunlot.json");
    fs::create_dir_all(root().join("openapi"))?;
    fs::write(&file, document)?;
    println!("wrote {}", file.display());
    Ok(())
}
