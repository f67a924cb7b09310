//! `/transfers`, `/inspections/{id}/transfers`.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, put, web};
use contract::page::{Page, PageQuery};
use contract::task::Reason;
use contract::transfer::{Transfer, TransferDraft, TransferQuery};
use utoipa_actix_web::service_config::ServiceConfig;

use super::service;
use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::State;
use crate::web::{IfMatch, Paged, Valid, versioned};

/// Draft a transfer document.
///
/// From a recorded inspection; it goes to the leader at once.
#[utoipa::path(
    tag = "transfers",
    request_body = TransferDraft,
    params(("id" = i64, Path, description = "Key of the inspection")),
    extensions(("x-permission" = json!("transfer.write"))),
    responses((status = 201, description = "The transfer", body = Transfer))
)]
#[post("/inspections/{id}/transfers")]
pub async fn create_transfer(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<i64>,
    draft: Valid<TransferDraft>,
) -> Result<HttpResponse, Problem> {
    let transfer = state.change(move |state| service::create(state, &caller, *id, draft.0)).await?;
    Ok(versioned(StatusCode::CREATED, transfer.version, &transfer))
}

/// List transfer documents.
///
/// Newest first, within the caller's data scope.
#[utoipa::path(
    tag = "transfers",
    params(TransferQuery, PageQuery),
    extensions(("x-permission" = json!("transfer.read"))),
    responses((status = 200, description = "One page", body = Page<Transfer>))
)]
#[get("/transfers")]
pub async fn list_transfers(
    state: web::Data<State>,
    caller: Caller,
    query: Paged<TransferQuery>,
) -> Result<web::Json<Page<Transfer>>, Problem> {
    state.run(move |state| service::list(state, &caller, &query.filter, query.page)).await.map(web::Json)
}

/// Read a transfer document.
///
/// The `ETag` of the answer is what every change and decision must name.
#[utoipa::path(
    tag = "transfers",
    params(("id" = i64, Path, description = "Key of the transfer")),
    extensions(("x-permission" = json!("transfer.read"))),
    responses((status = 200, description = "The transfer", body = Transfer))
)]
#[get("/transfers/{id}")]
pub async fn read_transfer(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<i64>,
) -> Result<HttpResponse, Problem> {
    let transfer = state.run(move |state| service::get(state, &caller, *id)).await?;
    Ok(versioned(StatusCode::OK, transfer.version, &transfer))
}

/// Change a transfer document.
///
/// While it is submitted or returned; submits it again.
#[utoipa::path(
    tag = "transfers",
    request_body = TransferDraft,
    params(("id" = i64, Path, description = "Key of the transfer"), IfMatch),
    extensions(("x-permission" = json!("transfer.write"))),
    responses((status = 200, description = "The transfer", body = Transfer))
)]
#[put("/transfers/{id}")]
pub async fn update_transfer(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<i64>,
    version: IfMatch,
    draft: Valid<TransferDraft>,
) -> Result<HttpResponse, Problem> {
    let work = move |state: &State| service::update(state, &caller, *id, version.0, draft.0);
    let transfer = state.change(work).await?;
    Ok(versioned(StatusCode::OK, transfer.version, &transfer))
}

/// Approve a transfer document.
///
/// Gives it the next number of its issuing body and year; numbers have no gaps. The inspection becomes transferred when
/// its task is approved, or at once when it is already.
#[utoipa::path(
    tag = "transfers",
    params(("id" = i64, Path, description = "Key of the transfer"), IfMatch),
    extensions(("x-permission" = json!("transfer.approve"))),
    responses((status = 200, description = "The transfer", body = Transfer))
)]
#[post("/transfers/{id}/approve")]
pub async fn approve_transfer(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<i64>,
    version: IfMatch,
) -> Result<HttpResponse, Problem> {
    let transfer = state.change(move |state| service::approve(state, &caller, *id, version.0)).await?;
    Ok(versioned(StatusCode::OK, transfer.version, &transfer))
}

/// Return a transfer document.
///
/// With the reason; the clerk mends it and submits it again.
#[utoipa::path(
    tag = "transfers",
    request_body = Reason,
    params(("id" = i64, Path, description = "Key of the transfer"), IfMatch),
    extensions(("x-permission" = json!("transfer.approve"))),
    responses((status = 200, description = "The transfer", body = Transfer))
)]
#[post("/transfers/{id}/return")]
pub async fn return_transfer(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<i64>,
    version: IfMatch,
    reason: Valid<Reason>,
) -> Result<HttpResponse, Problem> {
    let work = move |state: &State| service::return_(state, &caller, *id, version.0, &reason.0);
    let transfer = state.change(work).await?;
    Ok(versioned(StatusCode::OK, transfer.version, &transfer))
}

pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(create_transfer)
        .service(list_transfers)
        .service(read_transfer)
        .service(update_transfer)
        .service(approve_transfer)
        .service(return_transfer);
}
