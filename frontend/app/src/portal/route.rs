//! The addresses of the public pages.

use rust_i18n::t;
use yew::prelude::*;
use yew_router::prelude::*;

use super::{check, home, log, matter, result, statistics, task};
use crate::shared::loaded::NotThere;

/// A page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Routable)]
pub enum Route {
    /// What this is, and the way to everything else.
    #[at("/")]
    Home,
    /// The published matter list.
    #[at("/matters")]
    Matters,
    /// Tasks.
    #[at("/tasks")]
    Tasks,
    /// One task and its draw.
    #[at("/tasks/:id")]
    Task {
        /// Key.
        id: i64,
    },
    /// Disclosed results.
    #[at("/results")]
    Results,
    /// Statistics.
    #[at("/statistics")]
    Statistics,
    /// Checking a draw.
    #[at("/check")]
    Check,
    /// The public log.
    #[at("/log")]
    Log,
    /// One entry of it.
    #[at("/log/:index")]
    LogEntry {
        /// Index, from 0.
        index: u64,
    },
    /// Any other address.
    #[not_found]
    #[at("/404")]
    NotFound,
}

/// Shows a page.
pub fn page(route: Route) -> Html {
    match route {
        Route::Home => html! { <home::HomePage /> },
        Route::Matters => html! { <matter::MattersPage /> },
        Route::Tasks => html! { <task::TasksPage /> },
        Route::Task { id } => html! { <task::TaskPage {id} /> },
        Route::Results => html! { <result::ResultsPage /> },
        Route::Statistics => html! { <statistics::StatisticsPage /> },
        Route::Check => html! { <check::CheckPage /> },
        Route::Log => html! { <log::LogPage /> },
        Route::LogEntry { index } => html! { <log::EntryPage {index} /> },
        Route::NotFound => html! {
            <NotThere title={t!("state.not_found").into_owned()} hint={t!("portal.not_found_hint").into_owned()}>
                <Link<Route> to={Route::Home}>{ t!("action.home") }</Link<Route>>
            </NotThere>
        },
    }
}
