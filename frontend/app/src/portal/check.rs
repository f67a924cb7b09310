//! Checking a draw.

use rust_i18n::t;
use ui::text::{Level, Title};
use yew::prelude::*;

/// Checking a draw.
#[component]
pub fn CheckPage() -> Html {
    html! { <Title level={Level::H1} size={Level::H3}>{ t!("portal.page.check") }</Title> }
}
