//! `/calendar`.

use actix_web::{get, web};
use contract::calendar::{CalendarDay, DueDay, DueQuery};
use utoipa_actix_web::service_config::ServiceConfig;

use super::service;
use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::State;
use crate::web::Query;

/// List the calendar.
///
/// The official holidays and make-up working days that were entered; other days are what their weekday says.
#[utoipa::path(
    tag = "calendar",
    extensions(("x-permission" = json!("department.read"))),
    responses((status = 200, description = "The days", body = Vec<CalendarDay>))
)]
#[get("/calendar")]
pub async fn list_calendar(
    state: web::Data<State>,
    caller: Caller,
) -> Result<web::Json<Vec<CalendarDay>>, Problem> {
    state.run(move |state| service::list(state, &caller)).await.map(web::Json)
}

/// Compute a due day.
///
/// Says whether it is certain: past the last year entered, only weekends are skipped.
#[utoipa::path(
    tag = "calendar",
    params(DueQuery),
    extensions(("x-permission" = json!("department.read"))),
    responses((status = 200, description = "The day", body = DueDay))
)]
#[get("/calendar/due")]
pub async fn compute_due_day(
    state: web::Data<State>,
    caller: Caller,
    query: Query<DueQuery>,
) -> Result<web::Json<DueDay>, Problem> {
    state.run(move |state| service::due(state, &caller, &query)).await.map(web::Json)
}

pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config.service(list_calendar).service(compute_due_day);
}
