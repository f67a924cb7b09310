//! The audit log.

use contract::audit::{AuditEntry, AuditQuery};
use contract::page::{Page, PageQuery};

use super::{Client, Outcome};

impl Client {
    /// Entries of the audit log, the newest first.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn audit_entries(&self, query: &AuditQuery, page: PageQuery) -> Outcome<Page<AuditEntry>> {
        self.list("/audit", &[query, &page]).await
    }
}
