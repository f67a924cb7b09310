//! What became of a file.

use serde::{Deserialize, Serialize};

use super::{Finding, Verdict};
use crate::Coded;

/// Rows listed in a report, at most; the others are only counted.
pub const LISTED: usize = 10_000;

/// What became of a file. `read` = `accepted` + `skipped` + `rejected`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = ImportReport))]
pub struct Report {
    /// Whether it was a trial: nothing was changed.
    #[serde(default)]
    pub dry_run: bool,
    /// Rows read, without the header and blank lines.
    pub read: u64,
    /// Rows that were inserted or changed something, the corrected ones too.
    pub accepted: u64,
    /// Of the accepted: those in which something was put right first.
    pub corrected: u64,
    /// Rows with nothing to change, or said before in the same file.
    pub skipped: u64,
    /// Rows not imported.
    pub rejected: u64,
    /// Every row that was not plainly accepted, in the order of the file; at most [`LISTED`].
    pub rows: Vec<ReportRow>,
    /// How many more such rows there were.
    pub rows_left_off: u64,
}

/// A row that was not plainly accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = ImportReportRow))]
pub struct ReportRow {
    /// Line of the file on which the row begins; the header is line 1.
    pub row: u64,
    /// `corrected`, `skipped` or `rejected`.
    pub verdict: Verdict,
    /// Heading of the column, when it is about one.
    pub column: Option<String>,
    /// Stable code of the rule.
    pub rule: String,
    /// What stood in the cell, shortened.
    pub value: Option<String>,
    /// What is wrong and what to do, or what was put right: all findings of the row.
    pub detail: String,
}

impl Report {
    /// Enters what became of a row; `findings` say why, the first one giving column, rule and value.
    pub fn enter(&mut self, row: u64, verdict: Verdict, findings: Vec<Finding>) {
        self.read += 1;
        match verdict {
            Verdict::Accepted => self.accepted += 1,
            Verdict::Corrected => {
                self.accepted += 1;
                self.corrected += 1;
            }
            Verdict::Skipped => self.skipped += 1,
            Verdict::Rejected => self.rejected += 1,
        }
        if verdict == Verdict::Accepted {
            return;
        }
        if self.rows.len() >= LISTED {
            self.rows_left_off += 1;
            return;
        }
        let detail = findings.iter().map(|finding| finding.detail.as_str()).collect::<Vec<_>>().join("；");
        if let Some(first) = findings.into_iter().next() {
            let Finding { column, rule, value, .. } = first;
            self.rows.push(ReportRow { row, verdict, column, rule: rule.code().to_owned(), value, detail });
        }
    }
}
