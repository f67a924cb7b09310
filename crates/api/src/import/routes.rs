//! `/imports`: a CSV file as the body of the request, a job as the answer.

use actix_web::http::header::LOCATION;
use actix_web::{HttpResponse, post, web};
use contract::import::ImportQuery;
use contract::job::Job;
use contract::problem::ProblemCode;
use domain::import::Kind;
use domain::policy::Action;
use utoipa_actix_web::service_config::ServiceConfig;

use super::job::{self, Upload};
use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::State;
use crate::web::Query;

/// Import into a library.
///
/// `kind` is `objects`, `inspectors`, `object-matters`, `credit` or `recusals`. CSV in UTF-8 or GB18030, detected. Rows that are wrong are reported, the others imported; the same file twice changes nothing. The report hangs on the job.
#[utoipa::path(
    tag = "imports",
    params(("kind" = Kind, Path, description = "What the file holds"), ImportQuery),
    request_body(content = String, content_type = "text/csv"),
    extensions(("x-permission" = json!("library.import"))),
    responses((status = 202, description = "The job", body = Job))
)]
#[post("/imports/library/{kind}")]
pub async fn import_library(
    state: web::Data<State>,
    caller: Caller,
    kind: web::Path<Kind>,
    query: Query<ImportQuery>,
    upload: Upload,
) -> Result<HttpResponse, Problem> {
    start(&state, caller, (*kind, Action::LibraryImport), query, upload).await
}

/// Import matters.
///
/// With their check items. They are on no list until one is published.
#[utoipa::path(
    tag = "imports",
    params(ImportQuery),
    request_body(content = String, content_type = "text/csv"),
    extensions(("x-permission" = json!("matter.import"))),
    responses((status = 202, description = "The job", body = Job))
)]
#[post("/imports/matters")]
pub async fn import_matters(
    state: web::Data<State>,
    caller: Caller,
    query: Query<ImportQuery>,
    upload: Upload,
) -> Result<HttpResponse, Problem> {
    start(&state, caller, (Kind::Matters, Action::MatterImport), query, upload).await
}

/// Import the organisation.
///
/// `kind` is `departments`, `divisions` or `calendar`.
#[utoipa::path(
    tag = "imports",
    params(("kind" = Kind, Path, description = "What the file holds"), ImportQuery),
    request_body(content = String, content_type = "text/csv"),
    extensions(("x-permission" = json!("department.import"))),
    responses((status = 202, description = "The job", body = Job))
)]
#[post("/imports/organisation/{kind}")]
pub async fn import_organisation(
    state: web::Data<State>,
    caller: Caller,
    kind: web::Path<Kind>,
    query: Query<ImportQuery>,
    upload: Upload,
) -> Result<HttpResponse, Problem> {
    start(&state, caller, (*kind, Action::DepartmentImport), query, upload).await
}

async fn start(
    state: &State,
    caller: Caller,
    (kind, action): (Kind, Action),
    query: Query<ImportQuery>,
    upload: Upload,
) -> Result<HttpResponse, Problem> {
    if kind.action() != action {
        // The policy answers before the path: nobody learns more than they may.
        state.run(move |state| state.permit(&caller, action)).await?;
        return Err(Problem::new(ProblemCode::NotFound));
    }
    let job = job::start(state, caller, kind, query.into_inner(), upload).await?;
    Ok(HttpResponse::Accepted().insert_header((LOCATION, format!("/api/v1/jobs/{}", job.id))).json(job))
}

pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config.service(import_library).service(import_matters).service(import_organisation);
}
