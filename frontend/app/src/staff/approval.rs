//! What waits for the approval of a leader: tasks, transfer documents.

use contract::page::PageQuery;
use contract::task::{Task, TaskQuery};
use contract::transfer::{Transfer, TransferQuery};
use domain::{task, transfer};
use rust_i18n::t;
use serde::{Deserialize, Serialize};
use ui::text::{Level, Title};
use yew::prelude::*;

use super::directory::use_directory;
use super::{Route, use_client};
use crate::shared::filter::{PAGE_SIZE, use_filters};
use crate::shared::listing::Listing;
use crate::shared::resource::use_resource;

/// What the address says: besides the page of the tasks, that of the transfer documents.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
struct View {
    #[serde(skip_serializing_if = "Option::is_none")]
    transfers: Option<u32>,
}

/// Tasks and transfer documents to be approved.
#[component]
pub fn ApprovalsPage() -> Html {
    let (client, directory) = (use_client(), use_directory());
    let filters = use_filters::<Route, View>();
    let tasks = {
        let client = client.clone();
        use_resource(filters.page_query(), move |page| {
            let client = client.clone();
            let query = TaskQuery { state: Some(task::State::Submitted), ..TaskQuery::default() };
            async move { client.tasks(&query, page).await }
        })
    };
    let transfers = use_resource(filters.query.transfers, move |page| {
        let client = client.clone();
        let query = TransferQuery { state: Some(transfer::State::Submitted), ..TransferQuery::default() };
        let page = PageQuery { page, page_size: Some(PAGE_SIZE) };
        async move { client.transfers(&query, page).await }
    });
    let on_page = {
        let filters = filters.clone();
        Callback::from(move |page| filters.turn(page))
    };
    let on_transfers = Callback::from(move |page| filters.with(|view| view.transfers = Some(page)));
    html! {
        <>
            <header class="page-head">
                <Title level={Level::H1} size={Level::H3}>{ t!("page.approvals") }</Title>
            </header>
            <section>
                <Title level={Level::H2} size={Level::H5}>{ t!("approval.tasks") }</Title>
                <Listing<Task> name={t!("approval.tasks").into_owned()} resource={tasks} {on_page}
                    columns={super::task::columns(directory)} empty={t!("approval.no_task").into_owned()} />
            </section>
            <section>
                <Title level={Level::H2} size={Level::H5}>{ t!("approval.transfers") }</Title>
                <Listing<Transfer> name={t!("approval.transfers").into_owned()} resource={transfers} on_page={on_transfers}
                    columns={super::transfer::columns()} empty={t!("approval.no_transfer").into_owned()} />
            </section>
        </>
    }
}
