//! A server on a free port, and those who call it.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::mpsc;
use std::thread::JoinHandle;

use actix_web::dev::ServerHandle;
use actix_web::rt::System;
use api::clock::Clock;
use api::config::{Flags, Settings};
use api::startup;
use api::state::State;
use serde_json::Value;
use tempfile::TempDir;
use test_support::TestDb;
use ureq::http::Request;

use crate::world::now;

/// A running server; stops when the test ends.
pub struct TestApp {
    address: SocketAddr,
    state: State,
    handle: ServerHandle,
    thread: Option<JoinHandle<()>>,
    _folder: TempDir,
}

impl TestApp {
    /// Starts a server on this database, whose clock stands still.
    pub fn start(db: &TestDb) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let flags = Flags::from([
            ("database_url", db.url().to_owned()),
            ("listen", "127.0.0.1:0".to_owned()),
            ("data_dir", folder.path().display().to_string()),
        ]);
        let settings = Settings::assemble(Path::new("no such file"), &Flags::new(), &flags).unwrap();
        let (started, running) = mpsc::channel();
        let serve = move || {
            System::new().block_on(async move {
                let running = startup::build(settings, Clock::Fixed(now())).unwrap();
                started.send((running.address, running.state, running.server.handle())).unwrap();
                running.server.await.unwrap();
            });
        };
        let thread = Some(std::thread::spawn(serve));
        let (address, state, handle) = running.recv().unwrap();
        Self { address, state, handle, thread, _folder: folder }
    }

    /// Where this path is served.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// The user with this key, signed in.
    pub fn user(&self, key: i64) -> Client {
        let token = self.state.tokens.issue(key, 1, now()).unwrap();
        let agent = ureq::Agent::config_builder().http_status_as_error(false).build().new_agent();
        Client { agent, base: self.url("/api/v1"), token }
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        System::new().block_on(self.handle.stop(false));
        self.thread.take().unwrap().join().unwrap();
    }
}

/// Somebody who calls.
pub struct Client {
    agent: ureq::Agent,
    base: String,
    token: String,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    /// Status.
    pub status: u16,
    /// The `ETag`, if there is one.
    pub etag: Option<String>,
    /// The body.
    pub body: Value,
}

impl Answer {
    /// Pointer and code of every wrong field.
    pub fn faults(&self) -> Vec<(&str, &str)> {
        let errors = self.body["errors"].as_array().map(Vec::as_slice).unwrap_or_default();
        assert!(errors.iter().all(|error| error["detail"].as_str().is_some_and(|text| !text.is_empty())));
        errors.iter().map(|e| (e["pointer"].as_str().unwrap(), e["code"].as_str().unwrap())).collect()
    }

    /// Status and code of a problem.
    pub fn problem(&self) -> (u16, &str) {
        (self.status, self.body["code"].as_str().unwrap_or_default())
    }

    /// The key of what was answered.
    pub fn id(&self) -> i64 {
        self.body["id"].as_i64().unwrap()
    }

    /// The version of what was answered, which its `ETag` names too.
    pub fn version(&self) -> i64 {
        let version = self.body["version"].as_i64().unwrap();
        assert_eq!(self.etag, Some(format!("\"v{version}\"")));
        version
    }
}

impl Client {
    /// Reads.
    pub fn get(&self, path: &str) -> Answer {
        self.call("GET", path, None, &Value::Null)
    }

    /// Acts on a version of something.
    pub fn act(&self, path: &str, version: i64, body: &Value) -> Answer {
        self.call("POST", path, Some(version), body)
    }

    /// Calls; `null` stands for no body.
    pub fn call(&self, method: &str, path: &str, version: Option<i64>, body: &Value) -> Answer {
        let mut request = Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.base))
            .header("Authorization", format!("Bearer {}", self.token));
        if let Some(version) = version {
            request = request.header("If-Match", format!("\"v{version}\""));
        }
        let content = if body.is_null() {
            Vec::new()
        } else {
            request = request.header("Content-Type", "application/json");
            serde_json::to_vec(body).unwrap()
        };
        let mut response = self.agent.run(request.body(content).unwrap()).unwrap();
        let etag = response.headers().get("ETag").map(|tag| tag.to_str().unwrap().to_owned());
        let text = response.body_mut().read_to_string().unwrap();
        let body = serde_json::from_str(&text).unwrap_or_else(|e| panic!("{method} {path}: {e}: {text}"));
        Answer { status: response.status().as_u16(), etag, body }
    }
}
