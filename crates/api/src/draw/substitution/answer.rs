//! Substitutions as the office reads them: with numbers and names.

use std::collections::BTreeMap;

use contract::page::{Page, PageQuery};
use contract::substitution::{Substitution as Answer, SubstitutionQuery};
use domain::policy::Action;
use persistence::identity::{self, Person};
use persistence::substitution::{self, Filter, Substitution};
use persistence::transfer::{Subject, subjects};
use persistence::{Reader, task};

use crate::auth::{Caller, Permit};
use crate::draw::ceremony::called;
use crate::problem::Problem;
use crate::state::State;
use crate::web;

/// Lists substitutions.
pub fn list(
    state: &State,
    caller: &Caller,
    query: SubstitutionQuery,
    page: PageQuery,
) -> Result<Page<Answer>, Problem> {
    state.read(caller, Action::InspectionRead, |reader, permit| {
        let found = substitution::list(reader, &filter(permit, query), web::window(page))?;
        let names = Names::of(reader, &found.items)?;
        Ok(web::page(page, found.try_map(|one| names.answer(one))?))
    })
}

/// The substitutions that a caller asks for.
pub(crate) fn filter(permit: &Permit, query: SubstitutionQuery) -> Filter {
    let SubstitutionQuery { task, inspection, state } = query;
    Filter { scope: permit.scope(), task, inspection, state }
}

/// Lists the substitutions of a task.
pub fn of_task(state: &State, caller: &Caller, id: i64) -> Result<Vec<Answer>, Problem> {
    state.read(caller, Action::TaskRead, |reader, permit| {
        permit.on(task::get(reader, id)?.owner())?;
        let found = substitution::of_task(reader, id)?;
        let names = Names::of(reader, &found)?;
        found.into_iter().map(|one| names.answer(one)).collect()
    })
}

/// The answer for one.
pub(super) fn answer(reader: &mut Reader, stored: Substitution) -> Result<Answer, Problem> {
    let names = Names::of(reader, std::slice::from_ref(&stored))?;
    names.answer(stored)
}

/// What the keys in some substitutions stand for.
struct Names {
    subjects: BTreeMap<i64, Subject>,
    people: BTreeMap<i64, Person>,
}

impl Names {
    fn of(reader: &mut Reader, all: &[Substitution]) -> Result<Self, Problem> {
        let inspections = all.iter().flat_map(|one| [Some(one.inspection_id), one.replacement_id]);
        let users = all.iter().flat_map(|one| [Some(one.filed_by), one.decided_by]);
        Ok(Self {
            subjects: subjects(reader, &inspections.flatten().collect::<Vec<_>>())?,
            people: identity::people(reader, &users.flatten().collect::<Vec<_>>())?,
        })
    }

    fn answer(&self, stored: Substitution) -> Result<Answer, Problem> {
        let lost = || Problem::internal(&"a substitution without its inspection or its people");
        let filed_by = self.people.get(&stored.filed_by).ok_or_else(lost)?;
        let decided_by = stored.decided_by.and_then(|id| Some((id, self.people.get(&id)?)));
        let subject = self.subjects.get(&stored.inspection_id).ok_or_else(lost)?;
        let replacement = stored.replacement_id.and_then(|id| self.subjects.get(&id));
        Ok(Answer {
            id: stored.id,
            task_id: stored.task_id,
            task_number: subject.task_number.clone(),
            inspection_id: stored.inspection_id,
            object_code: subject.object_code.clone(),
            object_name: subject.object_name.clone(),
            state: *stored.state,
            reason: stored.reason,
            document: stored.document,
            filed_by: called(*filed_by.role, stored.filed_by),
            filed_by_name: filed_by.display_name.clone(),
            filed_at: stored.filed_at.into(),
            decided_by: decided_by.map(|(id, person)| called(*person.role, id)),
            decided_by_name: decided_by.map(|(_, person)| person.display_name.clone()),
            decided_at: stored.decided_at.map(Into::into),
            opinion: stored.opinion,
            replacement_id: stored.replacement_id,
            replacement_name: replacement.map(|one| one.object_name.clone()),
            version: stored.version,
        })
    }
}
