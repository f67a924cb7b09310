//! The list of users, and the way to a new one.

use std::rc::Rc;

use contract::identity::User;
use domain::policy::{Action, allows};
use rust_i18n::t;
use serde::{Deserialize, Serialize};
use ui::action::{Button, Design};
use ui::text::{Level, Title};
use yew::prelude::*;
use yew_router::prelude::*;

use super::active_tag;
use super::create::CreateDialog;
use crate::format;
use crate::shared::filter::use_filters;
use crate::shared::listing::{Column, Listing};
use crate::shared::resource::use_resource;
use crate::shared::words;
use crate::staff::directory::{Directory, use_directory};
use crate::staff::{Route, use_client, use_me};

/// Nothing but the page is in the address.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
struct All {}

/// Users.
#[component]
pub fn UsersPage() -> Html {
    let client = use_client();
    let directory = use_directory();
    let filters = use_filters::<Route, All>();
    let users = use_resource(filters.page_query(), move |page| {
        let client = client.clone();
        async move { client.users(page).await }
    });
    let creating = use_state(|| false);
    let set = |to: bool| {
        let creating = creating.clone();
        Callback::from(move |()| creating.set(to))
    };
    let writes = use_me().is_some_and(|me| allows(me.role, Action::UserWrite));
    let navigator = use_navigator();
    let open = Callback::from(move |id: i64| {
        if let Some(navigator) = &navigator {
            navigator.push(&Route::User { id });
        }
    });
    let on_open = open.reform(|user: Rc<User>| user.id);
    let on_page = Callback::from(move |page| filters.turn(page));
    html! {
        <>
            <header class="page-head">
                <Title level={Level::H1} size={Level::H3}>{ t!("user.title") }</Title>
                if writes {
                    <Button design={Design::Emphasized} icon="add" on_click={set(true)}>{ t!("user.new") }</Button>
                }
            </header>
            <Listing<User> name={t!("user.title").into_owned()} resource={users} columns={columns(directory.clone())}
                {on_page} on_open={Some(on_open)} empty={t!("user.empty").into_owned()} />
            if *creating {
                <CreateDialog {directory} on_created={open} on_close={set(false)} />
            }
        </>
    }
}

fn columns(directory: Rc<Directory>) -> Vec<Column<User>> {
    let name = |user: &User| {
        html! { <Link<Route> to={Route::User { id: user.id }}>{ &user.display_name }</Link<Route>> }
    };
    let department = move |user: &User| {
        html! { user.department_id.map_or_else(|| "—".to_owned(), |id| directory.department(id)) }
    };
    vec![
        Column::new(t!("user.display_name"), name).important(),
        Column::new(
            t!("user.username"),
            |user: &User| html! { <span class="code">{ &user.username }</span> },
        ),
        Column::new(t!("user.role"), |user: &User| html! { words::code("role", user.role) }).width("9rem"),
        Column::new(t!("user.department"), department),
        Column::new(t!("user.state"), |user: &User| active_tag(user.active)).width("6rem"),
        Column::new(t!("user.created_at"), |user: &User| html! { format::time(user.created_at) })
            .width("12rem"),
    ]
}
