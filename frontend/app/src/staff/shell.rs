//! The frame of all pages: product, navigation by permission, account.

use contract::dashboard::Dashboard;
use gloo_events::EventListener;
use rust_i18n::t;
use ui::action::Button;
use ui::container::Popover;
use ui::navigation::{
    Avatar, NavigationLayout, NavigationMode, ShellBar, ShellBarBranding, SideNavigation, SideNavigationItem,
};
use yew::prelude::*;
use yew_router::prelude::*;

use super::account::AccountMenu;
use super::{Route, todo, use_me};
use crate::bridge;
use crate::shared::resource::Resource;

/// The pages of the navigation: address, key of its words, icon.
const PAGES: [(Route, &str, &str); 14] = [
    (Route::Home, "page.home", "home"),
    (Route::Approvals, "page.approvals", "accept"),
    (Route::Tasks, "page.tasks", "task"),
    (Route::Inspections, "page.inspections", "inspection"),
    (Route::Disclosure, "page.disclosure", "visits"),
    (Route::Transfers, "page.transfers", "forward"),
    (Route::Matters, "page.matters", "checklist"),
    (Route::Objects, "page.objects", "factory"),
    (Route::Inspectors, "page.inspectors", "group"),
    (Route::Recusals, "page.recusals", "decline"),
    (Route::Imports, "page.imports", "upload"),
    (Route::Audit, "page.audit", "history"),
    (Route::Users, "page.users", "key-user-settings"),
    (Route::Departments, "page.departments", "org-chart"),
];

/// Below this width in pixels the navigation is folded, unless asked for.
const NARROW: f64 = 600.0;

/// Properties of [`Shell`].
#[derive(Properties, Clone, PartialEq)]
pub struct ShellProps {
    /// Shows another language.
    pub on_language: Callback<String>,
    /// The page.
    pub children: Html,
}

/// The frame of all pages.
#[component]
pub fn Shell(props: &ShellProps) -> Html {
    let collapsed = use_state(|| None::<bool>);
    let mode = match *collapsed {
        None => NavigationMode::Auto,
        Some(true) => NavigationMode::Collapsed,
        Some(false) => NavigationMode::Expanded,
    };
    let fold = {
        let collapsed = collapsed.clone();
        // Until the visitor decides, the width of the window does.
        Callback::from(move |()| collapsed.set(Some(!collapsed.unwrap_or_else(is_narrow))))
    };
    let on_choose = {
        let collapsed = collapsed.clone();
        Callback::from(move |()| {
            if is_narrow() {
                collapsed.set(Some(true));
            }
        })
    };
    use_effect_with((), {
        let collapsed = collapsed.clone();
        move |()| {
            let resized = move |_: &Event| collapsed.set(is_narrow().then_some(true));
            // A window made narrow, or a phone turned, must not be covered by the navigation.
            let listener = web_sys::window().map(|window| EventListener::new(&window, "resize", resized));
            move || drop(listener)
        }
    });
    use_shown();
    let account = use_state(|| false);
    let set_account = |open: bool| {
        let account = account.clone();
        Callback::from(move |()| account.set(open))
    };
    let (open_account, close_account) = (set_account(true), set_account(false));
    let dashboard = todo::use_dashboard();
    let todos = dashboard.ready().map(|dashboard| dashboard.todos.clone()).unwrap_or_default();
    let waiting: i64 = todos.iter().map(|todo| todo.count).sum();
    let count = if waiting > 0 { waiting.to_string() } else { String::new() };
    let notified = use_state(|| false);
    let set_notified = |open: bool| {
        let notified = notified.clone();
        Callback::from(move |()| notified.set(open))
    };
    html! {
        <ContextProvider<Resource<Dashboard>> context={dashboard}>
        <NavigationLayout {mode}>
            <ShellBar slot="header" show_notifications=true notifications_count={count} on_profile={open_account}
                on_notifications={set_notified(true)}>
                <Button slot="startButton" icon="menu2" accessible_name={t!("shell.menu").into_owned()} on_click={fold} />
                <ShellBarBranding slot="branding" href="/staff" accessible_name={t!("product").into_owned()}>{ t!("product") }</ShellBarBranding>
                <Avatar slot="profile" id="account" icon="employee" />
            </ShellBar>
            <Pages {on_choose} to_approve={todo::to_approve(&todos)} />
            <main class="page" id="page" tabindex="0">
                { props.children.clone() }
            </main>
            <Popover opener="account" open={*notified} header_text={t!("home.todos").into_owned()}
                on_close={set_notified(false)}>
                <div class="notifications" onclick={set_notified(false).reform(|_: MouseEvent| ())}>{ todo::list(&todos) }</div>
            </Popover>
            <AccountMenu open={*account} on_close={close_account} on_language={props.on_language.clone()} />
        </NavigationLayout>
        </ContextProvider<Resource<Dashboard>>>
    }
}

/// Tells the browser which page is shown.
#[hook]
fn use_shown() {
    let before = use_mut_ref(|| None);
    let route = use_route::<Route>();
    use_effect_with(route, move |route| {
        let section = route.map(Route::section);
        let words = PAGES.iter().find(|(page, ..)| Some(*page) == section).map(|(_, words, _)| t!(*words));
        // A new draft gets its address when it is saved: the page stays, and so does the focus.
        let before = before.replace(*route);
        let saved = before == Some(Route::NewTask) && matches!(route, Some(Route::EditTask { .. }));
        let moved = before.is_some() && !saved;
        // The start page greets: that is no name.
        let by_heading = section != Some(Route::Home);
        bridge::show_page(&words.unwrap_or_else(|| t!("product")), &t!("product"), by_heading, moved);
    });
}

fn is_narrow() -> bool {
    let width = web_sys::window().and_then(|window| window.inner_width().ok()?.as_f64());
    width.is_some_and(|width| width < NARROW)
}

#[derive(Properties, Clone, PartialEq)]
struct PagesProps {
    to_approve: i64,
    on_choose: Callback<()>,
}

#[component]
fn Pages(props: &PagesProps) -> Html {
    let navigator = use_navigator();
    let route = use_route::<Route>();
    let role = use_me().map(|me| me.role);
    let on_select = {
        let on_choose = props.on_choose.clone();
        Callback::from(move |path: String| {
            if let Some((navigator, route)) = navigator.as_ref().zip(Route::recognize(&path)) {
                navigator.push(&route);
            }
            on_choose.emit(());
        })
    };
    let pages = PAGES.iter().filter(|(page, _, _)| role.is_some_and(|role| page.is_open_to(role)));
    let name = |page: Route, words: &'static str| match (page, props.to_approve) {
        (Route::Approvals, waiting) if waiting > 0 => t!("shell.waiting", page = t!(words), n = waiting),
        _ => t!(words),
    };
    html! {
        <SideNavigation slot="sideContent" accessible_name={t!("shell.pages").into_owned()} {on_select}>
            { for pages.map(|(page, words, icon)| html! {
                <SideNavigationItem key={*words} text={name(*page, words).into_owned()} icon={*icon}
                    data_key={page.to_path()} selected={route.is_some_and(|route| route.section() == *page)} />
            }) }
        </SideNavigation>
    }
}
