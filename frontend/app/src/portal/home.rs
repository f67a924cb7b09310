//! The start page of the public.

use rust_i18n::t;
use ui::text::{Level, Title};
use yew::prelude::*;

/// The start page.
#[component]
pub fn HomePage() -> Html {
    html! {
        <section class="hero">
            <Title level={Level::H1} size={Level::H2}>{ t!("portal.title") }</Title>
            <p>{ t!("portal.lead") }</p>
        </section>
    }
}
