//! Inspectors and recusals.

use contract::inspector::{Inspector, InspectorQuery, Recusal, RecusalQuery};
use contract::page::{Page, PageQuery};
use domain::policy::Action;
use persistence::inspector;

use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::State;
use crate::web;

/// Lists inspectors.
pub fn list(
    state: &State,
    caller: &Caller,
    query: &InspectorQuery,
    page: PageQuery,
) -> Result<Page<Inspector>, Problem> {
    state.read(caller, Action::InspectorRead, |reader, _| {
        Ok(web::page(page, inspector::list(reader, &filter(query), web::window(page))?.map(answer)))
    })
}

/// The inspectors that a caller asks for.
pub(crate) fn filter(query: &InspectorQuery) -> inspector::Filter {
    inspector::Filter {
        department: query.department,
        text: web::given(query.q.as_deref()),
        status: query.status,
        expiring_before: query.expiring_before,
    }
}

/// Lists recusals.
pub fn recusals(
    state: &State,
    caller: &Caller,
    query: &RecusalQuery,
    page: PageQuery,
) -> Result<Page<Recusal>, Problem> {
    let text = web::given(query.q.as_deref());
    let answer = |r: inspector::Recusal| Recusal {
        id: r.id,
        inspector_code: r.inspector_code,
        inspector_name: r.inspector_name,
        object_code: r.object_code,
        object_name: r.object_name,
        reason: r.reason,
    };
    state.read(caller, Action::InspectorRead, |reader, _| {
        Ok(web::page(page, inspector::recusals(reader, text.as_deref(), web::window(page))?.map(answer)))
    })
}

fn answer(inspector: inspector::Inspector) -> Inspector {
    Inspector {
        id: inspector.id,
        code: inspector.code,
        name: inspector.name,
        department_id: inspector.department_id,
        division: inspector.division,
        certificate_number: inspector.certificate_number,
        certificate_expires: inspector.certificate_expires,
        qualifications: inspector.qualifications.into_inner(),
        expert: inspector.expert,
        title: inspector.title,
        status: inspector.status,
    }
}
