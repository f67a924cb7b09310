//! The start page: what is to be done, what is due, how things stand.

mod own;

use contract::dashboard::{Dashboard, Deadline};
use domain::Coded;
use domain::dashboard::Todo;
use rust_i18n::t;
use ui::status::{Tag, TagDesign};
use ui::table::{Cell, HeaderCell, HeaderRow, Overflow, Row, Table};
use ui::text::{Level, Title};
use yew::prelude::*;
use yew_router::prelude::*;

use super::{Route, todo, use_me};
use crate::format;
use crate::shared::chart::{Chart, Kind, Series};
use crate::shared::loaded::{Empty, loaded};
use crate::shared::resource::Resource;
use crate::shared::words;

/// The start page.
#[component]
pub fn HomePage() -> Html {
    let name = use_me().map(|me| me.display_name.clone()).unwrap_or_default();
    let reads_tasks = use_me().is_some_and(|me| Route::Tasks.is_open_to(me.role));
    let Some(dashboard) = use_context::<Resource<Dashboard>>() else { return Html::default() };
    html! {
        <>
            <header class="page-head">
                <Title level={Level::H1} size={Level::H3}>{ t!("home.welcome", name = name) }</Title>
            </header>
            { loaded(&dashboard, |dashboard| html! {
                <>
                    { todos(dashboard) }
                    <own::OwnInspections />
                    { deadlines(&dashboard.deadlines, reads_tasks) }
                    { charts(dashboard) }
                </>
            }) }
        </>
    }
}

fn todos(dashboard: &Dashboard) -> Html {
    if dashboard.todos.is_empty() {
        return html! { <Empty title={t!("home.nothing").into_owned()} hint={t!("home.nothing_hint").into_owned()} /> };
    }
    html! {
        <section>
            <Title level={Level::H2} size={Level::H5}>{ t!("home.todos") }</Title>
            <ul class="todos">
                { for dashboard.todos.iter().map(|todo| {
                    let late = matches!(todo.code, Todo::DisclosureOverdue);
                    let classes = if late { "todo late" } else { "todo" };
                    html! {
                        <li key={todo.code.code()}>
                            { todo::link(todo, classes, html! {
                                <><span class="todo-count">{ todo::count(todo) }</span><span>{ todo::name(todo) }</span></>
                            }) }
                        </li>
                    }
                }) }
            </ul>
        </section>
    }
}

fn deadlines(deadlines: &[Deadline], reads_tasks: bool) -> Html {
    if deadlines.is_empty() {
        return Html::default();
    }
    let headings = [t!("inspection.object"), t!("inspection.due_on"), t!("inspection.task")];
    html! {
        <section>
            <Title level={Level::H2} size={Level::H5}>{ t!("home.deadlines") }</Title>
            <Table accessible_name={t!("home.deadlines").into_owned()} overflow_mode={Overflow::Popin}>
                <HeaderRow slot="headerRow">
                    { for headings.into_iter().map(|heading| html! { <HeaderCell min_width="10rem">{ heading }</HeaderCell> }) }
                </HeaderRow>
                { for deadlines.iter().map(|deadline| html! {
                    <Row key={deadline.inspection_id}>
                        <Cell>
                            <Link<Route> to={Route::Inspection { id: deadline.inspection_id }}>{ &deadline.object_name }</Link<Route>>
                        </Cell>
                        <Cell>
                            <div class="due">
                                { format::day(deadline.due_on) }
                                if deadline.overdue {
                                    <Tag design={TagDesign::Negative} hide_state_icon=true>{ t!("disclosure.overdue") }</Tag>
                                }
                            </div>
                        </Cell>
                        <Cell>
                            if reads_tasks {
                                <Link<Route> to={Route::Task { id: deadline.task_id }}>{ &deadline.task_number }</Link<Route>>
                            } else {
                                { &deadline.task_number }
                            }
                        </Cell>
                    </Row>
                }) }
            </Table>
        </section>
    }
}

fn charts(dashboard: &Dashboard) -> Html {
    let series = |name: &str, values: Vec<i64>| vec![Series { name: t!(name).into_owned(), values }];
    let states = dashboard.tasks_by_state.iter();
    let results = dashboard.results.iter();
    html! {
        <div class="charts">
            if !dashboard.tasks_by_state.is_empty() {
                <Chart title={t!("home.tasks_by_state").into_owned()} kind={Kind::Ring}
                    categories={states.clone().map(|row| words::code("task_state", row.state)).collect::<Vec<_>>()}
                    series={series("page.tasks", states.map(|row| row.count).collect())} />
            }
            if !dashboard.results.is_empty() {
                <Chart title={t!("home.results").into_owned()} kind={Kind::Bar}
                    categories={results.clone().map(|row| words::code("result", row.result)).collect::<Vec<_>>()}
                    series={series("page.inspections", results.map(|row| row.count).collect())} />
            }
        </div>
    }
}
