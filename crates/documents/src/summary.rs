//! 任务汇总表: every result code by division and by department, zeros shown.

pub(crate) mod workbook;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::Coded;
use domain::inspection::ResultCode;
use serde::Serialize;

use crate::zh;

/// What a summary is made from.
#[derive(Debug, Clone)]
pub struct Summary {
    /// Issuing body.
    pub body: String,
    /// Number of the task.
    pub task_number: String,
    /// Name of the task.
    pub task_name: String,
    /// First day of the inspections.
    pub period_start: NaiveDate,
    /// Last day of the inspections.
    pub period_end: NaiveDate,
    /// One row for each division, in the order shown.
    pub divisions: Vec<SummaryRow>,
    /// One row for each department, in the order shown.
    pub departments: Vec<SummaryRow>,
    /// Day of the figures.
    pub made_on: NaiveDate,
}

/// The figures of one division or department.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SummaryRow {
    /// Name.
    pub name: String,
    /// Inspections to carry out: all that were drawn, less those substituted.
    pub to_inspect: u32,
    /// Inspections with a result, by result; what is missing is zero.
    pub results: BTreeMap<ResultCode, u32>,
    /// Of them, disclosed.
    pub disclosed: u32,
    /// Of those disclosed, closed.
    pub closed: u32,
}

impl SummaryRow {
    /// Inspections with this result.
    #[must_use]
    pub fn count(&self, code: ResultCode) -> u32 {
        self.results.get(&code).copied().unwrap_or(0)
    }

    /// Completion: disclosed of those to inspect.
    #[must_use]
    pub fn completion(&self) -> Option<f64> {
        ratio(self.disclosed, self.to_inspect)
    }

    /// Closure: closed of those disclosed.
    #[must_use]
    pub fn closure(&self) -> Option<f64> {
        ratio(self.closed, self.disclosed)
    }
}

/// The sum of rows, named 合计.
#[must_use]
pub fn total(rows: &[SummaryRow]) -> SummaryRow {
    let mut sum = SummaryRow { name: "合计".into(), ..SummaryRow::default() };
    for row in rows {
        sum.to_inspect += row.to_inspect;
        sum.disclosed += row.disclosed;
        sum.closed += row.closed;
        for (code, count) in &row.results {
            *sum.results.entry(*code).or_default() += count;
        }
    }
    sum
}

/// A share, or none of nothing.
fn ratio(part: u32, whole: u32) -> Option<f64> {
    (whole > 0).then(|| f64::from(part) / f64::from(whole))
}

/// `98.33%`, or a dash where there is nothing to be a share of.
fn percent(share: Option<f64>) -> String {
    share.map_or_else(|| "—".into(), |share| format!("{:.2}%", share * 100.0))
}

/// What the template reads.
#[derive(Serialize)]
pub(crate) struct Table<'a> {
    body: &'a str,
    task_number: &'a str,
    task_name: &'a str,
    period_start: String,
    period_end: String,
    made_on: String,
    results: Vec<Label>,
    groups: [Group; 2],
    total: Line,
}

#[derive(Serialize)]
struct Label {
    code: &'static str,
    label: &'static str,
}

#[derive(Serialize)]
struct Group {
    title: &'static str,
    head: &'static str,
    rows: Vec<Line>,
}

#[derive(Serialize)]
struct Line {
    name: String,
    to_inspect: u32,
    counts: Vec<u32>,
    disclosed: u32,
    completion: String,
    closed: u32,
    closure: String,
}

impl From<&SummaryRow> for Line {
    fn from(row: &SummaryRow) -> Self {
        Self {
            name: row.name.clone(),
            to_inspect: row.to_inspect,
            counts: ResultCode::ALL.iter().map(|code| row.count(*code)).collect(),
            disclosed: row.disclosed,
            completion: percent(row.completion()),
            closed: row.closed,
            closure: percent(row.closure()),
        }
    }
}

/// The two ways the figures are laid out: title, head of the first column, rows.
pub(crate) fn groups(summary: &Summary) -> [(&'static str, &'static str, &[SummaryRow]); 2] {
    [("按行政区划", "行政区划", &summary.divisions), ("按部门", "部门", &summary.departments)]
}

impl Summary {
    /// The figures with zeros and totals filled in.
    pub(crate) fn table(&self) -> Table<'_> {
        let lines = |rows: &[SummaryRow]| {
            let mut lines: Vec<Line> = rows.iter().map(Line::from).collect();
            lines.push(Line::from(&total(rows)));
            lines
        };
        let code = |code: &ResultCode| Label { code: code.code(), label: code.label() };
        Table {
            body: &self.body,
            task_number: &self.task_number,
            task_name: &self.task_name,
            period_start: zh::day(self.period_start),
            period_end: zh::day(self.period_end),
            made_on: zh::day(self.made_on),
            results: ResultCode::ALL.iter().map(code).collect(),
            groups: groups(self).map(|(title, head, rows)| Group { title, head, rows: lines(rows) }),
            total: Line::from(&total(&self.divisions)),
        }
    }
}
