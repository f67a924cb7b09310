//! A task where something else is shown.

use yew::prelude::*;
use yew_router::prelude::*;

use crate::staff::{Route, use_me};

/// Properties of [`TaskLink`].
#[derive(Properties, Clone, PartialEq)]
pub struct TaskLinkProps {
    /// Key.
    pub id: i64,
    /// Number.
    pub number: AttrValue,
}

/// The number of a task, as a link to it for those who may see it.
#[component]
pub fn TaskLink(TaskLinkProps { id, number }: &TaskLinkProps) -> Html {
    let to = Route::Task { id: *id };
    if use_me().is_some_and(|me| to.is_open_to(me.role)) {
        html! { <Link<Route> {to}>{ number }</Link<Route>> }
    } else {
        html! { number }
    }
}
