//! The log's head: who signed it, and whether it goes on from what this visitor saw before.

use contract::log::LogKey;
use rust_i18n::t;
use ui::action::Button;
use yew::prelude::*;

use crate::client::log::{Believed, CheckedHead};
use crate::format;
use crate::portal::parts;
use crate::shared::log::{self, View};

/// Properties of [`Head`].
#[derive(Properties, Clone, PartialEq)]
pub(super) struct HeadProps {
    /// The head, or why it is not believed.
    pub view: Believed<View>,
    /// Looks again.
    pub reload: Callback<()>,
}

/// The head of the log.
#[component]
pub(super) fn Head(HeadProps { view, reload }: &HeadProps) -> Html {
    let view = match view {
        Ok(view) => view,
        Err(reason) => return not_believed(reason, reload),
    };
    let sound = view.sound.is_ok() && view.head.handovers.iter().all(|one| one.reason.is_none());
    // Of a log that was never seen before, more than its signature is not known.
    let (class, word) = if sound && view.before.is_none() {
        ("passed", format!("✓ {}", t!("log.sound_first")))
    } else if sound {
        ("passed", format!("✓ {}", t!("log.sound")))
    } else {
        ("failed", format!("✗ {}", t!("log.unsound")))
    };
    html! {
        <section class={classes!("verdict", class)} role={if sound { "status" } else { "alert" }}>
            <h2 class="verdict-word">{ word }</h2>
            <ul class="proved">
                { log::line(&log::signed(&view.head)) }
                { log::remembered(view) }
            </ul>
            { facts(&view.head) }
            if view.sound.is_err() {
                <Contradiction view={view.clone()} reload={reload.clone()} />
            }
            <details class="fold">
                <summary>{ t!("log.keys", n = view.head.keys.len()) }</summary>
                <p class="field-hint">{ t!("log.keys_text") }</p>
                <ol class="keys">{ for view.head.keys.iter().map(|key| key_line(&view.head, key)) }</ol>
            </details>
        </section>
    }
}

fn not_believed(reason: &str, reload: &Callback<()>) -> Html {
    html! {
        <section class="verdict failed" role="alert">
            <h2 class="verdict-word">{ "✗ " }{ t!("log.unsound") }</h2>
            <p>{ t!("log.unsigned") }</p>
            <p lang="zh-CN">{ reason.to_owned() }</p>
            <div><Button on_click={reload.clone()}>{ t!("action.retry") }</Button></div>
        </section>
    }
}

fn facts(head: &CheckedHead) -> Html {
    html! {
        <>
            <dl class="facts">
                { parts::fact(t!("log.origin"), html! { <span class="code">{ &head.head.origin }</span> }) }
                { parts::fact(t!("log.size"), log::number(head.head.size)) }
                { parts::fact(t!("log.received"), format::moment(head.at)) }
            </dl>
            <dl class="hashes">
                { parts::fact(t!("log.root"), html! { <span class="code">{ &head.head.root }</span> }) }
                { parts::fact(t!("log.signatures"), head.signatures.iter().map(log::signature).collect::<Html>()) }
            </dl>
            <p><a href="/log/checkpoint" target="_blank">{ t!("log.raw") }</a></p>
        </>
    }
}

fn key_line(head: &CheckedHead, key: &LogKey) -> Html {
    let handed = head.handovers.iter().find(|one| one.vkey == key.vkey);
    let until = key.retired_at.map(format::time);
    html! {
        <li key={key.vkey.clone()}>
            <span class="code">{ &key.vkey }</span>
            <p>{ match until {
                Some(until) => t!("log.key_until", from = format::time(key.created_at), until = until),
                None => t!("log.key_since", from = format::time(key.created_at)),
            } }</p>
            { for handed.map(|one| html! {
                <ul class="proved">
                    { log::line(&match &one.reason {
                        None => Ok(t!("log.handed_over", n = one.head.as_ref().map_or_else(String::new, |head| log::number(head.size))).into_owned()),
                        Some(reason) => Err(reason.clone()),
                    }) }
                </ul>
            }) }
        </li>
    }
}

#[derive(Properties, Clone, PartialEq)]
struct ContradictionProps {
    view: View,
    reload: Callback<()>,
}

/// Two heads of a log that cannot be of one history: what a visitor may do with them.
#[component]
fn Contradiction(ContradictionProps { view, reload }: &ContradictionProps) -> Html {
    let Some(before) = &view.before else { return Html::default() };
    let start_anew = reload.reform(|()| log::forget());
    html! {
        <>
            <p>{ t!("log.contradiction") }</p>
            <details class="fold">
                <summary>{ t!("log.evidence") }</summary>
                <pre class="payload" tabindex="0">{ &before.note }</pre>
                <pre class="payload" tabindex="0">{ &view.head.note }</pre>
            </details>
            <div><Button on_click={start_anew}>{ t!("log.forget") }</Button></div>
        </>
    }
}
