//! The list of tasks: filters in the address, table, pages.

use std::rc::Rc;

use contract::task::{Task, TaskQuery};
use domain::Coded;
use domain::policy::{Action, allows};
use domain::task::State;
use rust_i18n::t;
use ui::action::{Button, Design};
use ui::field::{Labelled, SelectField};
use ui::text::{Level, Title};
use yew::prelude::*;
use yew_router::prelude::*;

use super::StateTag;
use crate::format;
use crate::shared::filter::{Filters, given, use_filters};
use crate::shared::listing::{Column, Listing};
use crate::shared::resource::use_resource;
use crate::shared::search::SearchField;
use crate::shared::words;
use crate::staff::directory::{Directory, use_directory};
use crate::staff::{Route, use_client, use_me};

/// The list of tasks.
#[component]
pub fn TasksPage() -> Html {
    let client = use_client();
    let filters = use_filters::<Route, TaskQuery>();
    let directory = use_directory();
    let tasks = use_resource((filters.query.clone(), filters.page_query()), move |(query, page)| {
        let client = client.clone();
        async move { client.tasks(&query, page).await }
    });
    let navigator = use_navigator();
    let open = move |route: Route| {
        if let Some(navigator) = &navigator {
            navigator.push(&route);
        }
    };
    let on_new = {
        let open = open.clone();
        Callback::from(move |()| open(Route::NewTask))
    };
    let on_open = Callback::from(move |task: Rc<Task>| open(Route::Task { id: task.id }));
    let on_page = {
        let filters = filters.clone();
        Callback::from(move |page| filters.turn(page))
    };
    let writes = use_me().is_some_and(|me| allows(me.role, Action::TaskWrite));
    html! {
        <>
            <header class="page-head">
                <Title level={Level::H1} size={Level::H3}>{ t!("task.title") }</Title>
                if writes {
                    <div class="page-actions">
                        <Button design={Design::Emphasized} icon="add" on_click={on_new}>{ t!("task.new") }</Button>
                    </div>
                }
            </header>
            <FilterBar {filters} />
            <Listing<Task> name={t!("task.title").into_owned()} resource={tasks} columns={columns(directory)}
                {on_page} on_open={Some(on_open)} empty={t!("task.empty").into_owned()}
                empty_hint={if writes { t!("task.empty_hint_write") } else { t!("task.empty_hint") }.into_owned()} />
        </>
    }
}

/// The columns of a list of tasks.
pub fn columns(directory: Rc<Directory>) -> Vec<Column<Task>> {
    let name = |task: &Task| {
        html! { <Link<Route> to={Route::Task { id: task.id }}>{ &task.name }</Link<Route>> }
    };
    let department = move |task: &Task| html! { directory.department(task.department_id) };
    vec![
        Column::new(t!("task.name"), name).important(),
        Column::new(t!("task.number"), |task: &Task| html! { &task.number }).width("14rem"),
        Column::new(t!("task.state"), |task: &Task| html! { <StateTag state={task.state} /> }).width("7rem"),
        Column::new(t!("task.period"), |task: &Task| html! { period(task) }).width("16rem"),
        Column::new(t!("task.department"), department).width("10rem"),
    ]
}

/// First and last day of the inspections.
pub fn period(task: &Task) -> String {
    format!("{} — {}", format::day(task.period_start), format::day(task.period_end))
}

#[derive(Properties, Clone, PartialEq)]
struct FilterBarProps {
    filters: Filters<TaskQuery>,
}

#[component]
fn FilterBar(FilterBarProps { filters }: &FilterBarProps) -> Html {
    let on_words = {
        let filters = filters.clone();
        Callback::from(move |text: String| filters.with(|query| query.q = given(text)))
    };
    let on_state = {
        let filters = filters.clone();
        Callback::from(move |code: String| filters.with(|query| query.state = State::from_code(&code)))
    };
    let any = Labelled { value: "".into(), text: t!("any").into_owned().into() };
    let label = |state: &State| Labelled {
        value: state.code().into(),
        text: words::code("task_state", *state).into(),
    };
    let choices: Vec<_> = std::iter::once(any).chain(State::ALL.iter().map(label)).collect();
    html! {
        <search class="filters">
            <SearchField id="q" label={t!("task.q").into_owned()} value={filters.query.q.clone().unwrap_or_default()}
                on_change={on_words} />
            <SelectField id="state" label={t!("task.state").into_owned()} {choices}
                value={filters.query.state.map(State::code).unwrap_or_default()} on_change={on_state} />
        </search>
    }
}
