//! A running `sunlot serve`.

use std::fs::File;
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::http;
use super::postgres::free_port;
use super::stage::{Backend, Stage, memory};
use crate::process::Outcome;

/// Longer than any start takes.
const PATIENCE: Duration = Duration::from_secs(60);

/// The server; it ends when this is dropped.
pub(crate) struct Server {
    child: Child,
    address: String,
    /// From the start of the process until it was ready.
    pub(crate) start: Duration,
}

impl Server {
    /// Starts it on a database and waits until `/readyz` says yes.
    ///
    /// # Errors
    /// When the server ends or does not become ready.
    pub(crate) fn start(stage: &Stage, backend: Backend, database: &str) -> Outcome<Self> {
        let listen = format!("127.0.0.1:{}", free_port()?);
        let log = stage.folder().join(format!("serve-{database}-{}.log", backend.name()));
        let mut command = stage.sunlot(backend, database, &["serve"])?;
        command
            .env("SUNLOT_LISTEN", &listen)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(File::create(log)?);
        let begun = Instant::now();
        let child = command.spawn()?;
        let mut server = Self { child, address: format!("http://{listen}"), start: Duration::ZERO };
        while !http::is_ready(&server.address) {
            if let Some(status) = server.child.try_wait()? {
                return Err(format!("the server ended: {status}").into());
            }
            if begun.elapsed() > PATIENCE {
                return Err("the server did not become ready".into());
            }
            thread::sleep(Duration::from_millis(1));
        }
        server.start = begun.elapsed();
        Ok(server)
    }

    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// Its resident memory now, kibibytes.
    ///
    /// # Errors
    /// When it has ended.
    pub(crate) fn memory(&self) -> Outcome<u32> {
        self.status("VmRSS")
    }

    /// The most resident memory that it ever had, kibibytes.
    ///
    /// # Errors
    /// When it has ended.
    pub(crate) fn peak(&self) -> Outcome<u32> {
        self.status("VmHWM")
    }

    fn status(&self, name: &str) -> Outcome<u32> {
        memory(self.child.id(), name).ok_or_else(|| "the server has ended".into())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Err(error) = self.child.kill().and_then(|()| self.child.wait().map(drop)) {
            eprintln!("the server was not stopped: {error}");
        }
    }
}
