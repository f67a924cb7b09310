//! Transfer documents.

use rust_i18n::t;
use ui::text::{Level, Title};
use yew::prelude::*;

/// Transfer documents.
#[component]
pub fn TransfersPage() -> Html {
    html! { <Title level={Level::H1} size={Level::H3}>{ t!("page.transfers") }</Title> }
}

/// Properties of [`TransferPage`].
#[derive(Properties, Clone, PartialEq)]
pub struct TransferPageProps {
    /// Key.
    pub id: i64,
}

/// Transfer documents.
#[component]
pub fn TransferPage(_props: &TransferPageProps) -> Html {
    html! { <Title level={Level::H1} size={Level::H3}>{ t!("page.transfers") }</Title> }
}
