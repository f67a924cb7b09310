//! Matters and the matter list.

use std::collections::{BTreeMap, BTreeSet};

use contract::matter::{CheckItem, Matter, MatterList, MatterQuery, NewMatterList};
use domain::audit::Entry;
use domain::policy::Action;
use persistence::{Conflict, Reader, matter};

use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::State;

/// Lists matters.
pub fn list(state: &State, caller: &Caller, query: MatterQuery) -> Result<Vec<Matter>, Problem> {
    state.read(caller, Action::MatterRead, |reader, _| {
        let listed = in_force(reader)?;
        let found = selected(reader, &listed, query)?;
        let keys: Vec<_> = found.iter().map(|(matter, _)| matter.id).collect();
        let mut items = forms(reader, &keys)?;
        let answer = |(m, department_name): (matter::Matter, String)| Matter {
            id: m.id,
            code: m.code,
            name: m.name,
            category: m.category,
            department_id: m.department_id,
            department_name,
            legal_basis: m.legal_basis,
            qualification: m.qualification,
            ratio_ppm: m.ratio_ppm,
            frequency: m.frequency,
            listed: listed.contains(&m.id),
            check_items: items.remove(&m.id).unwrap_or_default(),
        };
        Ok(found.into_iter().map(answer).collect())
    })
}

/// How many matters a caller asks for.
pub(crate) fn count(reader: &mut Reader, query: MatterQuery) -> Result<usize, Problem> {
    let listed = in_force(reader)?;
    Ok(selected(reader, &listed, query)?.len())
}

fn selected(
    reader: &mut Reader,
    listed: &BTreeSet<i64>,
    query: MatterQuery,
) -> Result<Vec<(matter::Matter, String)>, Problem> {
    let mut found = matter::list(reader)?;
    if let Some(wanted) = query.listed {
        found.retain(|(matter, _)| listed.contains(&matter.id) == wanted);
    }
    Ok(found)
}

/// Publishes a new version of the list.
pub fn publish(state: &State, caller: &Caller, new: &NewMatterList) -> Result<MatterList, Problem> {
    state.write(caller, Action::MatterPublish, |writer, permit| {
        let chosen: BTreeSet<_> = new.matters.iter().copied().collect();
        let matters: Vec<_> = chosen.into_iter().collect();
        let unknown =
            || Problem::field("/matters", "unknown", "含有不存在的抽查事项，请刷新事项列表后重新选择");
        let list = matter::publish(writer, permit.actor().user, &matters)
            .map_err(|error| Problem::on_conflict(error, Conflict::Reference, unknown()))?;
        let answer = MatterList { version: list.version, published_at: list.published_at.into(), matters };
        Ok(writer.record(Entry::new("matter_list.publish", "matter_list", list.version, &answer)?, answer)?)
    })
}

/// The matters on the list in force.
pub(crate) fn in_force(reader: &mut Reader) -> Result<BTreeSet<i64>, Problem> {
    let Some(list) = matter::list_in_force(reader)? else { return Ok(BTreeSet::new()) };
    Ok(matter::listed(reader, list.id)?.into_iter().collect())
}

/// The check items of matters, by matter: together the unified form.
pub(crate) fn forms(reader: &mut Reader, matters: &[i64]) -> Result<BTreeMap<i64, Vec<CheckItem>>, Problem> {
    let mut forms: BTreeMap<i64, Vec<CheckItem>> = BTreeMap::new();
    for item in matter::check_items(reader, matters)? {
        let answer = CheckItem { id: item.id, position: item.position, text: item.text };
        forms.entry(item.matter_id).or_default().push(answer);
    }
    Ok(forms)
}
