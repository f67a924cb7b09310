//! A server on a free port, and those who call it.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::mpsc;
use std::thread::JoinHandle;

use actix_web::dev::ServerHandle;
use actix_web::rt::System;
use api::clock::Clock;
use api::config::{Flags, Settings};
use api::site::{Built, Site};
use api::startup;
use api::state::State;
use chrono::{DateTime, Utc};
use persistence::identity;
use serde_json::Value;
use tempfile::TempDir;
use test_support::TestDb;
use ureq::Body;
use ureq::http::{Request, Response};

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
        Self::start_at(db, now(), Flags::new())
    }

    /// The same at another moment, with settings of its own.
    pub fn start_at(db: &TestDb, moment: DateTime<Utc>, settings: Flags) -> Self {
        Self::start_with::<Built>(db, moment, settings)
    }

    /// The same with the files of this site.
    pub fn start_with<S: Site>(db: &TestDb, moment: DateTime<Utc>, settings: Flags) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut flags = Flags::from([
            ("database_url", db.url().to_owned()),
            ("listen", "127.0.0.1:0".to_owned()),
            ("data_dir", folder.path().display().to_string()),
        ]);
        flags.extend(settings);
        let settings = Settings::assemble(Path::new("no such file"), &Flags::new(), &flags).unwrap();
        let (started, running) = mpsc::channel();
        let serve = move || {
            System::new().block_on(async move {
                let running = startup::build_with::<S>(settings, Clock::Fixed(moment)).unwrap();
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
        Client { agent: agent(), base: self.url("/api/v1"), token: self.token(key) }
    }

    /// A token that the user with this key has now.
    pub fn token(&self, key: i64) -> String {
        let epoch = self.state.database.read(|reader| identity::get(reader, key)).unwrap().epoch;
        self.state.tokens.issue(key, epoch, self.state.clock.now()).unwrap()
    }

    /// What the server's handlers share.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Reads a whole path as it is sent.
    pub fn stream(&self, token: &str, path: &str) -> impl std::io::BufRead + use<> {
        self.stream_after(token, path, 0)
    }

    /// The same, going on after an event.
    pub fn stream_after(&self, token: &str, path: &str, last: i64) -> impl std::io::BufRead + use<> {
        let request =
            Request::builder().uri(self.url(path)).header("Authorization", format!("Bearer {token}"));
        let request = request.header("Last-Event-ID", last.to_string()).body(()).unwrap();
        let response = agent().run(request).unwrap();
        assert_eq!(response.status(), 200);
        std::io::BufReader::new(response.into_body().into_reader())
    }

    /// Asks for a whole path, with or without a token, and takes any kind of answer; content has a type.
    pub fn ask(
        &self,
        token: Option<&str>,
        (method, path): (&str, &str),
        version: Option<i64>,
        content: Option<(&str, Vec<u8>)>,
    ) -> (u16, Vec<u8>) {
        let mut response = send(&agent(), &self.url(path), method, token, version, content);
        let status = response.status().as_u16();
        if response.headers().get("Content-Type").is_some_and(|kind| kind == "text/event-stream") {
            // It may never end: its first line says that it began.
            let mut line = Vec::new();
            let mut events = std::io::BufReader::new(response.into_body().into_reader());
            std::io::BufRead::read_until(&mut events, b'\n', &mut line).unwrap();
            return (status, line);
        }
        let body = response.body_mut().with_config().limit(1 << 30).read_to_vec().unwrap();
        (status, body)
    }
}

/// Takes every answer as it comes, and keeps no cookies.
pub fn agent() -> ureq::Agent {
    ureq::Agent::config_builder().http_status_as_error(false).build().new_agent()
}

fn send(
    agent: &ureq::Agent,
    url: &str,
    method: &str,
    token: Option<&str>,
    version: Option<i64>,
    content: Option<(&str, Vec<u8>)>,
) -> Response<Body> {
    let mut request = Request::builder().method(method).uri(url);
    if let Some(token) = token {
        request = request.header("Authorization", format!("Bearer {token}"));
    }
    if let Some(version) = version {
        request = request.header("If-Match", format!("\"v{version}\""));
    }
    let content = content.map_or_else(Vec::new, |(kind, content)| {
        request.headers_mut().unwrap().insert("Content-Type", kind.parse().unwrap());
        content
    });
    agent.run(request.body(content).unwrap()).unwrap()
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
        let content =
            Some(("application/json", serde_json::to_vec(body).unwrap())).filter(|_| !body.is_null());
        let url = format!("{}{path}", self.base);
        let mut response = send(&self.agent, &url, method, Some(&self.token), version, content);
        let etag = response.headers().get("ETag").map(|tag| tag.to_str().unwrap().to_owned());
        let text = response.body_mut().read_to_string().unwrap();
        let body = serde_json::from_str(&text).unwrap_or_else(|e| panic!("{method} {path}: {e}: {text}"));
        Answer { status: response.status().as_u16(), etag, body }
    }
}
