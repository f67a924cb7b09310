//! `cargo xtask run`.

use std::os::unix::process::CommandExt;
use std::process::Command;

use clap::Args;

use crate::process::{Outcome, build_sunlot, root, shown};
use crate::setup::{self, Need};
use crate::web;

#[derive(Args)]
pub(crate) struct Options {
    /// Where to listen, `ADDRESS:PORT`; the product's own default otherwise
    #[arg(long)]
    listen: Option<String>,
}

/// Sets up, builds, and becomes the server; it says itself where it listens and who may sign in.
///
/// # Errors
/// When something is missing, does not build or does not start.
pub(crate) fn run(options: &Options) -> Outcome {
    setup::packages(Need::Run)?;
    web::run(web::Options::default())?;
    let mut serve = Command::new(build_sunlot(false)?);
    serve.args(["serve", "--demo"]).env("SUNLOT_DATA_DIR", root().join("data"));
    if let Some(listen) = &options.listen {
        serve.env("SUNLOT_LISTEN", listen);
    }
    // In place of this process, so that Ctrl-C and signals reach the server and nothing else.
    let error = serve.exec();
    Err(format!("`{}`: {error}", shown(&serve)).into())
}
