//! Who has visited an object, and who is going to.

use contract::object::ObjectVisit;
use domain::policy::Role;
use domain::task::State as TaskState;
use rust_i18n::t;
use serde::{Deserialize, Serialize};
use ui::text::{Level, Title};
use yew::prelude::*;
use yew_router::prelude::*;

use crate::format;
use crate::shared::filter::use_filters;
use crate::shared::listing::{Column, Listing};
use crate::shared::resource::use_resource;
use crate::shared::words;
use crate::staff::directory::use_directory;
use crate::staff::tags::inspection_state;
use crate::staff::{Route, use_client, use_me};

/// Nothing but the page is in the address.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
struct All {}

/// Properties of [`Visits`].
#[derive(Properties, Clone, PartialEq)]
pub(super) struct VisitsProps {
    /// Key of the object.
    pub(super) id: i64,
}

/// The history of visits, by all departments.
#[component]
pub(super) fn Visits(props: &VisitsProps) -> Html {
    let client = use_client();
    let filters = use_filters::<Route, All>();
    let visits = use_resource((props.id, filters.page_query()), move |(id, page)| {
        let client = client.clone();
        async move { client.object_visits(id, page).await }
    });
    let directory = use_directory();
    let me = use_me();
    // A clerk sees the tasks of their own department only; of the others, that there was a visit.
    let own = me.as_ref().filter(|me| me.role == Role::Clerk).and_then(|me| me.department_id);
    let own = own.map(|id| directory.department(id));
    let reads = me.is_some_and(|me| Route::Tasks.is_open_to(me.role));
    let is_open = move |visit: &ObjectVisit| {
        reads && own.as_ref().is_none_or(|department| *department == visit.department_name)
    };
    let on_page = Callback::from(move |page| filters.turn(page));
    html! {
        <section>
            <Title level={Level::H2} size={Level::H5}>{ t!("object.visits") }</Title>
            <p class="field-hint">{ t!("object.visits_hint") }</p>
            <Listing<ObjectVisit> name={t!("object.visits").into_owned()} resource={visits} columns={columns(is_open)}
                {on_page} empty={t!("object.no_visit").into_owned()} />
        </section>
    }
}

fn columns(is_open: impl Fn(&ObjectVisit) -> bool + 'static) -> Vec<Column<ObjectVisit>> {
    let task = move |visit: &ObjectVisit| {
        let number = if visit.task_number.is_empty() { &visit.task_name } else { &visit.task_number };
        if is_open(visit) {
            html! { <Link<Route> to={Route::Task { id: visit.task_id }}>{ number }</Link<Route>> }
        } else {
            html! { number }
        }
    };
    let state = |visit: &ObjectVisit| {
        if visit.task_state == TaskState::Voided {
            html! { words::code("task_state", visit.task_state) }
        } else {
            inspection_state(visit.state)
        }
    };
    let result = |visit: &ObjectVisit| {
        html! { visit.result.map_or_else(|| "—".to_owned(), |result| words::code("result", result)) }
    };
    vec![
        Column::new(t!("object.visit_task"), task).width("15rem").important(),
        Column::new(t!("object.visit_name"), |visit: &ObjectVisit| html! { &visit.task_name }),
        Column::new(t!("object.visit_department"), |visit: &ObjectVisit| html! { &visit.department_name })
            .width("10rem"),
        Column::new(t!("object.visit_state"), state).width("7rem"),
        Column::new(
            t!("object.visit_day"),
            |visit: &ObjectVisit| html! { format::day_or_none(visit.ended_on) },
        )
        .width("9rem"),
        Column::new(t!("object.visit_result"), result),
    ]
}
