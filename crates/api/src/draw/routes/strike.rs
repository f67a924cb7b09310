//! Strikes.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use contract::page::{Page, PageQuery};
use contract::strike::{Strike, StrikeQuery, StrikeRequest};
use contract::task::Reason;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::auth::Caller;
use crate::draw::strike;
use crate::problem::Problem;
use crate::state::State;
use crate::web::{IfMatch, Paged, Valid, versioned};

/// File a strike.
///
/// These drawn objects shall not be visited, at somebody's discretion, for the reason and on the document given; an object
/// that does not exist is substituted instead. Possible from the draw until the first record; goes to the leader.
#[utoipa::path(
    tag = "strikes",
    params(("id" = i64, Path, description = "Key of the task")),
    request_body = StrikeRequest,
    extensions(("x-permission" = json!("strike.write"))),
    responses((status = 201, description = "The strike", body = Strike))
)]
#[post("/tasks/{id}/strikes")]
pub async fn file_strike(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<i64>,
    given: Valid<StrikeRequest>,
) -> Result<HttpResponse, Problem> {
    let filed = state.change(move |state| strike::file(state, &caller, *id, &given.0)).await?;
    Ok(versioned(StatusCode::CREATED, filed.version, &filed))
}

/// List strikes.
///
/// Of the tasks within the caller's data scope, the newest first.
#[utoipa::path(
    tag = "strikes",
    params(StrikeQuery, PageQuery),
    extensions(("x-permission" = json!("task.read"))),
    responses((status = 200, description = "One page", body = Page<Strike>))
)]
#[get("/strikes")]
pub async fn list_strikes(
    state: web::Data<State>,
    caller: Caller,
    query: Paged<StrikeQuery>,
) -> Result<web::Json<Page<Strike>>, Problem> {
    state.run(move |state| strike::list(state, &caller, query.filter, query.page)).await.map(web::Json)
}

/// List the strikes of a task.
///
/// In the order of their filing.
#[utoipa::path(
    tag = "strikes",
    params(("id" = i64, Path, description = "Key of the task")),
    extensions(("x-permission" = json!("task.read"))),
    responses((status = 200, description = "The strikes", body = Vec<Strike>))
)]
#[get("/tasks/{id}/strikes")]
pub async fn list_strikes_of_task(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<i64>,
) -> Result<web::Json<Vec<Strike>>, Problem> {
    state.run(move |state| strike::of_task(state, &caller, *id)).await.map(web::Json)
}

/// Approve a strike.
///
/// By somebody else than who filed it. The objects lose their places, publicly and in the log; the task goes on to a
/// supplementary round with new secrets, which draws as many of each stratum among those who have not been drawn. Its plan
/// cannot be changed.
#[utoipa::path(
    tag = "strikes",
    params(("id" = i64, Path, description = "Key of the strike"), IfMatch),
    extensions(("x-permission" = json!("strike.approve"))),
    responses((status = 200, description = "The strike", body = Strike))
)]
#[post("/strikes/{id}/approve")]
pub async fn approve_strike(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<i64>,
    version: IfMatch,
) -> Result<HttpResponse, Problem> {
    let decided = state.change(move |state| strike::approve(state, &caller, *id, version.0)).await?;
    Ok(versioned(StatusCode::OK, decided.version, &decided))
}

/// Refuse a strike.
///
/// With a reason: the objects stay to be inspected.
#[utoipa::path(
    tag = "strikes",
    params(("id" = i64, Path, description = "Key of the strike"), IfMatch),
    request_body = Reason,
    extensions(("x-permission" = json!("strike.approve"))),
    responses((status = 200, description = "The strike", body = Strike))
)]
#[post("/strikes/{id}/refuse")]
pub async fn refuse_strike(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<i64>,
    version: IfMatch,
    reason: Valid<Reason>,
) -> Result<HttpResponse, Problem> {
    let work = move |state: &State| strike::refuse(state, &caller, *id, version.0, &reason.0);
    let decided = state.change(work).await?;
    Ok(versioned(StatusCode::OK, decided.version, &decided))
}

pub(super) fn configure(config: &mut ServiceConfig<'_>) {
    config.service(file_strike).service(list_strikes).service(list_strikes_of_task);
    config.service(approve_strike).service(refuse_strike);
}
