//! `/jobs`.

use std::time::Duration;

use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::Bytes;
use actix_web::{HttpResponse, get, web};
use contract::job::Job;
use futures_util::stream;
use tokio::sync::watch;
use utoipa_actix_web::service_config::ServiceConfig;

use super::service;
use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::State;

/// Read a job.
///
/// One of the caller's own. Its report or error is there once it has ended.
#[utoipa::path(
    tag = "jobs",
    params(("id" = i64, Path, description = "Key of the job")),
    extensions(("x-permission" = json!("job.read"))),
    responses((status = 200, description = "The job", body = Job))
)]
#[get("/jobs/{id}")]
pub async fn read_job(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<i64>,
) -> Result<web::Json<Job>, Problem> {
    state.run(move |state| service::get(state, &caller, *id)).await.map(web::Json)
}

/// Follow a job.
///
/// Server-sent events: `progress` with the rows processed so far, then `end` with the whole job. While another node runs the job there are only comments before `end`.
#[utoipa::path(
    tag = "jobs",
    params(("id" = i64, Path, description = "Key of the job")),
    extensions(("x-permission" = json!("job.read"))),
    responses((status = 200, description = "The events", body = String, content_type = "text/event-stream"))
)]
#[get("/jobs/{id}/events")]
pub async fn follow_job(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<i64>,
) -> Result<HttpResponse, Problem> {
    let id = *id;
    let rows = state.progress.follow(id);
    let first = caller.clone();
    // Whether the job is the caller's is decided before the stream begins.
    state.run(move |state| service::get(state, &first, id)).await?;
    let next = rows.map_or(Next::LookUp, Next::Progress);
    let follower = Follower { state: state.into_inner(), caller, id, next };
    let events = stream::unfold(follower, |follower| async move {
        let (event, follower) = follower.next_event().await?;
        Some((Ok::<_, actix_web::Error>(Bytes::from(event)), follower))
    });
    Ok(HttpResponse::Ok()
        .content_type("text/event-stream")
        .insert_header((CACHE_CONTROL, "no-store"))
        .streaming(events))
}

/// How often a job of another node is looked up.
const LOOK_UP: Duration = Duration::from_secs(1);

struct Follower {
    state: std::sync::Arc<State>,
    caller: Caller,
    id: i64,
    next: Next,
}

enum Next {
    /// This node runs the job, and tells how far it is.
    Progress(watch::Receiver<u64>),
    /// This node does not; its state is in the database.
    LookUp,
    Nothing,
}

impl Follower {
    async fn next_event(mut self) -> Option<(String, Self)> {
        let elsewhere = match &mut self.next {
            Next::Progress(rows) => {
                if rows.changed().await.is_ok() {
                    let processed = *rows.borrow_and_update();
                    return Some((format!("event: progress\ndata: {{\"processed\":{processed}}}\n\n"), self));
                }
                // The sender is gone: the job has ended and its outcome is stored.
                false
            }
            Next::LookUp => true,
            Next::Nothing => return None,
        };
        let (caller, id) = (self.caller.clone(), self.id);
        let job = self.state.run(move |state| service::get(state, &caller, id)).await.ok()?;
        if elsewhere && job.state == service::RUNNING {
            actix_web::rt::time::sleep(LOOK_UP).await;
            // A comment keeps the connection; how many rows are processed only the other node knows.
            return Some((": running\n\n".to_owned(), self));
        }
        self.next = Next::Nothing;
        let job = serde_json::to_string(&job).ok()?;
        Some((format!("event: end\ndata: {job}\n\n"), self))
    }
}

pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config.service(read_job).service(follow_job);
}
