//! The list of objects: filters in the address, table, pages.

use std::rc::Rc;

use contract::object::{Object, ObjectQuery};
use rust_i18n::t;
use ui::field::{Labelled, SelectField, TextField};
use ui::text::{Level, Title};
use yew::prelude::*;
use yew_router::prelude::*;

use crate::shared::filter::{Filters, given, use_filters};
use crate::shared::listing::{Column, Listing};
use crate::shared::resource::use_resource;
use crate::shared::words;
use crate::staff::{Route, use_client};

/// The list of objects.
#[component]
pub fn ObjectsPage() -> Html {
    let client = use_client();
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
            </header>
            <FilterBar {filters} />
            <Listing<Object> name={t!("object.title").into_owned()} resource={objects} columns={columns()} {on_page}
                on_open={Some(on_open)} empty={t!("object.empty").into_owned()}
                empty_hint={t!("object.empty_hint").into_owned()} />
        </>
    }
}

fn columns() -> Vec<Column<Object>> {
    vec![
        Column::new(t!("object.name"), |object: &Object| html! { &object.name }).important(),
        Column::new(
            t!("object.code"),
            |object: &Object| html! { <span class="code">{ &object.code }</span> },
        )
        .width("13rem"),
        Column::new(t!("object.kind"), |object: &Object| html! { words::plain("object_kind", &object.kind) })
            .width("8rem"),
        Column::new(
            t!("object.division"),
            |object: &Object| html! { object.division.clone().unwrap_or_default() },
        )
        .width("7rem"),
        Column::new(
            t!("object.risk_class"),
            |object: &Object| html! { object.risk_class.clone().unwrap_or_default() },
        )
        .width("7rem"),
        Column::new(
            t!("object.status"),
            |object: &Object| html! { words::plain("object_status", &object.status) },
        )
        .width("6rem"),
    ]
}

#[derive(Properties, Clone, PartialEq)]
struct FilterBarProps {
    filters: Filters<ObjectQuery>,
}

#[component]
fn FilterBar(FilterBarProps { filters }: &FilterBarProps) -> Html {
    let change = |set: fn(&mut ObjectQuery, Option<String>)| {
        let filters = filters.clone();
        Callback::from(move |text: String| filters.with(|query| set(query, given(text))))
    };
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    html! {
        <search class="filters">
            <TextField id="name" label={t!("object.name_contains").into_owned()} value={text(&filters.query.name)}
                on_change={change(|query, name| query.name = name)} />
            <TextField id="code" label={t!("object.code").into_owned()} value={text(&filters.query.code)}
                on_change={change(|query, code| query.code = code)} />
            <SelectField id="risk_class" label={t!("object.risk_class").into_owned()}
                value={text(&filters.query.risk_class)} choices={risk_classes()}
                on_change={change(|query, class| query.risk_class = class)} />
        </search>
    }
}

fn risk_classes() -> Vec<Labelled> {
    let any = Labelled { value: "".into(), text: t!("any").into_owned().into() };
    let class = |class: &'static str| Labelled { value: class.into(), text: class.into() };
    std::iter::once(any).chain(["A", "B", "C", "D"].map(class)).collect()
}
