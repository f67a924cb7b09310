//! A PostgreSQL server with its default settings, in a temporary folder.

use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{fs, io};

use tempfile::TempDir;

use crate::process::{Outcome, is_root, output, succeed};
use crate::setup::postgres_programs;

const USER: &str = "sunlot";

/// The server; it stops, and its folder goes, when this is dropped.
pub(crate) struct Cluster {
    programs: PathBuf,
    folder: TempDir,
    port: u16,
}

impl Cluster {
    /// # Errors
    /// When PostgreSQL is not installed or does not start.
    pub(crate) fn start() -> Outcome<Self> {
        let programs =
            postgres_programs().ok_or("PostgreSQL is not installed: apt-get install --yes postgresql")?;
        let folder = tempfile::Builder::new().prefix("sunlot-postgres-").tempdir()?;
        if is_root() {
            fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o700))?;
            succeed(Command::new("chown").arg("postgres").arg(folder.path()))?;
        }
        let cluster = Self { programs, folder, port: free_port()? };
        let data = cluster.data();
        output(cluster.server_side("initdb").arg("--pgdata").arg(&data).args([
            "--username",
            USER,
            "--auth",
            "trust",
            "--encoding",
            "UTF8",
            "--locale",
            "C.UTF-8",
        ]))?;
        let options = format!(
            "-p {} -c listen_addresses=127.0.0.1 -c unix_socket_directories={}",
            cluster.port,
            cluster.folder.path().display()
        );
        let log = cluster.folder.path().join("log");
        // The server inherits what pg_ctl prints to: a pipe would never end.
        let mut start = cluster.server_side("pg_ctl");
        start.arg("--pgdata").arg(&data).arg("--log").arg(log).args([
            "--wait",
            "--options",
            &options,
            "start",
        ]);
        succeed(start.stdout(Stdio::null()).stdin(Stdio::null()))?;
        Ok(cluster)
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("cluster")
    }

    /// A program of the server; PostgreSQL refuses to run as root.
    fn server_side(&self, program: &str) -> Command {
        let path = self.programs.join(program);
        let mut command = if is_root() {
            let mut command = Command::new("setpriv");
            command.args(["--reuid", "postgres", "--regid", "postgres", "--clear-groups", "--"]).arg(path);
            command
        } else {
            Command::new(path)
        };
        command.current_dir(if is_root() { Path::new("/") } else { self.folder.path() });
        command
    }

    /// `psql` on a database, stopping at the first error.
    pub(crate) fn psql(&self, database: &str) -> Command {
        let mut command = Command::new(self.programs.join("psql"));
        command.args(["--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set", "ON_ERROR_STOP=1"]);
        command.args(["--host", "127.0.0.1", "--port", &self.port.to_string(), "--username", USER]);
        command.args(["--dbname", database]);
        command
    }

    /// `pgbench` on a database.
    pub(crate) fn pgbench(&self, database: &str) -> Command {
        let mut command = Command::new(self.programs.join("pgbench"));
        command.args(["--host", "127.0.0.1", "--port", &self.port.to_string(), "--username", USER]);
        command.env("PGDATABASE", database);
        command
    }

    /// The address of a database, which is made when it is not there.
    pub(crate) fn url(&self, database: &str) -> Outcome<String> {
        let known = format!("SELECT 1 FROM pg_database WHERE datname = '{database}'");
        if output(self.psql("postgres").args(["--command", &known]))?.trim().is_empty() {
            output(self.psql("postgres").args(["--command", &format!("CREATE DATABASE {database}")]))?;
        }
        Ok(format!("postgres://{USER}@127.0.0.1:{}/{database}", self.port))
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let mut stop = self.server_side("pg_ctl");
        stop.arg("--pgdata").arg(self.data()).args(["--mode", "immediate", "--wait", "stop"]);
        if let Err(error) = output(&mut stop) {
            eprintln!("the PostgreSQL server was not stopped: {error}");
        }
    }
}

/// A port that nobody listens on right now.
pub(crate) fn free_port() -> io::Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}
