//! How long there is until a round is void.

use chrono::{DateTime, TimeDelta, Utc};
use gloo_timers::callback::Interval;
use rust_i18n::t;
use yew::prelude::*;

use crate::shared::clock;

/// Properties of [`Countdown`].
#[derive(Properties, Clone, PartialEq)]
pub struct CountdownProps {
    /// By when, by the server's clock.
    pub due: DateTime<Utc>,
    /// By how much the server's clock is ahead of this one.
    pub ahead: TimeDelta,
    /// Hears that it is over.
    pub on_over: Callback<()>,
}

/// The time left, by the second. Readers are not told every second: the deadline stands beside it.
#[component]
pub fn Countdown(props: &CountdownProps) -> Html {
    let CountdownProps { due, ahead, on_over } = props.clone();
    let left = move || (due - ahead - clock::now()).num_seconds();
    let shown = use_state(left);
    {
        let shown = shown.setter();
        use_effect_with((due, ahead), move |_| {
            shown.set(left());
            let interval = Interval::new(1_000, move || {
                let left = left();
                shown.set(left);
                if left == -1 {
                    on_over.emit(());
                }
            });
            move || drop(interval)
        });
    }
    html! { <span class="countdown" role="timer" aria-live="off">{ in_words(*shown) }</span> }
}

/// `3 天 01:02:03`, `02:03`.
fn in_words(left: i64) -> String {
    if left < 0 {
        return t!("round.over_time").into_owned();
    }
    let (days, hours, minutes, seconds) = (left / 86_400, left / 3_600 % 24, left / 60 % 60, left % 60);
    if days > 0 {
        return t!("round.left_days", n = days, clock = format!("{hours:02}:{minutes:02}:{seconds:02}"))
            .into_owned();
    }
    if left < 3_600 {
        format!("{minutes:02}:{seconds:02}")
    } else {
        format!("{hours:02}:{minutes:02}:{seconds:02}")
    }
}
