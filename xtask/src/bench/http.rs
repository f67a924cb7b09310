//! The API as a client sees it.

use std::io::Write;
use std::process::Stdio;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use ureq::Agent;

use super::server::Server;
use super::stage::{Backend, Stage};
use crate::process::{Outcome, shown};

/// Whether a server at this address is ready.
pub(crate) fn is_ready(address: &str) -> bool {
    ureq::get(format!("{address}/readyz")).call().is_ok()
}

/// A signed-in user.
pub(crate) struct Client {
    agent: Agent,
    base: String,
    authorization: String,
}

impl Client {
    /// Creates a user of a role by the command line and signs in.
    ///
    /// # Errors
    /// When the user cannot be created or signed in.
    pub(crate) fn new(stage: &Stage, backend: Backend, server: &Server, role: &str) -> Outcome<Self> {
        let name = format!("bench_{role}");
        let password = "a long passphrase for measuring 2026";
        let mut create = stage.sunlot(backend, "bench", &["user", "create", &name, "--role", role])?;
        let mut child = create.stdin(Stdio::piped()).stdout(Stdio::null()).spawn()?;
        if let Some(mut input) = child.stdin.take() {
            writeln!(input, "{password}")?;
        }
        let status = child.wait()?;
        if !status.success() {
            return Err(format!("`{}`: {status}", shown(&create)).into());
        }
        let agent = ureq::agent();
        let base = format!("{}/api/v1", server.address());
        let sign_in = json!({"username": name, "password": password});
        let answer: Value =
            agent.post(format!("{base}/auth/login")).send_json(&sign_in)?.body_mut().read_json()?;
        let token = answer.get("access_token").and_then(Value::as_str).ok_or("no token on sign-in")?;
        Ok(Self { agent, base, authorization: format!("Bearer {token}") })
    }

    /// Reads a resource; the answer, and how long it took until its last byte was here.
    ///
    /// # Errors
    /// When the server does not answer, or not with success.
    pub(crate) fn get(&self, path: &str, query: &[(&str, &str)]) -> Outcome<(Value, Duration)> {
        let request = self.agent.get(format!("{}{path}", self.base)).query_pairs(query.iter().copied());
        let begun = Instant::now();
        let text =
            request.header("Authorization", &self.authorization).call()?.body_mut().read_to_string()?;
        let duration = begun.elapsed();
        Ok((serde_json::from_str(&text)?, duration))
    }
}
