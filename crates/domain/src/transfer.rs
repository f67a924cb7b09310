//! 移送书: a case handed to another department or, as a suspected crime, to the police.

#[cfg(test)]
mod tests;

codes! {
    /// Who receives the case.
    pub enum Kind as TransferKind {
        /// Another administrative department.
        Department = "department", "移送其他部门";
        /// The police: a suspected crime (国务院令第730号《行政执法机关移送涉嫌犯罪案件的规定》).
        Police = "police", "移送公安机关";
    }
}

codes! {
    /// Where a transfer stands.
    pub enum State as TransferState {
        /// With the leader.
        Submitted = "submitted", "待审批";
        /// Returned with a reason.
        Returned = "returned", "已退回";
        /// Approved and numbered.
        Approved = "approved", "已批准";
    }
}

codes! {
    /// What can happen to a transfer.
    pub enum Event {
        /// Change its content and submit it again.
        Edit = "edit", "修改";
        /// Approve.
        Approve = "approve", "批准";
        /// Send back with a reason.
        Return = "return", "退回";
    }
}

/// The event is not possible in this state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("移送书处于“{}”状态，不能{}", crate::Coded::label(*.state), crate::Coded::label(*.event))]
pub struct WrongState {
    /// The state the transfer is in.
    pub state: State,
    /// What was asked.
    pub event: Event,
}

impl State {
    /// The state after an event.
    ///
    /// # Errors
    /// [`WrongState`] when the event is not possible here; nothing changes.
    pub fn after(self, event: Event) -> Result<Self, WrongState> {
        match (event, self) {
            (Event::Edit, Self::Submitted | Self::Returned) => Ok(Self::Submitted),
            (Event::Approve, Self::Submitted) => Ok(Self::Approved),
            (Event::Return, Self::Submitted) => Ok(Self::Returned),
            (Event::Edit, Self::Approved)
            | (Event::Approve | Event::Return, Self::Returned | Self::Approved) => {
                Err(WrongState { state: self, event })
            }
        }
    }
}

/// The number of a transfer document: `淮市监移〔2026〕3号`, gapless per issuing body and year.
#[must_use]
pub fn number(prefix: &str, year: i32, sequence: i64) -> String {
    format!("{prefix}移〔{year}〕{sequence}号")
}
