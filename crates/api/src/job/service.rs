//! Jobs: everyone sees their own.

use contract::job::Job;
use domain::policy::Action;
use persistence::{Error, job};

use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::State;

/// The state of a job that has not ended.
pub(super) const RUNNING: &str = "running";

/// Reads one of the caller's jobs.
pub fn get(state: &State, caller: &Caller, id: i64) -> Result<Job, Problem> {
    state.read(caller, Action::JobRead, |reader, permit| {
        let job = job::get(reader, id)?;
        if job.user_id != permit.actor().user {
            return Err(Error::NotFound.into());
        }
        answer(state, job)
    })
}

fn answer(state: &State, job: job::Job) -> Result<Job, Problem> {
    Ok(Job {
        id: job.id,
        kind: job.kind,
        processed: state.progress.of(job.id),
        state: job.state,
        report: job.report.as_deref().map(serde_json::from_str).transpose()?,
        error: job.error,
        created_at: job.created_at.into(),
        finished_at: job.finished_at.map(Into::into),
    })
}

/// Begins a job of this user; its work is then run by [`run`].
pub(crate) fn begin(state: &State, user: i64, kind: &str) -> Result<Job, Problem> {
    let job =
        state.database.keep_house(state.clock.now(), |writer| job::begin(writer, user, kind, &state.node))?;
    state.progress.begin(job.id);
    answer(state, job)
}

/// Runs a job's work and stores its outcome; what goes wrong ends the job, never the server.
pub(crate) fn run<T: serde::Serialize>(state: &State, id: i64, work: impl FnOnce() -> Result<T, String>) {
    let outcome = work().and_then(|report| {
        serde_json::to_string(&report).map_err(|error| {
            tracing::error!(job = id, %error, "a report cannot be written");
            format!("服务器内部错误，请凭任务编号 {id} 联系管理员")
        })
    });
    let stored = state.database.keep_house(state.clock.now(), |writer| {
        job::end(writer, id, outcome.as_deref().map_err(String::as_str))
    });
    if let Err(error) = stored {
        tracing::error!(job = id, %error, "the outcome of a job is lost");
    }
    state.progress.end(id);
}
