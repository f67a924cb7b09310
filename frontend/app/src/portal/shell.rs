//! The frame of the public pages.

use gloo_events::EventListener;
use rust_i18n::t;
use wasm_bindgen::JsCast;
use yew::prelude::*;
use yew_router::prelude::*;

use super::Route;
use crate::bridge;
use crate::shared::language;

/// The pages of the navigation: address and key of its words.
const PAGES: [(Route, &str); 7] = [
    (Route::Home, "portal.page.home"),
    (Route::Matters, "portal.page.matters"),
    (Route::Tasks, "portal.page.tasks"),
    (Route::Results, "portal.page.results"),
    (Route::Statistics, "portal.page.statistics"),
    (Route::Check, "portal.page.check"),
    (Route::Log, "portal.page.log"),
];

/// Id of the content.
const CONTENT: &str = "page";

/// Properties of [`Shell`].
#[derive(Properties, Clone, PartialEq)]
pub struct ShellProps {
    /// Shows another language.
    pub on_language: Callback<String>,
    /// The page.
    pub children: Html,
}

/// The frame of the public pages.
#[component]
pub fn Shell(props: &ShellProps) -> Html {
    let route = use_route::<Route>();
    let visited = use_mut_ref(|| false);
    use_effect_with(route, move |route| {
        // A new page is read from its top, by eye and by ear; the first one is where the browser puts it.
        bridge::show_page(&name(*route), &t!("product"), true, visited.replace(true));
    });
    let skip = Callback::from(|event: MouseEvent| {
        // The address stays as it is: it may hold filters.
        event.prevent_default();
        focus_content();
    });
    html! {
        <div class="portal">
            <a class="skip" href={format!("#{CONTENT}")} onclick={skip}>{ t!("portal.skip") }</a>
            <header class="portal-head">
                <Link<Route> classes="portal-name" to={Route::Home}>{ t!("product") }</Link<Route>>
                <nav aria-label={t!("shell.pages").into_owned()}>
                    { for PAGES.iter().map(|(page, words)| {
                        let current = part_of(route) == Some(*page);
                        html! {
                            <span key={*words} class={classes!("portal-link", current.then_some("current"))}>
                                <Link<Route> to={*page}>{ t!(*words) }</Link<Route>>
                            </span>
                        }
                    }) }
                </nav>
                <div class="portal-tools">
                    { for language::LANGUAGES.iter().filter(|(code, _)| *code != language::current()).map(|(code, name)| {
                        let onclick = props.on_language.reform(move |_: MouseEvent| (*code).to_owned());
                        html! { <button key={*code} class="plain" lang={*code} {onclick}>{ *name }</button> }
                    }) }
                    <a href="/staff">{ t!("portal.staff") }</a>
                </div>
            </header>
            <Offline />
            <main class="page" id={CONTENT} tabindex="-1">{ props.children.clone() }</main>
            <footer class="portal-foot">{ t!("portal.foot") }</footer>
        </div>
    }
}

/// The page of the navigation that a page belongs to.
fn part_of(route: Option<Route>) -> Option<Route> {
    match route? {
        Route::Task { .. } => Some(Route::Tasks),
        Route::LogEntry { .. } => Some(Route::Log),
        Route::NotFound => None,
        page @ (Route::Home
        | Route::Matters
        | Route::Tasks
        | Route::Results
        | Route::Statistics
        | Route::Check
        | Route::Log) => Some(page),
    }
}

/// Says that there is no network, and what works without.
#[component]
fn Offline() -> Html {
    let offline = use_state(|| web_sys::window().is_some_and(|window| !window.navigator().on_line()));
    {
        let offline = offline.clone();
        use_effect_with((), move |()| {
            let listen = |event: &'static str, value: bool| {
                let offline = offline.clone();
                web_sys::window()
                    .map(|window| EventListener::new(&window, event, move |_| offline.set(value)))
            };
            let listeners = [listen("offline", true), listen("online", false)];
            move || drop(listeners)
        });
    }
    html! { <div role="status">if *offline { <p class="offline">{ t!("portal.offline") }</p> }</div> }
}

/// What a page is called until its own heading is there.
fn name(route: Option<Route>) -> String {
    let words = part_of(route).and_then(|part| PAGES.iter().find(|(page, _)| *page == part));
    words.map_or_else(|| t!("portal.title"), |(_, words)| t!(*words)).into_owned()
}

fn focus_content() {
    let document = web_sys::window().and_then(|window| window.document());
    let content = document.and_then(|document| document.get_element_by_id(CONTENT));
    if let Some(content) = content.and_then(|content| content.dyn_into::<web_sys::HtmlElement>().ok()) {
        // An element that takes no focus leaves it where it is.
        let _ = content.focus();
    }
}
