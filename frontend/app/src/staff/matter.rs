//! Matters and the matter list.

use rust_i18n::t;
use ui::text::{Level, Title};
use yew::prelude::*;

/// Matters and the matter list.
#[component]
pub fn MattersPage() -> Html {
    html! { <Title level={Level::H1} size={Level::H3}>{ t!("page.matters") }</Title> }
}
