//! Strikes as the office reads them: with numbers and names.

use std::collections::BTreeMap;

use contract::page::{Page, PageQuery};
use contract::strike::{Strike as Answer, StrikeObject, StrikeQuery};
use domain::policy::Action;
use persistence::identity::{self, Person};
use persistence::strike::{self, Filter, Object, Place, Strike};
use persistence::{Reader, task};

use super::number;
use crate::auth::{Caller, Permit};
use crate::draw::ceremony::called;
use crate::problem::Problem;
use crate::state::State;
use crate::web;

/// Lists strikes.
pub fn list(
    state: &State,
    caller: &Caller,
    query: StrikeQuery,
    page: PageQuery,
) -> Result<Page<Answer>, Problem> {
    state.read(caller, Action::TaskRead, |reader, permit| {
        let found = strike::list(reader, &filter(permit, query), web::window(page))?;
        let names = Names::of(reader, &found.items)?;
        Ok(web::page(page, found.try_map(|one| names.answer(one))?))
    })
}

/// The strikes that a caller asks for.
pub(crate) fn filter(permit: &Permit, query: StrikeQuery) -> Filter {
    let StrikeQuery { task, inspection, state } = query;
    Filter { scope: permit.scope(), task, inspection, state }
}

/// Lists the strikes of a task.
pub fn of_task(state: &State, caller: &Caller, id: i64) -> Result<Vec<Answer>, Problem> {
    state.read(caller, Action::TaskRead, |reader, permit| {
        permit.on(task::get(reader, id)?.owner())?;
        let found = strike::of_task(reader, id)?;
        let names = Names::of(reader, &found)?;
        found.into_iter().map(|one| names.answer(one)).collect()
    })
}

/// The answer for one.
pub(super) fn answer(reader: &mut Reader, stored: Strike) -> Result<Answer, Problem> {
    let names = Names::of(reader, std::slice::from_ref(&stored))?;
    names.answer(stored)
}

/// What the keys in some strikes stand for.
struct Names {
    places: BTreeMap<i64, Place>,
    objects: BTreeMap<i64, Vec<Object>>,
    people: BTreeMap<i64, Person>,
}

impl Names {
    fn of(reader: &mut Reader, all: &[Strike]) -> Result<Self, Problem> {
        let ids: Vec<_> = all.iter().map(|one| one.id).collect();
        let users = all.iter().flat_map(|one| [Some(one.filed_by), one.decided_by]);
        Ok(Self {
            places: strike::places(reader, &ids)?,
            objects: strike::objects(reader, &ids)?,
            people: identity::people(reader, &users.flatten().collect::<Vec<_>>())?,
        })
    }

    fn answer(&self, stored: Strike) -> Result<Answer, Problem> {
        let lost = || Problem::internal(&"a strike without its task or its people");
        let place = self.places.get(&stored.id).ok_or_else(lost)?;
        let filed_by = self.people.get(&stored.filed_by).ok_or_else(lost)?;
        let decided_by = stored.decided_by.and_then(|id| Some((id, self.people.get(&id)?)));
        let object = |one: &Object| StrikeObject {
            inspection_id: one.inspection,
            code: one.code.clone(),
            name: one.name.clone(),
        };
        Ok(Answer {
            id: stored.id,
            task_id: stored.task_id,
            task_number: place.task_number.clone(),
            round: number(place.round)?,
            objects: self.objects.get(&stored.id).into_iter().flatten().map(object).collect(),
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
            first_round: stored.first_round.map(number).transpose()?,
            version: stored.version,
        })
    }
}
