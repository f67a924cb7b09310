//! 检查通知书.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use documents::notice::{Notice, NoticeInspector, NoticeMatter};
use domain::Coded;
use domain::policy::Action;
use persistence::audit::AuditEntry;
use persistence::inspection::{self, WithTeam};
use persistence::matter::{self, Matter};
use persistence::task::Task;
use persistence::{Reader, Window, audit, department, draw, inspector};

use super::{Sheet, task};
use crate::auth::Caller;
use crate::clock::day_in_china;
use crate::problem::Problem;
use crate::state::State;

/// Every inspection is a visit by a team.
const METHOD: &str = "现场检查";

const NOT_ISSUED: &str = "任务尚未下达或已作废，没有检查通知书";

/// As often as a task is issued, at most: once for each round that adds objects.
const MOST_ISSUES: i64 = 200;

/// The notices of a task, in the order of the drawing.
pub fn of_task(state: &State, caller: &Caller, id: i64) -> Result<Sheet<Vec<Notice>>, Problem> {
    state.read(caller, Action::TaskRead, |reader, permit| {
        let (task, body) = task::permitted(reader, permit, id)?;
        let issued = Issued::load(state, reader, &task)?;
        let all: Vec<_> =
            (1..).zip(task::inspections(reader, id)?).filter(|(_, one)| is_visited(one)).collect();
        if all.is_empty() {
            return Err(task::wrong_state("任务没有需要检查的对象，没有检查通知书"));
        }
        let visits = inspection::visits_of_task(reader, id, issued.last.year())?.into_iter().collect();
        let number = task.number.clone();
        let mut writer = Writer::new(state, reader, task, body, issued)?;
        writer.visits = visits;
        writer.know(reader, all.iter().map(|(_, one)| one))?;
        let notices = all.into_iter().map(|(place, one)| writer.notice(place, one)).collect();
        Ok(Sheet { content: notices, name: format!("检查通知书-{number}.pdf") })
    })
}

/// The notice of one inspection.
pub fn of_inspection(state: &State, caller: &Caller, id: i64) -> Result<Sheet<Vec<Notice>>, Problem> {
    state.read(caller, Action::InspectionRead, |reader, permit| {
        let (one, task, body) = super::inspection::permitted(reader, permit, id)?;
        let issued = Issued::load(state, reader, &task)?;
        if !is_visited(&one) {
            let detail = format!("该检查对象{}，没有检查通知书", one.inspection.state.label());
            return Err(task::wrong_state(&detail));
        }
        let object = one.inspection.object_id;
        let visits = inspection::visits_of_object(reader, object, issued.last.year())?;
        let place = inspection::place(reader, task.id, id)?;
        let mut writer = Writer::new(state, reader, task, body, issued)?;
        writer.visits = BTreeMap::from([(object, visits)]);
        writer.know(reader, [&one].into_iter())?;
        let notice = writer.notice(place, one);
        let name = format!("检查通知书-{}-{}.pdf", notice.number, notice.object_name);
        Ok(Sheet { content: vec![notice], name })
    })
}

fn is_visited(one: &WithTeam) -> bool {
    one.inspection.state.keeps_place()
}

/// On which days notices went out: of a supplementary round later than those of the round before.
struct Issued {
    /// By round; where it is not told apart, all on the last day.
    days: BTreeMap<i64, NaiveDate>,
    last: NaiveDate,
}

impl Issued {
    fn load(state: &State, reader: &mut Reader, task: &Task) -> Result<Self, Problem> {
        if !task::is_issued(*task.state) {
            return Err(task::wrong_state(NOT_ISSUED));
        }
        let filter = audit::Filter {
            action: Some("task.issue".to_owned()),
            resource: Some("task".to_owned()),
            key: Some(task.id.to_string()),
            ..audit::Filter::default()
        };
        // The newest first.
        let listed = audit::list(reader, &filter, Window { offset: 0, limit: MOST_ISSUES })?.items;
        let entries: Vec<_> = listed.into_iter().map(|listed| listed.entry).collect();
        let last = entries.first().map_or_else(|| state.clock.today(), |entry| day_in_china(entry.at.into()));
        let mut days = BTreeMap::new();
        if entries.len() > 1 {
            for round in draw::rounds(reader, task.id)? {
                let after = |entry: &&AuditEntry| round.drawn_at.is_some_and(|drawn| drawn <= entry.at);
                let first = entries.iter().rev().find(after);
                days.extend(first.map(|entry| (round.id, day_in_china(entry.at.into()))));
            }
        }
        Ok(Self { days, last })
    }

    fn of(&self, draw: i64) -> NaiveDate {
        self.days.get(&draw).copied().unwrap_or(self.last)
    }
}

/// What the notices of a task have in common.
struct Writer {
    task: Task,
    body: String,
    contact: String,
    draw_url: String,
    issued: Issued,
    matters: BTreeMap<i64, Matter>,
    /// Matters by inspection.
    of_inspections: BTreeMap<i64, Vec<i64>>,
    /// Name of the department by inspector.
    departments: BTreeMap<i64, String>,
    /// Visits of the year by object.
    visits: BTreeMap<i64, i64>,
}

impl Writer {
    fn new(
        state: &State,
        reader: &mut Reader,
        task: Task,
        body: String,
        issued: Issued,
    ) -> Result<Self, Problem> {
        Ok(Self {
            contact: task::contact(reader, &task, &body)?,
            draw_url: task::public_address(state, task.id),
            task,
            body,
            issued,
            matters: BTreeMap::new(),
            of_inspections: BTreeMap::new(),
            departments: BTreeMap::new(),
            visits: BTreeMap::new(),
        })
    }

    /// Loads matters and departments of these inspections.
    fn know<'a>(
        &mut self,
        reader: &mut Reader,
        all: impl Iterator<Item = &'a WithTeam> + Clone,
    ) -> Result<(), Problem> {
        let ids: Vec<_> = all.clone().map(|one| one.inspection.id).collect();
        for batch in ids.chunks(1000) {
            for (inspection, matter) in inspection::matters(reader, batch)? {
                self.of_inspections.entry(inspection).or_default().push(matter);
            }
        }
        let mut keys: Vec<_> = self.of_inspections.values().flatten().copied().collect();
        keys.sort_unstable();
        keys.dedup();
        self.matters = matter::by_ids(reader, &keys)?.into_iter().map(|m| (m.id, m)).collect();
        let mut people: Vec<_> = all.flat_map(|one| &one.team).map(|member| member.id).collect();
        people.sort_unstable();
        people.dedup();
        let names: BTreeMap<_, _> =
            department::departments(reader)?.into_iter().map(|d| (d.id, d.name)).collect();
        for person in inspector::by_ids(reader, &people)? {
            let name = names.get(&person.department_id).cloned().unwrap_or_default();
            self.departments.insert(person.id, name);
        }
        Ok(())
    }

    /// The notice of the inspection at this place of the drawing.
    fn notice(&self, place: i64, one: WithTeam) -> Notice {
        let inspection = one.inspection;
        let keys = self.of_inspections.get(&inspection.id).map_or(&[][..], Vec::as_slice);
        let matters: Vec<_> = keys.iter().filter_map(|key| self.matters.get(key)).collect();
        let mut legal_basis: Vec<String> = Vec::new();
        for matter in &matters {
            if !legal_basis.contains(&matter.legal_basis) {
                legal_basis.push(matter.legal_basis.clone());
            }
        }
        let year = self.issued.last.year();
        let visits = self.visits.get(&inspection.object_id).copied().unwrap_or_default();
        let this_one = inspection.ended_on.is_some_and(|day| day.year() == year);
        let inspectors = one.team.into_iter().map(|member| NoticeInspector {
            department: self.departments.get(&member.id).cloned().unwrap_or_default(),
            name: member.name,
            certificate_number: member.certificate_number,
        });
        Notice {
            body: self.body.clone(),
            red_head: true,
            number: format!("{}-{place:03}", self.task.number),
            task_number: self.task.number.clone(),
            task_name: self.task.name.clone(),
            object_name: inspection.object_name,
            object_code: inspection.object_code,
            object_address: inspection.object_address,
            legal_basis,
            matters: matters
                .iter()
                .map(|matter| NoticeMatter { name: matter.name.clone(), method: METHOD.to_owned() })
                .collect(),
            period_start: self.task.period_start,
            period_end: self.task.period_end,
            materials: Vec::new(),
            inspectors: inspectors.collect(),
            visits_year: year,
            visits_before: u32::try_from(visits - i64::from(this_one)).unwrap_or_default(),
            contact: self.contact.clone(),
            draw_url: self.draw_url.clone(),
            issued_on: self.issued.of(inspection.draw_id),
        }
    }
}
