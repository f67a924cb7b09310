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
    let wrong = use_state(|| None::<Wrong>);
    let go = {
        let (text, wrong) = (text.clone(), wrong.clone());
        Callback::from(move |()| match (place(&text, &own_origin()), &navigator) {
            (Ok((route, asked)), Some(navigator)) => {
                // Numbers can always be written.
                let _ = navigator.push_with_query(&route, &asked);
            }
            (Err(why), _) => wrong.set(Some(why)),
            (Ok(_), None) => {}
        })
    };
    let on_input = {
        let wrong = wrong.clone();
        Callback::from(move |typed| {
            text.set(typed);
            wrong.set(None);
        })
    };
    let error = wrong.map(|wrong| {
        AttrValue::from(match wrong {
            Wrong::Place => t!("check.link_wrong").into_owned(),
            Wrong::Site => t!("check.link_elsewhere", site = own_origin()).into_owned(),
        })
    });
    html! {
        <div class="search">
            <TextField id="link" label={t!("check.link").into_owned()} hint={t!("check.link_hint").into_owned()} {error} {on_input} />
            <Button on_click={go}>{ t!("check.link_open") }</Button>
        </div>
    }
}

/// Why a link is not followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wrong {
    /// It leads to no task.
    Place,
    /// It leads to another site, whose draws are not to be had here.
    Site,
}

fn own_origin() -> String {
    let origin = web_sys::window().map(|window| window.location().origin());
    origin.and_then(Result::ok).unwrap_or_default()
}

/// The page of the site at `origin` that a link leads to, a path, or the number of a task.
fn place(link: &str, origin: &str) -> Result<(Route, Asked), Wrong> {
    let link = link.trim();
    if let Ok(id) = link.parse() {
        return Ok((Route::Task { id }, Asked::default()));
    }
    let path = if link.starts_with('/') && !link.starts_with("//") { link } else { of_site(link, origin)? };
    let path = path.split_once('#').map_or(path, |(path, _)| path);
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    match Route::recognize(path).ok_or(Wrong::Place)? {
        Route::Task { id } => Ok((Route::Task { id }, Asked::default())),
        Route::Check => {
            let asked: Asked = serde_urlencoded::from_str(query).map_err(|_| Wrong::Place)?;
            asked.task.map(|_| (Route::Check, asked)).ok_or(Wrong::Place)
        }
        Route::Home
        | Route::Matters
        | Route::Tasks
        | Route::Results
        | Route::Statistics
        | Route::Log
        | Route::LogEntry { .. }
        | Route::NotFound => Err(Wrong::Place),
    }
}

/// The path of a link that names a host, which must be this site's own; the scheme may be left out.
fn of_site<'a>(link: &'a str, origin: &str) -> Result<&'a str, Wrong> {
    let site = origin.split_once("://").map_or(origin, |(_, site)| site);
    let start = match link.split_once("://") {
        Some((scheme, _)) => {
            let named = link.get(..scheme.len().saturating_add(3).saturating_add(site.len()));
            named.filter(|named| named.eq_ignore_ascii_case(origin))
        }
        None => link.get(..site.len()).filter(|named| named.eq_ignore_ascii_case(site)),
    };
    let Some(path) = start.and_then(|start| link.get(start.len()..)) else {
        // A word is neither a link nor a host.
        return Err(if link.contains(['/', '.']) { Wrong::Site } else { Wrong::Place });
    };
    // `sunlot.example.evil` begins like `sunlot.example`.
    if path.is_empty() || path.starts_with(['/', '?', '#']) { Ok(path) } else { Err(Wrong::Site) }
}

#[cfg(test)]
mod tests;
