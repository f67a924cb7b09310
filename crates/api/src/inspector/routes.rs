//! `/inspectors`, `/recusals`.

use actix_web::{get, web};
use contract::inspector::{Inspector, InspectorQuery, Recusal, RecusalQuery};
use contract::page::{Page, PageQuery};
use utoipa_actix_web::service_config::ServiceConfig;

use super::service;
use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::State;
use crate::web::Paged;

/// List inspectors.
///
/// By staff code; suspended and expired ones too.
#[utoipa::path(
    tag = "inspectors",
    params(InspectorQuery, PageQuery),
    extensions(("x-permission" = json!("inspector.read"))),
    responses((status = 200, description = "One page", body = Page<Inspector>))
)]
#[get("/inspectors")]
pub async fn list_inspectors(
    state: web::Data<State>,
    caller: Caller,
    query: Paged<InspectorQuery>,
) -> Result<web::Json<Page<Inspector>>, Problem> {
    state.run(move |state| service::list(state, &caller, &query.filter, query.page)).await.map(web::Json)
}

/// List recusals.
///
/// Pairs of inspector and object that a draw never brings together.
#[utoipa::path(
    tag = "inspectors",
    params(RecusalQuery, PageQuery),
    extensions(("x-permission" = json!("inspector.read"))),
    responses((status = 200, description = "One page", body = Page<Recusal>))
)]
#[get("/recusals")]
pub async fn list_recusals(
    state: web::Data<State>,
    caller: Caller,
    query: Paged<RecusalQuery>,
) -> Result<web::Json<Page<Recusal>>, Problem> {
    let work = move |state: &State| service::recusals(state, &caller, &query.filter, query.page);
    state.run(work).await.map(web::Json)
}

pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config.service(list_inspectors).service(list_recusals);
}
