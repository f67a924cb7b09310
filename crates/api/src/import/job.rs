//! An import as a job: the upload is received whole, then read in the background.

use std::fs::File;
use std::io::{Seek, Write};
use std::path::Path;

use actix_web::dev::Payload;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};
use contract::import::ImportQuery;
use contract::job::Job;
use contract::problem::ProblemCode;
use documents::table::TableError;
use domain::Coded;
use domain::import::Kind;
use futures_util::StreamExt;
use futures_util::future::{Ready, ready};

use super::service::{Import, ImportError, import};
use crate::auth::Caller;
use crate::clock::day_in_china;
use crate::job;
use crate::problem::Problem;
use crate::state::State;

/// Largest upload: fifteen million objects are about four gigabytes.
const MOST_BYTES: u64 = 8 << 30;

/// What a CSV file may be called.
const FILES: [&str; 3] = ["text/csv", "text/plain", "application/octet-stream"];

/// Receives a file and begins its import.
pub(super) async fn start(
    state: &State,
    caller: Caller,
    kind: Kind,
    query: ImportQuery,
    upload: Upload,
) -> Result<Job, Problem> {
    let permit = state.run(move |state| state.permit(&caller, kind.action())).await?;
    let file = receive(&state.settings.data_dir, upload.0).await?;
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
    actix_web::rt::spawn(async move {
        let Ok(turn) = state.import_turn().await else { return };
        let work = move || {
            let _turn = turn;
            job::service::run(&state, id, || {
                import(&state.database, permit.actor(), &what, file, |rows| state.progress.set(id, rows))
                    .map_err(|error| told(id, error))
            });
        };
        drop(actix_web::rt::task::spawn_blocking(work));
    });
    Ok(begun)
}

/// What is said about an import that failed; what concerns only the server goes to the log.
fn told(job: i64, error: ImportError) -> String {
    match error {
        ImportError::Denied(_)
        | ImportError::Header(_)
        | ImportError::NoRows
        | ImportError::Table(
            TableError::Empty | TableError::Workbook | TableError::Binary | TableError::Encoding(_),
        ) => error.to_string(),
        ImportError::Table(TableError::Read(_)) | ImportError::Store(_) | ImportError::Json(_) => {
            tracing::error!(job, %error, "an import failed");
            format!("导入时服务器出错，库中没有任何更改：请稍后重试，仍不成功时凭任务编号 {job} 联系管理员")
        }
    }
}

/// The body of a request that holds a CSV file.
pub struct Upload(Payload);

impl FromRequest for Upload {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        // What a caller does not name is judged by its content.
        let named = request.headers().contains_key(CONTENT_TYPE);
        let mime = request.mime_type().ok().flatten();
        let table = mime.is_some_and(|mime| FILES.contains(&mime.essence_str()));
        if named && !table {
            let detail = "请以请求正文提交 CSV 文件，如 curl --data-binary @文件 -H 'Content-Type: text/csv'";
            return ready(Err(Problem::with(ProblemCode::UnsupportedMediaType, detail)));
        }
        ready(Ok(Self(payload.take())))
    }
}

async fn receive(folder: &Path, mut payload: Payload) -> Result<File, Problem> {
    let mut file = tempfile::tempfile_in(folder).map_err(Problem::from_io)?;
    let mut received = 0_u64;
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|cause| Problem::cut_off(&cause))?;
        received = received.saturating_add(u64::try_from(chunk.len()).unwrap_or(u64::MAX));
        if received > MOST_BYTES {
            return Err(Problem::too_large(MOST_BYTES));
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
