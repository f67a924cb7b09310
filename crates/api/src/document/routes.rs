//! `/tasks/{id}/….pdf`, `/inspections/{id}/….pdf`, `/transfers/{id}/document.pdf`.

use actix_web::{HttpResponse, get, web};
use contract::problem;
use contract::round::RoundQuery;
use documents::Press;
use utoipa_actix_web::service_config::ServiceConfig;

use super::{certificate, inspection, notice, summary, transfer};
use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::State;
use crate::web::{Binary, Query, download};

const PDF: &str = "application/pdf";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Download the draw certificate.
///
/// What was frozen, who committed to what, the seed, and the drawn objects with their teams (of at most 1000; the
/// bundle lists more). Of a supplementary round the objects that it added. The QR code leads to the public draw.
#[utoipa::path(
    tag = "documents",
    params(("id" = i64, Path, description = "Key of the task"), RoundQuery),
    extensions(("x-permission" = json!("task.read"))),
    responses(
        (status = 200, description = "The certificate", body = inline(Binary), content_type = "application/pdf"),
        (status = 409, description = "The task is not drawn", body = problem::Problem, content_type = "application/problem+json")
    )
)]
#[get("/tasks/{id}/certificate.pdf")]
pub async fn download_certificate(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<i64>,
    query: Query<RoundQuery>,
) -> Result<HttpResponse, Problem> {
    let sheet = state.run(move |state| certificate::load(state, &caller, *id, query.round)).await?;
    let name = sheet.name.clone();
    let work = move |press: &Press, at| press.certificate(&sheet.content, at);
    Ok(download(PDF, &name, state.printer.print(state.clock.now(), work).await?))
}

/// Download all notices of a task.
///
/// One file; each notice begins on an odd page. They are numbered in the order of the drawing.
#[utoipa::path(
    tag = "documents",
    params(("id" = i64, Path, description = "Key of the task")),
    extensions(("x-permission" = json!("task.read"))),
    responses(
        (status = 200, description = "The notices", body = inline(Binary), content_type = "application/pdf"),
        (status = 409, description = "The task is not issued", body = problem::Problem, content_type = "application/problem+json")
    )
)]
#[get("/tasks/{id}/notices.pdf")]
pub async fn download_notices(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<i64>,
) -> Result<HttpResponse, Problem> {
    let sheet = state.run(move |state| notice::of_task(state, &caller, *id)).await?;
    let name = sheet.name.clone();
    let work = move |press: &Press, at| press.notices(&sheet.content, at);
    Ok(download(PDF, &name, state.printer.print(state.clock.now(), work).await?))
}

/// Download the summary of a task.
///
/// Every result by division and by department, zeros shown, with completion and closure.
#[utoipa::path(
    tag = "documents",
    params(("id" = i64, Path, description = "Key of the task")),
    extensions(("x-permission" = json!("task.read"))),
    responses(
        (status = 200, description = "The summary", body = inline(Binary), content_type = "application/pdf"),
        (status = 409, description = "The task is not drawn", body = problem::Problem, content_type = "application/problem+json")
    )
)]
#[get("/tasks/{id}/summary.pdf")]
pub async fn download_summary(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<i64>,
) -> Result<HttpResponse, Problem> {
    let sheet = state.run(move |state| summary::load(state, &caller, *id)).await?;
    let name = format!("{}.pdf", sheet.name);
    let work = move |press: &Press, at| press.summary(&sheet.content, at);
    Ok(download(PDF, &name, state.printer.print(state.clock.now(), work).await?))
}

/// Download the summary of a task as a workbook.
///
/// The figures of the PDF.
#[utoipa::path(
    tag = "documents",
    params(("id" = i64, Path, description = "Key of the task")),
    extensions(("x-permission" = json!("task.read"))),
    responses(
        (status = 200, description = "The summary", body = inline(Binary), content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (status = 409, description = "The task is not drawn", body = problem::Problem, content_type = "application/problem+json")
    )
)]
#[get("/tasks/{id}/summary.xlsx")]
pub async fn download_summary_workbook(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<i64>,
) -> Result<HttpResponse, Problem> {
    let sheet = state.run(move |state| summary::load(state, &caller, *id)).await?;
    let name = format!("{}.xlsx", sheet.name);
    let work = move |press: &Press, at| press.summary_xlsx(&sheet.content, at);
    Ok(download(XLSX, &name, state.printer.print(state.clock.now(), work).await?))
}

/// Download the notice of one inspection.
///
/// With the number that it has among all notices of the task.
#[utoipa::path(
    tag = "documents",
    params(("id" = i64, Path, description = "Key of the inspection")),
    extensions(("x-permission" = json!("inspection.read"))),
    responses(
        (status = 200, description = "The notice", body = inline(Binary), content_type = "application/pdf"),
        (status = 409, description = "The task is not issued, or the object was substituted", body = problem::Problem, content_type = "application/problem+json")
    )
)]
#[get("/inspections/{id}/notice.pdf")]
pub async fn download_notice(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<i64>,
) -> Result<HttpResponse, Problem> {
    let sheet = state.run(move |state| notice::of_inspection(state, &caller, *id)).await?;
    let name = sheet.name.clone();
    let work = move |press: &Press, at| press.notices(&sheet.content, at);
    Ok(download(PDF, &name, state.printer.print(state.clock.now(), work).await?))
}

/// Download the result sheet of an inspection.
///
/// What was checked and found, who was there, and lines for the signatures.
#[utoipa::path(
    tag = "documents",
    params(("id" = i64, Path, description = "Key of the inspection")),
    extensions(("x-permission" = json!("inspection.read"))),
    responses(
        (status = 200, description = "The result sheet", body = inline(Binary), content_type = "application/pdf"),
        (status = 409, description = "The inspection is not recorded", body = problem::Problem, content_type = "application/problem+json")
    )
)]
#[get("/inspections/{id}/result-sheet.pdf")]
pub async fn download_result_sheet(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<i64>,
) -> Result<HttpResponse, Problem> {
    let sheet = state.run(move |state| inspection::result_sheet(state, &caller, *id)).await?;
    let name = sheet.name.clone();
    let work = move |press: &Press, at| press.result_sheet(&sheet.content, at);
    Ok(download(PDF, &name, state.printer.print(state.clock.now(), work).await?))
}

/// Download a transfer document.
///
/// Marked as a draft until it is approved.
#[utoipa::path(
    tag = "documents",
    params(("id" = i64, Path, description = "Key of the transfer")),
    extensions(("x-permission" = json!("transfer.read"))),
    responses(
        (status = 200, description = "The document", body = inline(Binary), content_type = "application/pdf")
    )
)]
#[get("/transfers/{id}/document.pdf")]
pub async fn download_transfer(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<i64>,
) -> Result<HttpResponse, Problem> {
    let sheet = state.run(move |state| transfer::load(state, &caller, *id)).await?;
    let name = sheet.name.clone();
    let work = move |press: &Press, at| press.transfer(&sheet.content, at);
    Ok(download(PDF, &name, state.printer.print(state.clock.now(), work).await?))
}

pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(download_certificate)
        .service(download_notices)
        .service(download_summary)
        .service(download_summary_workbook)
        .service(download_notice)
        .service(download_result_sheet)
        .service(download_transfer);
}
