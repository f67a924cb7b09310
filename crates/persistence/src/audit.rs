//! The audit log.

use chrono::{DateTime, Utc};
use diesel::dsl::max;
use diesel::prelude::*;
use domain::audit::Entry;

use crate::database::{Reader, Writer};
use crate::dialect::contains_pattern;
use crate::error::Result;
use crate::page::{Page, Window};
use crate::schema::{audit_entries, log_places};
use crate::stored::Time;

/// One entry as stored.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = audit_entries)]
pub struct AuditEntry {
    /// Key.
    pub id: i64,
    /// When.
    pub at: Time,
    /// Who; none for the system.
    pub user_id: Option<i64>,
    /// Their name then.
    pub actor: String,
    /// What, `task.freeze`.
    pub action: String,
    /// To what kind of thing.
    pub resource: String,
    /// To which one.
    pub key: String,
    /// Canonical JSON of the change.
    pub payload: String,
    /// SHA-256 of the payload, hex.
    pub digest: String,
}

/// An entry, and where it stands in the public log.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = audit_entries)]
pub struct Listed {
    /// The entry.
    #[diesel(embed)]
    pub entry: AuditEntry,
    /// Index of its leaf, once it has one.
    #[diesel(select_expression = log_places::leaf_index.nullable())]
    pub leaf_index: Option<i64>,
}

/// Which entries.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only of this action.
    pub action: Option<String>,
    /// Only of this kind of thing.
    pub resource: Option<String>,
    /// Only of the thing with this key.
    pub key: Option<String>,
    /// The name of who did it contains this.
    pub actor: Option<String>,
    /// Only from this moment on.
    pub from: Option<DateTime<Utc>>,
    /// Only before this moment.
    pub before: Option<DateTime<Utc>>,
}

pub(crate) fn insert(writer: &mut Writer, entry: Entry) -> Result<()> {
    let (at, author) = (Time::from(writer.now()), writer.author().clone());
    diesel::insert_into(audit_entries::table)
        .values((
            audit_entries::at.eq(at),
            audit_entries::user_id.eq(author.user),
            audit_entries::actor.eq(author.name),
            audit_entries::action.eq(entry.action),
            audit_entries::resource.eq(entry.resource),
            audit_entries::key.eq(entry.key),
            audit_entries::payload.eq(entry.payload),
            audit_entries::digest.eq(entry.digest),
        ))
        .execute(writer.connection())?;
    Ok(())
}

/// What happened in the draw of a task after an entry, oldest first. Whoever writes such an entry holds the task, so that
/// none appears before one that was seen.
///
/// # Errors
/// When the database does not answer.
pub fn draw_events(reader: &mut Reader, task: i64, after: i64, limit: i64) -> Result<Vec<AuditEntry>> {
    Ok(audit_entries::table
        .filter(audit_entries::resource.eq("task"))
        .filter(audit_entries::key.eq(task.to_string()))
        .filter(audit_entries::id.gt(after))
        .filter(audit_entries::action.like(DRAW))
        .order(audit_entries::id)
        .limit(limit)
        .select(AuditEntry::as_select())
        .load(reader.connection())?)
}

/// The newest entry about the draw of each of these tasks that has any: key of the task, key of the entry.
///
/// # Errors
/// When the database does not answer.
pub fn newest_draw_events(reader: &mut Reader, tasks: &[i64]) -> Result<Vec<(i64, i64)>> {
    let keys: Vec<_> = tasks.iter().map(ToString::to_string).collect();
    let found: Vec<(String, Option<i64>)> = audit_entries::table
        .filter(audit_entries::resource.eq("task"))
        .filter(audit_entries::key.eq_any(keys))
        .filter(audit_entries::action.like(DRAW))
        .group_by(audit_entries::key)
        .select((audit_entries::key, max(audit_entries::id)))
        .load(reader.connection())?;
    Ok(found.into_iter().filter_map(|(key, id)| Some((key.parse().ok()?, id?))).collect())
}

/// What the names of entries about draws begin with.
const DRAW: &str = "draw.%";

/// Lists entries, newest first.
///
/// # Errors
/// When the database does not answer.
pub fn list(reader: &mut Reader, filter: &Filter, window: Window) -> Result<Page<Listed>> {
    let filtered = || {
        let mut query = audit_entries::table.left_join(log_places::table).into_boxed();
        if let Some(action) = &filter.action {
            query = query.filter(audit_entries::action.eq(action.clone()));
        }
        if let Some(resource) = &filter.resource {
            query = query.filter(audit_entries::resource.eq(resource.clone()));
        }
        if let Some(key) = &filter.key {
            query = query.filter(audit_entries::key.eq(key.clone()));
        }
        if let Some(actor) = &filter.actor {
            query = query.filter(audit_entries::actor.like(contains_pattern(actor)).escape('\\'));
        }
        if let Some(from) = filter.from {
            query = query.filter(audit_entries::at.ge(Time::from(from)));
        }
        if let Some(before) = filter.before {
            query = query.filter(audit_entries::at.lt(Time::from(before)));
        }
        query
    };
    let items = filtered()
        .order(audit_entries::id.desc())
        .offset(window.offset)
        .limit(window.limit)
        .select(Listed::as_select())
        .load(reader.connection())?;
    let total = reader.count(filtered().select(audit_entries::id))?;
    Ok(Page { items, total })
}
