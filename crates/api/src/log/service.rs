//! Public reads of the log, each from one snapshot.

use contract::log::{
    ConsistencyProof, ConsistencyQuery, InclusionProof, InclusionQuery, LogEvent, LogEventQuery, LogKey,
};
use contract::page::{Page, PageQuery};
use contract::problem::ProblemCode;
use domain::draw::hash::Hash;
use domain::draw::merkle;
use domain::log::tile::{Kind, Tile, read_entries, write_entry};
use domain::log::tree::Tree;
use persistence::{Reader, log};

use super::stored::{Stored, damaged, unproven};
use crate::problem::Problem;
use crate::state::State;
use crate::web;

/// The signed checkpoint.
pub fn checkpoint(state: &State) -> Result<String, Problem> {
    state.public(|reader| Ok(log::head(reader)?.checkpoint))
}

/// The content of a tile, by its path below the log's prefix.
pub fn tile(state: &State, path: &str) -> Result<Vec<u8>, Problem> {
    let missing = || Problem::new(ProblemCode::NotFound);
    let tile: Tile = path.parse().map_err(|_| missing())?;
    state.public(|reader| {
        let size = size(reader)?;
        let there = Tile::in_tree(tile.kind, tile.number, size).filter(|there| there.width >= tile.width);
        there.ok_or_else(missing)?;
        let mut content = Stored(reader).content(tile.kind, tile.number)?;
        let width = usize::from(tile.width);
        match tile.kind {
            Kind::Hashes(_) => content.truncate(width * 32),
            Kind::Entries if tile.is_full() => {}
            Kind::Entries => {
                let mut cut = Vec::new();
                let entries = read_entries(&content).ok_or_else(damaged)?;
                let whole = entries.into_iter().take(width).all(|entry| write_entry(&mut cut, entry));
                content = whole.then_some(cut).ok_or_else(damaged)?;
            }
        }
        Ok(content)
    })
}

/// Proves that an entry stands in the log.
pub fn inclusion(state: &State, query: &InclusionQuery) -> Result<InclusionProof, Problem> {
    let asked = asked(query)?;
    state.public(|reader| {
        let size = within(size(reader)?, query.size)?;
        let index = index(reader, &asked)?;
        let entry = Stored(reader).entry(index)?;
        let (mut stored, leaf) = (Stored(reader), merkle::leaf(&entry));
        let mut tree = Tree::new(&mut stored, size);
        let path = tree.inclusion(index).map_err(unproven)?;
        let root = tree.root().map_err(unproven)?;
        Ok(InclusionProof {
            index,
            entry: String::from_utf8(entry).map_err(|cause| Problem::internal(&cause))?,
            leaf_hash: leaf.to_string(),
            size,
            root: root.to_string(),
            path: written(&path),
        })
    })
}

/// Proves that the log only grew.
pub fn consistency(state: &State, query: &ConsistencyQuery) -> Result<ConsistencyProof, Problem> {
    if query.second.is_some_and(|second| query.first > second) {
        return Err(wrong("/first", "range", "不能大于 second"));
    }
    state.public(|reader| {
        let (first, second) = (query.first, within(size(reader)?, query.second)?);
        let mut stored = Stored(reader);
        let mut tree = Tree::new(&mut stored, second);
        let path = tree.consistency(first).map_err(unproven)?;
        let second_root = tree.root().map_err(unproven)?.to_string();
        let first_root = Tree::new(&mut stored, first).root().map_err(unproven)?.to_string();
        Ok(ConsistencyProof { first, first_root, second, second_root, path: written(&path) })
    })
}

/// Lists the entries that show what happened.
pub fn events(state: &State, query: LogEventQuery, page: PageQuery) -> Result<Page<LogEvent>, Problem> {
    let filter = log::EventFilter { task: query.task_id, task_number: web::given(query.task.as_deref()) };
    state.public(|reader| {
        let found = log::events(reader, &filter, web::window(page))?;
        Ok(web::page(page, found.try_map(event)?))
    })
}

/// The keys that sign the log, or did.
pub fn keys(state: &State) -> Result<Vec<LogKey>, Problem> {
    let key = |key: log::LogKey| LogKey {
        vkey: key.vkey,
        created_at: key.created_at.into(),
        retired_at: key.retired_at.map(Into::into),
        handover: key.handover,
    };
    state.public(|reader| Ok(log::keys(reader)?.into_iter().map(key).collect()))
}

fn event(event: log::Event) -> Result<LogEvent, Problem> {
    Ok(LogEvent {
        index: u64::try_from(event.index).map_err(|cause| Problem::internal(&cause))?,
        leaf_hash: event.leaf_hash,
        action: event.action,
        at: event.at.into(),
        task: event.task_number,
        task_id: event.task,
        round: event.round,
    })
}

fn size(reader: &mut Reader) -> Result<u64, Problem> {
    u64::try_from(log::head(reader)?.size).map_err(|cause| Problem::internal(&cause))
}

/// The size that is asked for, if the log has it.
fn within(size: u64, asked: Option<u64>) -> Result<u64, Problem> {
    let asked = asked.unwrap_or(size);
    if asked <= size { Ok(asked) } else { Err(Problem::new(ProblemCode::NotFound)) }
}

/// Which entry is to be proved.
enum Asked {
    At(u64),
    Hashed(Hash),
}

fn asked(query: &InclusionQuery) -> Result<Asked, Problem> {
    match (query.index, &query.leaf_hash) {
        (Some(index), None) if query.size.is_some_and(|size| index >= size) => {
            Err(wrong("/index", "range", "须小于 size：条目从 0 开始编号"))
        }
        (Some(index), None) => Ok(Asked::At(index)),
        (None, Some(text)) => {
            let hash = text.parse().map(Asked::Hashed);
            hash.map_err(|_| wrong("/leaf_hash", "hex", "应为 64 位小写十六进制数字"))
        }
        (Some(_), Some(_)) | (None, None) => {
            Err(Problem::with(ProblemCode::BadRequest, "请给出 index 或 leaf_hash 其中之一"))
        }
    }
}

fn index(reader: &mut Reader, asked: &Asked) -> Result<u64, Problem> {
    match asked {
        Asked::At(index) => Ok(*index),
        Asked::Hashed(hash) => {
            let found = log::event_by_hash(reader, &hash.to_string())?.index;
            u64::try_from(found).map_err(|cause| Problem::internal(&cause))
        }
    }
}

/// A parameter that asks for what no log has.
fn wrong(pointer: &str, code: &str, detail: &str) -> Problem {
    web::refused(Problem::field(pointer, code, detail).errors)
}

fn written(path: &[Hash]) -> Vec<String> {
    path.iter().map(ToString::to_string).collect()
}
