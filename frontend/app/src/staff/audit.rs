//! The audit log.

use rust_i18n::t;
use ui::text::{Level, Title};
use yew::prelude::*;

/// The audit log.
#[component]
pub fn AuditPage() -> Html {
    html! { <Title level={Level::H1} size={Level::H3}>{ t!("page.audit") }</Title> }
}
