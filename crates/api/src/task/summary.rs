//! 任务汇总: the figures of a task, computed once for the page, the PDF and the workbook.

use std::collections::BTreeMap;

use contract::dashboard::ResultCount;
use contract::problem::ProblemCode;
use contract::summary::{self as answered, TaskSummary};
use documents::summary::{SummaryRow, total};
use domain::Coded;
use domain::inspection::{ResultCode, State as InspectionState};
use domain::policy::Action;
use domain::task::State as TaskState;
use persistence::inspection::{self, Figure, Standing};
use persistence::{Reader, department, task};

use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::State;

/// Objects whose division is not known.
pub(crate) const NO_DIVISION: &str = "区划不详";

/// What rows are made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum By {
    /// One row for each division.
    Division,
    /// One row for each department.
    Department,
    /// One row for each division and department.
    Both,
}

/// What a row is of, in the order of the rows.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Group {
    /// Whether it is unknown, which stands last; its code and name.
    division: Option<(bool, String, String)>,
    /// Its name and key.
    department: Option<(String, i64)>,
}

/// The figures of a drawn task.
pub(crate) struct Figures {
    figures: Vec<Figure>,
    standings: Vec<Standing>,
    /// Names of the divisions, by code.
    names: BTreeMap<String, String>,
}

impl Figures {
    /// Loads them.
    pub fn load(reader: &mut Reader, task: &task::Task) -> Result<Self, Problem> {
        if matches!(*task.state, TaskState::Draft | TaskState::Frozen) {
            return Err(Problem::with(ProblemCode::WrongState, "任务尚未抽取或正在补充抽取，没有汇总表"));
        }
        Ok(Self {
            figures: inspection::summary(reader, task.id)?,
            standings: inspection::standings(reader, task.id)?,
            names: department::divisions(reader)?.into_iter().map(|d| (d.code, d.name)).collect(),
        })
    }

    /// The rows by division or department, as they are printed.
    pub fn rows(&self, by: By) -> Vec<SummaryRow> {
        self.groups(by).into_iter().map(|(_, row)| row).collect()
    }

    fn groups(&self, by: By) -> Vec<(Group, SummaryRow)> {
        let mut rows: BTreeMap<Group, SummaryRow> = BTreeMap::new();
        let number = |count: i64| u32::try_from(count).unwrap_or(u32::MAX);
        for figure in &self.figures {
            let group = self.group(by, figure.division.as_deref(), &figure.department, figure.department_id);
            let row = rows.entry(group).or_default();
            row.to_inspect += number(figure.count);
            if let Some(result) = figure.result {
                *row.results.entry(*result).or_default() += number(figure.count);
            }
        }
        for standing in &self.standings {
            let (division, key) = (standing.division.as_deref(), standing.department_id);
            let row = rows.entry(self.group(by, division, &standing.department, key)).or_default();
            row.disclosed += number(standing.disclosed);
            if *standing.state == InspectionState::Closed {
                row.closed += number(standing.disclosed);
            }
        }
        let named = |(group, row): (Group, SummaryRow)| {
            let division = group.division.as_ref().map(|(_, _, name)| name);
            let name = division.or(group.department.as_ref().map(|(name, _)| name)).cloned();
            (group, SummaryRow { name: name.unwrap_or_default(), ..row })
        };
        rows.into_iter().map(named).collect()
    }

    fn group(&self, by: By, division: Option<&str>, department: &str, key: i64) -> Group {
        let code = division.unwrap_or_default();
        let name = match self.names.get(code) {
            Some(name) => name,
            None if code.is_empty() => NO_DIVISION,
            None => code,
        };
        Group {
            division: (by != By::Department).then(|| (code.is_empty(), code.to_owned(), name.to_owned())),
            department: (by != By::Division).then(|| (department.to_owned(), key)),
        }
    }
}

/// Reads the summary of a drawn task.
pub fn read(state: &State, caller: &Caller, id: i64) -> Result<TaskSummary, Problem> {
    state.read(caller, Action::TaskRead, |reader, permit| {
        let task = task::get(reader, id)?;
        permit.on(task.owner())?;
        let figures = Figures::load(reader, &task)?;
        let rows = |by| figures.groups(by).into_iter().map(answer).collect();
        let nothing = Group { division: None, department: None };
        Ok(TaskSummary {
            body: department::body(reader, task.body_id)?.name,
            task_id: task.id,
            task_number: task.number,
            task_name: task.name,
            period_start: task.period_start,
            period_end: task.period_end,
            made_on: state.clock.today(),
            total: answer((nothing, total(&figures.rows(By::Division)))),
            divisions: rows(By::Division),
            departments: rows(By::Department),
            cells: rows(By::Both),
        })
    })
}

fn answer((group, row): (Group, SummaryRow)) -> answered::SummaryRow {
    let result = |result: &ResultCode| ResultCount { result: *result, count: i64::from(row.count(*result)) };
    let results = ResultCode::ALL.iter().map(result).collect();
    let (division, division_name) = group.division.map(|(_, code, name)| (code, name)).unzip();
    let (department_name, department_id) = group.department.unzip();
    answered::SummaryRow {
        division: division.filter(|code| !code.is_empty()),
        division_name,
        department_id,
        department_name,
        to_inspect: row.to_inspect,
        results,
        disclosed: row.disclosed,
        completion: row.completion(),
        closed: row.closed,
        closure: row.closure(),
    }
}
