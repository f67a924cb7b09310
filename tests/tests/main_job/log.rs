//! The public log: what happened is in it, in its order, and a monitor finds nothing wrong.

use std::time::{Duration, Instant};

use serde_json::Value;

use crate::draft::Task;
use crate::office::Office;
use crate::teams::text;

/// Longer than it takes until an event stands in the log.
const PATIENCE: Duration = Duration::from_secs(60);

/// Waits until an event of the task stands in the log; answers its actions so far, in order.
pub fn wait_for(office: &Office, task: &Task, action: &str) -> Vec<String> {
    let begun = Instant::now();
    let path =
        format!("/public/log/events?page_size=200&task_id={}", task.path.trim_start_matches("/tasks/"));
    loop {
        let events = office.sunlot.nobody().get(&path).expect(200);
        let mut actions: Vec<_> = events.items().iter().map(|event: &Value| text(&event["action"])).collect();
        if actions.contains(&action) {
            actions.reverse();
            return actions.into_iter().map(str::to_owned).collect();
        }
        assert!(begun.elapsed() < PATIENCE, "{action} is not in the log: {actions:?}");
        std::thread::yield_now();
    }
}

/// Follows the log twice: everything is new, then nothing is; nothing is wrong, and every result recomputes.
pub fn is_followed(office: &Office, task: &Task) {
    let expected =
        ["task.create", "draw.announce", "draw.commit", "draw.freeze", "draw.reveal", "draw.result"];
    assert_eq!(wait_for(office, task, "draw.result"), expected);
    let state = tempfile::tempdir().expect("a folder");
    let state = state.path().join("state.json");
    let (address, state) = (office.sunlot.address(), state.to_str().expect("a path in UTF-8"));
    let keys = office.sunlot.cli(&["log", "keys"]);
    let key = String::from_utf8(keys.stdout).expect("a key");
    for _ in 0..2 {
        let found = office.sunlot.cli(&["monitor", address, "--once", "--key", key.trim(), "--state", state]);
        let said = String::from_utf8_lossy(&found.stdout);
        assert_eq!(found.status.code(), Some(0), "{said}");
        assert_eq!(said.lines().last(), Some("没有发现异常"), "{said}");
    }
}
