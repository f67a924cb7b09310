//! The public log as a page shows it: its head checked in this browser, and held against what this visitor saw before.

mod seen;

use contract::check::log::LogSignature;
use rust_i18n::t;
use yew::prelude::*;

use super::resource::{Resource, use_resource};
use crate::client::log::{Believed, CheckedHead};
use crate::client::{Client, Outcome};
use crate::format;

pub use seen::{Seen, forget};

/// The head, and what it is to the one seen before.
#[derive(Debug, Clone, PartialEq)]
pub struct View {
    /// The head.
    pub head: CheckedHead,
    /// What this visitor saw last; none at the first visit, or where nothing can be kept.
    pub before: Option<Seen>,
    /// Whether nothing that was seen then has changed.
    pub sound: Believed<()>,
}

/// Looks at the head; remembers it, unless it contradicts what was seen before.
async fn look(client: Client) -> Outcome<Believed<View>> {
    let head = match client.log_head().await? {
        Ok(head) => head,
        Err(reason) => return Ok(Err(reason)),
    };
    let before = seen::last();
    let sound = match &before {
        None => Ok(()),
        Some(seen) if !head.keys.iter().any(|key| key.vkey == seen.vkey) => {
            Err(t!("log.key_gone", key = seen.vkey).into_owned())
        }
        Some(seen) => client.log_growth(&seen.head, &head.head).await?,
    };
    if sound.is_ok() {
        seen::remember(&head);
    }
    Ok(Ok(View { head, before, sound }))
}

/// The log's head, looked at once for a page.
#[hook]
pub fn use_log(client: Client) -> Resource<Believed<View>> {
    use_resource((), move |()| look(client.clone()))
}

/// A line of a check: what was looked at and came of it.
pub fn line(believed: &Believed<String>) -> Html {
    let (class, mark, name, words, lang) = match believed {
        Ok(words) => ("passed", "✓", t!("check.step_passed"), words, None),
        Err(reason) => ("failed", "✗", t!("check.step_failed"), reason, Some("zh-CN")),
    };
    html! {
        <li class={class}>
            <span class="check-mark" role="img" aria-label={name.into_owned()}>{ mark }</span>
            <span {lang}>{ words }</span>
        </li>
    }
}

/// What is said of the signatures of a head.
pub fn signed(head: &CheckedHead) -> Believed<String> {
    let names: Vec<_> = head.signatures.iter().map(|one| format!("{} {}", one.name, one.id)).collect();
    Ok(t!("log.signed", names = super::words::list(&names), n = number(head.head.size)).into_owned())
}

/// What is said of the head beside the one seen before, as a line of a check; at a first visit nothing was checked.
pub fn remembered(view: &View) -> Html {
    let Some(before) = &view.before else {
        return html! {
            <li>
                <span class="check-mark" role="img" aria-label={t!("log.not_compared").into_owned()}>{ "–" }</span>
                <span>{ t!("log.first_visit") }</span>
            </li>
        };
    };
    let (time, size) = (format::moment(before.at), number(before.head.size));
    line(&match &view.sound {
        Ok(()) => Ok(t!("log.as_before", time = time, n = size).into_owned()),
        Err(reason) => Err(t!("log.not_as_before", time = time, n = size, reason = reason).into_owned()),
    })
}

/// A signature in a list: the key, and of a witness when it was made.
pub fn signature(one: &LogSignature) -> Html {
    let witnessed = one.witnessed.and_then(|seconds| i64::try_from(seconds).ok());
    let witnessed = witnessed.and_then(|seconds| chrono::DateTime::from_timestamp(seconds, 0));
    html! {
        <div>
            <span class="code">{ &one.vkey }</span>
            if let Some(time) = witnessed {
                <span class="field-hint">{ t!("log.witnessed", time = format::time(time)) }</span>
            }
        </div>
    }
}

/// A count of entries.
#[must_use]
pub fn number(count: u64) -> String {
    format::number(i64::try_from(count).unwrap_or(i64::MAX))
}
