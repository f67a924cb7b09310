//! Issuing bodies, departments, divisions.

use rust_i18n::t;
use ui::text::{Level, Title};
use yew::prelude::*;

/// Issuing bodies, departments, divisions.
#[component]
pub fn DepartmentsPage() -> Html {
    html! { <Title level={Level::H1} size={Level::H3}>{ t!("page.departments") }</Title> }
}
