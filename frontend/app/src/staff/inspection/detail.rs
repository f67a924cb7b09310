//! One inspection: object, team, documents, and its form.

use std::rc::Rc;

use contract::inspection::Inspection;
use contract::object::ObjectQuery;
use contract::page::PageQuery;
use contract::transfer::TransferQuery;
use domain::draw::{strike, substitution};
use domain::inspection::State;
use domain::policy::{Action, allows};
use rust_i18n::t;
use ui::text::{Level, Title};
use yew::prelude::*;
use yew_router::prelude::*;

use super::form::RecordForm;
use super::recorded::Recorded;
use crate::format;
use crate::shared::crumbs::Crumbs;
use crate::shared::document::Document;
use crate::shared::loaded::{Empty, loaded};
use crate::shared::resource::use_resource;
use crate::staff::strike::{Standing as Strikes, use_strikes};
use crate::staff::substitution::{FileSubstitution, Standing, use_substitutions};
use crate::staff::tags::{due_mark, inspection_state};
use crate::staff::transfer::DraftTransfer;
use crate::staff::{Route, use_client, use_me};

/// Properties of [`InspectionPage`].
#[derive(Properties, Clone, PartialEq)]
pub struct InspectionPageProps {
    /// Key.
    pub id: i64,
}

/// One inspection.
#[component]
pub fn InspectionPage(props: &InspectionPageProps) -> Html {
    let client = use_client();
    let inspection = use_resource(props.id, move |id| {
        let client = client.clone();
        async move { client.inspection(id).await }
    });
    let reload = inspection.reload.clone();
    loaded(&inspection, |found| html! { <Shown inspection={found.clone()} {reload} /> })
}

#[derive(Properties, Clone, PartialEq)]
struct ShownProps {
    inspection: Rc<Inspection>,
    reload: Callback<()>,
}

#[component]
fn Shown(ShownProps { inspection, reload }: &ShownProps) -> Html {
    let role = use_me().map(|me| me.role);
    let may = |action| role.is_some_and(|role| allows(role, action));
    let row = &inspection.row;
    let records = may(Action::InspectionRecord) && row.state.takes_record();
    let substitutions = use_substitutions(row.id, row.version);
    let is_open = matches!(row.state, State::Assigned | State::Notified);
    let strikes = use_strikes(row.id, row.version);
    // Known to have none that is still with the leader: an answer that is not there yet offers nothing.
    let none_filed = substitutions
        .ready()
        .is_some_and(|page| page.items.iter().all(|one| one.state != substitution::State::Filed))
        && strikes.ready().is_some_and(|found| {
            found.iter().flat_map(|page| &page.items).all(|one| one.state != strike::State::Filed)
        });
    html! {
        <>
            <header class="page-head">
                <div>
                    <Crumbs here={row.object_code.clone()}>
                        <Link<Route> to={Route::Inspections}>{ t!("page.inspections") }</Link<Route>>
                        if may(Action::TaskRead) {
                            <Link<Route> to={Route::Task { id: row.task_id }}>{ &inspection.task_number }</Link<Route>>
                        }
                    </Crumbs>
                    <Title level={Level::H1} size={Level::H3}>{ &row.object_name }</Title>
                </div>
                <div class="page-actions">
                    if row.state != State::Assigned {
                        <Document title={t!("inspection.notice").into_owned()}
                            path={format!("/inspections/{}/notice.pdf", row.id)} />
                    }
                    if inspection.record.is_some() {
                        <Document title={t!("inspection.result_sheet").into_owned()}
                            path={format!("/inspections/{}/result-sheet.pdf", row.id)} />
                    }
                    if is_open && none_filed && may(Action::SubstitutionWrite) {
                        <FileSubstitution inspection={inspection.clone()} on_filed={substitutions.reload.clone()} />
                    }
                    if inspection.record.is_some() && may(Action::TransferWrite) {
                        <DraftTransfer inspection={inspection.clone()} />
                    }
                </div>
            </header>
            <Standing inspection={row.id} found={substitutions} />
            <Strikes state={row.state} found={strikes} />
            { facts(inspection, may(Action::TaskRead), may(Action::TransferRead)) }
            if records {
                <RecordForm key={row.version} inspection={inspection.clone()} reload={reload.clone()} />
            } else if let Some(record) = &inspection.record {
                <Recorded inspection={inspection.clone()} record={record.clone()} />
            } else if row.state.keeps_place() {
                <Empty title={t!("inspection.no_record").into_owned()} hint={t!("inspection.no_record_hint").into_owned()} />
            }
        </>
    }
}

#[derive(Properties, Clone, PartialEq)]
struct ObjectLinkProps {
    code: String,
}

/// The code of the object, as a link to its page for those who may see it.
#[component]
fn ObjectLink(ObjectLinkProps { code }: &ObjectLinkProps) -> Html {
    let client = use_client();
    let reads = use_me().is_some_and(|me| Route::Objects.is_open_to(me.role));
    let object = use_resource(Some(code.clone()).filter(|_| reads), move |code| {
        let client = client.clone();
        async move {
            let Some(code) = code else { return Ok(None) };
            let query = ObjectQuery { code: Some(code), ..ObjectQuery::default() };
            let page = PageQuery { page: Some(1), page_size: Some(1) };
            let found = client.objects(&query, page).await?;
            Ok(found.items.first().map(|object| object.id))
        }
    });
    let words = html! { <span class="code">{ code }</span> };
    match object.ready().and_then(|id| **id) {
        Some(id) => html! { <Link<Route> to={Route::Object { id }}>{ words }</Link<Route>> },
        None => words,
    }
}

fn facts(inspection: &Inspection, reads_task: bool, reads_transfers: bool) -> Html {
    let row = &inspection.row;
    let team = row.team.iter().map(|member| format!("{}（{}）", member.name, member.certificate_number));
    let team = html! {
        <>
            { team.collect::<Vec<_>>().join("\n") }
            if reads_task {
                <div><Link<Route> to={Route::Team { id: row.id }}>{ t!("team.short") }</Link<Route>></div>
            }
        </>
    };
    let task = if reads_task {
        html! { <Link<Route> to={Route::Task { id: row.task_id }}>{ &inspection.task_number }</Link<Route>> }
    } else {
        html! { &inspection.task_number }
    };
    let transfers = TransferQuery { inspection: Some(row.id), ..TransferQuery::default() };
    let facts = [
        (t!("inspection.state"), html! { inspection_state(row.state) }),
        (t!("inspection.task"), task),
        (t!("object.code"), html! { <ObjectLink code={row.object_code.clone()} /> }),
        (t!("object.address"), html! { &inspection.object_address }),
        (t!("inspection.team"), team),
        (
            t!("inspection.period"),
            html! { t!("inspection.period_days", from = format::day(inspection.period_start), to = format::day(inspection.period_end)) },
        ),
        (
            t!("inspection.due_on"),
            html! { <>{ format::day_or_none(row.due_on) }{ " " }{ due_mark(row, None) }</> },
        ),
    ];
    html! {
        <dl class="facts">
            { for facts.into_iter().map(|(name, value)| html! { <div><dt>{ name }</dt><dd>{ value }</dd></div> }) }
            if reads_transfers && inspection.record.is_some() {
                <div>
                    <dt>{ t!("page.transfers") }</dt>
                    <dd>
                        <Link<Route, TransferQuery> to={Route::Transfers} query={Some(transfers)}>
                            { t!("inspection.transfers") }
                        </Link<Route, TransferQuery>>
                    </dd>
                </div>
            }
        </dl>
    }
}
