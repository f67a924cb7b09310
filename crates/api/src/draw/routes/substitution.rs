//! Substitutions.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use contract::page::{Page, PageQuery};
use contract::substitution::{Substitution, SubstitutionQuery, SubstitutionRequest};
use contract::task::Reason;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::auth::Caller;
use crate::draw::substitution;
use crate::problem::Problem;
use crate::state::State;
use crate::web::{IfMatch, Paged, Valid, versioned};

/// File a substitution.
///
/// By the clerk, or an inspector of the team: the object of this inspection was found not to exist. Goes to the leader.
#[utoipa::path(
    tag = "substitutions",
    params(("id" = i64, Path, description = "Key of the inspection")),
    request_body = SubstitutionRequest,
    extensions(("x-permission" = json!("substitution.write"))),
    responses((status = 201, description = "The substitution", body = Substitution))
)]
#[post("/inspections/{id}/substitutions")]
pub async fn file_substitution(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<i64>,
    given: Valid<SubstitutionRequest>,
) -> Result<HttpResponse, Problem> {
    let work = move |state: &State| substitution::file(state, &caller, *id, &given.0);
    let filed = state.change(work).await?;
    Ok(versioned(StatusCode::CREATED, filed.version, &filed))
}

/// List substitutions.
///
/// Within the caller's data scope, the newest first; an inspector's are those of inspections of the own teams.
#[utoipa::path(
    tag = "substitutions",
    params(SubstitutionQuery, PageQuery),
    extensions(("x-permission" = json!("inspection.read"))),
    responses((status = 200, description = "One page", body = Page<Substitution>))
)]
#[get("/substitutions")]
pub async fn list_substitutions(
    state: web::Data<State>,
    caller: Caller,
    query: Paged<SubstitutionQuery>,
) -> Result<web::Json<Page<Substitution>>, Problem> {
    state.run(move |state| substitution::list(state, &caller, query.filter, query.page)).await.map(web::Json)
}

/// List the substitutions of a task.
///
/// In the order of their filing.
#[utoipa::path(
    tag = "substitutions",
    params(("id" = i64, Path, description = "Key of the task")),
    extensions(("x-permission" = json!("task.read"))),
    responses((status = 200, description = "The substitutions", body = Vec<Substitution>))
)]
#[get("/tasks/{id}/substitutions")]
pub async fn list_substitutions_of_task(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<i64>,
) -> Result<web::Json<Vec<Substitution>>, Problem> {
    state.run(move |state| substitution::of_task(state, &caller, *id)).await.map(web::Json)
}

/// Approve a substitution.
///
/// The next reserve of the stratum takes the place. In each place of its team sits who had it with the replaced object, if
/// eligible; otherwise the eligible inspector below the own limit whom the draw itself prefers for the reserve. Logged, and
/// public with the round.
#[utoipa::path(
    tag = "substitutions",
    params(("id" = i64, Path, description = "Key of the substitution"), IfMatch),
    extensions(("x-permission" = json!("substitution.approve"))),
    responses((status = 200, description = "The substitution", body = Substitution))
)]
#[post("/substitutions/{id}/approve")]
pub async fn approve_substitution(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<i64>,
    version: IfMatch,
) -> Result<HttpResponse, Problem> {
    let decided = state.change(move |state| substitution::approve(state, &caller, *id, version.0)).await?;
    Ok(versioned(StatusCode::OK, decided.version, &decided))
}

/// Refuse a substitution.
///
/// With a reason: the object stays to be inspected.
#[utoipa::path(
    tag = "substitutions",
    params(("id" = i64, Path, description = "Key of the substitution"), IfMatch),
    request_body = Reason,
    extensions(("x-permission" = json!("substitution.approve"))),
    responses((status = 200, description = "The substitution", body = Substitution))
)]
#[post("/substitutions/{id}/refuse")]
pub async fn refuse_substitution(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<i64>,
    version: IfMatch,
    reason: Valid<Reason>,
) -> Result<HttpResponse, Problem> {
    let work = move |state: &State| substitution::refuse(state, &caller, *id, version.0, &reason.0);
    let decided = state.change(work).await?;
    Ok(versioned(StatusCode::OK, decided.version, &decided))
}

pub(super) fn configure(config: &mut ServiceConfig<'_>) {
    config.service(file_substitution).service(list_substitutions).service(list_substitutions_of_task);
    config.service(approve_substitution).service(refuse_substitution);
}
