//! The draw hall.

use rust_i18n::t;
use ui::text::{Level, Title};
use yew::prelude::*;

/// Properties of [`DrawPage`].
#[derive(Properties, Clone, PartialEq)]
pub struct DrawPageProps {
    /// Key.
    pub id: i64,
}

/// The draw hall.
#[component]
pub fn DrawPage(_props: &DrawPageProps) -> Html {
    html! { <Title level={Level::H1} size={Level::H3}>{ t!("page.tasks") }</Title> }
}
