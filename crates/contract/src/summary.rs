//! 任务汇总: the figures that the PDF and the workbook print.

use chrono::NaiveDate;

use crate::answer;
use crate::dashboard::ResultCount;

answer! {
    /// The figures of a division, of a department, of both, or of all. Substituted objects do not count.
    pub struct SummaryRow {
        /// Code of the division; none where it is not known, or the row is not of one division.
        pub division: Option<String>,
        /// Its name, or that it is not known; none when the row is not of one division.
        pub division_name: Option<String>,
        /// Key of the department of the first of the team; none when the row is not of one department.
        pub department_id: Option<i64>,
        /// Its name.
        pub department_name: Option<String>,
        /// Inspections to carry out.
        pub to_inspect: u32,
        /// Inspections by result: every result in order, zeros too.
        pub results: Vec<ResultCount>,
        /// Inspections whose result is disclosed.
        pub disclosed: u32,
        /// Completion: disclosed of those to inspect, from 0 to 1; none where there is nothing to inspect.
        pub completion: Option<f64>,
        /// Inspections disclosed and closed.
        pub closed: u32,
        /// Closure: closed of those disclosed, from 0 to 1; none where nothing is disclosed.
        pub closure: Option<f64>,
    }
}

answer! {
    /// The summary of a task.
    pub struct TaskSummary {
        /// Key of the task.
        pub task_id: i64,
        /// Number of the task.
        pub task_number: String,
        /// Name of the task.
        pub task_name: String,
        /// Issuing body.
        pub body: String,
        /// First day of the inspections.
        pub period_start: NaiveDate,
        /// Last day of the inspections.
        pub period_end: NaiveDate,
        /// Day of the figures.
        pub made_on: NaiveDate,
        /// All together.
        pub total: SummaryRow,
        /// By division, in order.
        pub divisions: Vec<SummaryRow>,
        /// By department, in order.
        pub departments: Vec<SummaryRow>,
        /// By division and department, in order; those without inspections are left out.
        pub cells: Vec<SummaryRow>,
    }
}
