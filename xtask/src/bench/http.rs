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
    pub(crate) fn new(
        stage: &Stage,
        backend: Backend,
        database: &str,
        server: &Server,
        role: &str,
        department: Option<&str>,
    ) -> Outcome<Self> {
        let name = format!("bench_{role}");
        let password = "a long passphrase for measuring 2026";
        let mut create = stage.sunlot(backend, database, &["user", "create", &name, "--role", role])?;
        if let Some(department) = department {
            create.args(["--department", department]);
        }
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

    /// Downloads a file.
    ///
    /// # Errors
    /// When the server does not answer, or not with success.
    pub(crate) fn download(&self, path: &str) -> Outcome<(Vec<u8>, Duration)> {
        let request =
            self.agent.get(format!("{}{path}", self.base)).header("Authorization", &self.authorization);
        let begun = Instant::now();
        let file = request.call()?.body_mut().with_config().limit(1 << 30).read_to_vec()?;
        Ok((file, begun.elapsed()))
    }

    /// Creates something; the answer, and how long it took.
    ///
    /// # Errors
    /// When the server does not answer, or not with success; with what it said.
    pub(crate) fn post(&self, path: &str, content: &Value) -> Outcome<(Value, Duration)> {
        self.act(path, None, content)
    }

    /// Does something to what has this version; the answer, and how long it took.
    ///
    /// # Errors
    /// As [`Client::post`].
    pub(crate) fn act(
        &self,
        path: &str,
        version: Option<u64>,
        content: &Value,
    ) -> Outcome<(Value, Duration)> {
        let mut request =
            self.agent.post(format!("{}{path}", self.base)).header("Authorization", &self.authorization);
        if let Some(version) = version {
            request = request.header("If-Match", format!("\"v{version}\""));
        }
        let begun = Instant::now();
        let mut answer = request.config().http_status_as_error(false).build().send_json(content)?;
        let text = answer.body_mut().read_to_string()?;
        let duration = begun.elapsed();
        if !answer.status().is_success() {
            return Err(format!("POST {path}: {}: {text}", answer.status()).into());
        }
        let content = if text.is_empty() { Value::Null } else { serde_json::from_str(&text)? };
        Ok((content, duration))
    }
}
