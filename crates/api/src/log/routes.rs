//! `/log/checkpoint` and `/log/tile`, as C2SP `tlog-tiles` lays them out; `/public/log` for who wants JSON.

use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use actix_web::{HttpRequest, HttpResponse, get, web};
use contract::log::{
    ConsistencyProof, ConsistencyQuery, InclusionProof, InclusionQuery, LogEvent, LogEventQuery, LogKey,
};
use contract::page::{Page, PageQuery};
use utoipa_actix_web::service_config::ServiceConfig;

use super::service;
use crate::portal::caching;
use crate::problem::Problem;
use crate::state::State;
use crate::web::{Binary, Paged, Query};

/// A new checkpoint is there within seconds.
const FRESH: &str = "public, max-age=2";
/// A tile of some width is the same for ever.
const FOREVER: &str = "public, max-age=31536000, immutable";

/// Read the log's checkpoint.
///
/// The signed head of the log (C2SP tlog-checkpoint): its name, size and root.
#[utoipa::path(
    tag = "log",
    responses((status = 200, description = "A signed note", body = String, content_type = "text/plain"))
)]
#[get("/log/checkpoint")]
pub async fn read_log_checkpoint(state: web::Data<State>) -> Result<HttpResponse, Problem> {
    let note = state.run(service::checkpoint).await?;
    Ok(HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, FRESH))
        .insert_header((CONTENT_TYPE, "text/plain; charset=utf-8"))
        .body(note))
}

/// Read a tile of the log.
///
/// Hashes at `<L>/<N>[.p/<W>]`, entries at `entries/<N>[.p/<W>]` (C2SP tlog-tiles). A tile never changes.
#[utoipa::path(
    tag = "log",
    params(("tile" = String, Path, description = "Path of the tile, `0/x001/234` or `entries/007.p/12`")),
    responses((status = 200, description = "The tile", body = inline(Binary), content_type = "application/octet-stream"))
)]
#[get("/log/tile/{tile:.*}")]
pub async fn read_log_tile(
    state: web::Data<State>,
    tile: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let path = format!("tile/{tile}");
    let content = state.run(move |state| service::tile(state, &path)).await?;
    Ok(HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, FOREVER))
        .insert_header((CONTENT_TYPE, "application/octet-stream"))
        .body(content))
}

/// Prove that an entry stands in the log.
///
/// By the entry's index, or by its hash where it shows what happened.
#[utoipa::path(
    tag = "log",
    params(InclusionQuery),
    responses(
        (status = 200, description = "The entry and its proof", body = InclusionProof),
        (status = 304, description = "Not changed since")
    )
)]
#[get("/public/log/inclusion")]
pub async fn read_log_inclusion(
    state: web::Data<State>,
    request: HttpRequest,
    query: Query<InclusionQuery>,
) -> Result<HttpResponse, Problem> {
    caching::json(&request, &state.run(move |state| service::inclusion(state, &query)).await?)
}

/// Prove that the log only grew.
///
/// Between two sizes; roots beside the proof.
#[utoipa::path(
    tag = "log",
    params(ConsistencyQuery),
    responses(
        (status = 200, description = "The proof", body = ConsistencyProof),
        (status = 304, description = "Not changed since")
    )
)]
#[get("/public/log/consistency")]
pub async fn read_log_consistency(
    state: web::Data<State>,
    request: HttpRequest,
    query: Query<ConsistencyQuery>,
) -> Result<HttpResponse, Problem> {
    caching::json(&request, &state.run(move |state| service::consistency(state, &query)).await?)
}

/// List the events of draws in the log.
///
/// Newest first; each with its index, by which it is proved. The entry itself is in the log's tiles.
#[utoipa::path(
    tag = "log",
    params(LogEventQuery, PageQuery),
    responses(
        (status = 200, description = "One page", body = Page<LogEvent>),
        (status = 304, description = "Not changed since")
    )
)]
#[get("/public/log/events")]
pub async fn list_log_events(
    state: web::Data<State>,
    request: HttpRequest,
    query: Paged<LogEventQuery>,
) -> Result<HttpResponse, Problem> {
    let work = move |state: &State| service::events(state, query.filter, query.page);
    caching::json(&request, &state.run(work).await?)
}

/// List the keys of the log.
///
/// Oldest first. A key that was replaced shows the checkpoint that it signed together with its successor.
#[utoipa::path(
    tag = "log",
    responses(
        (status = 200, description = "The keys", body = Vec<LogKey>),
        (status = 304, description = "Not changed since")
    )
)]
#[get("/public/log/keys")]
pub async fn list_log_keys(state: web::Data<State>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    caching::json(&request, &state.run(service::keys).await?)
}

pub(crate) fn configure_tiles(config: &mut ServiceConfig<'_>) {
    config.service(read_log_checkpoint).service(read_log_tile);
}

pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(read_log_inclusion)
        .service(read_log_consistency)
        .service(list_log_events)
        .service(list_log_keys);
}
