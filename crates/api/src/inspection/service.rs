//! Inspections.

use contract::inspection::{FormMatter, Inspection, InspectionQuery, InspectionRow, TeamMember};
use contract::page::{Page, PageQuery};
use contract::problem::{FieldError, ProblemCode};
use domain::Coded;
use domain::audit::Entry;
use domain::calendar::Calendar;
use domain::inspection::{DISCLOSURE_WORKING_DAYS, Form, Record};
use domain::policy::{Action, Owner};
use domain::task::Event;
use persistence::inspection::{self, Filter, WithTeam};
use persistence::task::{self, Step, Task};
use persistence::{Reader, inspector, matter};

use crate::auth::{Caller, Permit};
use crate::calendar::service::{due_day, entered};
use crate::clock::day_in_china;
use crate::matter::service::forms;
use crate::problem::Problem;
use crate::state::State;
use crate::web;

/// Lists inspections.
pub fn list(
    state: &State,
    caller: &Caller,
    query: &InspectionQuery,
    page: PageQuery,
) -> Result<Page<InspectionRow>, Problem> {
    state.read(caller, Action::InspectionRead, |reader, permit| {
        let calendar = entered(reader)?;
        let found = inspection::list(reader, &filter(permit, query), web::window(page))?;
        Ok(web::page(page, found.map(|one| row(one, &calendar))))
    })
}

/// The inspections that a caller asks for.
pub(crate) fn filter(permit: &Permit, query: &InspectionQuery) -> Filter {
    Filter {
        scope: permit.scope(),
        task: query.task,
        round: query.round,
        state: query.state,
        result: query.result,
        division: web::given(query.division.as_deref()),
        department: query.department,
        team_department: query.team_department,
        text: web::given(query.q.as_deref()),
        due_from: query.due_from,
        due_before: query.due_before,
        undisclosed: query.undisclosed,
    }
}

/// Reads an inspection.
pub fn get(state: &State, caller: &Caller, id: i64) -> Result<Inspection, Problem> {
    state.read(caller, Action::InspectionRead, |reader, permit| {
        let found = inspection::get(reader, id)?;
        let task = task::get(reader, found.inspection.task_id)?;
        permit.on(Owner { team: &team(&found), ..task.owner() })?;
        answer(reader, &task, found)
    })
}

/// Stores what the team found, and moves the task on with its first record.
pub fn record(
    state: &State,
    caller: &Caller,
    id: i64,
    version: i64,
    record: Record,
) -> Result<Inspection, Problem> {
    state.write(caller, Action::InspectionRecord, |writer, permit| {
        let found = inspection::get(writer, id)?;
        let task = task::get_locked(writer, found.inspection.task_id)?;
        let team = team(&found);
        permit.on(Owner { team: &team, ..task.owner() })?;
        let next = task.state.after(Event::Record)?;
        if !found.inspection.state.takes_record() {
            let label = found.inspection.state.label();
            return Err(Problem::with(
                ProblemCode::WrongState,
                format!("检查处于“{label}”状态，不能录入结果"),
            ));
        }
        if found.inspection.version != version {
            return Err(Problem::new(ProblemCode::Stale));
        }
        let today = day_in_china(writer.now());
        check(writer, &task, &found, &record, today)?;
        let due = due_day(writer, record.ended_on, DISCLOSURE_WORKING_DAYS)?;
        let entry = Entry::new("inspection.record", "inspection", id, &record)?;
        let stored = inspection::record(writer, id, version, permit.actor().user, record, due.on)?;
        let moved = *task.state != next;
        let task = if moved { task::advance(writer, &task, next, Step::default())? } else { task };
        let answer = answer(writer, &task, stored)?;
        Ok(writer.record(entry, answer)?)
    })
}

/// Everything wrong with a record at once.
fn check(
    reader: &mut Reader,
    task: &Task,
    found: &WithTeam,
    record: &Record,
    today: chrono::NaiveDate,
) -> Result<(), Problem> {
    let matters = matters(reader, found)?;
    let items: Vec<_> = forms(reader, &matters)?.into_values().flatten().map(|item| item.id).collect();
    let team = team(found);
    let form = Form {
        items: &items,
        matters: &matters,
        team: &team,
        period: (task.period_start, task.period_end),
        today,
    };
    let mut errors: Vec<_> = record
        .faults(form)
        .into_iter()
        .map(|fault| FieldError {
            pointer: fault.pointer,
            code: fault.code.to_owned(),
            detail: fault.detail.to_owned(),
        })
        .collect();
    let present: Vec<_> = team.iter().copied().filter(|who| record.present.contains(who)).collect();
    let expired = inspector::by_ids(reader, &present)?;
    let expired = expired.iter().filter(|who| who.certificate_expires < record.ended_on);
    errors.extend(expired.map(|who| FieldError {
        pointer: "/present".to_owned(),
        code: "certificate_expired".to_owned(),
        detail: format!("{}的执法证已于 {} 到期，检查当日无效", who.name, who.certificate_expires),
    }));
    if errors.is_empty() { Ok(()) } else { Err(Problem::invalid(errors)) }
}

fn team(found: &WithTeam) -> Vec<i64> {
    found.team.iter().map(|member| member.id).collect()
}

fn matters(reader: &mut Reader, found: &WithTeam) -> Result<Vec<i64>, Problem> {
    let pairs = inspection::matters(reader, &[found.inspection.id])?;
    Ok(pairs.into_iter().map(|(_, matter)| matter).collect())
}

/// Whether the holidays of every year between the end of an inspection and its due day are known.
fn due_certain(inspection: &inspection::Inspection, calendar: &Calendar) -> Option<bool> {
    let (from, due) = (inspection.ended_on?, inspection.due_on?);
    Some(calendar.unknown_years(from, due).next().is_none())
}

fn row(found: WithTeam, calendar: &Calendar) -> InspectionRow {
    let WithTeam { inspection, team } = found;
    let member = |member: inspection::Member| TeamMember {
        id: member.id,
        code: member.code,
        name: member.name,
        certificate_number: member.certificate_number,
    };
    let due_certain = due_certain(&inspection, calendar);
    InspectionRow {
        id: inspection.id,
        task_id: inspection.task_id,
        object_code: inspection.object_code,
        object_name: inspection.object_name,
        object_division: inspection.object_division,
        state: *inspection.state,
        result: inspection.result.map(|code| *code),
        disposition: inspection.disposition.map(|code| *code),
        ended_on: inspection.ended_on,
        due_on: inspection.due_on,
        due_certain,
        disclosed_at: inspection.disclosed_at.map(Into::into),
        team: team.into_iter().map(member).collect(),
        version: inspection.version,
    }
}

fn answer(reader: &mut Reader, task: &Task, mut found: WithTeam) -> Result<Inspection, Problem> {
    let matters = matters(reader, &found)?;
    let mut forms = forms(reader, &matters)?;
    let part = |matter: matter::Matter| FormMatter {
        id: matter.id,
        code: matter.code,
        name: matter.name,
        legal_basis: matter.legal_basis,
        check_items: forms.remove(&matter.id).unwrap_or_default(),
    };
    let form = matter::by_ids(reader, &matters)?.into_iter().map(part).collect();
    let round = persistence::draw::round(reader, found.inspection.draw_id)?;
    Ok(Inspection {
        round: u32::try_from(round).map_err(|cause| Problem::internal(&cause))?,
        task_number: task.number.clone(),
        period_start: task.period_start,
        period_end: task.period_end,
        object_address: found.inspection.object_address.clone(),
        form,
        record: found.inspection.record.take().map(persistence::Json::into_inner),
        row: row(found, &entered(reader)?),
    })
}
