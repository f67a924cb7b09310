//! 待办: what waits for somebody, by what they may do about it.

#[cfg(test)]
mod tests;

use crate::policy::{Action, Role, allows};

codes! {
    /// Something that waits for somebody.
    pub enum Todo {
        /// Drafts to be completed and frozen.
        TaskDraft = "task_draft", "待锁定的任务";
        /// Frozen tasks to be drawn.
        TaskFrozen = "task_frozen", "待抽取的任务";
        /// Drawn tasks whose notices are to be issued.
        TaskDrawn = "task_drawn", "待下达通知的任务";
        /// Tasks whose inspections are all recorded.
        TaskToSubmit = "task_to_submit", "待提交审批的任务";
        /// Tasks with the leader.
        TaskToApprove = "task_to_approve", "待审批的任务";
        /// Approved tasks.
        TaskToDisclose = "task_to_disclose", "待公示的任务";
        /// Draws that need the caller's commitment, or the secret the caller has committed to.
        DrawToWitness = "draw_to_witness", "待见证的抽取";
        /// Inspections without a record.
        InspectionToRecord = "inspection_to_record", "待录入结果的检查";
        /// Substitutions with the leader.
        SubstitutionToApprove = "substitution_to_approve", "待审批的递补";
        /// Strikes with the leader.
        StrikeToApprove = "strike_to_approve", "待审批的剔除";
        /// Transfer documents with the leader.
        TransferToApprove = "transfer_to_approve", "待审批的移送书";
        /// Transfer documents sent back.
        TransferReturned = "transfer_returned", "被退回的移送书";
        /// Results whose last day of disclosure is past.
        DisclosureOverdue = "disclosure_overdue", "逾期未公示的结果";
        /// Results whose last day of disclosure is near.
        DisclosureDueSoon = "disclosure_due_soon", "即将到期的公示";
        /// Active inspectors whose certificate has expired or soon will.
        CertificateExpiring = "certificate_expiring", "执法证到期或即将到期的人员";
        /// Matters that are not on the list in force.
        MatterUnlisted = "matter_unlisted", "未列入现行清单的抽查事项";
    }
}

/// Working days before its last day from which a disclosure is due soon.
pub const DUE_SOON_WORKING_DAYS: u32 = 5;

/// Days before the last day of a certificate from which its renewal is due.
pub const CERTIFICATE_DAYS: u64 = 30;

impl Todo {
    /// Who can do something about it: whoever is granted one of these.
    #[must_use]
    pub fn actions(self) -> &'static [Action] {
        match self {
            Self::TaskDraft | Self::TaskFrozen => &[Action::TaskDraw],
            Self::TaskDrawn => &[Action::TaskIssue],
            Self::TaskToSubmit => &[Action::TaskSubmit],
            Self::TaskToApprove => &[Action::TaskApprove],
            Self::TaskToDisclose => &[Action::TaskDisclose],
            Self::DrawToWitness => &[Action::DrawWitness],
            Self::InspectionToRecord => &[Action::InspectionRecord],
            Self::SubstitutionToApprove => &[Action::SubstitutionApprove],
            Self::StrikeToApprove => &[Action::StrikeApprove],
            Self::TransferToApprove => &[Action::TransferApprove],
            Self::TransferReturned => &[Action::TransferWrite],
            // A late disclosure is the business of whoever answers for it, too.
            Self::DisclosureOverdue => &[Action::TaskDisclose, Action::TaskApprove, Action::AuditRead],
            Self::DisclosureDueSoon => &[Action::TaskDisclose],
            Self::CertificateExpiring => &[Action::LibraryImport],
            Self::MatterUnlisted => &[Action::MatterPublish],
        }
    }

    /// What waits for somebody of this role, in the order in which it is shown.
    pub fn of(role: Role) -> impl Iterator<Item = Self> {
        let concerns = move |todo: &Self| todo.actions().iter().any(|action| allows(role, *action));
        <Self as crate::Coded>::ALL.iter().copied().filter(concerns)
    }
}
