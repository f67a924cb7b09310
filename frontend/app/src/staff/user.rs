//! Users.

use rust_i18n::t;
use ui::text::{Level, Title};
use yew::prelude::*;

/// Users.
#[component]
pub fn UsersPage() -> Html {
    html! { <Title level={Level::H1} size={Level::H3}>{ t!("page.users") }</Title> }
}

/// Properties of [`UserPage`].
#[derive(Properties, Clone, PartialEq)]
pub struct UserPageProps {
    /// Key.
    pub id: i64,
}

/// Users.
#[component]
pub fn UserPage(_props: &UserPageProps) -> Html {
    html! { <Title level={Level::H1} size={Level::H3}>{ t!("page.users") }</Title> }
}
