//! The draw at scale, to be measured from outside:
//!
//!     cargo run --release --package domain --example scale -- write ROWS DIR
//!     cargo run --release --package domain --example scale -- compute|verify DIR
//!
//! `write` makes a blinded bundle of any size, row by row: one row in twenty cannot be drawn, one in a thousand is. The
//! others print seconds.
#![allow(clippy::print_stdout, reason = "a tool for the terminal")]

use std::error::Error;
use std::fs;
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use domain::draw::bundle::{File, Source};
use domain::draw::freeze::{Entropy, Freeze, Mode, OPERATOR, Party, Roster, Slot, Stratum};
use domain::draw::hash::frame;
use domain::draw::inspectors::Inspector;
use domain::draw::merkle::Root;
use domain::draw::openings::{Attributes, Opening, Salt};
use domain::draw::reveals::{Reveal, Reveals};
use domain::draw::roster::{Did, Row, Status};
use domain::draw::seed::{Keys, commit};
use domain::draw::selection::Selector;
use domain::draw::{Fixed, PROTOCOL, canonical, compute, verify};
use domain::task::plan::DivisionRule;

const TASK: &str = "示例双随机〔2026〕1号";
const ROUND: u32 = 1;
const STRATA: u16 = 4;
const RESERVE: u64 = 20;

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

struct Folder(PathBuf);

impl Source for Folder {
    fn with<T>(&self, file: File, read: impl FnOnce(&mut dyn Read) -> T) -> io::Result<T> {
        Ok(read(&mut fs::File::open(self.0.join(file.name()))?))
    }
}

fn main() -> Outcome {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    let start = Instant::now();
    match arguments.as_slice() {
        ["write", rows, folder] => write(rows.parse()?, Path::new(folder))?,
        ["compute", folder] => {
            let computed = compute(&Folder(folder.into()), &mut |_| {})?;
            fs::write(Path::new(folder).join(File::Result.name()), computed.result.to_json()?)?;
        }
        ["verify", folder] => {
            if let Some((check, failure)) = verify(&Folder(folder.into()), &mut |_| {}).failure {
                return Err(format!("{check}: {failure}").into());
            }
        }
        _ => return Err("write ROWS DIR | compute DIR | verify DIR".into()),
    }
    println!("{:.3}", start.elapsed().as_secs_f64());
    Ok(())
}

/// Writes all but `result.json`.
fn write(size: u64, folder: &Path) -> Outcome {
    fs::create_dir_all(folder)?;
    // Ids are hashes: they have to be sorted. Everything else of a row is made again from its number.
    let mut order: Vec<_> =
        (0..size).map(|number| (Did::blinded(&salt(number), &code(number)), number)).collect();
    order.sort_unstable();
    let (roster, strata) = write_roster(&order, folder)?;
    let (inspectors, tree) = canonical::array((0..200).map(inspector))?;
    let (exclusions, none) = canonical::array::<Opening>([])?;
    let secret = frame("secret", &[b"example"]);
    let freeze = Freeze {
        protocol: PROTOCOL.to_owned(),
        task: TASK.to_owned(),
        round: ROUND,
        mode: Mode::Open,
        roster,
        strata,
        inspectors: tree,
        exclusions: none,
        team: vec![slot(), slot()],
        entropy: Entropy::None {},
        parties: vec![Party { commitment: commit(TASK, ROUND, OPERATOR, &secret), id: OPERATOR.to_owned() }],
        software: "example".to_owned(),
    };
    let reveals =
        Reveals { entropy: String::new(), parties: vec![Reveal { id: OPERATOR.to_owned(), value: secret }] };
    let keys = Keys::new(&reveals.seed(&freeze.hash()?), ROUND);
    let mut selector = Selector::new(&freeze.strata, &keys);
    for (did, number) in &order {
        selector.push(&row(*did, *number)?)?;
    }
    let mut drawn: Vec<_> = selector.finish().selected.iter().map(|drawn| drawn.did).collect();
    drawn.sort_unstable();
    let opened = order.iter().filter(|(did, _)| drawn.binary_search(did).is_ok());
    let opened = opened.map(|(did, number)| opening(*did, *number));
    let save = |file: File, content: Vec<u8>| fs::write(folder.join(file.name()), content);
    save(File::Freeze, canonical::write(&freeze)?)?;
    save(File::Reveals, canonical::write(&reveals)?)?;
    save(File::Inspectors, inspectors)?;
    save(File::Exclusions, exclusions)?;
    save(File::Openings, canonical::array(opened)?.0)?;
    Ok(())
}

fn write_roster(order: &[(Did, u64)], folder: &Path) -> Outcome<(Roster, Vec<Stratum>)> {
    let mut file = BufWriter::new(fs::File::create(folder.join(File::Roster.name()))?);
    let mut strata: Vec<_> =
        (0..STRATA).map(|id| Stratum { id, eligible: 0, weight: 0, take: 0, reserve: RESERVE }).collect();
    let (mut root, mut encoded) = (Root::new(), Vec::new());
    for (did, number) in order {
        let row = row(*did, *number)?;
        if let Some(stratum) = strata.iter_mut().find(|stratum| stratum.id == row.stratum && row.weight > 0) {
            stratum.eligible += 1;
            stratum.weight += u64::from(row.weight);
        }
        encoded.clear();
        row.encode(&mut encoded);
        root.push(&encoded);
        file.write_all(&encoded)?;
    }
    file.into_inner()?.sync_all()?;
    strata.iter_mut().for_each(|stratum| stratum.take = stratum.eligible / 1_000);
    Ok((Roster { blinded: true, root: root.value(), size: root.size() }, strata))
}

fn code(number: u64) -> String {
    format!("9132080{number:011}")
}

/// Random salts in earnest.
fn salt(number: u64) -> Salt {
    let mut salt = [0; 16];
    salt.iter_mut().zip(number.to_be_bytes()).for_each(|(place, byte)| *place = byte);
    Fixed(salt)
}

fn row(did: Did, number: u64) -> Outcome<Row> {
    let idle = number % 20 == 7;
    Ok(Row {
        did,
        stratum: u16::try_from(number % u64::from(STRATA))?,
        weight: if idle { 0 } else { 1 + u16::from(number % 10 == 3) },
        status: if idle { Status::CoolingOff } else { Status::Eligible },
        attr: opening(did, number).attributes.bind(&salt(number))?,
    })
}

fn opening(did: Did, number: u64) -> Opening {
    let attributes = Attributes::new("320803", "F5211", &format!("淮安市示例{number}号商贸有限公司"));
    Opening { attributes, code: code(number), did, salt: salt(number) }
}

fn slot() -> Slot {
    Slot { department: None, division: DivisionRule::Any, qualifications: Vec::new() }
}

fn inspector(number: u32) -> Inspector {
    Inspector {
        code: format!("HA{number:05}"),
        department: "示例市场监督管理局".to_owned(),
        division: "320803".to_owned(),
        qualifications: Vec::new(),
        cap: 1_000,
    }
}
