//! How long there is until a round is void.

use chrono::{DateTime, TimeDelta, Utc};
use gloo_timers::callback::Interval;
use rust_i18n::t;
use yew::prelude::*;

use super::clock;
use crate::format;

#[cfg(test)]
mod tests;

/// Properties of [`Countdown`].
#[derive(Properties, Clone, PartialEq)]
pub struct CountdownProps {
    /// What must have happened by then.
    pub what: AttrValue,
    /// By when, by the server's clock.
    pub due: DateTime<Utc>,
    /// By how much the server's clock is ahead of this one.
    pub ahead: TimeDelta,
    /// Hears that it is over.
    pub on_over: Callback<()>,
}

/// The time left: seen by the second, told to those who hear the page only when little is left.
#[component]
pub fn Countdown(props: &CountdownProps) -> Html {
    let CountdownProps { what, due, ahead, on_over } = props.clone();
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
    let told = match mark(*shown) {
        None => String::new(),
        Some(0) => t!("countdown.over").into_owned(),
        Some(seconds) => t!("countdown.soon", what = what, n = seconds / 60).into_owned(),
    };
    html! {
        <div class="countdown">
            <p>{ t!("countdown.due", what = what, time = format::moment(due)) }</p>
            <p class={classes!("countdown-left", (*shown < 60).then_some("countdown-short"))} role="timer" aria-label={t!("countdown.left").into_owned()}>
                { if *shown > 0 { in_words(*shown) } else { t!("countdown.over").into_owned() } }
            </p>
            <p class="unseen" aria-live="polite">{ told }</p>
        </div>
    }
}

/// The last of the moments that are told which has come: seconds before the end.
fn mark(left: i64) -> Option<i64> {
    [0, 60, 300, 600, 1_800, 3_600].into_iter().find(|mark| left <= *mark)
}

/// `3 天 01:02:03`, `02:03`.
fn in_words(left: i64) -> String {
    let (days, hours) = (left / 86_400, left / 3_600 % 24);
    let (minutes, seconds) = (left / 60 % 60, left % 60);
    let clock = if left < 3_600 {
        format!("{minutes:02}:{seconds:02}")
    } else {
        format!("{hours:02}:{minutes:02}:{seconds:02}")
    };
    if days > 0 { t!("countdown.left_days", n = days, clock = clock).into_owned() } else { clock }
}
