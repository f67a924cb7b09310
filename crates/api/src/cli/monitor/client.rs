//! Fetches over HTTP, never more than asked for.

use std::io;

use contract::log::LogKey;
use domain::log::note;
use domain::log::tile::{ENTRY_LIMIT, Kind, Tile, WIDTH, read_entries};
use domain::text::io_reason;
use tempfile::NamedTempFile;

use super::Stop;
use crate::cli::http::{self, BUNDLE_LIMIT, JSON_LIMIT};

/// A full tile of the longest entries: bytes.
const TILE_LIMIT: usize = (ENTRY_LIMIT + 2) * 256;

/// A server that publishes a log.
pub struct Client {
    agent: ureq::Agent,
    base: String,
}

/// What a server answers.
enum Answer {
    Found(ureq::Body),
    Missing,
}

impl Client {
    /// The server at this address.
    pub fn new(url: &str) -> Self {
        Self { agent: http::agent(), base: url.trim_end_matches('/').to_owned() }
    }

    fn get(&self, path: &str) -> Result<Answer, Stop> {
        let url = format!("{}{path}", self.base);
        let answer = self.agent.get(&url).call().map_err(|error| unreadable(path, &http::reason(&error)))?;
        match answer.status().as_u16() {
            200 => Ok(Answer::Found(answer.into_body())),
            404 => Ok(Answer::Missing),
            status => Err(unreadable(path, &format!("状态码 {status}"))),
        }
    }

    fn bytes(&self, path: &str, limit: u64) -> Result<Option<Vec<u8>>, Stop> {
        let Answer::Found(mut body) = self.get(path)? else { return Ok(None) };
        let read = body.with_config().limit(limit).read_to_vec();
        read.map(Some).map_err(|error| unreadable(path, &http::reason(&error)))
    }

    fn present(&self, path: &str, limit: u64) -> Result<Vec<u8>, Stop> {
        self.bytes(path, limit)?.ok_or_else(|| unreadable(path, &"不存在"))
    }

    /// The log's checkpoint.
    pub fn checkpoint(&self) -> Result<Vec<u8>, Stop> {
        self.present("/log/checkpoint", u64::try_from(note::LIMIT).unwrap_or(u64::MAX))
    }

    /// The keys that the log says it has.
    pub fn keys(&self) -> Result<Vec<LogKey>, Stop> {
        let path = "/api/v1/public/log/keys";
        serde_json::from_slice(&self.present(path, JSON_LIMIT)?)
            .map_err(|_| unreadable(path, &"内容不符合格式"))
    }

    /// The entries `from..size`, tile by tile.
    pub fn entries(&self, from: u64, size: u64) -> impl Iterator<Item = Result<Vec<u8>, Stop>> {
        let first = from / u64::from(WIDTH);
        let tiles = (first..).map_while(move |number| Tile::in_tree(Kind::Entries, number, size));
        tiles.flat_map(move |tile| match self.tile(tile) {
            Ok(entries) => {
                let known = usize::try_from(from.saturating_sub(tile.first())).unwrap_or(usize::MAX);
                entries.into_iter().skip(known).map(Ok).collect()
            }
            Err(stop) => vec![Err(stop)],
        })
    }

    /// The entries of a tile; a partial one may have become full meanwhile.
    fn tile(&self, tile: Tile) -> Result<Vec<Vec<u8>>, Stop> {
        let limit = u64::try_from(TILE_LIMIT).unwrap_or(u64::MAX);
        let path = format!("/log/{tile}");
        let content = match self.bytes(&path, limit)? {
            Some(content) => content,
            None => self.present(&format!("/log/{}", Tile { width: WIDTH, ..tile }), limit)?,
        };
        let entries = read_entries(&content).filter(|entries| entries.len() >= usize::from(tile.width));
        let entries = entries.ok_or_else(|| unreadable(&path, &"内容不完整"))?;
        Ok(entries.into_iter().take(tile.width.into()).map(<[u8]>::to_vec).collect())
    }

    /// The bundle of a round, in a file that is gone once it is closed; none when there is none.
    pub fn bundle(&self, task: i64, round: u32) -> Result<Option<NamedTempFile>, Stop> {
        let path = format!("/api/v1/public/tasks/{task}/draws/{round}/bundle.zip");
        let Answer::Found(mut body) = self.get(&path)? else { return Ok(None) };
        let mut file = NamedTempFile::new().map_err(|error| unreadable("临时文件", &io_reason(&error)))?;
        let mut reader = body.with_config().limit(BUNDLE_LIMIT).reader();
        let copied = io::copy(&mut reader, &mut file);
        copied.map(|_| Some(file)).map_err(|error| unreadable(&path, &io_reason(&error)))
    }
}

fn unreadable(what: &str, why: &dyn std::fmt::Display) -> Stop {
    Stop::Unreadable(format!("{what}：{why}"))
}
