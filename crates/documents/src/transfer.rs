//! 移送书: a case handed to another department or, as a suspected crime, to the police.

#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use domain::transfer::Kind;
use serde::Serialize;

use crate::zh;

/// What a transfer document says.
#[derive(Debug, Clone, Serialize)]
pub struct TransferDocument {
    /// Issuing body.
    pub body: String,
    /// Whether it bears the red head.
    pub red_head: bool,
    /// `淮市监移〔2026〕3号`; none while a draft, which is marked 草稿.
    pub number: Option<String>,
    /// Who receives the case.
    pub kind: Kind,
    /// Name of the recipient.
    pub recipient: String,
    /// Number of the task in which the case was found.
    pub task_number: String,
    /// Name of the object.
    pub object_name: String,
    /// Code of the object.
    pub object_code: String,
    /// Address of the object; empty when unknown.
    pub object_address: String,
    /// What was found; line breaks begin paragraphs.
    pub facts: String,
    /// Legal basis; line breaks begin paragraphs.
    pub legal_basis: String,
    /// Evidence handed over.
    pub evidence: Vec<String>,
    /// Whom to ask: name or office, telephone; empty when nobody is named.
    pub contact: String,
    /// Day of approval; none while a draft.
    #[serde(serialize_with = "zh::write_day_or_none")]
    pub issued_on: Option<NaiveDate>,
}
