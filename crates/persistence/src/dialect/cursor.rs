//! A query that is read to its end in pieces. PostgreSQL has cursors: it plans and runs the query once, of one snapshot, instead of
//! once for every piece. An embedded database reads from where the last piece ended at no cost, and needs none.

use std::marker::PhantomData;

use diesel::connection::SimpleConnection;
use diesel::expression::Expression;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::query_dsl::methods::LoadQuery;

use crate::connection::{AnyConnection, MultiBackend};
use crate::database::Reader;
use crate::error::Result;

/// Opens a cursor for a query, where there are cursors; answers whether. It is there until it is closed, or its transaction
/// ends; one at a time.
pub(crate) fn open<Q: QueryFragment<MultiBackend>>(reader: &mut Reader, query: Q) -> Result<bool> {
    if let AnyConnection::Sqlite(_) = reader.connection() {
        return Ok(false);
    }
    // All of it will be read: PostgreSQL would plan for the first tenth.
    reader.connection().batch_execute("SET LOCAL cursor_tuple_fraction = 1")?;
    Declare(query).execute(reader.connection())?;
    Ok(true)
}

/// The next rows of the open cursor; none at the end.
pub(crate) fn fetch<T>(reader: &mut Reader, limit: i64) -> Result<Vec<T>>
where
    for<'query> Fetch<T>: LoadQuery<'query, AnyConnection, T>,
{
    Ok(RunQueryDsl::load(Fetch { limit, rows: PhantomData }, reader.connection())?)
}

/// Closes the open cursor.
pub(crate) fn close(reader: &mut Reader) -> Result<()> {
    Ok(reader.connection().batch_execute("CLOSE pieces")?)
}

struct Declare<Q>(Q);

/// Asks the open cursor for rows that are read as these.
pub(crate) struct Fetch<T> {
    limit: i64,
    rows: PhantomData<T>,
}

impl<Q: QueryFragment<MultiBackend>> QueryFragment<MultiBackend> for Declare<Q> {
    fn walk_ast<'b>(&'b self, mut pass: AstPass<'_, 'b, MultiBackend>) -> QueryResult<()> {
        pass.unsafe_to_cache_prepared();
        pass.push_sql("DECLARE pieces NO SCROLL CURSOR FOR ");
        self.0.walk_ast(pass)
    }
}

impl<Q> QueryId for Declare<Q> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<Q> RunQueryDsl<AnyConnection> for Declare<Q> {}

impl<T> QueryFragment<MultiBackend> for Fetch<T> {
    fn walk_ast<'b>(&'b self, mut pass: AstPass<'_, 'b, MultiBackend>) -> QueryResult<()> {
        pass.unsafe_to_cache_prepared();
        pass.push_sql(&format!("FETCH FORWARD {} FROM pieces", self.limit));
        Ok(())
    }
}

impl<T> QueryId for Fetch<T> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<T: Selectable<MultiBackend>> Query for Fetch<T>
where
    diesel::dsl::AsSelect<T, MultiBackend>: Expression,
{
    type SqlType = <diesel::dsl::AsSelect<T, MultiBackend> as Expression>::SqlType;
}

impl<T> RunQueryDsl<AnyConnection> for Fetch<T> {}
