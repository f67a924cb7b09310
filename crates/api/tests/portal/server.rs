//! The real server on a free port, and a client for it.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::mpsc;
use std::thread::JoinHandle;

use actix_web::dev::ServerHandle;
use api::clock::Clock;
use api::config::Settings;
use api::startup;
use api::state::State;
use serde_json::Value;
use test_support::TestDb;

use crate::world;

/// A server that stops when the test ends.
pub struct Server {
    state: State,
    address: String,
    handle: ServerHandle,
    thread: Option<JoinHandle<()>>,
    folder: tempfile::TempDir,
}

/// An answer, read to its end.
pub struct Answer {
    pub status: u16,
    pub body: Vec<u8>,
    headers: BTreeMap<String, String>,
}

impl Server {
    /// Starts on a test's database.
    pub fn start(db: &TestDb) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let flags = BTreeMap::from([
            ("database_url", db.url().to_owned()),
            ("listen", "127.0.0.1:0".to_owned()),
            ("data_dir", folder.path().display().to_string()),
            ("public_url", "https://sunlot.example".to_owned()),
            ("pool_size", "4".to_owned()),
            // The tests say themselves when the log is sequenced.
            ("log_interval", "86400000".to_owned()),
        ]);
        let settings = Settings::assemble(Path::new("no such file"), &BTreeMap::new(), &flags).unwrap();
        let (sender, receiver) = mpsc::channel();
        let thread = std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let running = startup::build(settings, Clock::Fixed(world::now())).unwrap();
                sender.send((running.address, running.state, running.server.handle())).unwrap();
                running.server.await.unwrap();
            });
        });
        let (address, state, handle) = receiver.recv().expect("the server starts");
        Self { state, address: format!("http://{address}"), handle, thread: Some(thread), folder }
    }

    /// Gets a path below `/api/v1`.
    pub fn get(&self, path: &str) -> Answer {
        self.get_with(path, &[])
    }

    /// The same as this user.
    pub fn get_as(&self, user: i64, path: &str) -> Answer {
        let token = self.state.tokens.issue(user, 1, world::now()).unwrap();
        self.get_with(path, &[("Authorization", &format!("Bearer {token}"))])
    }

    /// The data folder.
    pub fn data_dir(&self) -> &Path {
        self.folder.path()
    }

    /// The same with headers.
    pub fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.fetch(&format!("/api/v1{path}"), headers)
    }

    /// Gets a whole path.
    pub fn root(&self, path: &str) -> Answer {
        self.fetch(path, &[])
    }

    fn fetch(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        let agent = ureq::Agent::config_builder().http_status_as_error(false).build().new_agent();
        let mut request = agent.get(format!("{}{path}", self.address));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut response = request.call().unwrap();
        let text = |value: &ureq::http::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
        let headers = response.headers().iter().map(|(n, v)| (n.as_str().to_owned(), text(v))).collect();
        let body = response.body_mut().with_config().limit(1 << 30).read_to_vec().unwrap();
        Answer { status: response.status().as_u16(), body, headers }
    }

    /// Gets JSON that must be there.
    pub fn json(&self, path: &str) -> Value {
        let answer = self.get(path);
        assert_eq!(answer.status, 200, "{path}: {}", String::from_utf8_lossy(&answer.body));
        answer.json()
    }
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    /// A header, by its lower-case name; empty when it is not there.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // The command is sent at once; the future only waits for it.
        drop(self.handle.stop(false));
        if let Some(thread) = self.thread.take() {
            thread.join().unwrap();
        }
    }
}
