//! Every bundle in `vectors/`, and the intermediate values in its `steps.json`.

use std::path::Path;

use serde::Deserialize;

use super::{VECTORS, vector};
use crate::draw::bundle::File;
use crate::draw::compute::{Check, Event, Passed};
use crate::draw::figure::Figure;
use crate::draw::freeze::Freeze;
use crate::draw::hash::{Hash, Keyed, Stream};
use crate::draw::result::{DrawResult, Score};
use crate::draw::reveals::Reveals;
use crate::draw::roster::rows;
use crate::draw::seed::Keys;
use crate::draw::selection::Tickets;
use crate::draw::{Fixed, canonical, compute, verify};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Steps {
    roster_rows: Vec<String>,
    freeze_hash: Hash,
    draw_key: Hash,
    assign_key: Hash,
    first_ticket_seed: Hash,
    first_tickets: Vec<Score>,
    first_tie: Hash,
    first_order: Hash,
    first_assign_numbers: Vec<Score>,
}

fn steps(name: &str) -> Steps {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors").join(name).join("steps.json");
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

#[test]
fn results_reproduce_byte_for_byte() {
    for name in VECTORS {
        let bundle = vector(name);
        let computed = compute(&bundle, &mut |_| {}).unwrap_or_else(|refusal| panic!("{name}: {refusal}"));
        let expected = String::from_utf8(bundle.0[&File::Result].clone()).unwrap();
        assert_eq!(String::from_utf8(computed.result.to_json().unwrap()).unwrap(), expected, "{name}");
        assert_eq!(computed.contradiction.is_some(), name == "infeasible", "{name}");
    }
}

#[test]
fn every_vector_verifies() {
    for name in VECTORS {
        let verification = verify(&vector(name), &mut |_| {});
        assert!(verification.is_verified(), "{name}: {:?}", verification.failure);
        let passed: Vec<_> = verification.passed.iter().map(|passed| passed.check).collect();
        assert_eq!(passed, <Check as crate::Coded>::ALL, "{name}");
    }
}

/// Every figure of a check, as `quantity[/of]=value`.
fn figures(passed: &[Passed], check: Check) -> Vec<String> {
    let passed = passed.iter().find(|passed| passed.check == check).unwrap();
    let text = |figure: &Figure| {
        let of = figure.of.as_ref().map(|of| format!("/{of}")).unwrap_or_default();
        format!("{}{of}={}", figure.quantity, figure.value)
    };
    passed.figures.iter().map(text).collect()
}

#[test]
fn checks_tell_what_they_recomputed() {
    for name in VECTORS {
        let (bundle, steps) = (vector(name), steps(name));
        let passed = verify(&bundle, &mut |_| {}).passed;
        let freeze: Freeze = canonical::parse(&bundle.0[&File::Freeze]).unwrap();
        let result: DrawResult = canonical::parse(&bundle.0[&File::Result]).unwrap();
        let hash = format!("freeze_hash={}", steps.freeze_hash);
        assert_eq!(figures(&passed, Check::Freeze)[2], hash, "{name}");
        assert_eq!(figures(&passed, Check::Result), [hash], "{name}");
        let commitments: Vec<_> = freeze
            .parties
            .iter()
            .map(|party| format!("commitment/{}={}", party.id, party.commitment))
            .collect();
        assert_eq!(figures(&passed, Check::Reveals)[..commitments.len()], commitments, "{name}");
        let roster = figures(&passed, Check::Roster);
        let tree = [format!("size={}", freeze.roster.size), format!("root={}", freeze.roster.root)];
        assert_eq!(roster[..2], tree, "{name}");
        for stratum in freeze.strata {
            assert!(roster.contains(&format!("eligible/{}={}", stratum.id, stratum.eligible)), "{name}");
            assert!(roster.contains(&format!("weight/{}={}", stratum.id, stratum.weight)), "{name}");
        }
        assert_eq!(figures(&passed, Check::Seed), [format!("seed={}", result.seed)], "{name}");
        let score = |score: Option<Score>| score.map_or("—".to_owned(), |score| score.to_string());
        let strata: Vec<_> = result
            .strata
            .iter()
            .flat_map(|line| {
                let (id, threshold, next) = (line.id, score(line.threshold), score(line.next));
                [format!("threshold/{id}={threshold}"), format!("next/{id}={next}")]
            })
            .collect();
        assert_eq!(figures(&passed, Check::Strata), strata, "{name}");
        assert_eq!(figures(&passed, Check::Selected), [format!("selected={}", result.selected.len())]);
        let teams = match result.assignment {
            None => vec!["teams=0".to_owned()],
            Some(teams) => vec![
                format!("teams={}", teams.teams.len()),
                format!("max_load={}", teams.load.max),
                format!("min_load={}", teams.load.min),
            ],
        };
        assert_eq!(figures(&passed, Check::Assignment), teams, "{name}");
    }
}

#[test]
fn both_passes_over_the_roster_are_reported() {
    let mut ends = Vec::new();
    verify(&vector("open-small"), &mut |event| {
        if let Event::Rows { file, done, total } = event {
            ends.push((file, done, total));
        }
    });
    assert_eq!(ends, [(File::Roster, 24, 24), (File::Openings, 24, 24)]);
}

#[test]
fn every_intermediate_value_matches() {
    for name in VECTORS {
        let (bundle, steps) = (vector(name), steps(name));
        let freeze: Freeze = canonical::parse(&bundle.0[&File::Freeze]).unwrap();
        let reveals: Reveals = canonical::parse(&bundle.0[&File::Reveals]).unwrap();
        assert_eq!(freeze.hash().unwrap(), steps.freeze_hash, "{name}");
        let keys = Keys::new(&reveals.seed(&steps.freeze_hash), freeze.round);
        assert_eq!((keys.draw, keys.assign), (steps.draw_key, steps.assign_key), "{name}");

        let rows: Vec<_> = rows(bundle.0[&File::Roster].as_slice()).map(Result::unwrap).collect();
        for (row, expected) in rows.iter().zip(&steps.roster_rows) {
            let mut encoded = Vec::new();
            row.encode(&mut encoded);
            assert_eq!(&hex::encode(encoded), expected, "{name}");
        }

        // "First" is the first row of the roster, whether or not it was selected.
        let first = rows[0].did;
        let tickets = Tickets::new(&keys);
        assert_eq!(tickets.seed(&first), steps.first_ticket_seed, "{name}");
        assert_eq!(tickets.tie(&first), steps.first_tie, "{name}");
        assert_eq!(
            numbers(&steps.first_ticket_seed, steps.first_tickets.len()),
            steps.first_tickets,
            "{name}"
        );
        assert_eq!(Keyed::new("order", &keys.assign).of(first.as_bytes()), steps.first_order, "{name}");
        let assign = Keyed::new("assign", &keys.assign).of(first.as_bytes());
        assert_eq!(numbers(&assign, steps.first_assign_numbers.len()), steps.first_assign_numbers, "{name}");
    }
}

fn numbers(seed: &Hash, count: usize) -> Vec<Score> {
    let mut stream = Stream::new(seed);
    (0..count).map(|_| Fixed(stream.next_number().to_be_bytes())).collect()
}

#[test]
fn the_result_names_a_line_for_every_stratum() {
    for name in VECTORS {
        let bundle = vector(name);
        let freeze: Freeze = canonical::parse(&bundle.0[&File::Freeze]).unwrap();
        let result: DrawResult = canonical::parse(&bundle.0[&File::Result]).unwrap();
        assert!(result.strata.iter().map(|line| line.id).eq(freeze.strata.iter().map(|s| s.id)), "{name}");
    }
}
