//! Imports and their reports.

use rust_i18n::t;
use ui::text::{Level, Title};
use yew::prelude::*;

/// Imports and their reports.
#[component]
pub fn ImportPage() -> Html {
    html! { <Title level={Level::H1} size={Level::H3}>{ t!("page.imports") }</Title> }
}

/// Properties of [`JobPage`].
#[derive(Properties, Clone, PartialEq)]
pub struct JobPageProps {
    /// Key.
    pub id: i64,
}

/// Imports and their reports.
#[component]
pub fn JobPage(_props: &JobPageProps) -> Html {
    html! { <Title level={Level::H1} size={Level::H3}>{ t!("page.imports") }</Title> }
}
