//! Lists of substitutions.

use contract::page::PageQuery;
use contract::substitution::{Substitution, SubstitutionQuery};
use domain::Coded;
use domain::draw::substitution::State;
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
use crate::staff::tags::substitution_state;
use crate::staff::task::TaskLink;
use crate::staff::{Route, use_client, use_me};

/// The list of substitutions.
#[component]
pub fn SubstitutionsPage() -> Html {
    let client = use_client();
    let filters = use_filters::<Route, SubstitutionQuery>();
    let found = use_resource((filters.query, filters.page_query()), move |(query, page)| {
        let client = client.clone();
        async move { client.substitutions(&query, page).await }
    });
    let on_page = {
        let filters = filters.clone();
        Callback::from(move |page| filters.turn(page))
    };
    let columns = columns(true, &found.reload);
    html! {
        <>
            <header class="page-head">
                <Title level={Level::H1} size={Level::H3}>{ t!("page.substitutions") }</Title>
            </header>
            <FilterBar {filters} />
            <Listing<Substitution> name={t!("page.substitutions").into_owned()} resource={found} {columns} {on_page}
                empty={t!("substitution.empty").into_owned()} empty_hint={t!("substitution.empty_hint").into_owned()} />
        </>
    }
}

/// The columns of a list of substitutions, with the task if they are of several; `reload` follows a decision.
pub fn columns(of_several: bool, reload: &Callback<()>) -> Vec<Column<Substitution>> {
    let reload = reload.clone();
    let task = |one: &Substitution| html! { <TaskLink id={one.task_id} number={one.task_number.clone()} /> };
    let outcome = move |one: &Substitution| html! { <Outcome filed={one.clone()} reload={reload.clone()} /> };
    let task = of_several.then(|| Column::new(t!("inspection.task"), task).width("12rem"));
    let mut columns = vec![Column::new(t!("inspection.object"), object).important()];
    columns.extend(task);
    columns.extend([
        Column::new(t!("substitution.reason"), |one: &Substitution| {
            filing::grounds(&one.reason, &one.document)
        }),
        Column::new(t!("substitution.filed_by"), |one: &Substitution| {
            filing::by(&one.filed_by_name, one.filed_at)
        })
        .width("9rem"),
        Column::new(t!("substitution.state"), outcome).width("15rem").important(),
    ]);
    columns
}

fn object(one: &Substitution) -> Html {
    html! {
        <div>
            <Link<Route> to={Route::Inspection { id: one.inspection_id }}>{ &one.object_name }</Link<Route>>
            <div class="code">{ &one.object_code }</div>
        </div>
    }
}

#[derive(Properties, Clone, PartialEq)]
struct OutcomeProps {
    filed: Substitution,
    reload: Callback<()>,
}

/// Where one stands, what came of it, and the buttons of whoever decides.
#[component]
fn Outcome(OutcomeProps { filed, reload }: &OutcomeProps) -> Html {
    let decides = use_me().is_some_and(|me| allows(me.role, Action::SubstitutionApprove));
    let decided = filed.decided_by_name.as_ref().zip(filed.decided_at);
    html! {
        <div class="filing">
            { substitution_state(filed.state) }
            if let Some((id, name)) = filed.replacement_id.zip(filed.replacement_name.as_ref()) {
                <Link<Route> to={Route::Inspection { id }}>{ t!("substitution.replaced_by", object = name) }</Link<Route>>
            }
            if !filed.opinion.is_empty() {
                <div>{ t!("substitution.opinion", opinion = filed.opinion) }</div>
            }
            if let Some((name, time)) = decided {
                <div class="field-hint">{ t!("substitution.decided", name = name, time = format::time(time)) }</div>
            }
            if decides && filed.state == State::Filed {
                <Decide filed={filed.clone()} reload={reload.clone()} />
            }
        </div>
    }
}

#[derive(Properties, Clone, PartialEq)]
struct FilterBarProps {
    filters: Filters<SubstitutionQuery>,
}

#[component]
fn FilterBar(FilterBarProps { filters }: &FilterBarProps) -> Html {
    let on_state = {
        let filters = filters.clone();
        Callback::from(move |code: String| filters.with(|query| query.state = State::from_code(&code)))
    };
    let query = &filters.query;
    let all: [Condition<SubstitutionQuery>; 2] = [
        (query.task.map(|_| t!("inspection.of_task").into_owned()), |query| query.task = None),
        (query.inspection.map(|_| t!("substitution.of_inspection").into_owned()), |query| {
            query.inspection = None
        }),
    ];
    html! {
        <search>
            <div class="filters">
                <SelectField id="state" label={t!("substitution.state").into_owned()}
                    choices={words::choices::<State>("substitution_state")}
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
}

/// The substitutions of a task, if there are any.
#[component]
pub fn OfTask(OfTaskProps { task }: &OfTaskProps) -> Html {
    let client = use_client();
    let page = use_state(|| 1_u32);
    let found = use_resource((*task, *page), move |(task, page)| {
        let client = client.clone();
        let query = SubstitutionQuery { task: Some(task), ..SubstitutionQuery::default() };
        let page = PageQuery { page: Some(page), page_size: Some(PAGE_SIZE) };
        async move { client.substitutions(&query, page).await }
    });
    if found.ready().is_none_or(|found| found.total == 0) {
        return Html::default();
    }
    let columns = columns(false, &found.reload);
    html! {
        <section class="sheet">
            <Title level={Level::H2} size={Level::H5}>{ t!("page.substitutions") }</Title>
            <Listing<Substitution> name={t!("page.substitutions").into_owned()} resource={found} {columns}
                on_page={Callback::from(move |to| page.set(to))} empty={t!("substitution.empty").into_owned()} />
        </section>
    }
}
