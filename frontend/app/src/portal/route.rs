//! The addresses of the public pages.

use rust_i18n::t;
use yew::prelude::*;
use yew_router::prelude::*;

use super::home;
use crate::shared::loaded::Empty;

/// A page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Routable)]
pub enum Route {
    /// What this is, and the way to everything else.
    #[at("/")]
    Home,
    /// Any other address.
    #[not_found]
    #[at("/404")]
    NotFound,
}

/// Shows a page.
#[must_use]
pub fn page(route: Route) -> Html {
    match route {
        Route::Home => html! { <home::HomePage /> },
        Route::NotFound => html! {
            <Empty title={t!("state.not_found").into_owned()} hint={t!("portal.not_found_hint").into_owned()}>
                <Link<Route> to={Route::Home}>{ t!("action.home") }</Link<Route>>
            </Empty>
        },
    }
}
