//! An import as a job: the upload is received whole, then read in the background.

use std::fs::File;
use std::io::{Seek, Write};
use std::path::Path;

use actix_web::web;
use contract::import::ImportQuery;
use contract::job::Job;
use contract::problem::ProblemCode;
use domain::Coded;
use domain::import::Kind;
use futures_util::StreamExt;

use super::service::{Import, import};
use crate::auth::Caller;
use crate::clock::day_in_china;
use crate::job;
use crate::problem::Problem;
use crate::state::State;

/// Largest upload: fifteen million objects are about four gigabytes.
const MOST_BYTES: u64 = 8 << 30;

/// Receives a file and begins its import.
pub(super) async fn start(
    state: &State,
    caller: Caller,
    kind: Kind,
    query: ImportQuery,
    payload: web::Payload,
) -> Result<Job, Problem> {
    let permit = state.run(move |state| state.permit(&caller, kind.action())).await?;
    let file = receive(&state.settings.data_dir, payload).await?;
    let job_kind = format!("import.{}", kind.code());
    let user = permit.actor().user;
    let begun = state.change(move |state| job::service::begin(state, user, &job_kind)).await?;
    let now = state.clock.now();
    let what = Import {
        kind,
        file: query.name.unwrap_or_default(),
        dry_run: query.dry_run.unwrap_or(false),
        now,
        today: day_in_china(now),
    };
    let (state, id) = (state.clone(), begun.id);
    // Not awaited: the job goes on when the caller leaves. Jobs do not take the permits of requests.
    drop(actix_web::rt::task::spawn_blocking(move || {
        job::service::run(&state, id, || {
            import(&state.database, permit.actor(), &what, file, |rows| state.progress.set(id, rows))
                .map_err(|error| error.to_string())
        });
    }));
    Ok(begun)
}

async fn receive(folder: &Path, mut payload: web::Payload) -> Result<File, Problem> {
    let mut file = tempfile::tempfile_in(folder).map_err(Problem::from_io)?;
    let mut received = 0_u64;
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|error| Problem::with(ProblemCode::BadRequest, error.to_string()))?;
        received = received.saturating_add(u64::try_from(chunk.len()).unwrap_or(u64::MAX));
        if received > MOST_BYTES {
            return Err(Problem::new(ProblemCode::TooLarge));
        }
        file = web::block(move || file.write_all(&chunk).map(|()| file))
            .await
            .map_err(|cause| Problem::internal(&cause))?
            .map_err(Problem::from_io)?;
    }
    if received == 0 {
        return Err(Problem::with(ProblemCode::BadRequest, "没有收到文件内容，请以请求正文提交 CSV 文件"));
    }
    file.rewind().map_err(Problem::from_io)?;
    Ok(file)
}
