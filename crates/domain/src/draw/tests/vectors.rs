//! Every bundle in `vectors/`, and the intermediate values in its `steps.json`.

use std::path::Path;

use serde::Deserialize;

use super::{VECTORS, vector};
use crate::draw::bundle::File;
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
        assert_eq!(verification.passed, <crate::draw::compute::Check as crate::Coded>::ALL, "{name}");
    }
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
