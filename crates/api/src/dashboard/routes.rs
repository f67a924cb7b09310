//! `/dashboard`.

use actix_web::{get, web};
use contract::dashboard::Dashboard;
use utoipa_actix_web::service_config::ServiceConfig;

use super::service;
use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::State;

/// Read the dashboard.
///
/// What waits for the caller, each with the list that shows exactly that; the next results to be disclosed; tasks by
/// state; this year's results. Only what the caller's role and data scope grant is counted: who may read nothing gets
/// empty lists.
#[utoipa::path(
    tag = "dashboard",
    extensions(("x-permission" = json!("account.read"))),
    responses((status = 200, description = "The dashboard", body = Dashboard))
)]
#[get("/dashboard")]
pub async fn read_dashboard(
    state: web::Data<State>,
    caller: Caller,
) -> Result<web::Json<Dashboard>, Problem> {
    state.run(move |state| service::read(state, &caller)).await.map(web::Json)
}

pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config.service(read_dashboard);
}
