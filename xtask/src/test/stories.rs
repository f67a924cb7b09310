//! The stories of `frontend/e2e`: Chromium, the binary, the built site, SQLite and PostgreSQL.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};

use crate::process::{Outcome, build_sunlot, cargo, root, shown, succeed};
use crate::setup;
use crate::web::node;

/// The npm package of the stories.
fn package() -> PathBuf {
    root().join("frontend/e2e")
}

/// # Errors
/// With the story that did not end well, or what is missing to tell it.
pub(super) fn check() -> Outcome {
    node::install(&package())?;
    succeed(node::npm(&package()).args(["run", "--silent", "check"]))?;
    let binary = build_sunlot(false)?;
    let postgres = Postgres::start()?;
    let mut stories = Command::new(package().join("node_modules/.bin/playwright"));
    stories.arg("test").current_dir(package());
    stories.env("SUNLOT_BINARY", binary).env("SUNLOT_E2E_POSTGRES", &postgres.url);
    if let Some(chromium) = setup::chromium() {
        stories.env("SUNLOT_CHROMIUM", chromium);
    }
    succeed(&mut stories)
}

/// A PostgreSQL database while this lives.
struct Postgres {
    url: String,
    holder: Child,
    /// Open to the end: the holder must not fail to write.
    _output: BufReader<ChildStdout>,
}

impl Postgres {
    fn start() -> Outcome<Self> {
        let mut command = cargo(["run", "--quiet", "--package", "test-support", "--example", "postgres"]);
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let name = shown(&command);
        let mut holder = command.spawn().map_err(|error| format!("`{name}`: {error}"))?;
        let mut output = BufReader::new(holder.stdout.take().ok_or("no standard output")?);
        let mut url = String::new();
        output.read_line(&mut url)?;
        if url.trim().is_empty() {
            return Err(format!("`{name}`: {}", holder.wait()?).into());
        }
        Ok(Self { url: url.trim().to_owned(), holder, _output: output })
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        // The end of its input ends it, and with it the database.
        drop(self.holder.stdin.take());
        if let Err(error) = self.holder.wait() {
            eprintln!("the PostgreSQL of the stories: {error}");
        }
    }
}
