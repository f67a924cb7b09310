//! Server-sent events by `fetch`: the browser's own `EventSource` cannot send a token.

use std::marker::PhantomData;

use chrono::{DateTime, TimeDelta};
use gloo_net::http::Method;
use gloo_timers::callback::Timeout;
use js_sys::{Reflect, Uint8Array};
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, ReadableStreamDefaultReader};

use self::feed::Feed;
use super::send::request;
use super::{Client, Failure, Outcome};
use crate::shared::clock;

mod feed;

/// The server sends a comment every 15 seconds: whatever is silent for longer than this is no connection. Milliseconds.
const SILENCE: u32 = 40_000;

/// Ends a request, and what still comes of it, when it is dropped.
struct Ending(AbortController);

impl Drop for Ending {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Events as they happen, until the stream ends or is dropped.
pub struct Stream<T> {
    reader: ReadableStreamDefaultReader,
    ending: Ending,
    feed: Feed,
    ahead: TimeDelta,
    events: PhantomData<T>,
}

impl Client {
    /// Follows the events of an address, those after the one with this id.
    pub(super) async fn follow<T>(&self, path: &str, after: Option<i64>) -> Outcome<Stream<T>> {
        let ending = Ending(AbortController::new().map_err(Failure::unreadable)?);
        let signal = ending.0.signal();
        let ask = async |token: Option<&str>| {
            let mut builder = request(Method::GET, path, "text/event-stream", token);
            builder = builder.abort_signal(Some(&signal));
            if let Some(id) = after {
                builder = builder.header("Last-Event-ID", &id.to_string());
            }
            builder.send().await.map_err(|_| Failure::Offline)
        };
        let response = self.renewing(ask).await?;
        let told = response.headers().get("Date").and_then(|date| DateTime::parse_from_rfc2822(&date).ok());
        let ahead = told.map(|told| told.to_utc() - clock::now()).unwrap_or_default();
        let body = response.body().ok_or_else(|| Failure::Unreadable("no body".to_owned()))?;
        let reader = body.get_reader().dyn_into().map_err(|reader| Failure::unreadable(reader.into()))?;
        Ok(Stream { reader, ending, feed: Feed::default(), ahead, events: PhantomData })
    }
}

impl<T: DeserializeOwned> Stream<T> {
    /// By how much the server's clock is ahead of this one.
    #[must_use]
    pub fn ahead(&self) -> TimeDelta {
        self.ahead
    }

    /// What has come next, nothing when it was but a sign of life; none when the stream is over.
    ///
    /// # Errors
    /// When the connection is lost, or what comes is no event.
    pub async fn next(&mut self) -> Outcome<Option<Vec<T>>> {
        let given_up = {
            let controller = self.ending.0.clone();
            Timeout::new(SILENCE, move || controller.abort())
        };
        let read = JsFuture::from(self.reader.read()).await;
        drop(given_up);
        let read = read.map_err(|_| Failure::Offline)?;
        let part = |name: &str| Reflect::get(&read, &JsValue::from_str(name)).map_err(Failure::unreadable);
        if part("done")?.is_truthy() {
            return Ok(None);
        }
        let piece = Uint8Array::new(&part("value")?).to_vec();
        let event = |data: String| {
            serde_json::from_str(&data).map_err(|error| Failure::Unreadable(error.to_string()))
        };
        self.feed.push(&piece).into_iter().map(event).collect::<Outcome<Vec<T>>>().map(Some)
    }
}
