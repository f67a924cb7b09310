//! Drafts.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use chrono::Datelike;
use contract::page::{Page, PageQuery};
use contract::problem::{FieldError, ProblemCode};
use contract::task::{Task, TaskDraft, TaskPreview, TaskQuery};
use domain::audit::Entry;
use domain::policy::{Action, Owner, Scope};
use domain::task::plan::{Known, PlanLimits, usual_acquaintance_months};
use domain::task::{Event, WrongState};
use domain::text::is_line;
use persistence::{Reader, department, draw, matter as stored_matter, task};

use super::answer::answer;
use super::preview;
use super::supplement::changeable;
use crate::auth::{Caller, Permit};
use crate::clock::day_in_china;
use crate::draw::announce;
use crate::matter;
use crate::problem::Problem;
use crate::state::State;
use crate::web;

/// Years of a period: what lies outside is a slip of the pen.
const YEARS: RangeInclusive<i32> = 2000..=2999;

/// Lists tasks.
pub fn list(
    state: &State,
    caller: &Caller,
    query: &TaskQuery,
    page: PageQuery,
) -> Result<Page<Task>, Problem> {
    state.read(caller, Action::TaskRead, |reader, permit| {
        let found = task::list(reader, &filter(permit, query), web::window(page))?;
        Ok(web::page(page, found.try_map(|task| answer(reader, task))?))
    })
}

/// The tasks that a caller asks for.
pub(crate) fn filter(permit: &Permit, query: &TaskQuery) -> task::Filter {
    let witness = task::Witness { user: permit.actor().user, role: permit.actor().role };
    task::Filter {
        scope: permit.scope(),
        state: query.state,
        text: web::given(query.q.as_deref()),
        all_recorded: query.all_recorded,
        witness_pending: query.witness_pending.map(|pending| (witness, pending)),
    }
}

/// Reads a task.
pub fn get(state: &State, caller: &Caller, id: i64) -> Result<Task, Problem> {
    state.read(caller, Action::TaskRead, |reader, permit| {
        let task = task::get(reader, id)?;
        permit.on(task.owner())?;
        answer(reader, task)
    })
}

/// Creates a draft.
pub fn create(state: &State, caller: &Caller, draft: TaskDraft) -> Result<Task, Problem> {
    state.write(caller, Action::TaskWrite, |writer, permit| {
        let Scope::Department(department) = permit.scope() else {
            return Err(domain::policy::Denied::Scope.into());
        };
        let body = department::department(writer, department)?.body_id;
        let owner = Owner { body, department, team: &[] };
        permit.on(owner)?;
        check(writer, owner, &draft, usual_acquaintance_months())?;
        let year = chrono::Datelike::year(&day_in_china(writer.now()));
        let content = draft.clone();
        let created = task::create(writer, permit.actor().user, owner, year, stored(draft))?;
        let entry = Entry::new("task.create", "task", created.id, &(&created.number, content))?;
        let created = answer(writer, created)?;
        Ok(writer.record(entry, created)?)
    })
}

/// Changes a draft.
pub fn update(
    state: &State,
    caller: &Caller,
    id: i64,
    version: i64,
    draft: TaskDraft,
) -> Result<Task, Problem> {
    state.write(caller, Action::TaskWrite, |writer, permit| {
        let task = task::get_locked(writer, id)?;
        permit.on(task.owner())?;
        changeable(writer, &task, "修改")?;
        if task.version != version {
            return Err(Problem::new(ProblemCode::Stale));
        }
        check(writer, task.owner(), &draft, task.plan.acquaintance_months)?;
        let entry = Entry::new("task.update", "task", id, &draft)?;
        let updated = task::update(writer, id, version, stored(draft))?;
        announce::changed(writer, &task, &updated)?;
        let updated = answer(writer, updated)?;
        Ok(writer.record(entry, updated)?)
    })
}

/// Previews a freeze.
pub fn preview(state: &State, caller: &Caller, id: i64) -> Result<TaskPreview, Problem> {
    state.read(caller, Action::TaskWrite, |reader, permit| {
        let task = task::get(reader, id)?;
        permit.on(task.owner())?;
        ready(&task, Event::Freeze, "试算")?;
        preview::preview(reader, &task, state.clock.today())
    })
}

/// Whether something can be asked of a task that needs this event to be possible; the refusal says what was asked.
pub(crate) fn ready(task: &task::Task, event: Event, asked: &str) -> Result<(), Problem> {
    let wrong = |wrong: WrongState| Problem::with(ProblemCode::WrongState, wrong.asking(asked));
    task.state.after(event).map(drop).map_err(wrong)
}

fn stored(draft: TaskDraft) -> task::Draft {
    let mut matters = draft.matters;
    matters.sort_unstable();
    matters.dedup();
    task::Draft {
        name: draft.name.trim().to_owned(),
        period: (draft.period_start, draft.period_end),
        matters,
        plan: draft.plan,
    }
}

/// Everything wrong with a draft of this department at once; `months` of acquaintance are decided for.
fn check(reader: &mut Reader, owner: Owner<'_>, draft: &TaskDraft, months: u32) -> Result<(), Problem> {
    let (body, (policy, _)) = (owner.body, draw::policy(reader, owner.department)?);
    let mut errors = Vec::new();
    let mut wrong = |pointer: &str, code: &str, detail: &str| {
        errors.push(FieldError { pointer: pointer.into(), code: code.into(), detail: detail.into() });
    };
    if draft.name.trim().is_empty() {
        wrong("/name", "required", "请填写任务名称");
    }
    if !is_line(&draft.name) {
        wrong("/name", "one_line", "任务名称须写在一行内，请删去换行和制表符");
    }
    for (pointer, day) in [("/period_start", draft.period_start), ("/period_end", draft.period_end)] {
        if !YEARS.contains(&day.year()) {
            wrong(pointer, "out_of_range", "年份须在 2000 到 2999 之间，请核对日期");
        }
    }
    if draft.period_end < draft.period_start {
        wrong("/period_end", "out_of_order", "检查结束日期不能早于开始日期");
    }
    if draft.plan.acquaintance_months < months {
        let detail = "缩短熟人回避期须作出放宽决定并写明理由（POST /tasks/{id}/relax），不能直接修改";
        wrong("/plan/acquaintance_months", "not_decided", detail);
    }
    let unknown = draft.plan.unknown(&known(reader, body)?);
    let faults = draft.plan.faults(PlanLimits::default()).into_iter();
    for fault in faults.chain(policy.faults_of(&draft.plan)).chain(unknown) {
        wrong(&fault.pointer, fault.code, fault.detail);
    }
    let listed = matter::service::in_force(reader)?;
    let own = matters_of(reader, body, &draft.matters)?;
    for (position, matter) in draft.matters.iter().enumerate() {
        if !listed.contains(matter) {
            let detail = "该事项不在现行随机抽查事项清单内，不得抽查；请从清单中选择";
            wrong(&format!("/matters/{position}"), "not_listed", detail);
        } else if !own.contains(matter) {
            let detail = "该事项由其他单位牵头，本单位的任务不能抽查；请选择本单位的事项";
            wrong(&format!("/matters/{position}"), "other_body", detail);
        }
    }
    if errors.is_empty() { Ok(()) } else { Err(Problem::invalid(errors)) }
}

/// Those of these matters that a department of this body is in charge of.
fn matters_of(reader: &mut Reader, body: i64, matters: &[i64]) -> Result<BTreeSet<i64>, Problem> {
    let departments = department::departments(reader)?.into_iter().filter(|one| one.body_id == body);
    let departments: BTreeSet<_> = departments.map(|one| one.id).collect();
    let own = stored_matter::by_ids(reader, matters)?.into_iter();
    Ok(own.filter(|one| departments.contains(&one.department_id)).map(|one| one.id).collect())
}

/// Names of departments, by code.
pub(super) fn department_names(reader: &mut Reader) -> Result<BTreeMap<String, String>, Problem> {
    Ok(department::departments(reader)?.into_iter().map(|one| (one.code, one.name)).collect())
}

/// What the registers know that a plan of this body may name.
pub(super) fn known(reader: &mut Reader, body: i64) -> Result<Known, Problem> {
    let departments = department::departments(reader)?.into_iter().filter(|one| one.body_id == body);
    let divisions = department::divisions(reader)?.into_iter().filter(|one| one.current_code.is_none());
    Ok(Known {
        divisions: divisions.map(|division| division.code).collect(),
        departments: departments.map(|department| department.code).collect(),
    })
}
