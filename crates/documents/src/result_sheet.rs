//! 检查结果单: what was checked, what was found, who was there, who signs.

#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use domain::inspection::{Disposition, Outcome, ResultCode};
use serde::Serialize;

use crate::zh;

/// What a result sheet says.
#[derive(Debug, Clone, Serialize)]
pub struct ResultSheet {
    /// Issuing body.
    pub body: String,
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
    /// Day on which the inspection ended.
    #[serde(serialize_with = "zh::write_day")]
    pub ended_on: NaiveDate,
    /// Matters with their check items.
    pub matters: Vec<SheetMatter>,
    /// Result of the whole inspection.
    #[serde(serialize_with = "zh::write_label")]
    pub result: ResultCode,
    /// What follows.
    #[serde(serialize_with = "zh::write_label")]
    pub disposition: Disposition,
    /// What follows, in words; may be empty.
    pub disposition_text: String,
    /// Public remark; may be empty.
    pub remark: String,
    /// Inspectors who were there.
    pub present: Vec<PresentInspector>,
    /// Why the firm did not sign, when it did not; empty leaves the line for its signature.
    pub no_signature_reason: String,
}

/// A matter with its outcome.
#[derive(Debug, Clone, Serialize)]
pub struct SheetMatter {
    /// Name.
    pub name: String,
    /// Every check item of the form, also those not applicable.
    pub items: Vec<SheetItem>,
    /// Result of the matter.
    #[serde(serialize_with = "zh::write_label")]
    pub result: ResultCode,
}

/// A check item with its outcome.
#[derive(Debug, Clone, Serialize)]
pub struct SheetItem {
    /// What was checked.
    pub text: String,
    /// Outcome.
    #[serde(serialize_with = "zh::write_label")]
    pub outcome: Outcome,
    /// What was found, in words; may be empty.
    pub note: String,
}

/// An inspector who was there.
#[derive(Debug, Clone, Serialize)]
pub struct PresentInspector {
    /// Name.
    pub name: String,
    /// 执法证号.
    pub certificate_number: String,
}
