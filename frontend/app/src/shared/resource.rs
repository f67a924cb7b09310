//! What a page shows of the server: loading, there, or failed.

use std::future::Future;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::client::{Failure, Outcome};

/// What was asked for.
#[derive(Debug)]
pub enum Loading<T> {
    /// Not there yet.
    Waiting,
    /// There.
    Ready(Rc<T>),
    /// Not to be had.
    Failed(Failure),
}

impl<T> Clone for Loading<T> {
    fn clone(&self) -> Self {
        match self {
            Self::Waiting => Self::Waiting,
            Self::Ready(value) => Self::Ready(value.clone()),
            Self::Failed(failure) => Self::Failed(failure.clone()),
        }
    }
}

/// Two answers are the same when they are one.
impl<T> PartialEq for Loading<T> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Waiting, Self::Waiting) => true,
            (Self::Ready(one), Self::Ready(other)) => Rc::ptr_eq(one, other),
            (Self::Failed(one), Self::Failed(other)) => one == other,
            (Self::Waiting | Self::Ready(_) | Self::Failed(_), _) => false,
        }
    }
}

/// Something of the server that a page shows.
pub struct Resource<T> {
    /// How far it is.
    pub state: Loading<T>,
    /// Whether it is being asked for again; what is shown is from before.
    pub stale: bool,
    /// Asks again.
    pub reload: Callback<()>,
}

impl<T> Clone for Resource<T> {
    fn clone(&self) -> Self {
        Self { state: self.state.clone(), stale: self.stale, reload: self.reload.clone() }
    }
}

impl<T> PartialEq for Resource<T> {
    fn eq(&self, other: &Self) -> bool {
        self.state == other.state && self.stale == other.stale && self.reload == other.reload
    }
}

impl<T> Resource<T> {
    /// What is there.
    #[must_use]
    pub fn ready(&self) -> Option<&Rc<T>> {
        match &self.state {
            Loading::Ready(value) => Some(value),
            Loading::Waiting | Loading::Failed(_) => None,
        }
    }
}

/// Asks for something, again whenever `key` changes; an answer to an earlier key is ignored.
#[hook]
pub fn use_resource<K, T, F>(key: K, ask: impl Fn(K) -> F + 'static) -> Resource<T>
where
    K: Clone + PartialEq + 'static,
    T: 'static,
    F: Future<Output = Outcome<T>> + 'static,
{
    let state = use_state(|| Loading::Waiting);
    let turn = use_state(|| 0_u32);
    let pending = use_state(|| true);
    let newest = use_mut_ref(|| 0_u32);
    {
        let (state, newest, pending) = (state.clone(), newest, pending.clone());
        use_effect_with((key, *turn), move |(key, _)| {
            *newest.borrow_mut() += 1;
            let mine = *newest.borrow();
            let answer = ask(key.clone());
            pending.set(true);
            spawn_local(async move {
                let outcome = answer.await;
                if *newest.borrow() != mine {
                    return;
                }
                pending.set(false);
                state.set(match outcome {
                    Ok(value) => Loading::Ready(Rc::new(value)),
                    Err(failure) => Loading::Failed(failure),
                });
            });
        });
    }
    let counter = use_mut_ref(|| 0_u32);
    let reload = use_callback((), move |(), ()| {
        *counter.borrow_mut() += 1;
        turn.set(*counter.borrow());
    });
    Resource { state: (*state).clone(), stale: *pending, reload }
}

/// What was there last, although it could not be had again; beside it why not.
#[hook]
pub fn use_kept<T: 'static>(resource: Resource<T>) -> (Resource<T>, Option<Failure>) {
    let kept = use_mut_ref(|| None::<Rc<T>>);
    match &resource.state {
        Loading::Ready(value) => {
            kept.replace(Some(value.clone()));
            (resource, None)
        }
        Loading::Waiting => (resource, None),
        Loading::Failed(failure) => {
            let failure = failure.clone();
            let last = kept.borrow().clone();
            match last {
                Some(value) => (Resource { state: Loading::Ready(value), ..resource }, Some(failure)),
                None => (resource, None),
            }
        }
    }
}

/// Something that a button starts: whether it runs, and how it failed.
#[derive(Clone, PartialEq)]
pub struct Action {
    /// Whether it runs.
    pub running: bool,
    /// How the last run failed.
    pub failure: Option<Failure>,
    state: UseStateHandle<(bool, Option<Failure>)>,
}

impl Action {
    /// Runs `work`; does nothing while the run before goes on. `done` hears of success.
    pub fn run<T: 'static>(
        &self,
        work: impl Future<Output = Outcome<T>> + 'static,
        done: impl FnOnce(T) + 'static,
    ) {
        if self.running {
            return;
        }
        let state = self.state.clone();
        state.set((true, None));
        spawn_local(async move {
            match work.await {
                Ok(value) => {
                    state.set((false, None));
                    done(value);
                }
                Err(failure) => state.set((false, Some(failure))),
            }
        });
    }
}

/// An [`Action`].
#[hook]
pub fn use_action() -> Action {
    let state = use_state(|| (false, None));
    let (running, failure) = (*state).clone();
    Action { running, failure, state }
}
