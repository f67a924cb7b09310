//! 检查通知书: who comes, when, why, what to have ready, and what the firm may ask for.

#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use serde::Serialize;

use crate::zh;

/// What a notice says.
#[derive(Debug, Clone, Serialize)]
pub struct Notice {
    /// Issuing body.
    pub body: String,
    /// Whether it bears the red head.
    pub red_head: bool,
    /// Number of the notice.
    pub number: String,
    /// Number of the task.
    pub task_number: String,
    /// Name of the task.
    pub task_name: String,
    /// Name of the object.
    pub object_name: String,
    /// Code of the object.
    pub object_code: String,
    /// Address of the object; empty when unknown.
    pub object_address: String,
    /// Laws and articles, each once.
    pub legal_basis: Vec<String>,
    /// Matters of the visit.
    pub matters: Vec<NoticeMatter>,
    /// First day of the inspections.
    #[serde(serialize_with = "zh::write_day")]
    pub period_start: NaiveDate,
    /// Last day of the inspections.
    #[serde(serialize_with = "zh::write_day")]
    pub period_end: NaiveDate,
    /// What to have ready; empty when nothing.
    pub materials: Vec<String>,
    /// The team.
    pub inspectors: Vec<NoticeInspector>,
    /// Year in which the visits are counted.
    pub visits_year: i32,
    /// Visits of this firm in that year over all departments, before this one.
    pub visits_before: u32,
    /// Whom to ask: the office in charge, a name and a telephone where they are known.
    pub contact: String,
    /// Public page of the draw; also the QR code.
    pub draw_url: String,
    /// Day of issue.
    #[serde(serialize_with = "zh::write_day")]
    pub issued_on: NaiveDate,
}

/// A matter of the visit.
#[derive(Debug, Clone, Serialize)]
pub struct NoticeMatter {
    /// Name.
    pub name: String,
    /// 现场检查, 书面检查, …
    pub method: String,
}

/// A member of the team.
#[derive(Debug, Clone, Serialize)]
pub struct NoticeInspector {
    /// Name.
    pub name: String,
    /// Department.
    pub department: String,
    /// 执法证号.
    pub certificate_number: String,
}
