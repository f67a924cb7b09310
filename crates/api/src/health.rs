//! Whether the server lives, and whether it can work.

use actix_web::{HttpResponse, get, web};
use contract::problem::ProblemCode;

use crate::problem::Problem;
use crate::state::State;

/// Ask whether the server is alive.
///
/// Answers as soon as the process accepts connections; asks nothing of the database.
#[utoipa::path(tag = "health", responses((status = 204, description = "Alive")))]
#[get("/healthz")]
pub async fn is_alive() -> HttpResponse {
    HttpResponse::NoContent().finish()
}

/// Ask whether the server is ready.
///
/// Ready means: the database answers and has all migrations.
#[utoipa::path(tag = "health", responses((status = 204, description = "Ready")))]
#[get("/readyz")]
pub async fn is_ready(state: web::Data<State>) -> Result<HttpResponse, Problem> {
    let ready = state.run(|state| Ok(state.database.is_ready()?)).await?;
    if ready {
        return Ok(HttpResponse::NoContent().finish());
    }
    Err(Problem::with(ProblemCode::Unavailable, "数据库结构不是最新版本，请执行 sunlot migrate"))
}
