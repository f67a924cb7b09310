//! 公开数值: typed by one person from its source, and by another, who does not see the first; then it enters the seed.

use contract::problem::ProblemCode;
use contract::round::{EntropyValue, Round};
use domain::audit::Entry;
use domain::policy::Action;
use domain::task::Event;
use persistence::draw::{self, Announced};
use persistence::{Reader, Writer, task};
use serde_json::json;

use super::ceremony::{party, party_of, silent};
use super::{deadline, rounds};
use crate::auth::{Caller, Permit};
use crate::problem::Problem;
use crate::state::State;
use crate::task::service::ready;

/// Stores the value that the clerk typed; until it is confirmed, another one takes its place.
pub fn enter(state: &State, caller: &Caller, id: i64, given: &EntropyValue) -> Result<Round, Problem> {
    deadline::enforce(state, id)?;
    state.write(caller, Action::TaskDraw, |writer, permit| {
        let (task, _) = awaiting(writer, permit, id, "录入公开数值")?;
        draw::set_entropy(writer, id, task.round, Some((given.value.trim(), permit.actor().user)))?;
        // Not the value: the second person must not read it anywhere.
        let what = json!({ "task": task.number, "round": task.round, "typed_by": party(permit.actor()) });
        let answer = rounds::round(writer, &task, task.round)?;
        Ok(writer.record(Entry::new("draw.entropy_typed", "task", id, &what)?, answer)?)
    })
}

/// Confirms the value by typing it once more. Another value is refused, and recorded; both have to type again.
pub fn confirm(state: &State, caller: &Caller, id: i64, given: &EntropyValue) -> Result<Round, Problem> {
    deadline::enforce(state, id)?;
    let confirmed = state.write(caller, Action::DrawWitness, |writer, permit| {
        let (task, announced) = awaiting(writer, permit, id, "确认公开数值")?;
        let (Some(typed), Some(by)) = (&announced.entropy, announced.entropy_by) else {
            return Err(Problem::with(ProblemCode::WrongState, "经办人尚未录入公开数值，不能确认"));
        };
        if by == permit.actor().user {
            let detail = "录入人不能自行确认，须由另一人确认";
            return Err(Problem::with(ProblemCode::WrongState, detail));
        }
        let (value, confirmed_by) = (given.value.trim(), party(permit.actor()));
        let typed_by = party_of(writer, by)?;
        if value != typed {
            draw::set_entropy(writer, id, task.round, None)?;
            let what = json!({
                "task": task.number, "round": task.round, "typed_by": typed_by, "typed": typed,
                "second_by": confirmed_by, "second": value,
            });
            let detail = "与经办人录入的数值不一致，已记入日志；请双方核对来源后重新录入、重新确认";
            let refused = Problem::field("/value", "differs", detail);
            let entry = Entry::new("draw.entropy_differs", "task", id, &what)?;
            return Ok(writer.record(entry, Err(refused))?);
        }
        draw::confirm_entropy(writer, id, task.round, permit.actor().user)?;
        let what = json!({
            "task": task.number, "round": task.round, "typed_by": typed_by, "confirmed_by": confirmed_by,
            "value": value,
        });
        let answer = rounds::round(writer, &task, task.round)?;
        Ok(writer.record(Entry::new("draw.entropy", "task", id, &what)?, Ok(answer))?)
    });
    confirmed?
}

/// A task whose frozen round waits for its public value: everybody has revealed, the value is not confirmed.
fn awaiting(
    writer: &mut Writer,
    permit: &Permit,
    id: i64,
    asked: &str,
) -> Result<(task::Task, Announced), Problem> {
    let task = task::get_locked(writer, id)?;
    permit.on(task.owner())?;
    ready(&task, Event::Draw, asked)?;
    let wrong = |detail: &str| Problem::with(ProblemCode::WrongState, detail);
    if task.plan.entropy.is_none() {
        return Err(wrong("锁定时未约定公开数值，无需录入"));
    }
    let announced = draw::announced(writer, id, task.round)?.ok_or_else(|| wrong("本轮没有公告"))?;
    if announced.confirmed().is_some() {
        return Err(wrong("公开数值已经确认，不能再改"));
    }
    let commitments = draw::commitments(writer, id, task.round)?;
    let silent = silent(&commitments);
    if !silent.is_empty() {
        return Err(wrong(&format!("以下见证人尚未揭示：{}；全部揭示后才能录入公开数值", silent.join("、"))));
    }
    Ok((task, announced))
}

/// The public value that a draw enters with: the confirmed one, or, where one person is enough, the one given.
pub(super) fn entering(
    reader: &mut Reader,
    task: &task::Task,
    given: Option<&str>,
) -> Result<String, Problem> {
    let text = given.unwrap_or_default().trim().to_owned();
    let Some(rule) = &task.plan.entropy else {
        return if text.is_empty() {
            Ok(text)
        } else {
            Err(Problem::field("/entropy", "not_applicable", "锁定时未约定公开数值，请留空"))
        };
    };
    let announced = draw::announced(reader, task.id, task.round)?;
    let by_two = announced.as_ref().is_some_and(|one| one.content.entropy_confirmed);
    match announced.as_ref().and_then(Announced::confirmed) {
        Some(confirmed) if text.is_empty() || text == confirmed => Ok(confirmed.to_owned()),
        Some(_) => Err(Problem::field("/entropy", "differs", "与经两人确认的公开数值不一致，请留空")),
        None if by_two => {
            let detail = format!("公开数值（{rule}）须由一人录入、另一人确认后才能抽取，不能在此填写");
            Err(Problem::field("/entropy", "unconfirmed", detail))
        }
        None if text.is_empty() => {
            Err(Problem::field("/entropy", "required", format!("请填写锁定时约定的公开数值：{rule}")))
        }
        None => Ok(text),
    }
}
