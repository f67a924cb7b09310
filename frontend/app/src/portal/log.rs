//! The public log: its head, the events of draws, every entry with its proof. What the server says is checked in this browser.

mod entry;
mod head;
mod list;

use contract::log::LogEventQuery;
use rust_i18n::t;
use yew::prelude::*;
use yew_router::prelude::*;

use super::Route;

pub use entry::EntryPage;
pub use list::LogPage;

/// The way to a task's events in the log.
pub(super) fn of_task(number: &str) -> Html {
    let query = LogEventQuery { task: Some(number.to_owned()), task_id: None };
    html! {
        <Link<Route, LogEventQuery> classes="call quiet" to={Route::Log} query={Some(query)}>{ t!("log.of_task") }</Link<Route, LogEventQuery>>
    }
}
