//! Writes a bundle of any size, to measure the check with: `cargo run --example bundle -- ROWS FILE.zip`.
//!
//! An open roster, the heaviest there is: every row is opened. One row in twenty cannot be drawn, one in a hundred is.

use std::error::Error;
use std::fs::File as Disk;
use std::io::Write;

use domain::draw::bundle::{File, Memory};
use domain::draw::freeze::{Entropy, Freeze, Mode, OPERATOR, Party, Roster, Slot, Stratum};
use domain::draw::hash::frame;
use domain::draw::inspectors::Inspector;
use domain::draw::merkle::Root;
use domain::draw::openings::{Attributes, Opening};
use domain::draw::reveals::{Reveal, Reveals};
use domain::draw::roster::{Did, Row, Status};
use domain::draw::{Fixed, PROTOCOL, canonical, compute, seed};
use domain::task::plan::DivisionRule;

const TASK: &str = "示例双随机〔2026〕1号";

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(rows), Some(path)) = (arguments.next(), arguments.next()) else {
        return Err("ROWS FILE.zip".into());
    };
    let mut bundle = bundle(rows.parse()?)?;
    let result = compute(&bundle, &mut |_| {})?.result.to_json()?;
    bundle.0.insert(File::Result, result);
    let mut archive = zip::ZipWriter::new(Disk::create(path)?);
    for (file, content) in &bundle.0 {
        archive.start_file(file.name(), zip::write::SimpleFileOptions::default())?;
        archive.write_all(content)?;
    }
    archive.finish()?.sync_all()?;
    Ok(())
}

fn bundle(size: u64) -> Result<Memory, Box<dyn Error>> {
    let (mut roster, mut root) = (Vec::new(), Root::new());
    let mut openings = canonical::ArrayWriter::new(Vec::new());
    let mut eligible = 0;
    for number in 0..size {
        let (row, opening) = row(number)?;
        eligible += u64::from(row.weight);
        let start = roster.len();
        row.encode(&mut roster);
        root.push(roster.get(start..).unwrap_or_default());
        openings.push(&opening)?;
    }
    let (inspectors, inspectors_tree) = canonical::array((0..200).map(inspector))?;
    let (exclusions, exclusions_tree) = canonical::array::<Opening>([])?;
    let secret = frame("secret", &[b"example"]);
    let freeze = Freeze {
        protocol: PROTOCOL.to_owned(),
        task: TASK.to_owned(),
        round: 1,
        mode: Mode::Open,
        roster: Roster { blinded: false, root: root.value(), size },
        strata: vec![Stratum { id: 1, eligible, weight: eligible, take: size / 100, reserve: 20 }],
        inspectors: inspectors_tree,
        exclusions: exclusions_tree,
        team: (0..2)
            .map(|_| Slot { department: None, division: DivisionRule::Any, qualifications: Vec::new() })
            .collect(),
        entropy: Entropy::None {},
        parties: vec![Party {
            commitment: seed::commit(TASK, 1, OPERATOR, &secret),
            id: OPERATOR.to_owned(),
        }],
        software: "example".to_owned(),
    };
    let reveals =
        Reveals { entropy: String::new(), parties: vec![Reveal { id: OPERATOR.to_owned(), value: secret }] };
    Ok(Memory(
        [
            (File::Freeze, canonical::write(&freeze)?),
            (File::Roster, roster),
            (File::Inspectors, inspectors),
            (File::Exclusions, exclusions),
            (File::Reveals, canonical::write(&reveals)?),
            (File::Openings, openings.finish()?),
        ]
        .into(),
    ))
}

fn row(number: u64) -> Result<(Row, Opening), Box<dyn Error>> {
    let code = format!("9132080{number:011}");
    let salt = frame("salt", &[&number.to_be_bytes()]);
    let salt = Fixed(salt.0.first_chunk().copied().ok_or("a hash is longer than a salt")?);
    let attributes = Attributes::new("320803", "F5211", &format!("淮安市示例{number}号商贸有限公司"));
    let did = Did::open(&code).ok_or("a code has the form of one")?;
    let idle = number % 20 == 7;
    let row = Row {
        did,
        stratum: 1,
        weight: if idle { 0 } else { 1 },
        status: if idle { Status::CoolingOff } else { Status::Eligible },
        attr: attributes.bind(&salt)?,
    };
    Ok((row, Opening { did, code, salt, attributes }))
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
