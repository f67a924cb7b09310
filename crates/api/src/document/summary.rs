//! 任务汇总表.

use std::collections::BTreeMap;

use documents::summary::{Summary, SummaryRow};
use domain::inspection::State as InspectionState;
use domain::policy::Action;
use domain::task::State as TaskState;
use persistence::inspection::{Figure, Standing};
use persistence::{Reader, department, inspection};

use super::{Sheet, task};
use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::State;

/// Objects whose division is not known.
const NO_DIVISION: &str = "区划不详";

/// The summary of a drawn task. The name of the file has no ending yet.
pub fn load(state: &State, caller: &Caller, id: i64) -> Result<Sheet<Summary>, Problem> {
    state.read(caller, Action::TaskRead, |reader, permit| {
        let (task, body) = task::permitted(reader, permit, id)?;
        if matches!(*task.state, TaskState::Draft | TaskState::Frozen) {
            return Err(task::wrong_state("任务尚未抽取，没有汇总表"));
        }
        let figures = inspection::summary(reader, id)?;
        let standings = inspection::standings(reader, id)?;
        let names = division_names(reader)?;
        let division = |code: &Option<String>| {
            let code = code.clone().unwrap_or_default();
            let name = names.get(&code).cloned().unwrap_or_else(|| code.clone());
            // The empty code stands last.
            (code.is_empty(), code, if name.is_empty() { NO_DIVISION.to_owned() } else { name })
        };
        let department = |name: &String| (false, name.clone(), name.clone());
        let name = format!("汇总表-{}", task.number);
        let summary = Summary {
            body,
            task_number: task.number,
            task_name: task.name,
            period_start: task.period_start,
            period_end: task.period_end,
            divisions: rows(&figures, &standings, |f| division(&f.division), |s| division(&s.division)),
            departments: rows(
                &figures,
                &standings,
                |f| department(&f.department),
                |s| department(&s.department),
            ),
            made_on: state.clock.today(),
        };
        Ok(Sheet { content: summary, name })
    })
}

fn division_names(reader: &mut Reader) -> Result<BTreeMap<String, String>, Problem> {
    Ok(department::divisions(reader)?.into_iter().map(|d| (d.code, d.name)).collect())
}

/// What rows are ordered by, and at last their name.
type Group = (bool, String, String);

/// One row for each group, in order.
fn rows(
    figures: &[Figure],
    standings: &[Standing],
    of_figure: impl Fn(&Figure) -> Group,
    of_standing: impl Fn(&Standing) -> Group,
) -> Vec<SummaryRow> {
    let mut rows: BTreeMap<Group, SummaryRow> = BTreeMap::new();
    let number = |count: i64| u32::try_from(count).unwrap_or(u32::MAX);
    for figure in figures {
        let row = rows.entry(of_figure(figure)).or_default();
        row.to_inspect += number(figure.count);
        if let Some(result) = figure.result {
            *row.results.entry(*result).or_default() += number(figure.count);
        }
    }
    for standing in standings {
        let row = rows.entry(of_standing(standing)).or_default();
        row.disclosed += number(standing.disclosed);
        if *standing.state == InspectionState::Closed {
            row.closed += number(standing.disclosed);
        }
    }
    rows.into_iter().map(|((_, _, name), row)| SummaryRow { name, ..row }).collect()
}
