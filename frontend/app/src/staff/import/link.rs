//! The way from a library to importing into it.

use domain::import::Kind;
use domain::policy::allows;
use rust_i18n::t;
use yew::prelude::*;
use yew_router::prelude::*;

use super::view::View;
use crate::shared::words;
use crate::staff::{Route, use_me};

/// Properties of [`ImportLink`].
#[derive(Properties, Clone, PartialEq)]
pub struct ImportLinkProps {
    /// What to import.
    pub kind: Kind,
}

/// A link to the import of a kind, for those who may.
#[component]
pub fn ImportLink(props: &ImportLinkProps) -> Html {
    let kind = props.kind;
    if !use_me().is_some_and(|me| allows(me.role, kind.action())) {
        return Html::default();
    }
    html! {
        <Link<Route, View> to={Route::Imports} query={Some(View { kind: Some(kind), ..View::default() })}>
            { t!("import.link", kind = words::code("import_kind", kind)) }
        </Link<Route, View>>
    }
}
