//! Disclosure by due day.

use rust_i18n::t;
use ui::text::{Level, Title};
use yew::prelude::*;

/// Disclosure by due day.
#[component]
pub fn DisclosurePage() -> Html {
    html! { <Title level={Level::H1} size={Level::H3}>{ t!("page.disclosure") }</Title> }
}
