//! What waits for whoever is signed in: asked for by the start page and the bar on top.

use contract::dashboard::{Dashboard, TodoCount};
use rust_i18n::t;
use yew::prelude::*;
use yew_router::prelude::*;

use super::{Route, use_client};
use crate::format;
use crate::shared::resource::{Resource, use_resource};
use crate::shared::words;

/// What waits, asked for again whenever the page changes.
#[hook]
pub fn use_dashboard() -> Resource<Dashboard> {
    let client = use_client();
    let route = use_route::<Route>();
    use_resource(route, move |_| {
        let client = client.clone();
        async move { client.dashboard().await }
    })
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
