//! `/tasks/{id}/issue` and what follows.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, post, web};
use contract::task::{Reason, Task};
use utoipa_actix_web::service_config::ServiceConfig;

use super::service::{self, Stage};
use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::State;
use crate::web::{IfMatch, Valid, versioned};

/// Issue notices.
///
/// Every team and object of the drawn task is to be notified; teams may record from now on.
#[utoipa::path(
    tag = "tasks",
    params(("id" = i64, Path, description = "Key of the task"), IfMatch),
    extensions(("x-permission" = json!("task.issue"))),
    responses((status = 200, description = "The task", body = Task))
)]
#[post("/tasks/{id}/issue")]
pub async fn issue_task(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<i64>,
    version: IfMatch,
) -> Result<HttpResponse, Problem> {
    pass(&state, caller, Stage::Issue, *id, version, None).await
}

/// Submit a task for approval.
///
/// Possible once every inspection is recorded; the problem says how many are missing.
#[utoipa::path(
    tag = "tasks",
    params(("id" = i64, Path, description = "Key of the task"), IfMatch),
    extensions(("x-permission" = json!("task.submit"))),
    responses((status = 200, description = "The task", body = Task))
)]
#[post("/tasks/{id}/submit")]
pub async fn submit_task(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<i64>,
    version: IfMatch,
) -> Result<HttpResponse, Problem> {
    pass(&state, caller, Stage::Submit, *id, version, None).await
}

/// Approve the results of a task.
///
/// Each inspection moves on by its disposition: closed, reviewed or rectifying; transferred where a transfer document is
/// approved already.
#[utoipa::path(
    tag = "tasks",
    params(("id" = i64, Path, description = "Key of the task"), IfMatch),
    extensions(("x-permission" = json!("task.approve"))),
    responses((status = 200, description = "The task", body = Task))
)]
#[post("/tasks/{id}/approve")]
pub async fn approve_task(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<i64>,
    version: IfMatch,
) -> Result<HttpResponse, Problem> {
    pass(&state, caller, Stage::Approve, *id, version, None).await
}

/// Return a task to its teams.
///
/// With the reason; teams may replace their records until it is submitted again.
#[utoipa::path(
    tag = "tasks",
    request_body = Reason,
    params(("id" = i64, Path, description = "Key of the task"), IfMatch),
    extensions(("x-permission" = json!("task.approve"))),
    responses((status = 200, description = "The task", body = Task))
)]
#[post("/tasks/{id}/return")]
pub async fn return_task(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<i64>,
    version: IfMatch,
    reason: Valid<Reason>,
) -> Result<HttpResponse, Problem> {
    pass(&state, caller, Stage::Return, *id, version, Some(reason.0.reason)).await
}

/// Disclose the results of a task.
///
/// All results are public from this moment.
#[utoipa::path(
    tag = "tasks",
    params(("id" = i64, Path, description = "Key of the task"), IfMatch),
    extensions(("x-permission" = json!("task.disclose"))),
    responses((status = 200, description = "The task", body = Task))
)]
#[post("/tasks/{id}/disclose")]
pub async fn disclose_task(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<i64>,
    version: IfMatch,
) -> Result<HttpResponse, Problem> {
    pass(&state, caller, Stage::Disclose, *id, version, None).await
}

/// Archive a task.
///
/// Closes a disclosed task for good.
#[utoipa::path(
    tag = "tasks",
    params(("id" = i64, Path, description = "Key of the task"), IfMatch),
    extensions(("x-permission" = json!("task.disclose"))),
    responses((status = 200, description = "The task", body = Task))
)]
#[post("/tasks/{id}/archive")]
pub async fn archive_task(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<i64>,
    version: IfMatch,
) -> Result<HttpResponse, Problem> {
    pass(&state, caller, Stage::Archive, *id, version, None).await
}

/// Void a task that has no result.
///
/// Number and reason stay public for ever; a round under way is voided with it. Not once all parties have revealed: the outcome
/// could be known.
#[utoipa::path(
    tag = "tasks",
    request_body = Reason,
    params(("id" = i64, Path, description = "Key of the task"), IfMatch),
    extensions(("x-permission" = json!("task.void"))),
    responses((status = 200, description = "The task", body = Task))
)]
#[post("/tasks/{id}/void")]
pub async fn void_task(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<i64>,
    version: IfMatch,
    reason: Valid<Reason>,
) -> Result<HttpResponse, Problem> {
    pass(&state, caller, Stage::Void, *id, version, Some(reason.0.reason)).await
}

/// Void a task that has a result.
///
/// Possible until it is approved, and not for those who draw: a draw that displeases is not to be had again. Its rounds are
/// void with the code `withdrawn`, publicly and in the log; their results stay public.
#[utoipa::path(
    tag = "tasks",
    request_body = Reason,
    params(("id" = i64, Path, description = "Key of the task"), IfMatch),
    extensions(("x-permission" = json!("task.withdraw"))),
    responses((status = 200, description = "The task", body = Task))
)]
#[post("/tasks/{id}/withdraw")]
pub async fn withdraw_task(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<i64>,
    version: IfMatch,
    reason: Valid<Reason>,
) -> Result<HttpResponse, Problem> {
    pass(&state, caller, Stage::Withdraw, *id, version, Some(reason.0.reason)).await
}

async fn pass(
    state: &State,
    caller: Caller,
    stage: Stage,
    id: i64,
    version: IfMatch,
    reason: Option<String>,
) -> Result<HttpResponse, Problem> {
    let work = move |state: &State| service::pass(state, &caller, stage, id, version.0, reason);
    let task = state.change(work).await?;
    Ok(versioned(StatusCode::OK, task.version, &task))
}

pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(issue_task)
        .service(submit_task)
        .service(approve_task)
        .service(return_task)
        .service(disclose_task)
        .service(archive_task)
        .service(void_task)
        .service(withdraw_task);
}
