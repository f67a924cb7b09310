//! The addresses of the staff's pages, who may see them, and what shows them.

use domain::policy::{Action, Role, allows};
use rust_i18n::t;
use ui::status::{IllustratedMessage, IllustrationDesign};
use yew::prelude::*;
use yew_router::prelude::*;

use super::{home, object, use_me};

/// A page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Routable)]
pub enum Route {
    /// To-dos.
    #[at("/staff")]
    Home,
    /// Objects of inspection.
    #[at("/staff/objects")]
    Objects,
    /// One object.
    #[at("/staff/objects/:id")]
    Object {
        /// Key.
        id: i64,
    },
    /// Any other address.
    #[not_found]
    #[at("/staff/404")]
    NotFound,
}

impl Route {
    /// The action without which the page shows nothing; none for pages that everybody has.
    #[must_use]
    pub fn needs(self) -> Option<Action> {
        match self {
            Self::Home | Self::NotFound => None,
            Self::Objects | Self::Object { .. } => Some(Action::ObjectRead),
        }
    }

    /// The page of the navigation that it belongs to.
    #[must_use]
    pub fn section(self) -> Self {
        match self {
            Self::Object { .. } => Self::Objects,
            Self::Home | Self::Objects | Self::NotFound => self,
        }
    }

    /// Whether a role may see the page.
    #[must_use]
    pub fn is_open_to(self, role: Role) -> bool {
        self.needs().is_none_or(|action| allows(role, action))
    }
}

/// Shows a page.
#[must_use]
pub fn page(route: Route) -> Html {
    html! { <Guarded {route} /> }
}

#[derive(Properties, Clone, PartialEq)]
struct GuardedProps {
    route: Route,
}

#[component]
fn Guarded(props: &GuardedProps) -> Html {
    let open = use_me().is_some_and(|me| props.route.is_open_to(me.role));
    if !open {
        return html! { <Nothing title={t!("state.forbidden").into_owned()} /> };
    }
    match props.route {
        Route::Home => html! { <home::HomePage /> },
        Route::Objects => html! { <object::list::ObjectsPage /> },
        Route::Object { id } => html! { <object::detail::ObjectPage {id} /> },
        Route::NotFound => html! { <Nothing title={t!("state.not_found").into_owned()} /> },
    }
}

#[derive(Properties, Clone, PartialEq)]
struct NothingProps {
    title: AttrValue,
}

#[component]
fn Nothing(props: &NothingProps) -> Html {
    html! {
        <div class="state" role="alert">
            <IllustratedMessage name="PageNotFound" design={IllustrationDesign::Spot} title_text={props.title.clone()}
                subtitle_text={t!("state.not_found_hint").into_owned()}>
                <Link<Route> to={Route::Home}>{ t!("action.home") }</Link<Route>>
            </IllustratedMessage>
        </div>
    }
}
