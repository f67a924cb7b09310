//! The list of tasks.

use rust_i18n::t;
use serde::{Deserialize, Serialize};
use yew::prelude::*;

use crate::portal::{Route, parts, use_client};
use crate::shared::filter::use_filters;
use crate::shared::listing;
use crate::shared::loaded::{Empty, loaded};
use crate::shared::resource::use_resource;

/// Nothing is asked for but the page.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
struct Query {}

/// The list of tasks.
#[component]
pub fn TasksPage() -> Html {
    let client = use_client();
    let filters = use_filters::<Route, Query>();
    let tasks = use_resource(filters.page_query(), move |page| {
        let client = client.clone();
        async move { client.public_tasks(page).await }
    });
    let on_page = Callback::from(move |page| filters.turn(page));
    html! {
        <>
            <parts::Head title={t!("portal.page.tasks").into_owned()} lead={t!("portal.tasks_lead").into_owned()} />
            { loaded(&tasks, |page| if page.items.is_empty() && page.page == 1 {
                html! { <Empty title={t!("portal.no_tasks").into_owned()} hint={t!("portal.no_tasks_hint").into_owned()} /> }
            } else {
                html! {
                    <div class="listing" aria-busy={tasks.stale.to_string()}>
                        <ul class="cards">{ for page.items.iter().map(parts::task_card) }</ul>
                        { listing::foot(page, &on_page) }
                    </div>
                }
            }) }
        </>
    }
}
