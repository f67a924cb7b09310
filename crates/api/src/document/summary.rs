//! 任务汇总表.

use documents::summary::Summary;
use domain::policy::Action;

use super::{Sheet, task};
use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::State;
use crate::task::summary::{By, Figures};

/// The summary of a drawn task. The name of the file has no ending yet.
pub fn load(state: &State, caller: &Caller, id: i64) -> Result<Sheet<Summary>, Problem> {
    state.read(caller, Action::TaskRead, |reader, permit| {
        let (task, body) = task::permitted(reader, permit, id)?;
        let figures = Figures::load(reader, &task)?;
        let name = format!("汇总表-{}", task.number);
        let summary = Summary {
            body,
            task_number: task.number,
            task_name: task.name,
            period_start: task.period_start,
            period_end: task.period_end,
            divisions: figures.rows(By::Division),
            departments: figures.rows(By::Department),
            made_on: state.clock.today(),
        };
        Ok(Sheet { content: summary, name })
    })
}
