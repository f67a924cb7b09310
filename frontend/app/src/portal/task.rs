//! Tasks and their draws.

use rust_i18n::t;
use ui::text::{Level, Title};
use yew::prelude::*;

/// Tasks and their draws.
#[component]
pub fn TasksPage() -> Html {
    html! { <Title level={Level::H1} size={Level::H3}>{ t!("portal.page.tasks") }</Title> }
}

/// Properties of [`TaskPage`].
#[derive(Properties, Clone, PartialEq)]
pub struct TaskPageProps {
    /// Key.
    pub id: i64,
}

/// Tasks and their draws.
#[component]
pub fn TaskPage(_props: &TaskPageProps) -> Html {
    html! { <Title level={Level::H1} size={Level::H3}>{ t!("portal.page.tasks") }</Title> }
}
