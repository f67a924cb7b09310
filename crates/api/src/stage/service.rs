//! The later events of a task. Its inspections move with it, in the same transaction.

use contract::problem::ProblemCode;
use contract::task::Task;
use domain::Coded;
use domain::audit::Entry;
use domain::inspection::State as Inspection;
use domain::policy::Action;
use domain::task::Event;
use persistence::task::{self, Step};
use persistence::{Writer, inspection};
use serde_json::json;

use crate::auth::Caller;
use crate::draw::ceremony::party;
use crate::draw::{release, void};
use crate::problem::Problem;
use crate::state::State;
use crate::task::answer::answer;

/// An event after the draw.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Issue notices.
    Issue,
    /// Submit the results for approval.
    Submit,
    /// Approve them.
    Approve,
    /// Send them back.
    Return,
    /// Disclose them.
    Disclose,
    /// Archive the task.
    Archive,
    /// Void the task, which has no result.
    Void,
    /// Void the task, which has one.
    Withdraw,
}

impl Stage {
    /// The event, the permission it needs, the name of its audit entry.
    fn row(self) -> (Event, Action, &'static str) {
        match self {
            Self::Issue => (Event::Issue, Action::TaskIssue, "task.issue"),
            Self::Submit => (Event::Submit, Action::TaskSubmit, "task.submit"),
            Self::Approve => (Event::Approve, Action::TaskApprove, "task.approve"),
            Self::Return => (Event::Return, Action::TaskApprove, "task.return"),
            Self::Disclose => (Event::Disclose, Action::TaskDisclose, "task.disclose"),
            Self::Archive => (Event::Archive, Action::TaskDisclose, "task.archive"),
            Self::Void => (Event::Void, Action::TaskVoid, "task.void"),
            Self::Withdraw => (Event::Withdraw, Action::TaskWithdraw, "task.withdraw"),
        }
    }

    /// Moves what belongs to the task; answers how many inspections.
    fn follow(
        self,
        writer: &mut Writer,
        task: &task::Task,
        reason: Option<&str>,
        by: &str,
    ) -> Result<usize, Problem> {
        match self {
            Self::Issue => Ok(inspection::notify(writer, task.id)?),
            Self::Submit => all_recorded(writer, task.id).map(|()| 0),
            Self::Approve => {
                let reviewed = inspection::review(writer, task.id)?;
                // Their transfer documents were approved before their results.
                inspection::hand_over(writer, task.id)?;
                Ok(reviewed)
            }
            Self::Disclose => {
                release::with_disclosure(writer, task)?;
                Ok(inspection::disclose(writer, task.id)?)
            }
            Self::Void => void::with_task(writer, task, reason.unwrap_or_default()).map(|()| 0),
            Self::Withdraw => void::with_results(writer, task, reason.unwrap_or_default(), by).map(|()| 0),
            Self::Return | Self::Archive => Ok(0),
        }
    }
}

/// Takes a task through an event. Return and void come with their reason.
pub fn pass(
    state: &State,
    caller: &Caller,
    stage: Stage,
    id: i64,
    version: i64,
    reason: Option<String>,
) -> Result<Task, Problem> {
    let (event, action, name) = stage.row();
    state.write(caller, action, |writer, permit| {
        let task = task::get_locked(writer, id)?;
        permit.on(task.owner())?;
        let next = task.state.after(event)?;
        if task.version != version {
            return Err(Problem::new(ProblemCode::Stale));
        }
        let inspections = stage.follow(writer, &task, reason.as_deref(), &party(permit.actor()))?;
        let what = json!({
            "task": task.number, "from": *task.state, "to": next, "round": task.round,
            "inspections": inspections, "reason": reason,
        });
        let approved_by = (stage == Stage::Approve).then_some(permit.actor().user);
        let task = task::advance(writer, &task, next, Step { reason, approved_by, next_round: false })?;
        let answer = answer(writer, task)?;
        Ok(writer.record(Entry::new(name, "task", id, &what)?, answer)?)
    })
}

/// Nothing is submitted while a team still owes its record.
fn all_recorded(writer: &mut Writer, task: i64) -> Result<(), Problem> {
    let open = inspection::progress(writer, task)?
        .into_iter()
        .filter(|(state, _)| matches!(state, Inspection::Assigned | Inspection::Notified));
    match open.map(|(_, count)| count).sum::<i64>() {
        0 => Ok(()),
        missing => Err(Problem::with(
            ProblemCode::WrongState,
            format!("还有 {missing} 个检查对象未录入检查结果，全部录入后才能{}", Event::Submit.label()),
        )),
    }
}
