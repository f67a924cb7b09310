//! Times the assignment of a large instance for `cargo xtask bench`, and writes the same instance for other solvers.
//!
//! `assignment OBJECTS INSPECTORS QUALIFIED [FILE]`: QUALIFIED percent hold the qualification that the first place asks for;
//! the second place asks for another division. Prints one JSON object.
#![allow(clippy::print_stdout, reason = "its output is its purpose")]

use std::collections::BTreeMap;
use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::time::Instant;

use domain::draw::assignment::{Object, Outcome, Problem, assign};
use domain::draw::freeze::Slot;
use domain::draw::hash::{Stream, frame};
use domain::draw::inspectors::{Exclusion, Inspector};
use domain::draw::roster::Did;
use domain::draw::seed::Keys;
use domain::task::plan::DivisionRule;

const DIVISIONS: u64 = 9;

struct Instance {
    objects: Vec<Object>,
    inspectors: Vec<Inspector>,
    exclusions: Vec<Exclusion>,
    team: Vec<Slot>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |i: usize| {
        arguments.get(i).ok_or("OBJECTS INSPECTORS QUALIFIED [FILE]").map(|text| text.parse::<u64>())
    };
    let instance = instance(number(0)??, number(1)??, number(2)??)?;
    if let Some(file) = arguments.get(3) {
        write(&instance, &mut BufWriter::new(File::create(file)?))?;
    }
    let Instance { objects, inspectors, exclusions, team } = &instance;
    let problem = Problem { objects, inspectors, exclusions, team };
    let start = Instant::now();
    let outcome = assign(&problem, &Keys::new(&frame("bench", &[]), 1));
    let seconds = start.elapsed().as_secs_f64();
    let Outcome::Assigned { assignment, skips } = outcome else {
        return Err("the instance has no assignment".into());
    };
    let load = assignment.load;
    let (max, min, skips) = (load.max, load.min, skips.len());
    let teams = frame("teams", &[&serde_json::to_vec(&assignment.teams)?]);
    let answer = serde_json::json!({"seconds": seconds, "max_load": max, "min_load": min, "skips": skips, "teams": teams});
    println!("{answer}");
    Ok(())
}

fn instance(objects: u64, inspectors: u64, qualified: u64) -> Result<Instance, Box<dyn Error>> {
    let mut stream = Stream::new(&frame("bench", &[b"instance"]));
    let mut below = |end: u64| stream.next_number() % end;
    let cap = u32::try_from(objects * 6 / inspectors)?;
    let division = |number: u64| format!("3208{number:02}");
    let did = |i: u64| Did::open(&format!("OBJECT-{i}")).ok_or("no draw id");
    let inspector = |i: u64, below: &mut dyn FnMut(u64) -> u64| Inspector {
        cap,
        code: format!("HA{i:06}"),
        department: "质量处".to_owned(),
        division: division(i % DIVISIONS),
        qualifications: if below(100) < qualified { vec!["计量".to_owned()] } else { Vec::new() },
    };
    let team = [(DivisionRule::Any, vec!["计量".to_owned()]), (DivisionRule::Other, Vec::new())];
    let mut instance = Instance {
        objects: Vec::new(),
        inspectors: (0..inspectors).map(|i| inspector(i, &mut below)).collect(),
        exclusions: Vec::new(),
        team: team
            .map(|(division, qualifications)| Slot { department: None, division, qualifications })
            .into(),
    };
    for i in 0..objects {
        instance.objects.push(Object { did: did(i)?, division: division(below(DIVISIONS)) });
    }
    for _ in 0..objects / 10 {
        let (did, inspector) = (did(below(objects))?, format!("HA{:06}", below(inspectors)));
        instance.exclusions.push(Exclusion { did, inspector, reason: "cooling_off".to_owned() });
    }
    Ok(instance)
}

/// One line with the numbers of objects and inspectors; a line per inspector: cap, division, whether qualified; a line per
/// object: division, then the numbers of the inspectors excluded.
fn write(instance: &Instance, file: &mut impl Write) -> Result<(), Box<dyn Error>> {
    writeln!(file, "{} {}", instance.objects.len(), instance.inspectors.len())?;
    let mut numbers = BTreeMap::new();
    for (number, inspector) in instance.inspectors.iter().enumerate() {
        numbers.insert(inspector.code.as_str(), number);
        writeln!(file, "{} {} {}", inspector.cap, inspector.division, inspector.qualifications.len())?;
    }
    let mut excluded: BTreeMap<Did, Vec<String>> = BTreeMap::new();
    for exclusion in &instance.exclusions {
        let number = numbers.get(exclusion.inspector.as_str()).map(ToString::to_string);
        excluded.entry(exclusion.did).or_default().extend(number);
    }
    for object in &instance.objects {
        let excluded = excluded.remove(&object.did).unwrap_or_default();
        writeln!(file, "{} {}", object.division, excluded.join(" "))?;
    }
    Ok(())
}
