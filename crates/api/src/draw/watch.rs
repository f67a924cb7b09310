//! One look per moment at the audit log for everybody who follows a ceremony on this node, and at the deadlines of all.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use persistence::audit;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};

use super::{deadline, release};
use crate::problem::Problem;
use crate::state::State;

/// How often followers learn of something new.
const LOOK: Duration = Duration::from_millis(500);
/// How often deadlines are looked at.
const DEADLINES: Duration = Duration::from_secs(5);
/// After so long without an event a comment keeps the connection.
pub(super) const HEARTBEAT: Duration = Duration::from_secs(15);
/// Streams of the office at a time.
const STAFF: usize = 128;
/// Streams of the public at a time: they never take the office's seats.
const PUBLIC: usize = 256;

/// Who follows which ceremony on this node.
#[derive(Clone)]
pub struct Watch {
    tasks: Arc<Mutex<HashMap<i64, watch::Sender<i64>>>>,
    staff: Arc<Semaphore>,
    public: Arc<Semaphore>,
    stopping: watch::Sender<bool>,
}

impl Default for Watch {
    fn default() -> Self {
        Self {
            tasks: Arc::default(),
            staff: Arc::new(Semaphore::new(STAFF)),
            public: Arc::new(Semaphore::new(PUBLIC)),
            stopping: watch::Sender::new(false),
        }
    }
}

/// A ceremony that somebody follows.
pub(super) struct Followed {
    newest: watch::Receiver<i64>,
    stopping: watch::Receiver<bool>,
}

impl Followed {
    /// What is known now is not waited for.
    pub fn see(&mut self) {
        self.newest.borrow_and_update();
    }

    /// Waits for something new; false when the server is stopping.
    pub async fn changed(&mut self) -> bool {
        tokio::select! {
            changed = self.newest.changed() => changed.is_ok(),
            _ = self.stopping.wait_for(|stopping| *stopping) => false,
        }
    }
}

impl Watch {
    fn tasks(&self) -> std::sync::MutexGuard<'_, HashMap<i64, watch::Sender<i64>>> {
        self.tasks.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A seat for one more stream, while there is one.
    pub(super) fn seat(&self, public: bool) -> Option<OwnedSemaphorePermit> {
        let seats = if public { &self.public } else { &self.staff };
        Arc::clone(seats).try_acquire_owned().ok()
    }

    /// Follows a task.
    pub(super) fn follow(&self, task: i64) -> Followed {
        let newest = self.tasks().entry(task).or_insert_with(|| watch::Sender::new(0)).subscribe();
        Followed { newest, stopping: self.stopping.subscribe() }
    }

    /// Ends every stream: the server is stopping.
    pub fn close(&self) {
        self.stopping.send_replace(true);
    }

    /// The tasks that somebody follows; those that nobody does any more are forgotten.
    fn followed(&self) -> Vec<i64> {
        let mut tasks = self.tasks();
        tasks.retain(|_, sender| sender.receiver_count() > 0);
        tasks.keys().copied().collect()
    }

    /// Wakes those who follow tasks of which there is something new.
    fn tell(&self, newest: Vec<(i64, i64)>) {
        let tasks = self.tasks();
        for (task, id) in newest {
            if let Some(sender) = tasks.get(&task) {
                sender.send_if_modified(|known| std::mem::replace(known, id) != id);
            }
        }
    }
}

/// Looks at the log for those who follow, until the server stops.
pub(crate) async fn look_out(state: State) {
    let mut stopping = state.watch.stopping.subscribe();
    let mut looks = actix_web::rt::time::interval(LOOK);
    loop {
        tokio::select! {
            _ = stopping.wait_for(|stopping| *stopping) => return,
            _ = looks.tick() => warn(look(&state).await),
        }
    }
}

/// Keeps the deadlines, until the server stops. Every node does: whoever comes first performs.
pub(crate) async fn keep_time(state: State) {
    let mut stopping = state.watch.stopping.subscribe();
    let mut ticks = actix_web::rt::time::interval(DEADLINES);
    let keep = |state: &State| {
        deadline::enforce_all(state)?;
        release::release_due(state).map(drop)
    };
    loop {
        tokio::select! {
            _ = stopping.wait_for(|stopping| *stopping) => return,
            _ = ticks.tick() => warn(state.change(keep).await),
        }
    }
}

fn warn(done: Result<(), Problem>) {
    if let Err(problem) = done {
        tracing::warn!(%problem, "ceremonies could not be looked at");
    }
}

async fn look(state: &State) -> Result<(), Problem> {
    let tasks = state.watch.followed();
    if tasks.is_empty() {
        return Ok(());
    }
    let newest = state.run(move |state| {
        state.database.read(|reader| audit::newest_draw_events(reader, &tasks)).map_err(Problem::from)
    });
    state.watch.tell(newest.await?);
    Ok(())
}
