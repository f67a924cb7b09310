//! The list of objects: filters in the address, table, pages.

use std::rc::Rc;

use contract::object::{Object, ObjectQuery};
use domain::Coded;
use domain::import;
use domain::object::{Kind, RiskClass, Status};
use rust_i18n::t;
use ui::field::SelectField;
use ui::text::{Level, Title};
use yew::prelude::*;
use yew_router::prelude::*;

use super::status_tag;
use crate::shared::filter::{Filters, given, use_filters};
use crate::shared::listing::{Column, Listing};
use crate::shared::resource::use_resource;
use crate::shared::search::SearchField;
use crate::shared::words;
use crate::staff::directory::{Directory, use_directory};
use crate::staff::import::link::ImportLink;
use crate::staff::{Route, use_client};

/// The list of objects.
#[component]
pub fn ObjectsPage() -> Html {
    let client = use_client();
    let directory = use_directory();
    let filters = use_filters::<Route, ObjectQuery>();
    let objects = use_resource((filters.query.clone(), filters.page_query()), move |(query, page)| {
        let client = client.clone();
        async move { client.objects(&query, page).await }
    });
    let navigator = use_navigator();
    let on_open = Callback::from(move |object: Rc<Object>| {
        if let Some(navigator) = &navigator {
            navigator.push(&Route::Object { id: object.id });
        }
    });
    let on_page = {
        let filters = filters.clone();
        Callback::from(move |page| filters.turn(page))
    };
    html! {
        <>
            <header class="page-head">
                <Title level={Level::H1} size={Level::H3}>{ t!("object.title") }</Title>
                <ImportLink kind={import::Kind::Objects} />
                <ImportLink kind={import::Kind::Credit} />
            </header>
            <FilterBar {filters} directory={directory.clone()} />
            <Listing<Object> name={t!("object.title").into_owned()} resource={objects} columns={columns(directory)}
                {on_page} on_open={Some(on_open)} empty={t!("object.empty").into_owned()}
                empty_hint={t!("object.empty_hint").into_owned()} />
        </>
    }
}

fn columns(directory: Rc<Directory>) -> Vec<Column<Object>> {
    let name = |object: &Object| {
        html! { <Link<Route> to={Route::Object { id: object.id }}>{ &object.name }</Link<Route>> }
    };
    let division = move |object: &Object| html! { directory.division(object.division.as_ref()) };
    vec![
        Column::new(t!("object.name"), name).important(),
        Column::new(
            t!("object.code"),
            |object: &Object| html! { <span class="code">{ &object.code }</span> },
        )
        .width("13rem"),
        Column::new(
            t!("object.kind"),
            |object: &Object| html! { words::known::<Kind>("object_kind", &object.kind) },
        )
        .width("8rem"),
        Column::new(t!("object.division"), division).width("8rem"),
        Column::new(
            t!("object.risk_class"),
            |object: &Object| html! { object.risk_class.clone().unwrap_or_else(|| "—".to_owned()) },
        )
        .width("7rem"),
        Column::new(t!("object.status"), |object: &Object| status_tag(&object.status)).width("7rem"),
    ]
}

#[derive(Properties, Clone, PartialEq)]
struct FilterBarProps {
    filters: Filters<ObjectQuery>,
    directory: Rc<Directory>,
}

#[component]
fn FilterBar(FilterBarProps { filters, directory }: &FilterBarProps) -> Html {
    let change = |set: fn(&mut ObjectQuery, Option<String>)| {
        let filters = filters.clone();
        Callback::from(move |text: String| filters.with(|query| set(query, given(text))))
    };
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let query = &filters.query;
    html! {
        <search class="filters">
            <SearchField id="name" label={t!("object.name_contains").into_owned()} value={text(&query.name)}
                on_change={change(|query, name| query.name = name)} />
            <SearchField id="code" label={t!("object.code").into_owned()} value={text(&query.code)}
                on_change={change(|query, code| query.code = code)} />
            <SelectField id="kind" label={t!("object.kind").into_owned()}
                value={query.kind.map(Coded::code).unwrap_or_default()} choices={words::choices::<Kind>("object_kind")}
                on_change={change(|query, kind| query.kind = kind.and_then(|kind| Kind::from_code(&kind)))} />
            <SelectField id="status" label={t!("object.status").into_owned()}
                value={query.status.map(Coded::code).unwrap_or_default()}
                choices={words::choices::<Status>("object_status")}
                on_change={change(|query, code| query.status = code.and_then(|code| Status::from_code(&code)))} />
            <SelectField id="division" label={t!("object.division").into_owned()} value={text(&query.division)}
                choices={directory.division_choices()}
                on_change={change(|query, division| query.division = division)} />
            <SelectField id="risk_class" label={t!("object.risk_class").into_owned()} value={text(&query.risk_class)}
                choices={words::choices::<RiskClass>("risk_class")}
                on_change={change(|query, class| query.risk_class = class)} />
        </search>
    }
}
