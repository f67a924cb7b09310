//! Where a page is: the way up.

use rust_i18n::t;
use yew::prelude::*;

/// Properties of [`Crumbs`].
#[derive(Properties, Clone, PartialEq)]
pub struct CrumbsProps {
    /// The page itself.
    pub here: AttrValue,
    /// Links to the pages above it, the topmost first.
    pub children: Children,
}

/// The way up from a page.
#[component]
pub fn Crumbs(props: &CrumbsProps) -> Html {
    html! {
        <nav class="over-title crumbs" aria-label={t!("crumbs.name").into_owned()}>
            <ol>
                { for props.children.iter().map(|link| html! { <li>{ link }</li> }) }
                <li aria-current="page">{ &props.here }</li>
            </ol>
        </nav>
    }
}
