//! Disclosed results.

use rust_i18n::t;
use ui::text::{Level, Title};
use yew::prelude::*;

/// Disclosed results.
#[component]
pub fn ResultsPage() -> Html {
    html! { <Title level={Level::H1} size={Level::H3}>{ t!("portal.page.results") }</Title> }
}
