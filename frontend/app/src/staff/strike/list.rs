//! Lists of strikes.

use contract::page::PageQuery;
use contract::strike::{Strike, StrikeObject, StrikeQuery};
use domain::Coded;
use domain::draw::strike::State;
use domain::policy::{Action, allows};
use rust_i18n::t;
use ui::field::SelectField;
use ui::text::{Level, Title};
use yew::prelude::*;
use yew_router::prelude::*;

use super::decide::Decide;
use crate::format;
use crate::shared::filter::{Filters, PAGE_SIZE, use_filters};
use crate::shared::listing::{Column, Listing};
use crate::shared::resource::use_resource;
use crate::shared::words;
use crate::staff::conditions::{Condition, conditions};
use crate::staff::filing;
use crate::staff::tags::strike_state;
use crate::staff::task::TaskLink;
use crate::staff::{Route, use_client, use_me};

/// Objects of a strike that are shown at once; the rest unfolds.
const SHOWN: usize = 3;

/// The list of strikes.
#[component]
pub fn StrikesPage() -> Html {
    let client = use_client();
    let filters = use_filters::<Route, StrikeQuery>();
    let found = use_resource((filters.query, filters.page_query()), move |(query, page)| {
        let client = client.clone();
        async move { client.strikes(&query, page).await }
    });
    let on_page = {
        let filters = filters.clone();
        Callback::from(move |page| filters.turn(page))
    };
    let columns = columns(true, &found.reload);
    html! {
        <>
            <header class="page-head">
                <Title level={Level::H1} size={Level::H3}>{ t!("page.strikes") }</Title>
            </header>
            <FilterBar {filters} />
            <Listing<Strike> name={t!("page.strikes").into_owned()} resource={found} {columns} {on_page}
                empty={t!("strike.empty").into_owned()} empty_hint={t!("strike.empty_hint").into_owned()} />
        </>
    }
}

/// The columns of a list of strikes, with the task if they are of several; `reload` follows a decision.
pub fn columns(of_several: bool, reload: &Callback<()>) -> Vec<Column<Strike>> {
    let reload = reload.clone();
    let task = |one: &Strike| html! { <TaskLink id={one.task_id} number={one.task_number.clone()} /> };
    let outcome = move |one: &Strike| html! { <Outcome filed={one.clone()} reload={reload.clone()} /> };
    let task = of_several.then(|| Column::new(t!("inspection.task"), task).width("12rem"));
    let objects = |one: &Strike| html! { <Objects filed={one.clone()} /> };
    let mut columns = vec![Column::new(t!("inspection.object"), objects).important()];
    columns.extend(task);
    columns.extend([
        Column::new(t!("strike.reason"), |one: &Strike| filing::grounds(&one.reason, &one.document)),
        Column::new(t!("strike.filed_by"), |one: &Strike| filing::by(&one.filed_by_name, one.filed_at))
            .width("9rem"),
        Column::new(t!("strike.state"), outcome).width("15rem").important(),
    ]);
    columns
}

#[derive(Properties, Clone, PartialEq)]
struct ObjectsProps {
    filed: Strike,
}

/// How many objects of which round, and which.
#[component]
fn Objects(ObjectsProps { filed }: &ObjectsProps) -> Html {
    let linked = use_me().is_some_and(|me| allows(me.role, Action::InspectionRead));
    let object = |one: &StrikeObject| {
        let name = html! { { &one.name } };
        let to = Route::Inspection { id: one.inspection_id };
        let name = if linked {
            html! { <Link<Route> {to}>{ name }</Link<Route>> }
        } else {
            name
        };
        html! { <div key={one.inspection_id}>{ name }<div class="code">{ &one.code }</div></div> }
    };
    let rest = filed.objects.len().saturating_sub(SHOWN);
    html! {
        <div class="filing">
            <div>{ t!("strike.of_round", n = filed.objects.len(), round = filed.round) }</div>
            { for filed.objects.iter().take(SHOWN).map(object) }
            if rest > 0 {
                <details>
                    <summary>{ t!("strike.more", n = rest) }</summary>
                    <div class="filing">{ for filed.objects.iter().skip(SHOWN).map(object) }</div>
                </details>
            }
        </div>
    }
}

#[derive(Properties, Clone, PartialEq)]
struct OutcomeProps {
    filed: Strike,
    reload: Callback<()>,
}

/// Where one stands, which round makes up for it, and the buttons of whoever decides.
#[component]
fn Outcome(OutcomeProps { filed, reload }: &OutcomeProps) -> Html {
    let decides = use_me().is_some_and(|me| allows(me.role, Action::StrikeApprove));
    let decided = filed.decided_by_name.as_ref().zip(filed.decided_at);
    html! {
        <div class="filing">
            { strike_state(filed.state) }
            if let Some(round) = filed.first_round {
                <Link<Route> to={Route::Draw { id: filed.task_id }}>{ t!("strike.made_up", n = round) }</Link<Route>>
            }
            if !filed.opinion.is_empty() {
                <div>{ t!("strike.opinion", opinion = filed.opinion) }</div>
            }
            if let Some((name, time)) = decided {
                <div class="field-hint">{ t!("strike.decided", name = name, time = format::time(time)) }</div>
            }
            if decides && filed.state == State::Filed {
                <Decide filed={filed.clone()} reload={reload.clone()} />
            }
        </div>
    }
}

#[derive(Properties, Clone, PartialEq)]
struct FilterBarProps {
    filters: Filters<StrikeQuery>,
}

#[component]
fn FilterBar(FilterBarProps { filters }: &FilterBarProps) -> Html {
    let on_state = {
        let filters = filters.clone();
        Callback::from(move |code: String| filters.with(|query| query.state = State::from_code(&code)))
    };
    let query = &filters.query;
    let all: [Condition<StrikeQuery>; 2] = [
        (query.task.map(|_| t!("inspection.of_task").into_owned()), |query| query.task = None),
        (query.inspection.map(|_| t!("strike.of_inspection").into_owned()), |query| query.inspection = None),
    ];
    html! {
        <search>
            <div class="filters">
                <SelectField id="state" label={t!("strike.state").into_owned()}
                    choices={words::choices::<State>("strike_state")}
                    value={query.state.map(Coded::code).unwrap_or_default()} on_change={on_state} />
            </div>
            { conditions(filters, all) }
        </search>
    }
}

/// Properties of [`OfTask`].
#[derive(Properties, Clone, PartialEq)]
pub struct OfTaskProps {
    /// Key of the task.
    pub task: i64,
    /// Its version: another one may have come of a strike.
    pub version: i64,
    /// Reads the task again, which a decision moves.
    pub reload: Callback<()>,
}

/// The strikes of a task, if there are any.
#[component]
pub fn OfTask(OfTaskProps { task, version, reload }: &OfTaskProps) -> Html {
    let client = use_client();
    let page = use_state(|| 1_u32);
    let found = use_resource((*task, *version, *page), move |(task, _, page)| {
        let client = client.clone();
        let query = StrikeQuery { task: Some(task), ..StrikeQuery::default() };
        let page = PageQuery { page: Some(page), page_size: Some(PAGE_SIZE) };
        async move { client.strikes(&query, page).await }
    });
    if found.ready().is_none_or(|found| found.total == 0) {
        return Html::default();
    }
    let decided = {
        let (list, task) = (found.reload.clone(), reload.clone());
        Callback::from(move |()| {
            list.emit(());
            task.emit(());
        })
    };
    let columns = columns(false, &decided);
    html! {
        <section class="sheet">
            <Title level={Level::H2} size={Level::H5}>{ t!("page.strikes") }</Title>
            <Listing<Strike> name={t!("page.strikes").into_owned()} resource={found} {columns}
                on_page={Callback::from(move |to| page.set(to))} empty={t!("strike.empty").into_owned()} />
        </section>
    }
}
