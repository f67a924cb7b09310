//! A server of its own for each test, and the command line beside it.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use crate::binary;
use crate::client::{Client, Nobody};

/// The password of every account that the tests create.
pub const PASSWORD: &str = "correct horse battery";

/// What the server prints before its address.
const GREETING: &str = "阳签已启动：";

/// An installation: a database, a data folder, and the server while it runs.
pub struct Sunlot {
    database: String,
    folder: TempDir,
    settings: Vec<(&'static str, &'static str)>,
    running: Option<Running>,
}

struct Running {
    process: Child,
    address: String,
}

impl Sunlot {
    /// An installation on this database; nothing runs yet.
    ///
    /// # Panics
    /// When no temporary folder can be made.
    #[must_use]
    pub fn install(database_url: &str) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        Self { database: database_url.to_owned(), folder, settings: Vec::new(), running: None }
    }

    /// Sets a variable for whatever starts from now on.
    pub fn set(&mut self, name: &'static str, value: &'static str) {
        self.settings.push((name, value));
    }

    fn command(&self) -> Command {
        let mut command = Command::new(binary::path());
        command
            .current_dir(self.folder.path())
            .env("SUNLOT_DATABASE_URL", &self.database)
            .env("SUNLOT_DATA_DIR", self.data())
            .env("SUNLOT_LISTEN", "127.0.0.1:0")
            .envs(self.settings.iter().copied());
        command
    }

    /// Starts the server and waits until it says where it listens.
    ///
    /// # Panics
    /// When it does not come up; with its log.
    pub fn start(&mut self) {
        let log = File::options().create(true).append(true).open(self.folder.path().join("log"));
        let mut process = self
            .command()
            .arg("serve")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(log.expect("a log file"))
            .spawn()
            .expect("the binary starts");
        let mut line = String::new();
        let output = process.stdout.take().expect("its output is a pipe");
        BufReader::new(output).read_line(&mut line).expect("the server says where it listens");
        let address = line.trim().strip_prefix(GREETING).map(str::to_owned);
        let address = address.unwrap_or_else(|| panic!("the server said {line:?}; its log:\n{}", self.log()));
        self.running = Some(Running { process, address });
    }

    /// Ends the server at once, as a power failure does (`SIGKILL`).
    ///
    /// # Panics
    /// When it does not run.
    pub fn kill(&mut self) {
        let mut running = self.running.take().expect("the server runs");
        running.process.kill().expect("the server is killed");
        running.process.wait().expect("the server has ended");
    }

    /// The data folder, where the server puts its temporary files, too.
    #[must_use]
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// What the server logged.
    #[must_use]
    pub fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }

    /// Where the server listens, `http://127.0.0.1:34567`.
    ///
    /// # Panics
    /// When it does not run.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.running.as_ref().expect("the server runs").address
    }

    /// Runs a command to its end.
    ///
    /// # Panics
    /// When the binary does not start.
    #[must_use]
    pub fn cli(&self, arguments: &[&str]) -> Output {
        self.cli_with(arguments, "")
    }

    /// Runs a command to its end, with this text on its standard input.
    ///
    /// # Panics
    /// When the binary does not start.
    #[must_use]
    pub fn cli_with(&self, arguments: &[&str], input: &str) -> Output {
        let mut process = self
            .command()
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the binary starts");
        // A command that reads nothing may have closed its end already.
        let _ = process.stdin.take().expect("its input is a pipe").write_all(input.as_bytes());
        process.wait_with_output().expect("the command ends")
    }

    /// Imports a file by the command line; answers the report.
    ///
    /// # Panics
    /// When the command fails.
    #[must_use]
    pub fn import(&self, kind: &str, file: &str) -> Value {
        json(&self.cli(&["import", kind, file]))
    }

    /// Creates an account by the command line.
    ///
    /// # Panics
    /// When the command fails.
    pub fn create_user(&self, name: &str, role: &str, more: &[&str]) {
        let arguments = [&["user", "create", name, "--role", role], more].concat();
        let created = json(&self.cli_with(&arguments, PASSWORD));
        assert_eq!((&created["username"], &created["role"]), (&name.into(), &role.into()));
    }

    /// Somebody with an account, signed in.
    ///
    /// # Panics
    /// When the sign-in is refused.
    #[must_use]
    pub fn sign_in(&self, name: &str) -> Client {
        Client::sign_in(self.address(), name, PASSWORD)
    }

    /// Somebody without an account.
    #[must_use]
    pub fn nobody(&self) -> Nobody {
        Nobody::at(self.address())
    }
}

impl Drop for Sunlot {
    fn drop(&mut self) {
        if self.running.is_some() {
            self.kill();
        }
        if std::thread::panicking() {
            let log = self.log();
            let tail: Vec<_> = log.lines().rev().take(20).collect();
            tail.iter().rev().for_each(|line| say(line));
        }
    }
}

#[allow(clippy::print_stderr, reason = "a failed test shows what the server logged")]
fn say(line: &str) {
    eprintln!("{line}");
}

/// What a command that succeeded printed, read as JSON.
///
/// # Panics
/// When it failed, or printed something else.
#[must_use]
pub fn json(output: &Output) -> Value {
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}: {errors}", output.status);
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {output:?}"))
}
