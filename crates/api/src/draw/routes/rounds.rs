//! Policies, announcements, public values, releases, and the ceremony live.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, get, post, put, web};
use contract::draw::{GivenSalt, SaltRequest};
use contract::round::{
    AnnounceRequest, CeremonyEvent, DepartmentDrawPolicy, DrawPolicyChange, EntropyValue, Round,
};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::auth::Caller;
use crate::draw::events::{self, Follower};
use crate::draw::{announce, policy, release, rounds, salt, value};
use crate::problem::Problem;
use crate::state::State;
use crate::web::{IfMatch, Valid, versioned};

/// Read the draw policy of a department.
///
/// Witnesses, their roles, the public value, the default mode and time limits that the draws of its tasks are held to. A
/// department that has set nothing demands nothing.
#[utoipa::path(
    tag = "departments",
    params(("id" = i64, Path, description = "Key of the department")),
    extensions(("x-permission" = json!("department.read"))),
    responses((status = 200, description = "The policy", body = DepartmentDrawPolicy))
)]
#[get("/departments/{id}/draw-policy")]
pub async fn read_draw_policy(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<i64>,
) -> Result<HttpResponse, Problem> {
    let policy = state.run(move |state| policy::read(state, &caller, *id)).await?;
    Ok(versioned(StatusCode::OK, policy.version, &policy))
}

/// Set the draw policy of a department.
///
/// Replaces the whole policy. Tasks are held to it from now on; a round that is announced keeps what was in force then.
#[utoipa::path(
    tag = "departments",
    params(("id" = i64, Path, description = "Key of the department"), IfMatch),
    request_body = DrawPolicyChange,
    extensions(("x-permission" = json!("department.write"))),
    responses((status = 200, description = "The policy", body = DepartmentDrawPolicy))
)]
#[put("/departments/{id}/draw-policy")]
pub async fn set_draw_policy(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<i64>,
    version: IfMatch,
    change: Valid<DrawPolicyChange>,
) -> Result<HttpResponse, Problem> {
    let work = move |state: &State| policy::set(state, &caller, *id, version.0, change.0);
    let policy = state.change(work).await?;
    Ok(versioned(StatusCode::OK, policy.version, &policy))
}

/// Announce a round.
///
/// What will be drawn, who must witness, which public value enters, by when: public at once. Commitments come after it.
/// Where the department's policy sets no time limits, the first commitment, or the freeze of a round without witnesses,
/// announces the round by itself.
#[utoipa::path(
    tag = "draws",
    params(("id" = i64, Path, description = "Key of the task"), IfMatch),
    request_body = AnnounceRequest,
    extensions(("x-permission" = json!("task.draw"))),
    responses((status = 201, description = "The round", body = Round))
)]
#[post("/tasks/{id}/announce")]
pub async fn announce_round(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<i64>,
    version: IfMatch,
    given: Valid<AnnounceRequest>,
) -> Result<HttpResponse, Problem> {
    let work = move |state: &State| announce::announce(state, &caller, *id, version.0, &given.0);
    Ok(HttpResponse::Created().json(state.change(work).await?))
}

/// Type the public value of a round.
///
/// After every witness has revealed. It is not shown before another person has confirmed it; until then it may be typed
/// again.
#[utoipa::path(
    tag = "draws",
    params(("id" = i64, Path, description = "Key of the task")),
    request_body = EntropyValue,
    extensions(("x-permission" = json!("task.draw"))),
    responses((status = 200, description = "The round", body = Round))
)]
#[put("/tasks/{id}/entropy")]
pub async fn type_entropy(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<i64>,
    given: Valid<EntropyValue>,
) -> Result<web::Json<Round>, Problem> {
    state.change(move |state| value::enter(state, &caller, *id, &given.0)).await.map(web::Json)
}

/// Confirm the public value of a round.
///
/// A witness types it from its source once more, without seeing the first. A different value is refused and recorded, and
/// both type again.
#[utoipa::path(
    tag = "draws",
    params(("id" = i64, Path, description = "Key of the task")),
    request_body = EntropyValue,
    extensions(("x-permission" = json!("draw.witness"))),
    responses((status = 200, description = "The round", body = Round))
)]
#[post("/tasks/{id}/entropy/confirm")]
pub async fn confirm_entropy(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<i64>,
    given: Valid<EntropyValue>,
) -> Result<web::Json<Round>, Problem> {
    state.change(move |state| value::confirm(state, &caller, *id, &given.0)).await.map(web::Json)
}

/// Release sealed results.
///
/// Makes the operator's secrets, the openings and the result of unannounced visits public, once every inspection is
/// recorded. The end of the task's period, and its disclosure, release them by themselves.
#[utoipa::path(
    tag = "draws",
    params(("id" = i64, Path, description = "Key of the task"), IfMatch),
    extensions(("x-permission" = json!("task.draw"))),
    responses((status = 200, description = "The rounds", body = Vec<Round>))
)]
#[post("/tasks/{id}/release")]
pub async fn release_result(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<i64>,
    version: IfMatch,
) -> Result<web::Json<Vec<Round>>, Problem> {
    state.change(move |state| release::release(state, &caller, *id, version.0)).await.map(web::Json)
}

/// Give out the salt of a firm.
///
/// 盲码: with its code and this a firm finds its own row on the blinded roster of a round, which nobody else can. Whoever gives it
/// out makes sure that it is the firm who asks; the audit log has a `salt.give`. 404 when the code is not on the roster.
#[utoipa::path(
    tag = "draws",
    params(
        ("id" = i64, Path, description = "Key of the task"),
        ("round" = i32, Path, description = "Round, from 1")
    ),
    request_body = SaltRequest,
    extensions(("x-permission" = json!("task.draw"))),
    responses((status = 200, description = "The salt", body = GivenSalt))
)]
#[post("/tasks/{id}/draws/{round}/salt")]
pub async fn give_salt(
    state: web::Data<State>,
    caller: Caller,
    path: web::Path<(i64, i32)>,
    asked: Valid<SaltRequest>,
) -> Result<web::Json<GivenSalt>, Problem> {
    state.change(move |state| salt::give(state, &caller, *path, &asked.0)).await.map(web::Json)
}

/// List announced rounds.
///
/// Every round from its announcement on: terms, deadline, parties, public value, and how it ended.
#[utoipa::path(
    tag = "draws",
    params(("id" = i64, Path, description = "Key of the task")),
    extensions(("x-permission" = json!("task.read"))),
    responses((status = 200, description = "The rounds", body = Vec<Round>))
)]
#[get("/tasks/{id}/rounds")]
pub async fn list_rounds(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<i64>,
) -> Result<web::Json<Vec<Round>>, Problem> {
    state.run(move |state| rounds::list(state, &caller, *id)).await.map(web::Json)
}

/// Follow a ceremony.
///
/// Server-sent events of every round of a task, those after `Last-Event-ID` first (all without it); comments keep the
/// connection. The stream ends when the token does, or the server: connect again with the last `id`.
#[utoipa::path(
    tag = "draws",
    params(("id" = i64, Path, description = "Key of the task")),
    extensions(("x-permission" = json!("task.read"))),
    responses((status = 200, description = "The events", body = CeremonyEvent, content_type = "text/event-stream"))
)]
#[get("/tasks/{id}/ceremony/events")]
pub async fn follow_ceremony(
    state: web::Data<State>,
    caller: Caller,
    request: HttpRequest,
    id: web::Path<i64>,
) -> Result<HttpResponse, Problem> {
    events::follow(state, &request, Follower::Staff(caller, *id)).await
}

pub(super) fn configure(config: &mut ServiceConfig<'_>) {
    config.service(read_draw_policy).service(set_draw_policy);
    config.service(announce_round).service(type_entropy).service(confirm_entropy).service(release_result);
    config.service(list_rounds).service(follow_ceremony).service(give_salt);
}
