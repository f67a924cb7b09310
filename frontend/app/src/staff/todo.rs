//! What waits for whoever is signed in: asked for by the start page and the bar on top.

use contract::dashboard::{Dashboard, TodoCount};
use domain::dashboard::Todo;
use gloo_events::EventListener;
use gloo_timers::callback::Interval;
use rust_i18n::t;
use yew::prelude::*;
use yew_router::prelude::*;

use super::{Route, use_client};
use crate::format;
use crate::shared::resource::{Resource, use_resource};
use crate::shared::words;

/// Milliseconds after which what waits is asked for again.
const REFRESH_MILLISECONDS: u32 = 60_000;

/// What waits, asked for again whenever the page changes, the window is looked at again, and every minute meanwhile. Asked
/// for once, by the frame of all pages, which gives it to them as a context.
#[hook]
pub fn use_dashboard() -> Resource<Dashboard> {
    let client = use_client();
    let route = use_route::<Route>();
    let dashboard = use_resource(route, move |_| {
        let client = client.clone();
        async move { client.dashboard().await }
    });
    use_effect_with(dashboard.reload.clone(), |reload| {
        let (on_minute, on_look) = (reload.clone(), reload.clone());
        let interval = Interval::new(REFRESH_MILLISECONDS, move || refresh(&on_minute));
        let document = web_sys::window().and_then(|window| window.document());
        let listener = document
            .map(|document| EventListener::new(&document, "visibilitychange", move |_| refresh(&on_look)));
        move || drop((interval, listener))
    });
    dashboard
}

/// Not while nobody looks, or nothing can be had: what is shown would be lost for an error.
fn refresh(reload: &Callback<()>) {
    let window = web_sys::window();
    let seen =
        window.as_ref().and_then(|window| window.document()).is_some_and(|document| !document.hidden());
    if seen && window.is_some_and(|window| window.navigator().on_line()) {
        reload.emit(());
    }
}

/// How many tasks, substitutions, strikes and transfer documents wait for the approval of whoever is signed in.
pub fn to_approve(todos: &[TodoCount]) -> i64 {
    let approvals = todos.iter().filter(|todo| {
        matches!(
            todo.code,
            Todo::TaskToApprove
                | Todo::SubstitutionToApprove
                | Todo::StrikeToApprove
                | Todo::TransferToApprove
        )
    });
    approvals.map(|todo| todo.count).sum()
}

/// How many of a to-do there are.
pub fn count(todo: &TodoCount) -> String {
    let count = format::number(todo.count);
    if todo.count_is_minimum { format!("{count}+") } else { count }
}

/// The name of a to-do.
pub fn name(todo: &TodoCount) -> String {
    words::code("todo", todo.code)
}

/// A link to the list that shows exactly what waits.
pub fn link(todo: &TodoCount, classes: &'static str, content: Html) -> Html {
    let (path, query) = todo.list.split_once('?').unwrap_or((&todo.list, ""));
    let route = Route::recognize(&format!("/staff{path}")).unwrap_or(Route::Home);
    let query: Vec<(String, String)> = serde_urlencoded::from_str(query).unwrap_or_default();
    html! {
        <Link<Route, Vec<(String, String)>> {classes} to={route} query={Some(query)}>{ content }</Link<Route, Vec<(String, String)>>>
    }
}

/// All that waits, as a list of links.
pub fn list(todos: &[TodoCount]) -> Html {
    html! {
        if todos.is_empty() {
            <p class="field-hint">{ t!("home.nothing") }</p>
        } else {
            <ul class="todo-list">
                { for todos.iter().map(|todo| html! {
                    <li key={domain::Coded::code(todo.code)}>
                        { link(todo, "todo-line", html! { <><span>{ name(todo) }</span><strong>{ count(todo) }</strong></> }) }
                    </li>
                }) }
            </ul>
        }
    }
}
