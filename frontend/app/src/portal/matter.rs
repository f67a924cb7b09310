//! The published matter list.

use rust_i18n::t;
use ui::text::{Level, Title};
use yew::prelude::*;

/// The published matter list.
#[component]
pub fn MattersPage() -> Html {
    html! { <Title level={Level::H1} size={Level::H3}>{ t!("portal.page.matters") }</Title> }
}
