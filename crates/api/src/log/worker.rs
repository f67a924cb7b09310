//! The sequencer as a task of the server.

use std::sync::Arc;
use std::time::Duration;

use actix_web::rt;
use tokio::sync::Notify;
use tokio::task::JoinHandle;

use super::sequencer;
use crate::state::State;

/// The task; goes on until it is told to finish, or the server's runtime ends.
#[derive(Debug)]
pub struct Worker {
    stop: Arc<Notify>,
    task: JoinHandle<()>,
}

/// Begins to sequence every `interval`.
#[must_use]
pub fn start(state: State, interval: Duration) -> Worker {
    let stop = Arc::new(Notify::new());
    let told = Arc::clone(&stop);
    let task = rt::spawn(async move {
        let mut failing = false;
        loop {
            let stopping = tokio::select! {
                () = told.notified() => true,
                () = rt::time::sleep(interval) => false,
            };
            let done = state.change(|state| sequencer::run(&state.database, state.clock)).await;
            // The cause is written down already; that the log stands still is said once.
            if done.is_err() && !failing {
                tracing::warn!("the log cannot be sequenced; it goes on as soon as it can");
            }
            failing = done.is_err();
            if stopping {
                break;
            }
        }
    });
    Worker { stop, task }
}

impl Worker {
    /// Sequences what is left and ends.
    pub async fn finish(self) {
        self.stop.notify_one();
        // It ends by itself, also when it cannot sequence.
        drop(self.task.await);
    }
}
