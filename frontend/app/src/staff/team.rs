//! Why these inspectors: the team of an inspection, and who was passed over before them.

use std::rc::Rc;

use contract::draw::{Skip, SkipQuery};
use contract::inspection::Inspection;
use domain::draw::assignment::SkipKind;
use domain::draw::substitution::State;
use rust_i18n::t;
use serde::{Deserialize, Serialize};
use ui::status::{MessageStrip, StripDesign};
use ui::text::{Level, Title};
use yew::prelude::*;
use yew_router::prelude::*;

use super::substitution::{Standing, use_substitutions};
use super::task::TaskLink;
use super::{Route, use_client};
use crate::shared::crumbs::Crumbs;
use crate::shared::filter::use_filters;
use crate::shared::listing::{Column, Listing};
use crate::shared::loaded::loaded;
use crate::shared::resource::use_resource;

/// Properties of [`TeamPage`].
#[derive(Properties, Clone, PartialEq)]
pub struct TeamPageProps {
    /// Key of the inspection.
    pub id: i64,
}

/// Why the team of an inspection is who it is.
#[component]
pub fn TeamPage(props: &TeamPageProps) -> Html {
    let client = use_client();
    let inspection = use_resource(props.id, move |id| {
        let client = client.clone();
        async move { client.inspection(id).await }
    });
    loaded(&inspection, |found| html! { <Shown inspection={found.clone()} /> })
}

#[derive(Properties, Clone, PartialEq)]
struct ShownProps {
    inspection: Rc<Inspection>,
}

#[component]
fn Shown(ShownProps { inspection }: &ShownProps) -> Html {
    let row = &inspection.row;
    let substitutions = use_substitutions(row.id, row.version);
    let came = substitutions.ready().map(|page| {
        page.items.iter().any(|one| one.state == State::Approved && one.replacement_id == Some(row.id))
    });
    let member = |member: &contract::inspection::TeamMember| {
        html! { <li key={member.id}>{ &member.name }{ " " }<span class="code">{ &member.code }</span></li> }
    };
    html! {
        <>
            <header class="page-head">
                <div>
                    <Crumbs here={t!("team.short").into_owned()}>
                        <Link<Route> to={Route::Inspections}>{ t!("page.inspections") }</Link<Route>>
                        <TaskLink id={row.task_id} number={inspection.task_number.clone()} />
                        <Link<Route> to={Route::Inspection { id: row.id }}>{ &row.object_name }</Link<Route>>
                    </Crumbs>
                    <Title level={Level::H1} size={Level::H3}>{ t!("team.title", object = row.object_name) }</Title>
                </div>
            </header>
            <section class="sheet">
                <Title level={Level::H2} size={Level::H5}>{ t!("team.places") }</Title>
                <ol class="places">{ for row.team.iter().map(member) }</ol>
                <p class="field-hint">{ t!("team.how") }</p>
            </section>
            <Standing inspection={row.id} found={substitutions} />
            if came == Some(true) {
                <MessageStrip design={StripDesign::Information} hide_close_button=true>{ t!("team.of_reserve") }</MessageStrip>
            } else if came == Some(false) {
                <Skips inspection={inspection.clone()} />
            }
        </>
    }
}

/// Nothing but the page stands in the address.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
struct View {}

#[component]
fn Skips(ShownProps { inspection }: &ShownProps) -> Html {
    let client = use_client();
    let filters = use_filters::<Route, View>();
    let asked = (inspection.row.task_id, inspection.round, inspection.row.id);
    let skips = use_resource((asked, filters.page_query()), move |((task, round, id), page)| {
        let client = client.clone();
        let query = SkipQuery { inspection: Some(id), ..SkipQuery::default() };
        async move { client.skips(task, round, &query, page).await }
    });
    html! {
        <section>
            <Title level={Level::H2} size={Level::H5}>{ t!("team.skipped") }</Title>
            <Listing<Skip> name={t!("team.skipped").into_owned()} resource={skips} columns={columns(inspection)}
                on_page={Callback::from(move |page| filters.turn(page))} empty={t!("team.nobody").into_owned()}
                empty_hint={t!("team.nobody_hint").into_owned()} />
        </section>
    }
}

fn columns(inspection: &Rc<Inspection>) -> Vec<Column<Skip>> {
    let team: Vec<_> = inspection.row.team.iter().map(|member| member.name.clone()).collect();
    let place = move |skip: &Skip| {
        let chosen = usize::try_from(skip.slot).ok().and_then(|slot| team.get(slot.checked_sub(1)?));
        html! {
            <div>
                { t!("team.place", n = skip.slot) }
                if let Some(name) = chosen {
                    <div class="field-hint">{ t!("team.chosen", name = name) }</div>
                }
            </div>
        }
    };
    let inspector = |skip: &Skip| {
        html! {
            <div>
                { skip.inspector_name.as_ref().unwrap_or(&skip.inspector) }
                <div class="code">{ &skip.inspector }</div>
            </div>
        }
    };
    vec![
        Column::new(t!("team.place_column"), place).width("10rem"),
        Column::new(t!("team.inspector"), inspector).width("10rem").important(),
        Column::new(t!("team.why"), |skip: &Skip| html! { why(skip) }).important(),
    ]
}

/// The reason in words.
fn why(skip: &Skip) -> String {
    fn named<'a>(name: &'a Option<String>, code: &'a Option<String>) -> &'a str {
        name.as_deref().or(code.as_deref()).unwrap_or_default()
    }
    match skip.reason {
        SkipKind::InTeam => t!("team.in_team"),
        SkipKind::AtLimit => t!("team.at_limit"),
        SkipKind::WouldLeave => {
            t!("team.would_leave", object = named(&skip.left_object_name, &skip.left_object))
        }
        SkipKind::WouldUnderload => {
            t!("team.would_underload", inspector = named(&skip.left_inspector_name, &skip.left_inspector))
        }
    }
    .into_owned()
}
