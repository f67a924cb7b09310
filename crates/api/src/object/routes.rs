//! `/objects`.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, web};
use contract::object::{Object, ObjectQuery, ObjectVisit};
use contract::page::{Page, PageQuery};
use utoipa_actix_web::service_config::ServiceConfig;

use super::service;
use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::State;
use crate::web::{Paged, Query, versioned};

/// List objects.
///
/// In the order in which they were entered; every filter given must hold.
#[utoipa::path(
    tag = "objects",
    params(ObjectQuery, PageQuery),
    extensions(("x-permission" = json!("object.read"))),
    responses((status = 200, description = "One page", body = Page<Object>))
)]
#[get("/objects")]
pub async fn list_objects(
    state: web::Data<State>,
    caller: Caller,
    query: Paged<ObjectQuery>,
) -> Result<web::Json<Page<Object>>, Problem> {
    let work = move |state: &State| service::list(state, &caller, query.filter, query.page);
    state.run(work).await.map(web::Json)
}

/// Read an object.
///
/// With its risk class, which is never public.
#[utoipa::path(
    tag = "objects",
    params(("id" = i64, Path, description = "Key of the object")),
    extensions(("x-permission" = json!("object.read"))),
    responses((status = 200, description = "The object", body = Object))
)]
#[get("/objects/{id}")]
pub async fn read_object(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<i64>,
) -> Result<HttpResponse, Problem> {
    let object = state.run(move |state| service::get(state, &caller, *id)).await?;
    Ok(versioned(StatusCode::OK, object.version, &object))
}

/// List the visits to an object.
///
/// By whichever department, the last drawn first; those to come, those whose object was substituted and those of voided
/// tasks are told by their states.
#[utoipa::path(
    tag = "objects",
    params(("id" = i64, Path, description = "Key of the object"), PageQuery),
    extensions(("x-permission" = json!("object.read"))),
    responses((status = 200, description = "One page", body = Page<ObjectVisit>))
)]
#[get("/objects/{id}/visits")]
pub async fn list_object_visits(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<i64>,
    page: Query<PageQuery>,
) -> Result<web::Json<Page<ObjectVisit>>, Problem> {
    state.run(move |state| service::visits(state, &caller, *id, *page)).await.map(web::Json)
}

pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config.service(list_objects).service(read_object).service(list_object_visits);
}
