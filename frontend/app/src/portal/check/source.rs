//! Where the bundle comes from: a file, dropped or chosen, a link, or a task of this site.

use rust_i18n::t;
use ui::action::Button;
use ui::field::TextField;
use wasm_bindgen::JsCast;
use yew::prelude::*;
use yew_router::prelude::*;

use super::Asked;
use super::run::Bundle;
use crate::portal::Route;

/// Properties of [`Sources`].
#[derive(Properties, Clone, PartialEq)]
pub(super) struct SourcesProps {
    /// Checks a bundle.
    pub on_bundle: Callback<Bundle>,
    /// Whether something is being checked already: the choice is folded then.
    pub folded: bool,
}

/// The choice of a bundle.
#[component]
pub(super) fn Sources(props: &SourcesProps) -> Html {
    let choice = html! {
        <div class="sources">
            <Drop on_bundle={props.on_bundle.clone()} />
            <Linked />
            <p>{ t!("check.from_site") }{ " " }<Link<Route> to={Route::Tasks}>{ t!("check.choose_task") }</Link<Route>></p>
        </div>
    };
    if props.folded {
        html! { <details class="fold panel"><summary>{ t!("check.another") }</summary>{ choice }</details> }
    } else {
        html! { <section class="panel" aria-label={t!("check.choose").into_owned()}>{ choice }</section> }
    }
}

#[derive(Properties, Clone, PartialEq)]
struct DropProps {
    on_bundle: Callback<Bundle>,
}

#[component]
fn Drop(DropProps { on_bundle }: &DropProps) -> Html {
    let over = use_state(|| false);
    let take = {
        let on_bundle = on_bundle.clone();
        move |files: Option<web_sys::FileList>| {
            if let Some(file) = files.and_then(|files| files.get(0)) {
                on_bundle.emit(Bundle::of_file(&file));
            }
        }
    };
    let ondrop = {
        let (over, take) = (over.clone(), take.clone());
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            over.set(false);
            take(event.data_transfer().and_then(|data| data.files()));
        })
    };
    let hover = |hovers: bool| {
        let over = over.clone();
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            over.set(hovers);
        })
    };
    let onchange = Callback::from(move |event: Event| {
        let input = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
        if let Some(input) = input {
            take(input.files());
            // So that the same file can be chosen again.
            input.set_value("");
        }
    });
    html! {
        <label class={classes!("drop", over.then_some("over"))} {ondrop} ondragover={hover(true)} ondragleave={hover(false)}>
            <strong>{ t!("check.drop") }</strong>
            <span class="field-hint">{ t!("check.drop_hint") }</span>
            <span class="call quiet" aria-hidden="true">{ t!("check.choose_file") }</span>
            <input type="file" accept=".zip,application/zip" {onchange} />
        </label>
    }
}

/// A pasted link, of this page or of a task.
#[component]
fn Linked() -> Html {
    let navigator = use_navigator();
    let text = use_state(String::new);
    let wrong = use_state(|| false);
    let go = {
        let (text, wrong) = (text.clone(), wrong.clone());
        Callback::from(move |()| match (place(&text), &navigator) {
            (Some((route, asked)), Some(navigator)) => {
                // Numbers can always be written.
                let _ = navigator.push_with_query(&route, &asked);
            }
            (None, _) => wrong.set(true),
            (Some(_), None) => {}
        })
    };
    let on_input = {
        let wrong = wrong.clone();
        Callback::from(move |typed| {
            text.set(typed);
            wrong.set(false);
        })
    };
    let error = wrong.then(|| AttrValue::from(t!("check.link_wrong").into_owned()));
    html! {
        <div class="search">
            <TextField id="link" label={t!("check.link").into_owned()} hint={t!("check.link_hint").into_owned()} {error} {on_input} />
            <Button on_click={go}>{ t!("check.link_open") }</Button>
        </div>
    }
}

/// The page that a link leads to; whatever host it names, the bundle of this site is taken.
fn place(link: &str) -> Option<(Route, Asked)> {
    let link = link.trim();
    let path = link.split_once("://").map_or(link, |(_, rest)| rest);
    let path = path.find('/').and_then(|slash| path.get(slash..))?;
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    match Route::recognize(path)? {
        Route::Task { id } => Some((Route::Task { id }, Asked::default())),
        Route::Check => {
            let asked: Asked = serde_urlencoded::from_str(query).ok()?;
            asked.task.map(|_| (Route::Check, asked))
        }
        Route::Home
        | Route::Matters
        | Route::Tasks
        | Route::Results
        | Route::Statistics
        | Route::NotFound => None,
    }
}
