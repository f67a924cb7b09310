//! `/tasks`: drafts and their preview. Later steps are in `draw` and `stage`.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, put, web};
use contract::page::{Page, PageQuery};
use contract::problem;
use contract::simulation::{RelaxRequest, Simulation, SimulationQuery};
use contract::summary::TaskSummary;
use contract::task::{Task, TaskDraft, TaskPreview, TaskQuery};
use utoipa_actix_web::service_config::ServiceConfig;

use super::{relax, service, simulation, summary};
use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::State;
use crate::web::{IfMatch, Paged, Query, Valid, versioned};

/// List tasks.
///
/// Newest first, within the caller's data scope.
#[utoipa::path(
    tag = "tasks",
    params(TaskQuery, PageQuery),
    extensions(("x-permission" = json!("task.read"))),
    responses((status = 200, description = "One page", body = Page<Task>))
)]
#[get("/tasks")]
pub async fn list_tasks(
    state: web::Data<State>,
    caller: Caller,
    query: Paged<TaskQuery>,
) -> Result<web::Json<Page<Task>>, Problem> {
    state.run(move |state| service::list(state, &caller, &query.filter, query.page)).await.map(web::Json)
}

/// Create a task.
///
/// A draft with the next number of its issuing body and year; numbers have no gaps. Matters outside the list in force are refused.
#[utoipa::path(
    tag = "tasks",
    request_body = TaskDraft,
    extensions(("x-permission" = json!("task.write"))),
    responses((status = 201, description = "The task", body = Task))
)]
#[post("/tasks")]
pub async fn create_task(
    state: web::Data<State>,
    caller: Caller,
    draft: Valid<TaskDraft>,
) -> Result<HttpResponse, Problem> {
    let task = state.change(move |state| service::create(state, &caller, draft.0)).await?;
    Ok(versioned(StatusCode::CREATED, task.version, &task))
}

/// Read a task.
///
/// The `ETag` of the answer is what every change and action must name.
#[utoipa::path(
    tag = "tasks",
    params(("id" = i64, Path, description = "Key of the task")),
    extensions(("x-permission" = json!("task.read"))),
    responses((status = 200, description = "The task", body = Task))
)]
#[get("/tasks/{id}")]
pub async fn read_task(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<i64>,
) -> Result<HttpResponse, Problem> {
    let task = state.run(move |state| service::get(state, &caller, *id)).await?;
    Ok(versioned(StatusCode::OK, task.version, &task))
}

/// Change a draft.
///
/// Replaces its content; possible until the freeze.
#[utoipa::path(
    tag = "tasks",
    params(("id" = i64, Path, description = "Key of the task"), IfMatch),
    request_body = TaskDraft,
    extensions(("x-permission" = json!("task.write"))),
    responses((status = 200, description = "The task", body = Task))
)]
#[put("/tasks/{id}")]
pub async fn update_task(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<i64>,
    version: IfMatch,
    draft: Valid<TaskDraft>,
) -> Result<HttpResponse, Problem> {
    let work = move |state: &State| service::update(state, &caller, *id, version.0, draft.0);
    let task = state.change(work).await?;
    Ok(versioned(StatusCode::OK, task.version, &task))
}

/// Preview a freeze.
///
/// How many objects are in scope and eligible, who is excluded and why, the quota of every stratum, and what would make a freeze impossible. Changes nothing.
#[utoipa::path(
    tag = "tasks",
    params(("id" = i64, Path, description = "Key of the task")),
    extensions(("x-permission" = json!("task.write"))),
    responses((status = 200, description = "The preview", body = TaskPreview))
)]
#[get("/tasks/{id}/preview")]
pub async fn preview_task(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<i64>,
) -> Result<web::Json<TaskPreview>, Problem> {
    state.run(move |state| service::preview(state, &caller, *id)).await.map(web::Json)
}

/// Simulate draws of a draft.
///
/// Repeated trial draws with throw-away secrets, within a few seconds: how often objects are drawn, how many visits each
/// division has to expect, how often teams could not be formed and why, which inspectors are the bottleneck, and what would
/// help. `complete` says whether the time sufficed. Changes nothing, and no trial can become a draw. Refused for more than a
/// million eligible objects.
#[utoipa::path(
    tag = "tasks",
    params(("id" = i64, Path, description = "Key of the task"), SimulationQuery),
    extensions(("x-permission" = json!("task.write"))),
    responses(
        (status = 200, description = "What came of the trials", body = Simulation),
        (status = 409, description = "The task is no draft, or has too many objects", body = problem::Problem, content_type = "application/problem+json")
    )
)]
#[get("/tasks/{id}/simulation")]
pub async fn simulate_task(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<i64>,
    query: Query<SimulationQuery>,
) -> Result<web::Json<Simulation>, Problem> {
    let loaded = state.run(move |state| simulation::load(state, &caller, *id)).await?;
    state.compute(move || simulation::simulate(&loaded, query.into_inner())).await.map(web::Json)
}

/// Relax the plan of a draft.
///
/// A higher cap, fewer months of acquaintance, a looser division rule, or inspectors of more departments: one change, with
/// its reason, on record as `task.relax`. Possible as long as the draft can be changed.
#[utoipa::path(
    tag = "tasks",
    params(("id" = i64, Path, description = "Key of the task"), IfMatch),
    request_body = RelaxRequest,
    extensions(("x-permission" = json!("task.write"))),
    responses((status = 200, description = "The task", body = Task))
)]
#[post("/tasks/{id}/relax")]
pub async fn relax_task(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<i64>,
    version: IfMatch,
    given: Valid<RelaxRequest>,
) -> Result<HttpResponse, Problem> {
    let work = move |state: &State| relax::relax(state, &caller, *id, version.0, &given.0);
    let task = state.change(work).await?;
    Ok(versioned(StatusCode::OK, task.version, &task))
}

/// Read the summary of a task.
///
/// What the PDF and the workbook print: every result by division and by department, zeros too, with completion and
/// closure; and by both. The `state` must be past the draw.
#[utoipa::path(
    tag = "tasks",
    params(("id" = i64, Path, description = "Key of the task")),
    extensions(("x-permission" = json!("task.read"))),
    responses(
        (status = 200, description = "The summary", body = TaskSummary),
        (status = 409, description = "The task is not drawn", body = problem::Problem, content_type = "application/problem+json")
    )
)]
#[get("/tasks/{id}/summary")]
pub async fn read_task_summary(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<i64>,
) -> Result<web::Json<TaskSummary>, Problem> {
    state.run(move |state| summary::read(state, &caller, *id)).await.map(web::Json)
}

pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(list_tasks)
        .service(create_task)
        .service(read_task)
        .service(update_task)
        .service(preview_task)
        .service(simulate_task)
        .service(relax_task)
        .service(read_task_summary);
}
