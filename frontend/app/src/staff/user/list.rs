//! The list of users, and the way to a new one.

use std::rc::Rc;

use contract::identity::{User, UserQuery};
use domain::Coded;
use domain::policy::{Action, Role, allows};
use rust_i18n::t;
use ui::action::{Button, Design};
use ui::field::{Labelled, SelectField};
use ui::text::{Level, Title};
use yew::prelude::*;
use yew_router::prelude::*;

use super::active_tag;
use super::create::CreateDialog;
use crate::format;
use crate::shared::filter::{Filters, given, use_filters};
use crate::shared::listing::{Column, Listing};
use crate::shared::resource::use_resource;
use crate::shared::search::SearchField;
use crate::shared::words;
use crate::staff::directory::{Directory, use_directory};
use crate::staff::{Route, use_client, use_me};

/// Users.
#[component]
pub fn UsersPage() -> Html {
    let client = use_client();
    let directory = use_directory();
    let filters = use_filters::<Route, UserQuery>();
    let users = use_resource((filters.query.clone(), filters.page_query()), move |(query, page)| {
        let client = client.clone();
        async move { client.users(&query, page).await }
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
    let on_page = {
        let filters = filters.clone();
        Callback::from(move |page| filters.turn(page))
    };
    html! {
        <>
            <header class="page-head">
                <Title level={Level::H1} size={Level::H3}>{ t!("user.title") }</Title>
                if writes {
                    <Button design={Design::Emphasized} icon="add" on_click={set(true)}>{ t!("user.new") }</Button>
                }
            </header>
            <FilterBar {filters} directory={directory.clone()} />
            <Listing<User> name={t!("user.title").into_owned()} resource={users} columns={columns(directory.clone())}
                {on_page} on_open={Some(on_open)} empty={t!("user.empty").into_owned()}
                empty_hint={t!("user.empty_hint").into_owned()} />
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

#[derive(Properties, Clone, PartialEq)]
struct FilterBarProps {
    filters: Filters<UserQuery>,
    directory: Rc<Directory>,
}

#[component]
fn FilterBar(FilterBarProps { filters, directory }: &FilterBarProps) -> Html {
    let change = |set: fn(&mut UserQuery, String)| {
        let filters = filters.clone();
        Callback::from(move |text: String| filters.with(|query| set(query, text)))
    };
    let query = &filters.query;
    let choice = |value: &str, text: String| Labelled { value: value.to_owned().into(), text: text.into() };
    let states = vec![
        choice("", t!("any").into_owned()),
        choice("true", t!("user.active").into_owned()),
        choice("false", t!("user.inactive").into_owned()),
    ];
    html! {
        <search class="filters">
            <SearchField id="q" label={t!("user.q").into_owned()} value={query.q.clone().unwrap_or_default()}
                on_change={change(|query, text| query.q = given(text))} />
            <SelectField id="role_filter" label={t!("user.role").into_owned()} choices={words::choices::<Role>("role")}
                value={query.role.map(Coded::code).unwrap_or_default()}
                on_change={change(|query, code| query.role = Coded::from_code(&code))} />
            <SelectField id="department_filter" label={t!("user.department").into_owned()}
                choices={directory.department_choices()}
                value={query.department.map(|id| id.to_string()).unwrap_or_default()}
                on_change={change(|query, id| query.department = id.parse().ok())} />
            <SelectField id="active" label={t!("user.state").into_owned()} choices={states}
                value={query.active.map(|active| active.to_string()).unwrap_or_default()}
                on_change={change(|query, active| query.active = active.parse().ok())} />
        </search>
    }
}
