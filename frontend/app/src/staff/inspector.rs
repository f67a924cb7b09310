//! Inspectors.

use rust_i18n::t;
use ui::text::{Level, Title};
use yew::prelude::*;

/// Inspectors.
#[component]
pub fn InspectorsPage() -> Html {
    html! { <Title level={Level::H1} size={Level::H3}>{ t!("page.inspectors") }</Title> }
}
