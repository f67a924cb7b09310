//! The audit log.

use contract::audit::{AuditEntry, AuditQuery};
use contract::page::{Page, PageQuery};
use domain::policy::Action;
use persistence::audit::{self, Filter};

use crate::auth::Caller;
use crate::clock::midnight_in_china;
use crate::problem::Problem;
use crate::state::State;
use crate::web;

/// Lists entries.
pub fn list(
    state: &State,
    caller: &Caller,
    query: AuditQuery,
    page: PageQuery,
) -> Result<Page<AuditEntry>, Problem> {
    let filter = Filter {
        action: query.action,
        resource: query.resource,
        key: query.key,
        actor: web::given(query.actor.as_deref()),
        from: query.from.map(midnight_in_china),
        before: query.to.and_then(|day| day.succ_opt()).map(midnight_in_china),
    };
    state.read(caller, Action::AuditRead, |reader, _| {
        Ok(web::page(page, audit::list(reader, &filter, web::window(page))?.try_map(answer)?))
    })
}

fn answer(listed: audit::Listed) -> Result<AuditEntry, Problem> {
    let entry = listed.entry;
    Ok(AuditEntry {
        id: entry.id,
        at: entry.at.into(),
        user_id: entry.user_id,
        actor: entry.actor,
        action: entry.action,
        resource: entry.resource,
        key: entry.key,
        payload: serde_json::from_str(&entry.payload)?,
        digest: entry.digest,
        leaf_index: listed.leaf_index,
    })
}
