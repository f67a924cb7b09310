//! Why inspectors were passed over: one row per object, so that one object's reasons are read without the others'.

use diesel::prelude::*;
use domain::draw::assignment::{Skip, SkipReason, Skips};
use domain::draw::roster::Did;

use crate::connection::MultiBackend;
use crate::database::{Reader, Writer};
use crate::dialect::{contains_pattern, on_either};
use crate::error::{Error, Result};
use crate::page::{COUNTED, Page, Window};
use crate::schema::draw_skips;
use crate::stored::Json;

/// Rows written or read at once.
const BATCH: i64 = 1000;

/// Which skips of a round.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SkipFilter {
    /// Only those for this object.
    pub did: Option<Did>,
    /// Only those of the inspector with this staff code.
    pub inspector: Option<String>,
}

/// Place, inspector and reason: what differs between the skips of one object.
type Parts = Vec<(usize, String, SkipReason)>;

#[derive(Insertable)]
#[diesel(table_name = draw_skips)]
struct Row {
    draw_id: i64,
    start: i64,
    length: i64,
    did: String,
    skips: Json<Parts>,
}

/// Stores the skips of a round.
///
/// # Errors
/// When the database does not answer.
pub(super) fn store(writer: &mut Writer, draw: i64, skips: &Skips) -> Result<()> {
    let mut start = 0;
    let mut rows = Vec::new();
    let mut objects = skips.by_object().peekable();
    while let Some((did, skips)) = objects.next() {
        let length = i64::try_from(skips.len()).map_err(|cause| Error::Defect(cause.into()))?;
        let parts = skips.into_iter().map(|skip| (skip.slot, skip.inspector, skip.why)).collect();
        rows.push(Row { draw_id: draw, start, length, did: did.to_string(), skips: Json::new(parts)? });
        start += length;
        if objects.peek().is_none() || rows.len() >= usize::try_from(BATCH).unwrap_or(1) {
            on_either!(writer.connection(), c => diesel::insert_into(draw_skips::table).values(&rows).execute(c))?;
            rows.clear();
        }
    }
    Ok(())
}

/// Lists the skips of a round, in the order in which they happened.
///
/// # Errors
/// When the database does not answer.
pub fn skips(reader: &mut Reader, draw: i64, filter: &SkipFilter, window: Window) -> Result<Page<Skip>> {
    if *filter == SkipFilter::default() {
        every(reader, draw, window)
    } else {
        some(reader, draw, filter, window)
    }
}

type Found = (i64, i64, String, Json<Parts>);

const COLUMNS: (draw_skips::start, draw_skips::length, draw_skips::did, draw_skips::skips) =
    (draw_skips::start, draw_skips::length, draw_skips::did, draw_skips::skips);

fn of_round(draw: i64) -> draw_skips::BoxedQuery<'static, MultiBackend> {
    draw_skips::table.filter(draw_skips::draw_id.eq(draw)).into_boxed()
}

/// The skips of an object that was read.
fn named(did: &str, parts: Json<Parts>) -> Result<impl Iterator<Item = Skip> + use<>> {
    let did: Did = did.parse().map_err(|_| Error::Defect("a stored draw id is none".into()))?;
    let skip = move |(slot, inspector, why)| Skip { did, slot, inspector, why };
    Ok(parts.into_inner().into_iter().map(skip))
}

/// A page of all: the objects that it touches are known by their numbers.
fn every(reader: &mut Reader, draw: i64, window: Window) -> Result<Page<Skip>> {
    let last: Option<(i64, i64)> = of_round(draw)
        .order(draw_skips::start.desc())
        .select((draw_skips::start, draw_skips::length))
        .first(reader.connection())
        .optional()?;
    let total = last.map_or(0, |(start, length)| start + length);
    let first: Option<i64> = of_round(draw)
        .filter(draw_skips::start.le(window.offset))
        .order(draw_skips::start.desc())
        .select(draw_skips::start)
        .first(reader.connection())
        .optional()?;
    let Some(first) = first else { return Ok(Page { items: Vec::new(), total }) };
    let rows: Vec<Found> = of_round(draw)
        .filter(draw_skips::start.ge(first))
        .filter(draw_skips::start.lt(window.offset.saturating_add(window.limit)))
        .order(draw_skips::start)
        .select(COLUMNS)
        .load(reader.connection())?;
    let mut part = Part::new(Window { offset: window.offset - first, ..window });
    for (_, _, did, skips) in rows {
        named(&did, skips)?.for_each(|skip| part.take(skip));
    }
    Ok(Page { items: part.items, total })
}

/// A page of those that a filter leaves: the objects are walked through, a batch at a time, until there are more than are
/// counted.
fn some(reader: &mut Reader, draw: i64, filter: &SkipFilter, window: Window) -> Result<Page<Skip>> {
    let mut part = Part::new(window);
    let mut next = 0;
    loop {
        let mut query = of_round(draw).filter(draw_skips::start.ge(next));
        if let Some(did) = &filter.did {
            query = query.filter(draw_skips::did.eq(did.to_string()));
        }
        if let Some(code) = &filter.inspector {
            // Narrows: whom else the text names, as the one who would get too little, is sorted out below.
            let quoted = serde_json::to_string(code)?;
            query = query.filter(draw_skips::skips.like(contains_pattern(&quoted)).escape('\\'));
        }
        let rows: Vec<Found> =
            query.order(draw_skips::start).limit(BATCH).select(COLUMNS).load(reader.connection())?;
        let Some(last) = rows.last() else { break };
        next = last.0 + last.1;
        for (_, _, did, skips) in rows {
            let wanted = |skip: &Skip| filter.inspector.as_ref().is_none_or(|code| *code == skip.inspector);
            named(&did, skips)?.filter(wanted).for_each(|skip| part.take(skip));
        }
        if part.seen > COUNTED && part.is_full() {
            break;
        }
    }
    Ok(Page { items: part.items, total: part.seen })
}

/// What a window leaves of rows that come one by one.
struct Part {
    window: Window,
    seen: i64,
    items: Vec<Skip>,
}

impl Part {
    fn new(window: Window) -> Self {
        Self { window, seen: 0, items: Vec::new() }
    }

    fn end(&self) -> i64 {
        self.window.offset.saturating_add(self.window.limit)
    }

    fn take(&mut self, skip: Skip) {
        if (self.window.offset..self.end()).contains(&self.seen) {
            self.items.push(skip);
        }
        self.seen += 1;
    }

    fn is_full(&self) -> bool {
        self.seen >= self.end()
    }
}
