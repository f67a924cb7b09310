//! `/public`: no sign-in; every answer may be kept for a minute.

use std::fs::File;
use std::io::Read;

use actix_web::body::SizedStream;
use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, ContentEncoding};
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse, get, web};
use contract::draw::Draw;
use contract::page::{Page, PageQuery};
use contract::portal::{
    PublicMatterList, PublicResult, PublicStatistics, PublicTask, ResultQuery, StatisticsQuery,
};
use contract::round::{CeremonyEvent, Round};
use futures_util::Stream;
use futures_util::stream::try_unfold;
use utoipa_actix_web::service_config::ServiceConfig;

use super::{bundle, caching, service};
use crate::draw::events::{self, Follower};
use crate::problem::Problem;
use crate::state::State;
use crate::web::{Binary, Held, Paged, Query, attachment};

/// Bytes of a file sent at once.
const CHUNK: u64 = 1 << 16;

/// Read the published matter list.
///
/// The 随机抽查事项清单 in force with what is checked: no task draws outside it.
#[utoipa::path(
    tag = "public",
    responses(
        (status = 200, description = "The list", body = PublicMatterList),
        (status = 304, description = "Not changed since")
    )
)]
#[get("/public/matters")]
pub async fn list_public_matters(
    state: web::Data<State>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    caching::json(&request, &state.run(service::matters).await?)
}

/// List public tasks.
///
/// Newest first; a task is public from its announcement on, and for ever.
#[utoipa::path(
    tag = "public",
    params(PageQuery),
    responses(
        (status = 200, description = "One page", body = Page<PublicTask>),
        (status = 304, description = "Not changed since")
    )
)]
#[get("/public/tasks")]
pub async fn list_public_tasks(
    state: web::Data<State>,
    request: HttpRequest,
    page: Query<PageQuery>,
) -> Result<HttpResponse, Problem> {
    caching::json(&request, &state.run(move |state| service::tasks(state, *page)).await?)
}

/// Read a public task.
///
/// The reason is shown when it was voided.
#[utoipa::path(
    tag = "public",
    params(("id" = i64, Path, description = "Key of the task")),
    responses(
        (status = 200, description = "The task", body = PublicTask),
        (status = 304, description = "Not changed since")
    )
)]
#[get("/public/tasks/{id}")]
pub async fn read_public_task(
    state: web::Data<State>,
    request: HttpRequest,
    id: web::Path<i64>,
) -> Result<HttpResponse, Problem> {
    caching::json(&request, &state.run(move |state| service::task(state, *id)).await?)
}

/// List the rounds of a task's draw.
///
/// What was frozen, who committed to what, what was revealed, and the seed: enough to see that nobody steered it. What
/// a stratum stands for is not shown.
#[utoipa::path(
    tag = "public",
    params(("id" = i64, Path, description = "Key of the task")),
    responses(
        (status = 200, description = "The rounds, in order", body = Vec<Draw>),
        (status = 304, description = "Not changed since")
    )
)]
#[get("/public/tasks/{id}/draws")]
pub async fn list_public_draws(
    state: web::Data<State>,
    request: HttpRequest,
    id: web::Path<i64>,
) -> Result<HttpResponse, Problem> {
    caching::json(&request, &state.run(move |state| service::draws(state, *id)).await?)
}

/// List the announced rounds of a task.
///
/// From the announcement on: what was announced, who committed and revealed when, the public value, the deadline, and how
/// each round ended: in a result or, with a reason, void.
#[utoipa::path(
    tag = "public",
    params(("id" = i64, Path, description = "Key of the task")),
    responses(
        (status = 200, description = "The rounds, in order", body = Vec<Round>),
        (status = 304, description = "Not changed since")
    )
)]
#[get("/public/tasks/{id}/rounds")]
pub async fn list_public_rounds(
    state: web::Data<State>,
    request: HttpRequest,
    id: web::Path<i64>,
) -> Result<HttpResponse, Problem> {
    caching::json(&request, &state.run(move |state| service::rounds(state, *id)).await?)
}

/// Follow a round.
///
/// Server-sent events of one round, those after `Last-Event-ID` first (all without it); comments keep the connection.
#[utoipa::path(
    tag = "public",
    params(
        ("id" = String, Path, description = "Key or number of the task"),
        ("round" = i32, Path, description = "Round, from 1")
    ),
    responses((status = 200, description = "The events", body = CeremonyEvent, content_type = "text/event-stream"))
)]
#[get("/public/tasks/{id}/rounds/{round}/events")]
pub async fn follow_public_round(
    state: web::Data<State>,
    request: HttpRequest,
    path: web::Path<(String, i32)>,
) -> Result<HttpResponse, Problem> {
    let (name, round) = path.into_inner();
    let id = state.run(move |state| service::key(state, &name)).await?;
    events::follow(state, &request, Follower::Public(id, round)).await
}

/// Read the freeze of a round.
///
/// `freeze.json` of the proof bundle, byte for byte (RFC 8785): what a witness looks for its commitment in before it
/// reveals.
#[utoipa::path(
    tag = "public",
    params(
        ("id" = i64, Path, description = "Key of the task"),
        ("round" = i32, Path, description = "Round, from 1")
    ),
    responses(
        (status = 200, description = "The freeze", body = inline(Binary), content_type = "application/json"),
        (status = 304, description = "Not changed since")
    )
)]
#[get("/public/tasks/{id}/draws/{round}/freeze.json")]
pub async fn read_public_freeze(
    state: web::Data<State>,
    request: HttpRequest,
    path: web::Path<(i64, i32)>,
) -> Result<HttpResponse, Problem> {
    let (id, round) = path.into_inner();
    let freeze = state.run(move |state| service::freeze(state, id, round)).await?;
    Ok(caching::written(&request, freeze.into_bytes()))
}

/// Download the proof bundle of a round.
///
/// The files from which anyone recomputes the draw, to be checked with `sunlot draw verify`. A round without a public
/// result has only what was frozen.
#[utoipa::path(
    tag = "public",
    params(
        ("id" = i64, Path, description = "Key of the task"),
        ("round" = i32, Path, description = "Round, from 1")
    ),
    responses(
        (status = 200, description = "The bundle", body = inline(Binary), content_type = "application/zip"),
        (status = 304, description = "Not changed since")
    )
)]
#[get("/public/tasks/{id}/draws/{round}/bundle.zip")]
pub async fn download_public_bundle(
    state: web::Data<State>,
    request: HttpRequest,
    path: web::Path<(i64, i32)>,
) -> Result<HttpResponse, Problem> {
    let (id, round) = path.into_inner();
    let held = Held::of(&request);
    let found = state.run(move |state| bundle::write(state, id, round, &held)).await?;
    let Some(file) = found.file else {
        return Ok(caching::kept(HttpResponse::NotModified(), &found.tag).finish());
    };
    Ok(caching::kept(HttpResponse::Ok(), &found.tag)
        .insert_header((CONTENT_TYPE, "application/zip"))
        .insert_header((CONTENT_DISPOSITION, attachment(&file.name)))
        // It is compressed already.
        .insert_header(ContentEncoding::Identity)
        .body(SizedStream::new(file.length, chunks(file.content))))
}

/// Search disclosed results.
///
/// By part of the object's name or its whole code, by task, by result; the latest disclosure first.
#[utoipa::path(
    tag = "public",
    params(ResultQuery, PageQuery),
    responses(
        (status = 200, description = "One page", body = Page<PublicResult>),
        (status = 304, description = "Not changed since")
    )
)]
#[get("/public/results")]
pub async fn list_public_results(
    state: web::Data<State>,
    request: HttpRequest,
    query: Paged<ResultQuery>,
) -> Result<HttpResponse, Problem> {
    let work = move |state: &State| service::results(state, query.filter, query.page);
    caching::json(&request, &state.run(work).await?)
}

/// Read the public statistics.
///
/// Tasks by state, objects drawn, and disclosed results by result, division and month: of one calendar year or of all.
/// Nothing about a single object.
#[utoipa::path(
    tag = "public",
    params(StatisticsQuery),
    responses(
        (status = 200, description = "The figures", body = PublicStatistics),
        (status = 304, description = "Not changed since")
    )
)]
#[get("/public/statistics")]
pub async fn read_public_statistics(
    state: web::Data<State>,
    request: HttpRequest,
    query: Query<StatisticsQuery>,
) -> Result<HttpResponse, Problem> {
    caching::json(&request, &state.run(move |state| service::statistics(state, *query)).await?)
}

/// The bytes of a file, read off the web workers.
fn chunks(file: File) -> impl Stream<Item = Result<Bytes, actix_web::Error>> {
    try_unfold(file, |mut file| async move {
        let (read, file) = web::block(move || {
            let mut chunk = Vec::new();
            (&mut file).take(CHUNK).read_to_end(&mut chunk).map(|_| (chunk, file))
        })
        .await??;
        Ok((!read.is_empty()).then(|| (Bytes::from(read), file)))
    })
}

pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(list_public_matters)
        .service(list_public_tasks)
        .service(read_public_task)
        .service(list_public_draws)
        .service(list_public_rounds)
        .service(follow_public_round)
        .service(read_public_freeze)
        .service(download_public_bundle)
        .service(list_public_results)
        .service(read_public_statistics);
}
