//! Pages of a list.

use diesel::QueryResult;
use diesel::query_builder::{AstPass, Query, QueryFragment};
use diesel::sql_types::BigInt;

use crate::connection::{AnyConnection, MultiBackend};

/// Which rows of a list: `limit` rows after the first `offset`.
#[derive(Debug, Clone, Copy)]
pub struct Window {
    /// Rows to skip.
    pub offset: i64,
    /// Rows to return, at most.
    pub limit: i64,
}

/// Rows beyond this are not counted: on a register of millions an exact total would cost more than the page.
pub(crate) const COUNTED: i64 = 10_000;

/// How many rows a query has: counted where they are, not carried here.
#[derive(Debug, diesel::query_builder::QueryId)]
pub(crate) struct Counted<Q>(pub(crate) Q);

impl<Q> Query for Counted<Q> {
    type SqlType = BigInt;
}

impl<Q> diesel::RunQueryDsl<AnyConnection> for Counted<Q> {}

impl<Q: QueryFragment<MultiBackend>> QueryFragment<MultiBackend> for Counted<Q> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, MultiBackend>) -> QueryResult<()> {
        out.push_sql("SELECT COUNT(*) FROM (");
        self.0.walk_ast(out.reborrow())?;
        out.push_sql(") AS counted");
        Ok(())
    }
}

/// One page of a list.
#[derive(Debug, Clone)]
pub struct Page<T> {
    /// The rows.
    pub items: Vec<T>,
    /// How many rows the filters leave; `COUNTED` + 1 stands for "more".
    pub total: i64,
}

impl<T> Page<T> {
    /// The rows changed one by one.
    pub fn map<U>(self, change: impl FnMut(T) -> U) -> Page<U> {
        Page { items: self.items.into_iter().map(change).collect(), total: self.total }
    }

    /// The rows changed one by one, if all of them can be.
    ///
    /// # Errors
    /// The first that cannot.
    pub fn try_map<U, E>(self, change: impl FnMut(T) -> Result<U, E>) -> Result<Page<U>, E> {
        let items = self.items.into_iter().map(change).collect::<Result<_, _>>()?;
        Ok(Page { items, total: self.total })
    }

    /// The total as it may be shown, and whether there are more.
    #[must_use]
    pub fn shown_total(&self) -> (i64, bool) {
        shown_total(self.total)
    }
}

/// A count as it may be shown, and whether there are more.
#[must_use]
pub fn shown_total(total: i64) -> (i64, bool) {
    (total.min(COUNTED), total > COUNTED)
}
