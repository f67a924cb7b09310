//! A log that says whatever a test wants, over HTTP on this machine.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use chrono::{DateTime, Utc};
use domain::draw::merkle::Root;
use domain::log::leaf::Audited;
use domain::log::note::{Algorithm, Signer};
use domain::log::tile::{Kind, Tile, write_entry};
use domain::log::{Checkpoint, Leaf};
use serde_json::{Value, json};

type Files = Arc<Mutex<BTreeMap<String, Vec<u8>>>>;

/// The log and its server, which stops when it is dropped.
pub struct Forged {
    pub signer: Signer,
    pub entries: Vec<Vec<u8>>,
    files: Files,
    address: SocketAddr,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

fn answer(stream: TcpStream, files: &Files) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut line = String::new();
    // Whoever only wakes the server says nothing.
    if reader.read_line(&mut line).unwrap_or_default() == 0 {
        return;
    }
    let path = line.split_whitespace().nth(1).unwrap_or_default().to_owned();
    while reader.read_line(&mut line).is_ok_and(|read| read > 2) {}
    let content = files.lock().unwrap().get(&path).cloned();
    let status = if content.is_some() { "200 OK" } else { "404 Not Found" };
    let content = content.unwrap_or_default();
    let head = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", content.len());
    let mut stream = stream;
    stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&content)).unwrap();
}

impl Forged {
    /// An empty log.
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (files, stop) = (Files::default(), Arc::new(AtomicBool::new(false)));
        let (shared, told) = (Arc::clone(&files), Arc::clone(&stop));
        let thread = std::thread::spawn(move || {
            for stream in listener.incoming() {
                if told.load(Ordering::SeqCst) {
                    return;
                }
                answer(stream.unwrap(), &shared);
            }
        });
        let signer = Signer::new("sunlot.example/log", Algorithm::Ed25519, &[1; 32]).unwrap();
        let forged = Self { signer, entries: Vec::new(), files, address, stop, thread: Some(thread) };
        let keys = json!([{
            "vkey": forged.signer.public().to_string(), "created_at": "2026-09-01T00:00:00Z",
            "retired_at": null, "handover": null,
        }]);
        forged.serve("/api/v1/public/log/keys", keys.to_string().into_bytes());
        forged.publish();
        forged
    }

    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Appends an audited event, at a fixed time.
    pub fn add(&mut self, action: &str, key: &str, payload: &Value) {
        let payload = payload.to_string();
        let at: DateTime<Utc> = "2026-09-21T02:00:00Z".parse().unwrap();
        let (user, actor, resource) = (Some(1), "经办", "task");
        let audited = Audited { at, user, actor, action, resource, key, payload: &payload };
        self.entries.push(Leaf::new(&audited, &[5; 32]).unwrap().to_json().unwrap());
    }

    /// The checkpoint of what the log is now.
    pub fn checkpoint(&self) -> Vec<u8> {
        let mut root = Root::new();
        self.entries.iter().for_each(|entry| root.push(entry));
        let origin = self.signer.public().name().to_owned();
        let checkpoint = Checkpoint { origin, size: root.size(), root: root.value() };
        checkpoint.sign(std::slice::from_ref(&self.signer)).into_bytes()
    }

    /// Serves what the log is now.
    pub fn publish(&self) {
        self.publish_from(0);
    }

    /// The same without the tiles before this one.
    pub fn publish_from(&self, first: u64) {
        self.serve("/log/checkpoint", self.checkpoint());
        let size = u64::try_from(self.entries.len()).unwrap();
        for (number, entries) in (0..).zip(self.entries.chunks(256)).skip(usize::try_from(first).unwrap()) {
            let mut bundle = Vec::new();
            assert!(entries.iter().all(|entry| write_entry(&mut bundle, entry)));
            let tile = Tile::in_tree(Kind::Entries, number, size).unwrap();
            self.serve(&format!("/log/{tile}"), bundle);
        }
    }

    /// Serves a file.
    pub fn serve(&self, path: &str, content: Vec<u8>) {
        self.files.lock().unwrap().insert(path.to_owned(), content);
    }

    /// Serves a file no more.
    pub fn forget(&self, path: &str) {
        assert!(self.files.lock().unwrap().remove(path).is_some(), "{path} was never served");
    }
}

impl Drop for Forged {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
        drop(TcpStream::connect(self.address));
        if let Some(thread) = self.thread.take() {
            thread.join().unwrap();
        }
    }
}
