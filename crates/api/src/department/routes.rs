//! `/bodies`, `/departments`, `/divisions`.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, put, web};
use contract::department::{Body, BodyChange, Department, Division};
use utoipa_actix_web::service_config::ServiceConfig;

use super::service;
use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::State;
use crate::web::{IfMatch, Valid, versioned};

/// List issuing bodies.
///
/// Task numbers run per body and year and begin with the body's 发文代字.
#[utoipa::path(
    tag = "departments",
    extensions(("x-permission" = json!("department.read"))),
    responses((status = 200, description = "All bodies", body = Vec<Body>))
)]
#[get("/bodies")]
pub async fn list_bodies(state: web::Data<State>, caller: Caller) -> Result<web::Json<Vec<Body>>, Problem> {
    state.run(move |state| service::bodies(state, &caller)).await.map(web::Json)
}

/// Change a body.
///
/// The new 发文代字 applies to numbers given from now on.
#[utoipa::path(
    tag = "departments",
    request_body = BodyChange,
    params(("id" = i64, Path, description = "Key of the body"), IfMatch),
    extensions(("x-permission" = json!("department.write"))),
    responses((status = 200, description = "The body", body = Body))
)]
#[put("/bodies/{id}")]
pub async fn update_body(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<i64>,
    version: IfMatch,
    change: Valid<BodyChange>,
) -> Result<HttpResponse, Problem> {
    let work = move |state: &State| service::update_body(state, &caller, *id, version.0, &change.0);
    let body = state.change(work).await?;
    Ok(versioned(StatusCode::OK, body.version, &body))
}

/// List departments.
///
/// By code.
#[utoipa::path(
    tag = "departments",
    extensions(("x-permission" = json!("department.read"))),
    responses((status = 200, description = "All departments", body = Vec<Department>))
)]
#[get("/departments")]
pub async fn list_departments(
    state: web::Data<State>,
    caller: Caller,
) -> Result<web::Json<Vec<Department>>, Problem> {
    state.run(move |state| service::departments(state, &caller)).await.map(web::Json)
}

/// List divisions.
///
/// By code (GB/T 2260); a retired code names its present one.
#[utoipa::path(
    tag = "departments",
    extensions(("x-permission" = json!("department.read"))),
    responses((status = 200, description = "All divisions", body = Vec<Division>))
)]
#[get("/divisions")]
pub async fn list_divisions(
    state: web::Data<State>,
    caller: Caller,
) -> Result<web::Json<Vec<Division>>, Problem> {
    state.run(move |state| service::divisions(state, &caller)).await.map(web::Json)
}

pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config.service(list_bodies).service(update_body).service(list_departments).service(list_divisions);
}
