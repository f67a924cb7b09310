//! The objects that a round has drawn, each with a box to tick.

use std::collections::BTreeSet;

use contract::inspection::{InspectionQuery, InspectionRow};
use contract::page::PageQuery;
use domain::inspection::State;
use rust_i18n::t;
use ui::input::CheckBox;
use yew::prelude::*;

use super::entry::Chosen;
use crate::shared::filter::{PAGE_SIZE, given};
use crate::shared::listing::{Column, Listing};
use crate::shared::resource::use_resource;
use crate::shared::search::SearchField;
use crate::shared::words;
use crate::staff::tags::inspection_state;
use crate::staff::use_client;

/// Properties of [`Candidates`].
#[derive(Properties, Clone, PartialEq)]
pub(super) struct CandidatesProps {
    /// Key of the task.
    pub task: i64,
    /// The round.
    pub round: i32,
    /// Keys of the inspections that are chosen.
    pub chosen: BTreeSet<i64>,
    /// Hears of a box that was ticked, or is no more.
    pub on_tick: Callback<(Chosen, bool)>,
}

/// What was drawn, page by page.
#[component]
pub(super) fn Candidates(props: &CandidatesProps) -> Html {
    let client = use_client();
    let (text, page) = (use_state(String::new), use_state(|| 1_u32));
    let asked = (props.task, props.round, (*text).clone(), *page);
    let found = use_resource(asked, move |(task, round, text, page)| {
        let client = client.clone();
        let query = InspectionQuery {
            task: Some(task),
            round: Some(round),
            q: given(text),
            ..InspectionQuery::default()
        };
        let page = PageQuery { page: Some(page), page_size: Some(PAGE_SIZE) };
        async move { client.inspections(&query, page).await }
    });
    let on_search = {
        let (text, page) = (text.clone(), page.clone());
        Callback::from(move |to: String| {
            page.set(1);
            text.set(to);
        })
    };
    html! {
        <>
            <SearchField id="q" label={t!("inspection.q").into_owned()} value={(*text).clone()} on_change={on_search} />
            <Listing<InspectionRow> name={t!("strike.candidates").into_owned()} resource={found} columns={columns(props)}
                on_page={Callback::from(move |to| page.set(to))} empty={t!("inspection.empty").into_owned()} />
        </>
    }
}

fn columns(props: &CandidatesProps) -> Vec<Column<InspectionRow>> {
    let (chosen, on_tick) = (props.chosen.clone(), props.on_tick.clone());
    let object = move |row: &InspectionRow| {
        let one = Chosen::from(row);
        let on_change = on_tick.reform(move |ticked: bool| (one.clone(), ticked));
        html! {
            <div>
                <CheckBox text={row.object_name.clone()} checked={chosen.contains(&row.id)} disabled={!is_open(row.state)}
                    {on_change} />
                <div class="code">{ &row.object_code }</div>
            </div>
        }
    };
    let team = |row: &InspectionRow| {
        let names: Vec<_> = row.team.iter().map(|member| member.name.clone()).collect();
        html! { words::list(&names) }
    };
    vec![
        Column::new(t!("inspection.object"), object).important(),
        Column::new(t!("inspection.state"), |row: &InspectionRow| inspection_state(row.state)).width("7rem"),
        Column::new(t!("inspection.team"), team).width("12rem"),
    ]
}

/// Whether an object can be struck, as far as its row tells.
fn is_open(state: State) -> bool {
    matches!(state, State::Assigned | State::Notified)
}
