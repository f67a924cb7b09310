//! `/matters`, `/matter-lists`.

use actix_web::{HttpResponse, get, post, web};
use contract::matter::{Matter, MatterList, MatterQuery, NewMatterList};
use utoipa_actix_web::service_config::ServiceConfig;

use super::service;
use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::State;
use crate::web::{Query, Valid};

/// List matters.
///
/// By code, with their check items and whether they are on the list in force.
#[utoipa::path(
    tag = "matters",
    params(MatterQuery),
    extensions(("x-permission" = json!("matter.read"))),
    responses((status = 200, description = "The matters", body = Vec<Matter>))
)]
#[get("/matters")]
pub async fn list_matters(
    state: web::Data<State>,
    caller: Caller,
    query: Query<MatterQuery>,
) -> Result<web::Json<Vec<Matter>>, Problem> {
    state.run(move |state| service::list(state, &caller, *query)).await.map(web::Json)
}

/// Publish a matter list.
///
/// The new version of the 随机抽查事项清单 is in force at once: no task outside it from now on.
#[utoipa::path(
    tag = "matters",
    request_body = NewMatterList,
    extensions(("x-permission" = json!("matter.publish"))),
    responses((status = 201, description = "The list", body = MatterList))
)]
#[post("/matter-lists")]
pub async fn publish_matter_list(
    state: web::Data<State>,
    caller: Caller,
    new: Valid<NewMatterList>,
) -> Result<HttpResponse, Problem> {
    let list = state.change(move |state| service::publish(state, &caller, &new.0)).await?;
    Ok(HttpResponse::Created().json(list))
}

pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config.service(list_matters).service(publish_matter_list);
}
