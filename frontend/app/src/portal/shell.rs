//! The frame of the public pages.

use rust_i18n::t;
use yew::prelude::*;
use yew_router::prelude::*;

use super::Route;
use crate::shared::language;

/// The pages of the navigation: address and key of its words.
const PAGES: [(Route, &str); 6] = [
    (Route::Home, "portal.page.home"),
    (Route::Matters, "portal.page.matters"),
    (Route::Tasks, "portal.page.tasks"),
    (Route::Results, "portal.page.results"),
    (Route::Statistics, "portal.page.statistics"),
    (Route::Check, "portal.page.check"),
];

/// Properties of [`Shell`].
#[derive(Properties, Clone, PartialEq)]
pub struct ShellProps {
    /// Shows another language.
    pub on_language: Callback<String>,
    /// The page.
    pub children: Html,
}

/// The frame of the public pages.
#[component]
pub fn Shell(props: &ShellProps) -> Html {
    let route = use_route::<Route>();
    html! {
        <div class="portal">
            <header class="portal-head">
                <a class="portal-name" href="/">{ t!("product") }</a>
                <nav aria-label={t!("shell.pages").into_owned()}>
                    { for PAGES.iter().map(|(page, words)| {
                        let current = route == Some(*page);
                        html! {
                            <span key={*words} class={classes!("portal-link", current.then_some("current"))}>
                                <Link<Route> to={*page}>{ t!(*words) }</Link<Route>>
                            </span>
                        }
                    }) }
                </nav>
                <div class="portal-tools">
                    { for language::LANGUAGES.iter().filter(|(code, _)| *code != language::current()).map(|(code, name)| {
                        let onclick = props.on_language.reform(move |_: MouseEvent| (*code).to_owned());
                        html! { <button key={*code} class="plain" lang={*code} {onclick}>{ *name }</button> }
                    }) }
                    <a href="/staff">{ t!("portal.staff") }</a>
                </div>
            </header>
            <main class="page" id="page" tabindex="-1">{ props.children.clone() }</main>
            <footer class="portal-foot">{ t!("portal.foot") }</footer>
        </div>
    }
}
