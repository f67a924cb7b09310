//! The ceremony as it is now: told live while somebody looks, asked for now and then where that does not work.

use std::cell::Cell;
use std::rc::Rc;

use chrono::TimeDelta;
use contract::problem::ProblemCode;
use contract::round::CeremonyEvent;
use futures_util::future::abortable;
use gloo_events::EventListener;
use gloo_timers::callback::Interval;
use gloo_timers::future::TimeoutFuture;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::phase::Phase;
use super::standing::{Standing, is_withheld};
use crate::client::{Client, Failure, Outcome};
use crate::staff::use_client;

/// Between two questions while nothing is told live: milliseconds.
const POLL: u32 = 10_000;
/// The shortest and the longest time before the stream is asked for again: milliseconds.
const PAUSE: (u32, u32) = (1_000, 30_000);

/// The ceremony, and whether it is told live.
#[derive(Clone, PartialEq)]
pub struct Watched {
    /// The newest answer.
    pub standing: Option<Rc<Standing>>,
    /// What happened, in order.
    pub events: Rc<Vec<CeremonyEvent>>,
    /// Why the last question was not answered; what is shown is from before.
    pub failure: Option<Failure>,
    /// Whether what happens is told at once.
    pub is_live: bool,
    /// By how much the server's clock is ahead.
    pub ahead: TimeDelta,
    /// Asks now.
    pub refresh: Callback<()>,
}

/// What the stream tells.
enum Told {
    /// It is open; the server's clock is ahead by this much.
    Opened(TimeDelta),
    /// Something happened.
    Happened(Vec<CeremonyEvent>),
    /// It is over, for now.
    Lost,
}

/// Watches the ceremony of a task while its page is seen and something may still happen.
#[hook]
pub fn use_ceremony(task: i64) -> Watched {
    let client = use_client();
    let (standing, failure, refresh) = use_standing(task);
    let events = use_state(Rc::<Vec<CeremonyEvent>>::default);
    let known = use_mut_ref(Vec::new);
    let is_live = use_state(|| false);
    let ahead = use_state(TimeDelta::default);
    let open = standing.as_ref().is_none_or(|standing| may_go_on(standing));
    let wanted = use_visible() && open;
    {
        let (refresh, events) = (refresh.clone(), events.setter());
        let (is_live, ahead) = (is_live.setter(), ahead.setter());
        use_effect_with((task, wanted), move |(task, wanted)| {
            let last = known.borrow().last().map(|event: &CeremonyEvent| event.id);
            let tell = {
                let is_live = is_live.clone();
                move |told: Told| match told {
                    Told::Opened(by) => {
                        is_live.set(true);
                        ahead.set(by);
                        // What happened since the last question.
                        refresh.emit(());
                    }
                    Told::Happened(new) => {
                        known.borrow_mut().extend(new);
                        events.set(Rc::new(known.borrow().clone()));
                        refresh.emit(());
                    }
                    Told::Lost => is_live.set(false),
                }
            };
            let following = wanted.then(|| {
                let (work, following) = abortable(follow(client, *task, last, tell));
                // It ends when it is given up, and only then.
                spawn_local(async move {
                    let _ = work.await;
                });
                following
            });
            move || {
                if let Some(following) = following {
                    following.abort();
                    is_live.set(false);
                }
            }
        });
    }
    {
        let refresh = refresh.clone();
        use_effect_with((task, wanted && !*is_live), move |(_, polls)| {
            let interval = polls.then(|| Interval::new(POLL, move || refresh.emit(())));
            move || drop(interval)
        });
    }
    let (events, is_live, ahead) = ((*events).clone(), *is_live, *ahead);
    Watched { standing, events, failure, is_live, ahead, refresh }
}

/// Does something, and reads the ceremony again whatever comes of it: what it was refused for is not known here yet.
pub async fn then_read<T>(work: impl Future<Output = Outcome<T>>, refresh: Callback<()>) -> Outcome<T> {
    let outcome = work.await;
    refresh.emit(());
    outcome
}

/// Whether something may still happen: a round goes on, or its result is sealed.
fn may_go_on(standing: &Standing) -> bool {
    let withheld = standing.rounds.iter().any(is_withheld);
    Phase::of(standing) < Phase::Drawn || withheld
}

/// Follows the events of a task, again and again, until it is dropped or refused.
async fn follow(client: Client, task: i64, last: Option<i64>, tell: impl Fn(Told)) {
    let last = Cell::new(last);
    let mut pause = PAUSE.0;
    loop {
        match client.follow_ceremony(task, last.get()).await {
            Ok(mut stream) => {
                tell(Told::Opened(stream.ahead()));
                let mut heard = false;
                while let Ok(Some(events)) = stream.next().await {
                    // The first it says is that it is there: only one that goes on is a good one.
                    if std::mem::replace(&mut heard, true) {
                        pause = PAUSE.0;
                    }
                    if let Some(newest) = events.last() {
                        last.set(Some(newest.id));
                        tell(Told::Happened(events));
                    }
                }
            }
            Err(failure) if is_refused(&failure) => return,
            Err(_) => {}
        }
        tell(Told::Lost);
        TimeoutFuture::new(pause).await;
        pause = pause.saturating_mul(2).min(PAUSE.1);
    }
}

/// Whether asking again is of no use; what the page shows says why.
fn is_refused(failure: &Failure) -> bool {
    matches!(failure.code(), Some(ProblemCode::Forbidden | ProblemCode::NotFound))
}

/// How the ceremony stands, why the last question was not answered, and what asks again.
#[hook]
fn use_standing(task: i64) -> (Option<Rc<Standing>>, Option<Failure>, Callback<()>) {
    let client = use_client();
    let standing = use_state(|| None::<Rc<Standing>>);
    let failure = use_state(|| None::<Failure>);
    let newest = use_mut_ref(|| 0_u32);
    let refresh = {
        let (standing, failure) = (standing.setter(), failure.setter());
        use_callback(task, move |(), task| {
            let (client, task, newest) = (client.clone(), *task, newest.clone());
            let (standing, failure) = (standing.clone(), failure.clone());
            *newest.borrow_mut() += 1;
            let mine = *newest.borrow();
            spawn_local(async move {
                let answer = read(&client, task).await;
                if *newest.borrow() != mine {
                    return;
                }
                match answer {
                    Ok(found) => {
                        standing.set(Some(Rc::new(found)));
                        failure.set(None);
                    }
                    Err(found) => failure.set(Some(found)),
                }
            });
        })
    };
    {
        let refresh = refresh.clone();
        use_effect_with(task, move |_| refresh.emit(()));
    }
    ((*standing).clone(), (*failure).clone(), refresh)
}

async fn read(client: &Client, task: i64) -> Outcome<Standing> {
    // The rounds after the ceremony: what happened in between, an event tells.
    let ceremony = client.ceremony(task).await?;
    Ok(Standing { ceremony, rounds: client.rounds(task).await? })
}

/// Whether the page is seen. A browser has but six connections for all its pages: one that nobody looks at needs none.
#[hook]
fn use_visible() -> bool {
    let visible = use_state(is_visible);
    {
        let visible = visible.setter();
        use_effect_with((), move |()| {
            let document = web_sys::window().and_then(|window| window.document());
            let listener = document.map(|document| {
                EventListener::new(&document, "visibilitychange", move |_| visible.set(is_visible()))
            });
            move || drop(listener)
        });
    }
    *visible
}

fn is_visible() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_some_and(|document| !document.hidden())
}
