//! `/inspections`.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use contract::inspection::{Inspection, InspectionQuery, InspectionRow, NewRecord};
use contract::page::{Page, PageQuery};
use domain::inspection::Record;
use utoipa_actix_web::service_config::ServiceConfig;

use super::service;
use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::State;
use crate::web::{IfMatch, Paged, Valid, versioned};

/// List inspections.
///
/// Within the caller's data scope: inspectors see those of their own teams. In the order of their drawing; by the last
/// day of disclosure when `due_from` or `due_before` is given.
#[utoipa::path(
    tag = "inspections",
    params(InspectionQuery, PageQuery),
    extensions(("x-permission" = json!("inspection.read"))),
    responses((status = 200, description = "One page", body = Page<InspectionRow>))
)]
#[get("/inspections")]
pub async fn list_inspections(
    state: web::Data<State>,
    caller: Caller,
    query: Paged<InspectionQuery>,
) -> Result<web::Json<Page<InspectionRow>>, Problem> {
    state.run(move |state| service::list(state, &caller, &query.filter, query.page)).await.map(web::Json)
}

/// Read an inspection.
///
/// With its team, the unified form of its matters, and what was recorded. The `ETag` of the answer is what a record
/// must name.
#[utoipa::path(
    tag = "inspections",
    params(("id" = i64, Path, description = "Key of the inspection")),
    extensions(("x-permission" = json!("inspection.read"))),
    responses((status = 200, description = "The inspection", body = Inspection))
)]
#[get("/inspections/{id}")]
pub async fn read_inspection(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<i64>,
) -> Result<HttpResponse, Problem> {
    let inspection = state.run(move |state| service::get(state, &caller, *id)).await?;
    Ok(versioned(StatusCode::OK, inspection.row.version, &inspection))
}

/// Record an inspection.
///
/// By a member of its team, once notices are issued. Needs at least two inspectors present whose certificates were
/// valid on the day it ended, one outcome per check item and one result per matter. Recording again replaces the
/// record until the task is submitted. Answers the last day for the disclosure, 20 working days after the end.
#[utoipa::path(
    tag = "inspections",
    request_body = Record,
    params(("id" = i64, Path, description = "Key of the inspection"), IfMatch),
    extensions(("x-permission" = json!("inspection.record"))),
    responses((status = 200, description = "The inspection", body = Inspection))
)]
#[post("/inspections/{id}/record")]
pub async fn record_inspection(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<i64>,
    version: IfMatch,
    record: Valid<NewRecord>,
) -> Result<HttpResponse, Problem> {
    let work = move |state: &State| service::record(state, &caller, *id, version.0, record.0.0);
    let inspection = state.change(work).await?;
    Ok(versioned(StatusCode::OK, inspection.row.version, &inspection))
}

pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config.service(list_inspections).service(read_inspection).service(record_inspection);
}
