//! The state machine of a task.

codes! {
    /// Where a task stands.
    pub enum State as TaskState {
        /// Being prepared.
        Draft = "draft", "编制中";
        /// Roster, strata, inspectors and commitments are fixed; secrets are being revealed.
        Frozen = "frozen", "已锁定";
        /// Objects and teams are drawn.
        Drawn = "drawn", "已抽取";
        /// Notices are out.
        Issued = "issued", "已下达";
        /// At least one inspection is recorded.
        Inspecting = "inspecting", "检查中";
        /// With the leader.
        Submitted = "submitted", "待审批";
        /// Approved, not yet public.
        Approved = "approved", "已审批";
        /// Results are public.
        Disclosed = "disclosed", "已公示";
        /// Closed for good.
        Archived = "archived", "已归档";
        /// Abandoned, with a public reason.
        Voided = "voided", "已作废";
    }
}

codes! {
    /// What can happen to a task.
    pub enum Event {
        /// Change the draft.
        Edit = "edit", "修改";
        /// Fix everything before the draw.
        Freeze = "freeze", "锁定";
        /// Give up a round, announced or frozen, of which nobody can know an outcome; the task is a draft again.
        VoidRound = "void_round", "本轮作废";
        /// Draw.
        Draw = "draw", "抽取";
        /// Strike drawn objects at somebody's discretion; the task is a draft again, for its supplementary round.
        Strike = "strike", "剔除";
        /// Issue notices.
        Issue = "issue", "下达";
        /// Record an inspection.
        Record = "record", "录入结果";
        /// Submit for approval.
        Submit = "submit", "提交审批";
        /// Approve.
        Approve = "approve", "审批通过";
        /// Send back with a reason.
        Return = "return", "退回";
        /// Disclose.
        Disclose = "disclose", "公示";
        /// Archive.
        Archive = "archive", "归档";
        /// Void with a reason, before there is a result.
        Void = "void", "作废";
        /// Void what has a result, with a reason: for whoever is not the one who draws.
        Withdraw = "withdraw", "作废已抽取的任务";
    }
}

/// The event is not possible in this state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("任务处于“{}”状态，不能{}", crate::Coded::label(*.state), crate::Coded::label(*.event))]
pub struct WrongState {
    /// The state the task is in.
    pub state: State,
    /// What was asked.
    pub event: Event,
}

impl WrongState {
    /// What is said where the event itself was not asked for, but something that needs it to be possible.
    #[must_use]
    pub fn asking(self, asked: &str) -> String {
        format!("任务处于“{}”状态，不能{asked}", crate::Coded::label(self.state))
    }
}

impl State {
    /// The state after an event.
    ///
    /// # Errors
    /// [`WrongState`] when the event is not possible here; nothing changes.
    pub fn after(self, event: Event) -> Result<Self, WrongState> {
        use State as S;
        let next = match (event, self) {
            (Event::Edit, S::Draft) => S::Draft,
            // A draft has a round to give up once it is announced.
            (Event::VoidRound, S::Draft | S::Frozen) => S::Draft,
            (Event::Freeze, S::Draft) => S::Frozen,
            (Event::Draw, S::Frozen) => S::Drawn,
            // Not once an inspection is recorded: nobody strikes who has seen what is found.
            (Event::Strike, S::Drawn | S::Issued) => S::Draft,
            (Event::Issue, S::Drawn) => S::Issued,
            (Event::Record, S::Issued | S::Inspecting) => S::Inspecting,
            (Event::Submit, S::Inspecting) => S::Submitted,
            (Event::Approve, S::Submitted) => S::Approved,
            (Event::Return, S::Submitted) => S::Inspecting,
            (Event::Disclose, S::Approved) => S::Disclosed,
            (Event::Archive, S::Disclosed) => S::Archived,
            (Event::Void, S::Draft | S::Frozen) => S::Voided,
            // A supplementary round, too, is drafted and frozen beside results.
            (Event::Withdraw, S::Draft | S::Frozen | S::Drawn | S::Issued | S::Inspecting | S::Submitted) => {
                S::Voided
            }
            _ => return Err(WrongState { state: self, event }),
        };
        Ok(next)
    }
}
