//! Following a job, through lost networks and restarts of the server.

use std::cell::Cell;
use std::rc::Rc;

use contract::job::Job;
use contract::problem::ProblemCode;
use gloo_timers::future::TimeoutFuture;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::client::{Client, Failure};
use crate::staff::use_client;

/// How often a job is asked after, in milliseconds.
const ASK_EVERY: u32 = 1000;

/// A job as far as it is known.
#[derive(Clone, Default, PartialEq)]
pub(super) struct Watch {
    /// Its last known state.
    pub(super) job: Option<Rc<Job>>,
    /// Why nothing newer is known; it is asked for again.
    pub(super) trouble: Option<Failure>,
    /// Why it is not to be had; it is not asked for again.
    pub(super) refused: Option<Failure>,
}

impl Watch {
    /// Whether it goes on.
    pub(super) fn is_running(&self) -> bool {
        self.refused.is_none() && self.job.as_ref().is_none_or(|job| job.state == "running")
    }
}

/// Follows a job until it ends.
#[hook]
pub(super) fn use_job(id: Option<i64>) -> Watch {
    let client = use_client();
    let watch = use_state(Watch::default);
    {
        let watch = watch.clone();
        use_effect_with(id, move |id| {
            watch.set(Watch::default());
            let here = Rc::new(Cell::new(true));
            if let Some(id) = *id {
                spawn_local(follow(client, id, watch, here.clone()));
            }
            move || here.set(false)
        });
    }
    let of_this = watch.job.as_ref().is_none_or(|job| Some(job.id) == id);
    if of_this { (*watch).clone() } else { Watch::default() }
}

async fn follow(client: Client, id: i64, watch: UseStateHandle<Watch>, here: Rc<Cell<bool>>) {
    let mut known = Watch::default();
    while here.get() {
        let outcome = client.job(id).await;
        if !here.get() {
            return;
        }
        known = match outcome {
            Ok(job) => Watch { job: Some(Rc::new(job)), ..Watch::default() },
            Err(failure) if is_final(&failure) => Watch { refused: Some(failure), ..known },
            Err(failure) => Watch { trouble: Some(failure), ..known },
        };
        watch.set(known.clone());
        if !known.is_running() {
            return;
        }
        TimeoutFuture::new(ASK_EVERY).await;
    }
}

/// Whether asking again is of no use: a server that restarts answers otherwise in a moment.
fn is_final(failure: &Failure) -> bool {
    matches!(failure.code(), Some(ProblemCode::NotFound | ProblemCode::Forbidden))
}
