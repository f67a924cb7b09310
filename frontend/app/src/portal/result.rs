//! The search for disclosed results.

use contract::page::PageQuery;
use contract::portal::ResultQuery;
use domain::Coded;
use domain::inspection::ResultCode;
use rust_i18n::t;
use ui::action::{Button, Design};
use ui::field::{Labelled, SelectField};
use yew::prelude::*;

use super::{Route, parts, use_client};
use crate::shared::code;
use crate::shared::filter::{Filters, given, use_filters};
use crate::shared::listing;
use crate::shared::loaded::{Empty, loaded};
use crate::shared::resource::use_resource;
use crate::shared::search::SearchField;

/// The search for disclosed results.
#[component]
pub fn ResultsPage() -> Html {
    let client = use_client();
    let filters = use_filters::<Route, ResultQuery>();
    let results = use_resource((filters.query.clone(), filters.page_query()), move |(query, page)| {
        let client = client.clone();
        async move { client.public_results(&query, page).await }
    });
    let on_page = {
        let filters = filters.clone();
        Callback::from(move |page| filters.turn(page))
    };
    html! {
        <>
            <parts::Head title={t!("portal.page.results").into_owned()} lead={t!("portal.results_lead").into_owned()} />
            <FilterBar {filters} />
            { loaded(&results, |page| if page.items.is_empty() && page.page == 1 {
                html! { <Empty title={t!("portal.no_results").into_owned()} hint={t!("portal.no_results_hint").into_owned()} /> }
            } else {
                html! {
                    <div class="listing" aria-busy={results.stale.to_string()}>
                        <ul class="cards">
                            { for page.items.iter().enumerate().map(|(place, row)| html! {
                                <li key={place}>{ parts::result_card(row, true) }</li>
                            }) }
                        </ul>
                        { listing::foot(page, &on_page) }
                    </div>
                }
            }) }
        </>
    }
}

#[derive(Properties, Clone, PartialEq)]
struct FilterBarProps {
    filters: Filters<ResultQuery>,
}

#[component]
fn FilterBar(FilterBarProps { filters }: &FilterBarProps) -> Html {
    let client = use_client();
    let tasks = use_resource((), move |()| {
        let client = client.clone();
        async move { client.public_tasks(PageQuery { page: Some(1), page_size: Some(PageQuery::MOST) }).await }
    });
    let change = |set: fn(&mut ResultQuery, Option<String>)| {
        let filters = filters.clone();
        Callback::from(move |text: String| filters.with(|query| set(query, given(text))))
    };
    let any = || Labelled { value: "".into(), text: t!("any").into_owned().into() };
    let chosen = filters.query.task.map(|task| task.to_string()).unwrap_or_default();
    let mut choices = vec![any()];
    if let Some(page) = tasks.ready() {
        choices.extend(page.items.iter().map(|task| Labelled {
            value: task.id.to_string().into(),
            text: format!("{} {}", task.number, task.name).into(),
        }));
    }
    if !chosen.is_empty() && !choices.iter().any(|choice| *choice.value == *chosen) {
        choices.push(Labelled {
            value: chosen.clone().into(),
            text: t!("portal.task_id", id = chosen).into_owned().into(),
        });
    }
    let results = parts::result_choices()
        .into_iter()
        .map(|(value, text)| Labelled { value: value.into(), text: text.into() });
    let reset = {
        let filters = filters.clone();
        Callback::from(move |()| filters.set(ResultQuery::default()))
    };
    html! {
        <search class="filters">
            <SearchField id="q" label={t!("portal.search").into_owned()} placeholder={t!("portal.search_hint").into_owned()}
                value={filters.query.q.clone().unwrap_or_default()} on_change={change(|query, q| query.q = q.as_deref().map(code::name_or_code))} />
            <SelectField id="task" label={t!("portal.of_task").into_owned()} value={chosen} {choices}
                on_change={change(|query, task| query.task = task.and_then(|task| task.parse().ok()))} />
            <SelectField id="result" label={t!("portal.result").into_owned()}
                value={filters.query.result.map(Coded::code).unwrap_or_default()}
                choices={std::iter::once(any()).chain(results).collect::<Vec<_>>()}
                on_change={change(|query, result| query.result = result.and_then(|code| ResultCode::from_code(&code)))} />
            if filters.query != ResultQuery::default() {
                <div class="filters-reset">
                    <Button design={Design::Transparent} on_click={reset}>{ t!("portal.reset") }</Button>
                </div>
            }
        </search>
    }
}
