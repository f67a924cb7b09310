//! Disclosure: tasks that are ready, and results by their last day.

use std::rc::Rc;

use chrono::NaiveDate;
use contract::calendar::DueQuery;
use contract::inspection::{InspectionQuery, InspectionRow};
use contract::page::PageQuery;
use contract::task::{Task, TaskQuery};
use domain::dashboard::DUE_SOON_WORKING_DAYS;
use domain::task::State;
use rust_i18n::t;
use serde::{Deserialize, Serialize};
use ui::action::{SegmentedButton, SegmentedButtonItem};
use ui::text::{Level, Title};
use yew::prelude::*;
use yew_router::prelude::*;

use super::inspection::object_name;
use super::stage::StageActions;
use super::tags::due_mark;
use super::{Route, use_client};
use crate::client::{Client, Outcome};
use crate::format;
use crate::shared::clock;
use crate::shared::filter::use_filters;
use crate::shared::listing::{Column, Listing};
use crate::shared::loaded::{Empty, loaded};
use crate::shared::resource::use_resource;
use crate::shared::words;

/// Which results.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Due {
    #[default]
    Overdue,
    Soon,
    Later,
}

impl Due {
    /// Each with its key in the address and that of its words.
    const ALL: [(Self, &'static str, &'static str); 3] = [
        (Self::Overdue, "overdue", "disclosure.overdue"),
        (Self::Soon, "soon", "disclosure.soon"),
        (Self::Later, "later", "disclosure.later"),
    ];

    fn query(self, today: NaiveDate, soon: NaiveDate) -> InspectionQuery {
        let (due_from, due_before) = match self {
            Self::Overdue => (None, Some(today)),
            Self::Soon => (Some(today), soon.succ_opt()),
            Self::Later => (soon.succ_opt(), None),
        };
        InspectionQuery { undisclosed: Some(true), due_from, due_before, ..InspectionQuery::default() }
    }
}

/// What the address says of this page.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
struct View {
    due: Option<Due>,
}

/// Disclosure.
#[component]
pub fn DisclosurePage() -> Html {
    // A step taken in one part of the page changes the others.
    let turn = use_state(|| 0_u32);
    let reload = {
        let turn = turn.clone();
        Callback::from(move |()| turn.set(*turn + 1))
    };
    html! {
        <>
            <header class="page-head">
                <Title level={Level::H1} size={Level::H3}>{ t!("page.disclosure") }</Title>
            </header>
            <Ready state={State::Approved} turn={*turn} reload={reload.clone()} />
            <Results turn={*turn} />
            <Ready state={State::Disclosed} turn={*turn} {reload} />
        </>
    }
}

#[derive(Properties, Clone, PartialEq)]
struct ReadyProps {
    state: State,
    turn: u32,
    reload: Callback<()>,
}

/// The tasks in a state, each with its next step.
#[component]
fn Ready(ReadyProps { state, turn, reload }: &ReadyProps) -> Html {
    let client = use_client();
    let tasks = use_resource((*state, *turn), move |(state, _)| {
        let client = client.clone();
        let query = TaskQuery { state: Some(state), ..TaskQuery::default() };
        let page = PageQuery { page: None, page_size: Some(PageQuery::MOST) };
        async move { client.tasks(&query, page).await }
    });
    let (title, empty) = if *state == State::Approved {
        (t!("disclosure.ready"), t!("disclosure.ready_empty"))
    } else {
        (t!("disclosure.to_archive"), t!("disclosure.to_archive_empty"))
    };
    html! {
        <section class="ready">
            <Title level={Level::H2} size={Level::H5}>{ title }</Title>
            { loaded(&tasks, |tasks| html! {
                if tasks.items.is_empty() {
                    <p class="field-hint">{ empty }</p>
                } else {
                    <ul class="rows">
                        { for tasks.items.iter().map(|task| html! {
                            <li key={task.id}>{ ready(task, reload) }</li>
                        }) }
                    </ul>
                }
            }) }
        </section>
    }
}

fn ready(task: &Task, reload: &Callback<()>) -> Html {
    let since = task.disclosed_at.or(task.approved_at).map(format::time).unwrap_or_default();
    html! {
        <>
            <div class="rows-what">
                <Link<Route> to={Route::Summary { id: task.id }}>{ &task.name }</Link<Route>>
                <div class="field-hint">
                    { &task.number }{ " · " }{ words::code("task_state", task.state) }{ " · " }{ since }
                </div>
            </div>
            <div class="page-actions">
                <StageActions key={task.version} task={Rc::new(task.clone())} reload={reload.clone()} />
            </div>
        </>
    }
}

#[derive(Properties, Clone, PartialEq)]
struct ResultsProps {
    turn: u32,
}

/// The results that are still to be disclosed, by their last day.
#[component]
fn Results(ResultsProps { turn }: &ResultsProps) -> Html {
    let client = use_client();
    let today = clock::today();
    let soon = use_resource(today, move |from| {
        let client = client.clone();
        async move { client.due_day(&DueQuery { from, working_days: DUE_SOON_WORKING_DAYS }).await }
    });
    html! {
        <section class="ready">
            <Title level={Level::H2} size={Level::H5}>{ t!("disclosure.results") }</Title>
            { loaded(&soon, |soon| html! { <Listed soon={soon.on} {today} turn={*turn} /> }) }
        </section>
    }
}

#[derive(Properties, Clone, PartialEq)]
struct ListedProps {
    soon: NaiveDate,
    today: NaiveDate,
    turn: u32,
}

/// How many results there are of each kind.
type Counts = [(Due, String, bool); 3];

async fn counts(client: Client, today: NaiveDate, soon: NaiveDate) -> Outcome<Counts> {
    let count = async |due: Due| {
        let page = PageQuery { page: None, page_size: Some(1) };
        let found = client.inspections(&due.query(today, soon), page).await?;
        let more = if found.total_is_minimum { "+" } else { "" };
        Ok((due, format!("{}{more}", format::number(found.total)), found.total > 0))
    };
    Ok([count(Due::Overdue).await?, count(Due::Soon).await?, count(Due::Later).await?])
}

#[component]
fn Listed(ListedProps { soon, today, turn }: &ListedProps) -> Html {
    let client = use_client();
    let found =
        use_resource((*today, *soon, *turn), move |(today, soon, _)| counts(client.clone(), today, soon));
    loaded(
        &found,
        |counts| html! { <OfKind counts={counts.clone()} soon={*soon} today={*today} turn={*turn} /> },
    )
}

#[derive(Properties, Clone, PartialEq)]
struct OfKindProps {
    counts: Rc<Counts>,
    soon: NaiveDate,
    today: NaiveDate,
    turn: u32,
}

/// The results of the kind that the address asks for, or of the first kind of which there are any.
#[component]
fn OfKind(OfKindProps { counts, soon, today, turn }: &OfKindProps) -> Html {
    let client = use_client();
    let view = use_filters::<Route, View>();
    let first = counts.iter().find(|(.., any)| *any).map(|(due, ..)| *due);
    let due = view.query.due.or(first).unwrap_or_default();
    let number = |due: Due| counts.iter().find(|(of, ..)| *of == due).map(|(_, number, _)| number.clone());
    let inspections =
        use_resource((due.query(*today, *soon), view.page_query(), *turn), move |(query, page, _)| {
            let client = client.clone();
            async move { client.inspections(&query, page).await }
        });
    let on_page = {
        let view = view.clone();
        Callback::from(move |page| view.turn(page))
    };
    let on_change = Callback::from(move |key: String| {
        let due = Due::ALL.into_iter().find(|(_, name, _)| *name == key).map(|(due, ..)| due);
        view.set(View { due });
    });
    html! {
        <>
            <SegmentedButton accessible_name={t!("disclosure.by_due").into_owned()} {on_change}>
                { for Due::ALL.into_iter().map(|(choice, name, words)| html! {
                    <SegmentedButtonItem key={name} data_key={name} selected={choice == due}>
                        { t!(words) }{ " " }{ number(choice) }
                    </SegmentedButtonItem>
                }) }
            </SegmentedButton>
            if inspections.ready().is_some_and(|page| page.total == 0) {
                <Empty title={t!("disclosure.empty").into_owned()} hint={t!("disclosure.empty_hint").into_owned()} />
            } else {
                <Listing<InspectionRow> name={t!("disclosure.results").into_owned()} resource={inspections}
                    columns={columns(*soon)} {on_page} empty={t!("disclosure.empty").into_owned()} />
            }
        </>
    }
}

fn columns(soon: NaiveDate) -> Vec<Column<InspectionRow>> {
    let result = |row: &InspectionRow| {
        html! { row.result.map(|result| words::code("result", result)).unwrap_or_default() }
    };
    let due = move |row: &InspectionRow| {
        html! { <div class="due">{ format::day_or_none(row.due_on) }{ due_mark(row, Some(soon)) }</div> }
    };
    let task = |row: &InspectionRow| {
        html! { <Link<Route> to={Route::Summary { id: row.task_id }}>{ t!("disclosure.summary") }</Link<Route>> }
    };
    vec![
        Column::new(t!("inspection.object"), object_name).important(),
        Column::new(t!("inspection.due_on"), due).width("13rem").important(),
        Column::new(t!("inspection.result"), result),
        Column::new(
            t!("inspection.ended_on"),
            |row: &InspectionRow| html! { format::day_or_none(row.ended_on) },
        )
        .width("9rem"),
        Column::new(t!("inspection.task"), task).width("7rem"),
    ]
}
