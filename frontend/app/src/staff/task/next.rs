//! What comes next for a task, and for whom.

use domain::policy::{Action, Role, allows};
use domain::task::{Event, State};

#[cfg(test)]
mod tests;

/// Something that a page offers to do with a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Change the draft.
    Edit,
    /// Go to the draw hall, to run the draw or to watch it.
    Hall,
    /// Issue the notices.
    Issue,
    /// File that drawn objects be struck.
    Strike,
    /// Submit for approval.
    Submit,
    /// Approve.
    Approve,
    /// Send back.
    Return,
    /// Make the results public.
    Disclose,
    /// Close for good.
    Archive,
    /// Give up, before there is a result.
    Void,
    /// Give up what has a result.
    Withdraw,
}

/// What this role can do with a task in this state, the most fitting first.
#[must_use]
pub fn steps(state: State, role: Role) -> Vec<Step> {
    let all = [
        (Step::Edit, Event::Edit, Action::TaskWrite),
        (Step::Issue, Event::Issue, Action::TaskIssue),
        (Step::Strike, Event::Strike, Action::StrikeWrite),
        (Step::Submit, Event::Submit, Action::TaskSubmit),
        (Step::Approve, Event::Approve, Action::TaskApprove),
        (Step::Return, Event::Return, Action::TaskApprove),
        (Step::Disclose, Event::Disclose, Action::TaskDisclose),
        (Step::Archive, Event::Archive, Action::TaskDisclose),
        (Step::Void, Event::Void, Action::TaskVoid),
        (Step::Withdraw, Event::Withdraw, Action::TaskWithdraw),
    ];
    let possible =
        all.into_iter().filter(|(_, event, action)| state.after(*event).is_ok() && allows(role, *action));
    let mut steps: Vec<_> = possible.map(|(step, _, _)| step).collect();
    if allows(role, Action::TaskRead) {
        match state {
            State::Draft | State::Frozen => steps.insert(0, Step::Hall),
            State::Drawn
            | State::Issued
            | State::Inspecting
            | State::Submitted
            | State::Approved
            | State::Disclosed
            | State::Archived => steps.push(Step::Hall),
            State::Voided => {}
        }
    }
    steps
}

/// The step that is asked for now: the emphasised one. None while others have to act.
#[must_use]
pub fn expected(state: State, role: Role) -> Option<Step> {
    let step = match state {
        State::Draft | State::Frozen => Step::Hall,
        State::Drawn => Step::Issue,
        State::Issued => return None,
        State::Inspecting => Step::Submit,
        State::Submitted => Step::Approve,
        State::Approved => Step::Disclose,
        State::Disclosed => Step::Archive,
        State::Archived | State::Voided => return None,
    };
    let runs_or_witnesses = allows(role, Action::TaskDraw) || allows(role, Action::DrawWitness);
    (steps(state, role).contains(&step) && (step != Step::Hall || runs_or_witnesses)).then_some(step)
}
