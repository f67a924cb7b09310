//! What waits for the approval of a leader: one queue for each kind of filing.

use contract::page::{Page, PageQuery};
use contract::strike::StrikeQuery;
use contract::substitution::SubstitutionQuery;
use contract::task::TaskQuery;
use contract::transfer::TransferQuery;
use domain::draw::{strike, substitution};
use domain::{task, transfer};
use rust_i18n::t;
use serde::{Deserialize, Serialize};
use ui::text::{Level, Title};
use yew::prelude::*;

use super::directory::use_directory;
use super::{Route, use_client};
use crate::client::{Client, Outcome};
use crate::shared::filter::{Filters, PAGE_SIZE, use_filters};
use crate::shared::listing::{Column, Listing};
use crate::shared::resource::{Resource, use_resource};

/// Which page of each queue the address asks for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
struct View {
    #[serde(skip_serializing_if = "Option::is_none")]
    tasks: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    substitutions: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    strikes: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    transfers: Option<u32>,
}

/// All that is to be approved.
#[component]
pub fn ApprovalsPage() -> Html {
    let directory = use_directory();
    let filters = use_filters::<Route, View>();
    let View { tasks, substitutions, strikes, transfers } = filters.query;
    let tasks = use_queue(tasks, |client, page| async move {
        let query = TaskQuery { state: Some(task::State::Submitted), ..TaskQuery::default() };
        client.tasks(&query, page).await
    });
    let substitutions = use_queue(substitutions, |client, page| async move {
        let query =
            SubstitutionQuery { state: Some(substitution::State::Filed), ..SubstitutionQuery::default() };
        client.substitutions(&query, page).await
    });
    let strikes = use_queue(strikes, |client, page| async move {
        let query = StrikeQuery { state: Some(strike::State::Filed), ..StrikeQuery::default() };
        client.strikes(&query, page).await
    });
    let transfers = use_queue(transfers, |client, page| async move {
        let query = TransferQuery { state: Some(transfer::State::Submitted), ..TransferQuery::default() };
        client.transfers(&query, page).await
    });
    let of_substitutions = super::substitution::columns(true, &substitutions.reload);
    let of_strikes = super::strike::columns(true, &strikes.reload);
    html! {
        <>
            <header class="page-head">
                <Title level={Level::H1} size={Level::H3}>{ t!("page.approvals") }</Title>
            </header>
            { queue(&t!("approval.tasks"), &t!("approval.no_task"), tasks, super::task::columns(directory),
                turn(&filters, |view, page| view.tasks = page)) }
            { queue(&t!("approval.substitutions"), &t!("approval.no_substitution"), substitutions, of_substitutions,
                turn(&filters, |view, page| view.substitutions = page)) }
            { queue(&t!("approval.strikes"), &t!("approval.no_strike"), strikes, of_strikes,
                turn(&filters, |view, page| view.strikes = page)) }
            { queue(&t!("approval.transfers"), &t!("approval.no_transfer"), transfers, super::transfer::columns(),
                turn(&filters, |view, page| view.transfers = page)) }
        </>
    }
}

/// A page of a queue, asked for again when the address asks for another.
#[hook]
fn use_queue<T, F>(page: Option<u32>, ask: impl Fn(Client, PageQuery) -> F + 'static) -> Resource<Page<T>>
where
    T: 'static,
    F: Future<Output = Outcome<Page<T>>> + 'static,
{
    let client = use_client();
    use_resource(page, move |page| ask(client.clone(), PageQuery { page, page_size: Some(PAGE_SIZE) }))
}

/// Turns the pages of one queue and leaves the others where they are.
fn turn(filters: &Filters<View>, set: fn(&mut View, Option<u32>)) -> Callback<u32> {
    let filters = filters.clone();
    Callback::from(move |page| filters.with(|view| set(view, Some(page))))
}

fn queue<T: Clone + PartialEq + 'static>(
    name: &str,
    empty: &str,
    resource: Resource<Page<T>>,
    columns: Vec<Column<T>>,
    on_page: Callback<u32>,
) -> Html {
    let (name, empty) = (name.to_owned(), empty.to_owned());
    html! {
        <section>
            <Title level={Level::H2} size={Level::H5}>{ &name }</Title>
            <Listing<T> {name} {resource} {columns} {on_page} {empty} />
        </section>
    }
}
