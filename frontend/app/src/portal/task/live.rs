//! A round as it happens: server-sent events, which say that there is something new to be asked for.

use std::cell::RefCell;
use std::rc::Rc;

use contract::round::CeremonyEvent;
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{EventSource, MessageEvent};
use yew::prelude::*;

use crate::client::portal::events_address;
use crate::shared::ceremony::EVENTS;

/// What comes within this time is one change: milliseconds. A stream begins with everything that happened before.
const TOGETHER: u32 = 150;
/// Before a stream that the server refused is asked for again: milliseconds.
const AGAIN: u32 = 10_000;

/// How a stream stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// Nothing was heard yet.
    Opening,
    /// What happens is heard at once.
    Open,
    /// The connection is lost; it is being made again.
    Lost,
}

/// A stream that is listened to, until it is dropped.
struct Stream {
    source: EventSource,
    _listeners: Vec<EventListener>,
}

impl Drop for Stream {
    fn drop(&mut self) {
        self.source.close();
    }
}

/// Follows a round of a task: `on_news` hears the last of what happened together. None follows nothing.
#[hook]
pub fn use_round(task: i64, round: Option<u32>, on_news: Callback<CeremonyEvent>) -> Link {
    let link = use_state(|| Link::Opening);
    // Opens again what the server refused.
    let turn = use_state(|| 0_u32);
    {
        let link = link.setter();
        use_effect_with((task, round, *turn), move |(task, round, count)| {
            let again = {
                let (turn, count) = (turn.setter(), *count);
                Callback::from(move |()| turn.set(count.wrapping_add(1)))
            };
            let stream = round.and_then(|round| open(&events_address(*task, round), &link, &on_news, &again));
            move || drop(stream)
        });
    }
    *link
}

fn open(
    address: &str,
    link: &UseStateSetter<Link>,
    on_news: &Callback<CeremonyEvent>,
    again: &Callback<()>,
) -> Option<Stream> {
    let source = EventSource::new(address).ok()?;
    let newest = Rc::new(RefCell::new(None::<Timeout>));
    let hear = |name: &'static str| {
        let (newest, on_news) = (newest.clone(), on_news.clone());
        EventListener::new(&source, name, move |event| {
            let text = event.dyn_ref::<MessageEvent>().and_then(|event| event.data().as_string());
            let told = text.and_then(|text| serde_json::from_str::<CeremonyEvent>(&text).ok());
            if let Some(told) = told {
                let on_news = on_news.clone();
                newest.replace(Some(Timeout::new(TOGETHER, move || on_news.emit(told))));
            }
        })
    };
    let mut listeners: Vec<_> = EVENTS.into_iter().map(hear).collect();
    let opened = link.clone();
    listeners.push(EventListener::new(&source, "open", move |_| opened.set(Link::Open)));
    let (lost, again, waiting) = (link.clone(), again.clone(), RefCell::new(None::<Timeout>));
    let broken = source.clone();
    listeners.push(EventListener::new(&source, "error", move |_| {
        lost.set(Link::Lost);
        // A lost connection the browser makes again by itself, from the last event on; what was refused it does not.
        if broken.ready_state() == EventSource::CLOSED {
            let again = again.clone();
            waiting.replace(Some(Timeout::new(AGAIN, move || again.emit(()))));
        }
    }));
    Some(Stream { source, _listeners: listeners })
}
