//! `/tasks/{id}/…`: the ceremony of a draw.

mod rounds;
mod strike;
mod substitution;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use contract::draw::{Ceremony, Commitment, Draw, DrawRequest, Reveal, Skip, SkipQuery};
use contract::page::{Page, PageQuery};
use contract::simulation::RoundRelaxations;
use contract::task::{Reason, Task};
use utoipa_actix_web::service_config::ServiceConfig;

use super::{ceremony, conclude, freeze, relaxation, service, skip, void};
use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::State;
use crate::task::simulation;
use crate::web::{IfMatch, Paged, Valid, versioned};

/// Read the ceremony.
///
/// Task number, round and party name that a witness's commitment is made of, and who has committed and revealed; where
/// the task stands, and its version for the next action: enough to follow a draw by asking again.
#[utoipa::path(
    tag = "draws",
    params(("id" = i64, Path, description = "Key of the task")),
    extensions(("x-permission" = json!("task.read"))),
    responses((status = 200, description = "The ceremony", body = Ceremony))
)]
#[get("/tasks/{id}/ceremony")]
pub async fn read_ceremony(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<i64>,
) -> Result<web::Json<Ceremony>, Problem> {
    state.run(move |state| ceremony::read(state, &caller, *id)).await.map(web::Json)
}

/// Commit as a witness.
///
/// After the announcement, before the freeze. The secret stays with the witness; a commitment is final.
#[utoipa::path(
    tag = "draws",
    params(("id" = i64, Path, description = "Key of the task")),
    request_body = Commitment,
    extensions(("x-permission" = json!("draw.witness"))),
    responses((status = 200, description = "The ceremony", body = Ceremony))
)]
#[post("/tasks/{id}/witness")]
pub async fn commit_as_witness(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<i64>,
    given: Valid<Commitment>,
) -> Result<web::Json<Ceremony>, Problem> {
    state.change(move |state| ceremony::commit(state, &caller, *id, &given.0)).await.map(web::Json)
}

/// Reveal as a witness.
///
/// After the freeze. A value that was not committed to, or comes after the deadline, voids the round, publicly: nobody
/// knows an outcome yet. What is no 64 hex digits is refused without effect.
#[utoipa::path(
    tag = "draws",
    params(("id" = i64, Path, description = "Key of the task")),
    request_body = Reveal,
    extensions(("x-permission" = json!("draw.witness"))),
    responses((status = 200, description = "The ceremony", body = Ceremony))
)]
#[post("/tasks/{id}/reveal")]
pub async fn reveal_as_witness(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<i64>,
    given: Valid<Reveal>,
) -> Result<web::Json<Ceremony>, Problem> {
    state.change(move |state| ceremony::reveal(state, &caller, *id, &given.0)).await.map(web::Json)
}

/// Freeze a task.
///
/// Fixes roster, strata, quotas, inspectors, exclusions, team rule and commitments before any secret is known. There is one freeze per task and round, ever.
#[utoipa::path(
    tag = "draws",
    params(("id" = i64, Path, description = "Key of the task"), IfMatch),
    extensions(("x-permission" = json!("task.draw"))),
    responses((status = 201, description = "The round", body = Draw))
)]
#[post("/tasks/{id}/freeze")]
pub async fn freeze_task(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<i64>,
    version: IfMatch,
) -> Result<HttpResponse, Problem> {
    let draw = state.change(move |state| freeze::freeze(state, &caller, *id, version.0)).await?;
    Ok(HttpResponse::Created().json(draw))
}

/// Draw.
///
/// After every witness has revealed, and after the public value was confirmed where two people are asked for. The server
/// reveals its own secret last. The result follows from the freeze and the secrets alone; of a sealed round only its hash
/// is public. When no teams can be formed the round is void, publicly, with its result and the reason.
#[utoipa::path(
    tag = "draws",
    params(("id" = i64, Path, description = "Key of the task"), IfMatch),
    request_body = DrawRequest,
    extensions(("x-permission" = json!("task.draw"))),
    responses((status = 200, description = "The round", body = Draw))
)]
#[post("/tasks/{id}/draw")]
pub async fn draw_task(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<i64>,
    version: IfMatch,
    given: Valid<DrawRequest>,
) -> Result<web::Json<Draw>, Problem> {
    let work = move |state: &State| conclude::draw(state, &caller, *id, version.0, &given.0);
    state.change(work).await.map(web::Json)
}

/// Void a round.
///
/// For an announced or frozen round, while nobody can know its outcome. Public; the task is a draft again, for its next round.
#[utoipa::path(
    tag = "draws",
    params(("id" = i64, Path, description = "Key of the task"), IfMatch),
    request_body = Reason,
    extensions(("x-permission" = json!("task.draw"))),
    responses((status = 200, description = "The task", body = Task))
)]
#[post("/tasks/{id}/void-round")]
pub async fn void_round(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<i64>,
    version: IfMatch,
    reason: Valid<Reason>,
) -> Result<HttpResponse, Problem> {
    let work = move |state: &State| void::give_up(state, &caller, *id, version.0, &reason.0);
    let task = state.change(work).await?;
    Ok(versioned(StatusCode::OK, task.version, &task))
}

/// List rounds.
///
/// All rounds of a task with their freeze, parties, strata and result, in order.
#[utoipa::path(
    tag = "draws",
    params(("id" = i64, Path, description = "Key of the task")),
    extensions(("x-permission" = json!("task.read"))),
    responses((status = 200, description = "The rounds", body = Vec<Draw>))
)]
#[get("/tasks/{id}/draws")]
pub async fn list_draws(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<i64>,
) -> Result<web::Json<Vec<Draw>>, Problem> {
    state.run(move |state| service::list(state, &caller, *id)).await.map(web::Json)
}

/// List skipped inspectors.
///
/// Every inspector who was passed over when teams were formed, with the reason, in the order in which it happened: of a
/// round, of one object, of one inspector. A reserve that took a place has none: its team follows from the place.
#[utoipa::path(
    tag = "draws",
    params(
        ("id" = i64, Path, description = "Key of the task"),
        ("round" = i32, Path, description = "Round, from 1"),
        SkipQuery,
        PageQuery
    ),
    extensions(("x-permission" = json!("task.read"))),
    responses((status = 200, description = "One page", body = Page<Skip>))
)]
#[get("/tasks/{id}/draws/{round}/skips")]
pub async fn list_skips(
    state: web::Data<State>,
    caller: Caller,
    path: web::Path<(i64, i32)>,
    query: Paged<SkipQuery>,
) -> Result<web::Json<Page<Skip>>, Problem> {
    let work = move |state: &State| skip::list(state, &caller, path.into_inner(), &query.filter, query.page);
    state.run(work).await.map(web::Json)
}

/// Find relaxations for a round without teams.
///
/// For a round that is void because its draw found no teams: what would make the teams possible, each by itself
/// sufficient for the objects drawn then; worked out for the plan as it is now. Each can be decided for (`POST /tasks/{id}/relax`)
/// before the next round.
#[utoipa::path(
    tag = "draws",
    params(
        ("id" = i64, Path, description = "Key of the task"),
        ("round" = i32, Path, description = "Round, from 1")
    ),
    extensions(("x-permission" = json!("task.write"))),
    responses(
        (status = 200, description = "The relaxations", body = RoundRelaxations),
        (status = 409, description = "The round is not of this kind, or the task no draft", body = contract::problem::Problem, content_type = "application/problem+json")
    )
)]
#[get("/tasks/{id}/draws/{round}/relaxations")]
pub async fn list_relaxations(
    state: web::Data<State>,
    caller: Caller,
    path: web::Path<(i64, i32)>,
) -> Result<web::Json<RoundRelaxations>, Problem> {
    let loaded = state.run(move |state| relaxation::load(state, &caller, path.into_inner())).await?;
    state.compute(move || Ok(simulation::relaxations(&loaded))).await.map(web::Json)
}

pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config.service(read_ceremony).service(commit_as_witness).service(reveal_as_witness);
    config.service(freeze_task).service(draw_task).service(void_round);
    config.service(list_draws).service(list_skips).service(list_relaxations);
    rounds::configure(config);
    substitution::configure(config);
    strike::configure(config);
}
