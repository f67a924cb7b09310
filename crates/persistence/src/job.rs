//! Long work that outlives its request.

use diesel::prelude::*;

use crate::database::{Reader, Writer};
use crate::error::Result;
use crate::schema::jobs;
use crate::stored::Time;

/// A job as stored.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = jobs)]
pub struct Job {
    /// Key.
    pub id: i64,
    /// What it does, `import.objects`.
    pub kind: String,
    /// `running`, `finished` or `failed`.
    pub state: String,
    /// Who started it.
    pub user_id: i64,
    /// Its outcome, JSON.
    pub report: Option<String>,
    /// Why it failed.
    pub error: Option<String>,
    /// When it began.
    pub created_at: Time,
    /// When it ended.
    pub finished_at: Option<Time>,
}

/// Begins a job that this node runs.
///
/// # Errors
/// When the database does not answer.
pub fn begin(writer: &mut Writer, user: i64, kind: &str, node: &str) -> Result<Job> {
    let now = Time::from(writer.now());
    let id: i64 = diesel::insert_into(jobs::table)
        .values((
            jobs::kind.eq(kind),
            jobs::state.eq("running"),
            jobs::user_id.eq(user),
            jobs::node.eq(node),
            jobs::created_at.eq(now),
        ))
        .returning(jobs::id)
        .get_result(writer.connection())?;
    get(writer, id)
}

/// Ends a job with its report, or with what went wrong.
///
/// # Errors
/// When the database does not answer.
pub fn end(writer: &mut Writer, id: i64, outcome: Result<&str, &str>) -> Result<()> {
    let now = Time::from(writer.now());
    let state = if outcome.is_ok() { "finished" } else { "failed" };
    diesel::update(jobs::table.find(id))
        .set((
            jobs::state.eq(state),
            jobs::report.eq(outcome.ok()),
            jobs::error.eq(outcome.err()),
            jobs::finished_at.eq(Some(now)),
        ))
        .execute(writer.connection())?;
    Ok(())
}

/// One job.
///
/// # Errors
/// [`crate::Error::NotFound`].
pub fn get(reader: &mut Reader, id: i64) -> Result<Job> {
    Ok(jobs::table.find(id).select(Job::as_select()).first(reader.connection())?)
}

/// Fails the jobs that this node left running when it stopped; answers how many.
///
/// # Errors
/// When the database does not answer.
pub fn fail_interrupted(writer: &mut Writer, node: &str) -> Result<usize> {
    let now = Time::from(writer.now());
    Ok(diesel::update(jobs::table.filter(jobs::state.eq("running")).filter(jobs::node.eq(node)))
        .set((
            jobs::state.eq("failed"),
            jobs::error.eq(Some(
                "服务重启，作业中断；导入要么整体完成，要么没有写入，请重新执行，已有的数据不会重复",
            )),
            jobs::finished_at.eq(Some(now)),
        ))
        .execute(writer.connection())?)
}
