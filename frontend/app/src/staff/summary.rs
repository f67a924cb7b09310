//! The summary of a task.

use rust_i18n::t;
use ui::text::{Level, Title};
use yew::prelude::*;

/// Properties of [`SummaryPage`].
#[derive(Properties, Clone, PartialEq)]
pub struct SummaryPageProps {
    /// Key.
    pub id: i64,
}

/// The summary of a task.
#[component]
pub fn SummaryPage(_props: &SummaryPageProps) -> Html {
    html! { <Title level={Level::H1} size={Level::H3}>{ t!("page.tasks") }</Title> }
}
