//! The list of transfer documents.

use contract::transfer::{Transfer, TransferQuery};
use domain::Coded;
use domain::transfer::State;
use rust_i18n::t;
use ui::action::{Button, Design};
use ui::field::{Labelled, SelectField};
use ui::text::{Level, Title};
use yew::prelude::*;
use yew_router::prelude::*;

use crate::format;
use crate::shared::filter::{Filters, given, use_filters};
use crate::shared::listing::{Column, Listing};
use crate::shared::resource::use_resource;
use crate::shared::search::SearchField;
use crate::shared::words;
use crate::staff::tags::transfer_state;
use crate::staff::task::TaskLink;
use crate::staff::{Route, use_client};

/// The list of transfer documents.
#[component]
pub fn TransfersPage() -> Html {
    let client = use_client();
    let filters = use_filters::<Route, TransferQuery>();
    let transfers = use_resource((filters.query.clone(), filters.page_query()), move |(query, page)| {
        let client = client.clone();
        async move { client.transfers(&query, page).await }
    });
    let on_page = {
        let filters = filters.clone();
        Callback::from(move |page| filters.turn(page))
    };
    html! {
        <>
            <header class="page-head">
                <Title level={Level::H1} size={Level::H3}>{ t!("page.transfers") }</Title>
            </header>
            <FilterBar {filters} />
            <Listing<Transfer> name={t!("page.transfers").into_owned()} resource={transfers} columns={columns()} {on_page}
                empty={t!("transfer.empty").into_owned()} empty_hint={t!("transfer.empty_hint").into_owned()} />
        </>
    }
}

/// The columns of a list of transfer documents.
pub fn columns() -> Vec<Column<Transfer>> {
    let number = |transfer: &Transfer| {
        let number = transfer.number.clone().unwrap_or_else(|| t!("transfer.no_number").into_owned());
        html! { <Link<Route> to={Route::Transfer { id: transfer.id }}>{ number }</Link<Route>> }
    };
    vec![
        Column::new(t!("transfer.number"), number).width("11rem").important(),
        Column::new(t!("inspection.object"), object).important(),
        Column::new(t!("inspection.task"), task).width("12rem"),
        Column::new(t!("transfer.recipient"), |transfer: &Transfer| html! { &transfer.recipient })
            .width("10rem"),
        Column::new(t!("transfer.kind"), |transfer: &Transfer| {
            html! { words::code("transfer_kind", transfer.kind) }
        })
        .width("8rem"),
        Column::new(t!("transfer.state"), |transfer: &Transfer| transfer_state(transfer.state)).width("7rem"),
        Column::new(
            t!("transfer.created_at"),
            |transfer: &Transfer| html! { format::time(transfer.created_at) },
        )
        .width("10rem"),
    ]
}

/// The object whose case is transferred, as a link to its inspection.
pub fn object(transfer: &Transfer) -> Html {
    html! {
        <div>
            <Link<Route> to={Route::Inspection { id: transfer.inspection_id }}>{ &transfer.object_name }</Link<Route>>
            <div class="code">{ &transfer.object_code }</div>
        </div>
    }
}

/// The task in which it was inspected, as a link for who may see it.
pub fn task(transfer: &Transfer) -> Html {
    html! { <TaskLink id={transfer.task_id} number={transfer.task_number.clone()} /> }
}

#[derive(Properties, Clone, PartialEq)]
struct FilterBarProps {
    filters: Filters<TransferQuery>,
}

#[component]
fn FilterBar(FilterBarProps { filters }: &FilterBarProps) -> Html {
    let any = Labelled { value: "".into(), text: t!("any").into_owned().into() };
    let states = State::ALL.iter().map(|state| Labelled {
        value: state.code().into(),
        text: words::code("transfer_state", *state).into(),
    });
    let choices: Vec<_> = std::iter::once(any).chain(states).collect();
    let on_state = {
        let filters = filters.clone();
        Callback::from(move |code: String| filters.with(|query| query.state = State::from_code(&code)))
    };
    let on_words = {
        let filters = filters.clone();
        Callback::from(move |text: String| filters.with(|query| query.q = given(text)))
    };
    let drop = {
        let filters = filters.clone();
        Callback::from(move |()| filters.with(|query| query.inspection = None))
    };
    html! {
        <search>
            <div class="filters">
                <SearchField id="q" label={t!("transfer.q").into_owned()}
                    value={filters.query.q.clone().unwrap_or_default()} on_change={on_words} />
                <SelectField id="state" label={t!("transfer.state").into_owned()} {choices}
                    value={filters.query.state.map(Coded::code).unwrap_or_default()} on_change={on_state} />
            </div>
            if filters.query.inspection.is_some() {
                <div class="conditions">
                    <Button design={Design::Transparent} end_icon="decline" on_click={drop}
                        accessible_name={t!("inspection.drop", what = t!("transfer.of_inspection")).into_owned()}>
                        { t!("transfer.of_inspection") }
                    </Button>
                </div>
            }
        </search>
    }
}
