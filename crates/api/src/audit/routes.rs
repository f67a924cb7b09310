//! `/audit`.

use actix_web::{get, web};
use contract::audit::{AuditEntry, AuditQuery};
use contract::page::{Page, PageQuery};
use utoipa_actix_web::service_config::ServiceConfig;

use super::service;
use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::State;
use crate::web::Paged;

/// List the audit log.
///
/// Newest first. Every change of anything wrote its entry in the same transaction.
#[utoipa::path(
    tag = "audit",
    params(AuditQuery, PageQuery),
    extensions(("x-permission" = json!("audit.read"))),
    responses((status = 200, description = "One page", body = Page<AuditEntry>))
)]
#[get("/audit")]
pub async fn list_audit_entries(
    state: web::Data<State>,
    caller: Caller,
    query: Paged<AuditQuery>,
) -> Result<web::Json<Page<AuditEntry>>, Problem> {
    let work = move |state: &State| service::list(state, &caller, query.filter, query.page);
    state.run(work).await.map(web::Json)
}

pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config.service(list_audit_entries);
}
