//! One entry of the log: what it says, and the proof that it stands there.

use std::rc::Rc;

use chrono::{DateTime, Utc};
use contract::log::InclusionProof;
use rust_i18n::t;
use serde::Deserialize;
use serde_json::{Map, Value};
use yew::prelude::*;
use yew_router::prelude::*;

use crate::client::log::Believed;
use crate::format;
use crate::portal::{Route, parts, use_client};
use crate::shared::content::content;
use crate::shared::loaded::{NotThere, loaded};
use crate::shared::log::{self, View, use_log};
use crate::shared::party;
use crate::shared::resource::use_resource;
use crate::shared::words;
use crate::staff::AUDIT_ACTIONS;

/// Properties of [`EntryPage`].
#[derive(Properties, Clone, PartialEq)]
pub struct EntryPageProps {
    /// Index, from 0.
    pub index: u64,
}

/// One entry.
#[component]
pub fn EntryPage(EntryPageProps { index }: &EntryPageProps) -> Html {
    let client = use_client();
    let view = use_log(client);
    let size = view.ready().and_then(|view| view.as_ref().as_ref().ok().map(|view| view.head.head.size));
    if let Some(size) = size.filter(|size| index >= size) {
        return not_there(*index, size);
    }
    html! {
        <>
            <parts::Head title={t!("log.entry", n = index).into_owned()} lead={t!("log.entry_lead").into_owned()} />
            { loaded(&view, |found| match found.as_ref() {
                Ok(view) => html! { <Entry index={*index} view={Rc::new(view.clone())} /> },
                Err(reason) => html! {
                    <super::head::Head view={Err(reason.clone())} reload={view.reload.clone()} />
                },
            }) }
            <p><Link<Route> to={Route::Log}>{ t!("log.back") }</Link<Route>></p>
        </>
    }
}

/// An index beyond the end of a log of this size.
fn not_there(index: u64, size: u64) -> Html {
    let hint = match size.checked_sub(1) {
        Some(last) => t!("log.no_entry_hint", size = log::number(size), last = last),
        None => t!("log.no_entry_yet"),
    };
    html! {
        <NotThere title={t!("log.no_entry", n = index).into_owned()} hint={hint.into_owned()}>
            <Link<Route> to={Route::Log}>{ t!("log.back") }</Link<Route>>
        </NotThere>
    }
}

#[derive(Properties, Clone, PartialEq)]
struct EntryProps {
    index: u64,
    view: Rc<View>,
}

#[component]
fn Entry(EntryProps { index, view }: &EntryProps) -> Html {
    let client = use_client();
    let entry = use_resource((*index, view.head.head.clone()), move |(index, head)| {
        let client = client.clone();
        async move { client.log_entry(index, &head).await }
    });
    loaded(&entry, |found| {
        let (proof, believed) = (&found.0, &found.1);
        html! {
            <>
                { proved(view, proof, believed) }
                if believed.is_ok() {
                    { shown(proof) }
                }
                { neighbours(*index, view.head.head.size) }
            </>
        }
    })
}

fn proved(view: &View, proof: &InclusionProof, believed: &Believed<String>) -> Html {
    let sound = believed.is_ok() && view.sound.is_ok();
    let (class, word) = if sound {
        ("passed", format!("✓ {}", t!("log.proved")))
    } else {
        ("failed", format!("✗ {}", t!("log.not_proved")))
    };
    let included =
        believed.clone().map(|hash| t!("log.included", hash = hash, n = proof.path.len()).into_owned());
    let hash = |text: &String| html! { <li><span class="code">{ text.clone() }</span></li> };
    html! {
        <section class={classes!("verdict", class)} role={if sound { "status" } else { "alert" }}>
            <h2 class="verdict-word">{ word }</h2>
            <ul class="proved">
                { log::line(&log::signed(&view.head)) }
                { log::line(&included) }
                { log::remembered(view) }
            </ul>
            <details class="fold">
                <summary>{ t!("log.path", n = proof.path.len()) }</summary>
                <p class="field-hint">{ t!("log.path_text") }</p>
                <ol>{ for proof.path.iter().map(hash) }</ol>
                <dl class="hashes">
                    { parts::fact(t!("log.root"), html! { <span class="code">{ &view.head.head.root }</span> }) }
                </dl>
            </details>
        </section>
    }
}

/// An entry as it stands in the log: the last four members all, or none.
#[derive(Deserialize)]
struct Written {
    entry: String,
    action: Option<String>,
    at: Option<DateTime<Utc>>,
    event: Option<Map<String, Value>>,
    key: Option<String>,
}

fn shown(proof: &InclusionProof) -> Html {
    let Ok(written) = serde_json::from_str::<Written>(&proof.entry) else {
        return html! { <pre class="payload" tabindex="0">{ &proof.entry }</pre> };
    };
    let hash = html! { <span class="code">{ &written.entry }</span> };
    let Some((name, event)) = written.action.as_ref().zip(written.event) else {
        return html! {
            <section class="panel">
                <h2>{ t!("log.hidden") }</h2>
                <p>{ t!("log.hidden_text") }</p>
                <dl class="hashes">{ parts::fact(t!("log.commitment"), hash) }</dl>
            </section>
        };
    };
    // What is drawn, or given a number, is a task.
    let event = Value::Object(event);
    let task = written.key.and_then(|key| key.parse().ok()).filter(|_| name.starts_with("draw."));
    html! {
        <section class="panel">
            <h2>{ action(name) }</h2>
            <dl class="facts">
                { parts::fact(t!("log.action"), html! { <span class="code">{ name }</span> }) }
                { for written.at.map(|at| parts::fact(t!("log.at"), format::moment(at))) }
                { for task.map(|id| parts::fact(t!("portal.of_task"), html! {
                    <Link<Route> to={Route::Task { id }}>{ event.get("task").and_then(Value::as_str).unwrap_or_default().to_owned() }</Link<Route>>
                })) }
            </dl>
            { content(&event, true) }
            { party::explained(party::within(&event)) }
            <dl class="hashes">{ parts::fact(t!("log.commitment"), hash) }</dl>
            <p class="field-hint">{ t!("log.commitment_text") }</p>
        </section>
    }
}

/// The words for an action; one that is not known here stays as it is.
pub(super) fn action(name: &str) -> String {
    if AUDIT_ACTIONS.contains(&name) { words::plain("audit_action", name) } else { name.to_owned() }
}

fn neighbours(index: u64, size: u64) -> Html {
    let link = |index: u64, words: String| html! { <Link<Route> to={Route::LogEntry { index }}>{ words }</Link<Route>> };
    html! {
        <nav class="listing-foot" aria-label={t!("list.pages").into_owned()}>
            <span>{ for index.checked_sub(1).map(|before| link(before, t!("log.before").into_owned())) }</span>
            <span>{ for index.checked_add(1).filter(|after| *after < size).map(|after| link(after, t!("log.after").into_owned())) }</span>
        </nav>
    }
}
