//! The start page: what is to be done.

use rust_i18n::t;
use ui::text::{Level, Title};
use yew::prelude::*;

use super::use_me;

/// The start page.
#[component]
pub fn HomePage() -> Html {
    let name = use_me().map(|me| me.display_name.clone()).unwrap_or_default();
    html! {
        <Title level={Level::H1} size={Level::H3}>{ t!("home.welcome", name = name) }</Title>
    }
}
