//! The ceremony as it is now, asked for again and again while somebody looks.

use std::rc::Rc;

use contract::draw::Ceremony;
use gloo_timers::callback::Interval;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::phase::Phase;
use crate::client::Failure;
use crate::staff::use_client;

/// Between two questions: milliseconds.
const PAUSE: u32 = 1500;

/// The ceremony, and whether the last question was answered.
#[derive(Clone, PartialEq)]
pub struct Watched {
    /// The newest answer.
    pub ceremony: Option<Rc<Ceremony>>,
    /// Why the last question was not answered; what is shown is from before.
    pub failure: Option<Failure>,
    /// Asks now.
    pub refresh: Callback<()>,
}

/// Watches the ceremony of a task until lots are drawn.
#[hook]
pub fn use_ceremony(task: i64) -> Watched {
    let client = use_client();
    let ceremony = use_state(|| None::<Rc<Ceremony>>);
    let failure = use_state(|| None::<Failure>);
    let newest = use_mut_ref(|| 0_u32);
    let refresh = {
        let (ceremony, failure) = (ceremony.setter(), failure.setter());
        use_callback(task, move |(), task| {
            let (client, task, newest) = (client.clone(), *task, newest.clone());
            let (ceremony, failure) = (ceremony.clone(), failure.clone());
            *newest.borrow_mut() += 1;
            let mine = *newest.borrow();
            spawn_local(async move {
                let answer = client.ceremony(task).await;
                if *newest.borrow() != mine {
                    return;
                }
                match answer {
                    Ok(found) => {
                        ceremony.set(Some(Rc::new(found)));
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
    let open = ceremony.as_ref().is_none_or(|ceremony| Phase::of(ceremony) < Phase::Drawn);
    {
        let refresh = refresh.clone();
        use_effect_with((task, open), move |(_, open)| {
            let interval = open.then(|| {
                Interval::new(PAUSE, move || {
                    if is_visible() {
                        refresh.emit(());
                    }
                })
            });
            move || drop(interval)
        });
    }
    Watched { ceremony: (*ceremony).clone(), failure: (*failure).clone(), refresh }
}

fn is_visible() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_some_and(|document| !document.hidden())
}
