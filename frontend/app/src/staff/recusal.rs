//! Recusals.

use rust_i18n::t;
use ui::text::{Level, Title};
use yew::prelude::*;

/// Recusals.
#[component]
pub fn RecusalsPage() -> Html {
    html! { <Title level={Level::H1} size={Level::H3}>{ t!("page.recusals") }</Title> }
}
