//! The list of inspections.

use contract::inspection::{InspectionQuery, InspectionRow};
use domain::Coded;
use domain::inspection::{ResultCode, State};
use domain::policy::{Action, allows};
use rust_i18n::t;
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
use crate::staff::conditions::{Condition, conditions};
use crate::staff::directory::use_directory;
use crate::staff::tags::{due_mark, inspection_state};
use crate::staff::{Route, use_client, use_me};

/// The list of inspections.
#[component]
pub fn InspectionsPage() -> Html {
    let client = use_client();
    let filters = use_filters::<Route, InspectionQuery>();
    let inspections = use_resource((filters.query.clone(), filters.page_query()), move |(query, page)| {
        let client = client.clone();
        async move { client.inspections(&query, page).await }
    });
    let on_page = {
        let filters = filters.clone();
        Callback::from(move |page| filters.turn(page))
    };
    html! {
        <>
            <header class="page-head">
                <Title level={Level::H1} size={Level::H3}>{ t!("page.inspections") }</Title>
            </header>
            <FilterBar {filters} />
            <Listing<InspectionRow> name={t!("page.inspections").into_owned()} resource={inspections} columns={columns()}
                {on_page} empty={t!("inspection.empty").into_owned()} empty_hint={t!("inspection.empty_hint").into_owned()} />
        </>
    }
}

/// The columns of a list of inspections.
pub fn columns() -> Vec<Column<InspectionRow>> {
    let team = |row: &InspectionRow| {
        let names: Vec<_> = row.team.iter().map(|member| member.name.clone()).collect();
        html! { <>{ words::list(&names) }<WhyTheseLink id={row.id} /></> }
    };
    let result = |row: &InspectionRow| html! { row.result.map(|result| words::code("result", result)).unwrap_or_else(|| "—".to_owned()) };
    vec![
        Column::new(t!("inspection.object"), name).important(),
        Column::new(t!("inspection.state"), |row: &InspectionRow| inspection_state(row.state)).width("7rem"),
        Column::new(t!("inspection.result"), result),
        Column::new(t!("inspection.team"), team).width("10rem"),
        Column::new(
            t!("inspection.ended_on"),
            |row: &InspectionRow| html! { format::day_or_none(row.ended_on) },
        )
        .width("9rem"),
        Column::new(t!("inspection.due_on"), |row: &InspectionRow| {
            html! { <div class="due">{ format::day_or_none(row.due_on) }{ due_mark(row, None) }</div> }
        })
        .width("9rem"),
    ]
}

#[derive(Properties, Clone, PartialEq)]
struct WhyTheseLinkProps {
    id: i64,
}

/// A link to the reasons for a team, for those who may see them.
#[component]
fn WhyTheseLink(WhyTheseLinkProps { id }: &WhyTheseLinkProps) -> Html {
    let to = Route::Team { id: *id };
    if !use_me().is_some_and(|me| to.is_open_to(me.role)) {
        return Html::default();
    }
    html! { <div class="field-hint"><Link<Route> {to}>{ t!("team.short") }</Link<Route>></div> }
}

/// The object of an inspection, as a link to it.
pub fn name(row: &InspectionRow) -> Html {
    html! {
        <div>
            <Link<Route> to={Route::Inspection { id: row.id }}>{ &row.object_name }</Link<Route>>
            <div class="code">{ &row.object_code }</div>
        </div>
    }
}

#[derive(Properties, Clone, PartialEq)]
struct FilterBarProps {
    filters: Filters<InspectionQuery>,
}

#[component]
fn FilterBar(FilterBarProps { filters }: &FilterBarProps) -> Html {
    let change = |set: fn(&mut InspectionQuery, String)| {
        let filters = filters.clone();
        Callback::from(move |text: String| filters.with(|query| set(query, text)))
    };
    let query = &filters.query;
    html! {
        <search>
            <div class="filters">
                <SearchField id="q" label={t!("inspection.q").into_owned()} value={query.q.clone().unwrap_or_default()}
                    on_change={change(|query, text| query.q = given(text))} />
                <SelectField id="state" label={t!("inspection.state").into_owned()} choices={any::<State>("inspection_state")}
                    value={query.state.map(Coded::code).unwrap_or_default()}
                    on_change={change(|query, code| query.state = Coded::from_code(&code))} />
                <SelectField id="result" label={t!("inspection.result").into_owned()} choices={any::<ResultCode>("result")}
                    value={query.result.map(Coded::code).unwrap_or_default()}
                    on_change={change(|query, code| query.result = Coded::from_code(&code))} />
            </div>
            <Further filters={filters.clone()} />
        </search>
    }
}

/// All values of a vocabulary, after one for any.
pub fn any<C: Coded>(vocabulary: &str) -> Vec<Labelled> {
    let any = Labelled { value: "".into(), text: t!("any").into_owned().into() };
    let choice =
        |value: &C| Labelled { value: value.code().into(), text: words::code(vocabulary, *value).into() };
    std::iter::once(any).chain(C::ALL.iter().map(choice)).collect()
}

/// What a link to this list asked for besides; each can be dropped.
#[component]
fn Further(FilterBarProps { filters }: &FilterBarProps) -> Html {
    let query = &filters.query;
    let (client, directory) = (use_client(), use_directory());
    let reads_tasks = use_me().is_some_and(|me| allows(me.role, Action::TaskRead));
    let task = use_resource(query.task.filter(|_| reads_tasks), move |id| {
        let client = client.clone();
        async move {
            match id {
                Some(id) => client.task(id).await.map(Some),
                None => Ok(None),
            }
        }
    });
    // Who may not read tasks sees that there is a condition, not which.
    let of_task = match task.ready().and_then(|task| (**task).clone()) {
        Some(task) => t!("inspection.of_task_named", number = task.number, name = task.name),
        None => t!("inspection.of_task"),
    };
    let all: [Condition<InspectionQuery>; 7] = [
        (query.task.map(|_| of_task.into_owned()), |query| query.task = None),
        (
            query.division.as_ref().map(|code| {
                t!("inspection.of_division", division = directory.division(Some(code))).into_owned()
            }),
            |query| {
                query.division = None;
            },
        ),
        (
            query
                .department
                .map(|id| t!("inspection.of_department", department = directory.department(id)).into_owned()),
            |query| query.department = None,
        ),
        (
            query.team_department.map(|id| {
                t!("inspection.of_team_department", department = directory.department(id)).into_owned()
            }),
            |query| query.team_department = None,
        ),
        (query.due_from.map(|day| t!("inspection.due_from", day = format::day(day)).into_owned()), |query| {
            query.due_from = None;
        }),
        (
            query.due_before.map(|day| t!("inspection.due_before", day = format::day(day)).into_owned()),
            |query| {
                query.due_before = None;
            },
        ),
        (query.undisclosed.map(undisclosed), |query| query.undisclosed = None),
    ];
    conditions(filters, all)
}

fn undisclosed(undisclosed: bool) -> String {
    let words = if undisclosed { t!("inspection.undisclosed") } else { t!("inspection.disclosed") };
    words.into_owned()
}
