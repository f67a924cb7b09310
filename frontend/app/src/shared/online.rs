//! Whether the browser has a network.

use gloo_events::EventListener;
use yew::prelude::*;

/// Whether the browser has a network, as it changes.
#[hook]
pub fn use_online() -> bool {
    let online = use_state(|| web_sys::window().is_none_or(|window| window.navigator().on_line()));
    {
        let online = online.clone();
        use_effect_with((), move |()| {
            let listen = |event: &'static str, state: bool| {
                let online = online.clone();
                let window = web_sys::window()?;
                Some(EventListener::new(&window, event, move |_| online.set(state)))
            };
            let listeners = [listen("online", true), listen("offline", false)];
            move || drop(listeners)
        });
    }
    *online
}
