//! The PostgreSQL server of a test run.
//!
//! All test processes of one target folder share a server in a temporary folder. Whoever comes first starts it; each
//! process holds a shared lock on the file `users` for as long as it lives, however it ends. `server.sh` waits until it
//! gets that lock alone, and then stops the server and removes its folder.

use std::fs::{self, File, OpenOptions};
use std::io::{BufRead, BufReader};
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering};

const MISSING: &str = "PostgreSQL is not installed, and these tests need the real one. Install it: apt-get install -y postgresql";

/// The server, and the database that all others are copied from.
struct Server {
    /// Folder of its socket.
    folder: String,
    template: String,
    _user: File,
}

/// The server, or why there is none: every test says it, not only the first.
static SERVER: LazyLock<Result<Server, String>> = LazyLock::new(join);

static CREATED: AtomicU32 = AtomicU32::new(0);

/// Makes a migrated database; answers its name.
pub(crate) fn create_database() -> String {
    let name = format!("test_{}_{}", std::process::id(), CREATED.fetch_add(1, Ordering::Relaxed));
    administer(&server().folder, &format!("CREATE DATABASE {name} TEMPLATE {}", server().template));
    name
}

/// Removes it, with whoever is still connected.
pub(crate) fn drop_database(name: &str) {
    administer(&server().folder, &format!("DROP DATABASE {name} WITH (FORCE)"));
}

/// The URL of a database on the server.
pub(crate) fn url(name: &str) -> String {
    url_in(&server().folder, name)
}

fn server() -> &'static Server {
    SERVER.as_ref().unwrap_or_else(|reason| panic!("{reason}"))
}

fn url_in(folder: &str, name: &str) -> String {
    format!("postgres:///{name}?host={folder}&user=sunlot")
}

fn administer(folder: &str, statement: &str) {
    persistence::testing::execute(&url_in(folder, "postgres"), statement)
        .unwrap_or_else(|error| panic!("{statement}: {error}"));
}

fn join() -> Result<Server, String> {
    let state = state_folder();
    fs::create_dir_all(&state).expect("a folder below the target folder");
    let gate = lock_file(&state.join("gate"));
    gate.lock().expect("the gate is locked");
    // Waits while a server that nobody needed is being stopped.
    let user = lock_file(&state.join("users"));
    user.lock_shared().expect("the server is held");
    let folder = match running(&state) {
        Some(folder) => folder,
        None => start(&state)?,
    };
    drop(gate);
    let template = template(&folder)?;
    Ok(Server { folder, template, _user: user })
}

/// `<target>/test-postgres`, found from the test's own executable.
fn state_folder() -> PathBuf {
    let executable = std::env::current_exe().expect("the test's executable has a path");
    let target = executable.ancestors().find(|folder| folder.join(".rustc_info.json").exists());
    // A program that was copied elsewhere gets a server of its own.
    target.or(executable.parent()).expect("an executable lies in a folder").join("test-postgres")
}

fn lock_file(path: &Path) -> File {
    OpenOptions::new().create(true).append(true).open(path).expect("a lock file")
}

/// The folder of a server that answers.
fn running(state: &Path) -> Option<String> {
    let folder = fs::read_to_string(state.join("address")).ok()?;
    UnixStream::connect(Path::new(&folder).join(".s.PGSQL.5432")).ok()?;
    Some(folder)
}

#[allow(clippy::zombie_processes, reason = "the server outlives this process and ends by itself")]
fn start(state: &Path) -> Result<String, String> {
    let log = File::create(state.join("log")).expect("a log file");
    let mut server = Command::new("sh")
        .args(["-c", include_str!("server.sh"), "server.sh"])
        .arg(state)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(log)
        // Its own group: an interrupt from the keyboard ends the tests, and the server then notices.
        .process_group(0)
        .spawn()
        .expect("sh starts");
    let mut line = String::new();
    let answer = server.stdout.take().expect("the script's output is a pipe");
    BufReader::new(answer).read_line(&mut line).expect("the script answers");
    let log = || fs::read_to_string(state.join("log")).unwrap_or_default();
    match line.trim() {
        "missing" => Err(MISSING.to_owned()),
        "" => Err(format!("PostgreSQL did not start:\n{}", log())),
        folder => Ok(folder.to_owned()),
    }
}

/// A migrated database of this process: another process may have been built with other migrations.
fn template(folder: &str) -> Result<String, String> {
    let name = format!("template_{}", std::process::id());
    administer(folder, &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
    administer(folder, &format!("CREATE DATABASE {name}"));
    persistence::testing::migrate(&url_in(folder, &name))
        .map_err(|error| format!("the migrations do not run on PostgreSQL: {error}"))?;
    Ok(name)
}
