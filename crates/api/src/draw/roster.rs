//! Writes the roster of a task: everyone in scope, one row each, with the opening of each row.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;

use domain::draw::bundle::{self, Source};
use domain::draw::canonical::{self, ArrayWriter};
use domain::draw::hash::{Hash, Stream};
use domain::draw::merkle::Root;
use domain::draw::openings::{Attributes, Opening, Plain, Salt};
use domain::draw::roster::{Did, Row, Status};
use domain::draw::{Fixed, freeze};
use domain::task::plan::RosterMode;
use domain::task::preview::Census;
use persistence::Reader;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::sorter::Sorter;
use super::spool::Spool;
use crate::problem::Problem;
use crate::task::preview::{Place, Scope};

/// Entries that are handed over at once to whoever writes them.
const BATCH: usize = 1_000;
/// How many times that may wait: memory does not grow with the roster.
const WAITING: usize = 4;

/// What was written.
pub(super) struct Written {
    /// Root, size, mode.
    pub roster: freeze::Roster,
    /// The objects counted.
    pub census: Census,
}

/// A row before it has its place in the order.
#[derive(Serialize, Deserialize)]
struct Entry {
    stratum: u16,
    status: u8,
    weight: u16,
    opening: Opening,
}

/// Writes `roster.bin` and `openings.json` of everyone in scope. `met` holds codes whose draw ids are wanted.
pub(super) fn write(
    reader: &mut Reader,
    scope: &Scope<'_>,
    salts: &Hash,
    spool: &Spool,
    met: &mut BTreeMap<String, Option<Did>>,
) -> Result<Written, Problem> {
    let blinded = scope.roster_mode() == RosterMode::Blinded;
    let mut salts = Stream::new(salts);
    let mut census = Census::default();
    let output = Output::new(spool).map_err(Problem::from_io)?;
    let mut sorter = Sorter::new(spool.folder());
    let (root, size) = beside(output, |feed| {
        scope.walk(reader, |row, place| {
            let division = row.object.division.as_deref().unwrap_or_default();
            let weight = census.count(place.stratum, division, place.status, place.weight);
            let entry = entry(&row.object, &place, weight, &mut salts, blinded)?;
            // Nobody is drawn for who has a place already: the pair would only tell who is to visit whom.
            if let Some(did) = met.get_mut(&row.object.code).filter(|_| place.reason.is_none()) {
                *did = Some(entry.opening.did);
            }
            if blinded {
                sorter.push(entry.opening.did, serde_json::to_vec(&entry)?).map_err(Problem::from_io)
            } else {
                feed.push(entry).map_err(Problem::from_io)
            }
        })?;
        let sorted = |_, record: &[u8]| feed.push(serde_json::from_slice(record)?);
        sorter.finish(sorted).map_err(Problem::from_io)
    })?;
    Ok(Written { roster: freeze::Roster { blinded, root, size }, census })
}

/// Takes entries, in their order, to the thread that writes them.
struct Feed {
    batch: Vec<Entry>,
    writer: SyncSender<Vec<Entry>>,
}

impl Feed {
    fn push(&mut self, entry: Entry) -> io::Result<()> {
        self.batch.push(entry);
        if self.batch.len() < BATCH { Ok(()) } else { self.flush() }
    }

    fn flush(&mut self) -> io::Result<()> {
        let batch = std::mem::replace(&mut self.batch, Vec::with_capacity(BATCH));
        self.writer.send(batch).map_err(|_| io::ErrorKind::BrokenPipe.into())
    }
}

/// Hashes and writes what `work` feeds, while it reads on: a freeze has two cores to itself. Answers root and size.
fn beside(
    mut output: Output,
    work: impl FnOnce(&mut Feed) -> Result<(), Problem>,
) -> Result<(Hash, u64), Problem> {
    thread::scope(|scope| {
        let (sender, receiver) = sync_channel::<Vec<Entry>>(WAITING);
        let writer = scope.spawn(move || {
            receiver.into_iter().flatten().try_for_each(|entry| output.push(entry))?;
            output.finish()
        });
        let mut feed = Feed { batch: Vec::with_capacity(BATCH), writer: sender };
        let fed = work(&mut feed).and_then(|()| feed.flush().map_err(Problem::from_io));
        // Without a feed the writer comes to its end.
        drop(feed);
        let written = writer.join().map_err(|_| Problem::internal(&"the writer of a roster panicked"))?;
        // Where the writer failed it could not be fed any more: its reason is the one.
        let written = written.map_err(Problem::from_io)?;
        fed.map(|()| written)
    })
}

fn entry(
    object: &persistence::roster::Candidate,
    place: &Place,
    weight: u16,
    salts: &mut Stream,
    blinded: bool,
) -> Result<Entry, Problem> {
    let salt = salt(salts);
    let code = object.code.clone();
    let did = if blinded { Some(Did::blinded(&salt, &code)) } else { Did::open(&code) };
    let did =
        did.ok_or_else(|| Problem::internal(&format!("object code {code:?} cannot stand on a roster")))?;
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let mut attributes = Attributes::new(&text(&object.division), &text(&object.industry), &object.name);
    if let Some(reason) = &place.reason {
        let reason =
            Plain::try_from(Value::from(reason.as_str())).map_err(|fault| Problem::internal(&fault))?;
        attributes.more.insert("reason".to_owned(), reason);
    }
    let opening = Opening { did, code, salt, attributes };
    Ok(Entry { stratum: place.stratum, status: place.status.byte(), weight, opening })
}

fn salt(salts: &mut Stream) -> Salt {
    let (low, high) = (salts.next_number().to_le_bytes(), salts.next_number().to_le_bytes());
    let mut salt = [0; 16];
    salt.iter_mut().zip(low.into_iter().chain(high)).for_each(|(place, byte)| *place = byte);
    Fixed(salt)
}

struct Output {
    rows: BufWriter<File>,
    root: Root,
    openings: ArrayWriter<BufWriter<File>>,
    encoded: Vec<u8>,
}

impl Output {
    fn new(spool: &Spool) -> io::Result<Self> {
        Ok(Self {
            rows: spool.create(bundle::File::Roster)?,
            root: Root::new(),
            openings: ArrayWriter::new(spool.create(bundle::File::Openings)?),
            encoded: Vec::new(),
        })
    }

    fn push(&mut self, entry: Entry) -> io::Result<()> {
        let Entry { stratum, status, weight, opening } = entry;
        let attr = opening.attributes.bind(&opening.salt).map_err(io::Error::other)?;
        let status = Status::from_byte(status).ok_or(io::ErrorKind::InvalidData)?;
        self.encoded.clear();
        Row { did: opening.did, stratum, weight, status, attr }.encode(&mut self.encoded);
        self.rows.write_all(&self.encoded)?;
        self.root.push(&self.encoded);
        self.openings.push(&opening).map_err(io::Error::other)?;
        Ok(())
    }

    fn finish(mut self) -> io::Result<(Hash, u64)> {
        self.rows.flush()?;
        self.openings.finish().map_err(io::Error::other)?.flush()?;
        Ok((self.root.value(), self.root.size()))
    }
}

/// The openings of these draw ids, from those of the whole roster.
pub(super) fn opened(spool: &Spool, wanted: &BTreeSet<Did>) -> Result<BTreeMap<Did, Opening>, Problem> {
    let collect = |file: &mut dyn io::Read| {
        let mut found = BTreeMap::new();
        let mut elements = canonical::Elements::new(file);
        while let Some(text) = elements.next_element()? {
            let opening: Opening = canonical::parse(text)?;
            if wanted.contains(&opening.did) {
                found.insert(opening.did, opening);
            }
        }
        Ok::<_, canonical::Fault>(found)
    };
    let read = spool.bundle().with(bundle::File::Openings, collect).map_err(Problem::from_io)?;
    read.map_err(|fault| Problem::internal(&fault))
}
