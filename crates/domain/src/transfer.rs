//! 移送书: a case handed to another department or, as a suspected crime, to the police.

codes! {
    /// Who receives the case.
    pub enum Kind {
        /// Another administrative department.
        Department = "department", "移送其他部门";
        /// The police: a suspected crime (国务院令第730号《行政执法机关移送涉嫌犯罪案件的规定》).
        Police = "police", "移送公安机关";
    }
}

codes! {
    /// Where a transfer stands.
    pub enum State {
        /// With the leader.
        Submitted = "submitted", "待审批";
        /// Returned with a reason.
        Returned = "returned", "已退回";
        /// Approved and numbered.
        Approved = "approved", "已批准";
    }
}

/// The number of a transfer document: `淮市监移〔2026〕3号`, gapless per issuing body and year.
#[must_use]
pub fn number(prefix: &str, year: i32, sequence: i64) -> String {
    format!("{prefix}移〔{year}〕{sequence}号")
}
