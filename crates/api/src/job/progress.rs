//! How far the jobs of this node are.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::watch;

/// The jobs that this node runs, with the rows each has processed.
#[derive(Clone, Default)]
pub struct Progress {
    running: Arc<Mutex<HashMap<i64, watch::Sender<u64>>>>,
}

impl Progress {
    fn running(&self) -> std::sync::MutexGuard<'_, HashMap<i64, watch::Sender<u64>>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A job begins.
    pub fn begin(&self, job: i64) {
        self.running().insert(job, watch::Sender::new(0));
    }

    /// A job has processed so many rows.
    pub fn set(&self, job: i64, rows: u64) {
        if let Some(sender) = self.running().get(&job) {
            sender.send_replace(rows);
        }
    }

    /// A job has ended, and its outcome is stored: whoever follows it wakes up.
    pub fn end(&self, job: i64) {
        self.running().remove(&job);
    }

    /// Rows processed, if this node runs the job.
    #[must_use]
    pub fn of(&self, job: i64) -> Option<u64> {
        self.running().get(&job).map(|sender| *sender.borrow())
    }

    /// Follows a job, if this node runs it.
    #[must_use]
    pub fn follow(&self, job: i64) -> Option<watch::Receiver<u64>> {
        self.running().get(&job).map(watch::Sender::subscribe)
    }
}
