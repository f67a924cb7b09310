//! The public register beside the checkout, which is no part of this repository; without it a made-up one of its size.

use std::fs;
use std::path::{Path, PathBuf};

use domain::draw::inspectors::{Exclusion, sort_exclusions};
use domain::draw::roster::Did;

use super::{INSPECTORS, inspector};

/// An enterprise, and its risk class.
pub struct Firm {
    pub did: Did,
    pub class: char,
}

/// How many firms of each class the register has.
const SIZES: [(char, u32); 4] = [('A', 969), ('B', 250), ('C', 88), ('D', 43)];

/// The enterprises of the register and their made-up risk classes, ascending by code. Where the register is not, that is said
/// aloud, and as many of each class are made up: another register, and other draws, of the same study.
pub fn firms() -> Vec<Firm> {
    let mut firms = real().unwrap_or_else(made_up);
    firms.sort_by_key(|firm| firm.did);
    firms
}

fn real() -> Option<Vec<Firm>> {
    let lines = lines("credit-huaian.csv")?;
    let firms = lines
        .iter()
        .map(|line| {
            let (code, rest) = line.split_once(',').expect("a code");
            let class = rest.chars().next().expect("a class");
            Firm { did: Did::open(code).expect("a code of the protocol's form"), class }
        })
        .collect();
    Some(firms)
}

fn made_up() -> Vec<Firm> {
    let classes = SIZES.into_iter().flat_map(|(class, size)| (0..size).map(move |_| class));
    let firm = |(number, class): (u32, char)| {
        let code = format!("91320800MA{:08}", number * 7_919);
        Firm { did: Did::open(&code).expect("a code of the protocol's form"), class }
    };
    (0..).zip(classes).map(firm).collect()
}

/// Pairs that must not meet, made from the recusals of the register and firms of one class: the inspectors of the study are
/// not those of the register.
pub fn exclusions(firms: &[Firm], class: char) -> Vec<Exclusion> {
    let of_class: Vec<_> = firms.iter().filter(|firm| firm.class == class).collect();
    let pair = |number: u32| Exclusion {
        did: of_class[usize::try_from(number * 7).unwrap() % of_class.len()].did,
        inspector: inspector(number * 31 % INSPECTORS).code,
        reason: "recusal".to_owned(),
    };
    let mut exclusions: Vec<_> = (0..200).map(pair).collect();
    sort_exclusions(&mut exclusions);
    exclusions
}

/// The lines of a file but for its heading.
fn lines(file: &str) -> Option<Vec<String>> {
    #[expect(clippy::disallowed_methods, reason = "where the tests of a developer find their data")]
    let chosen = std::env::var_os("SUNLOT_TEST_DATA");
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let folder = chosen.map_or_else(beside, PathBuf::from);
    let Ok(text) = fs::read_to_string(folder.join(file)) else {
        eprintln!("MADE UP: no real register in {}; set SUNLOT_TEST_DATA", folder.display());
        return None;
    };
    let text = text.trim_start_matches('\u{feff}');
    Some(text.lines().skip(1).map(str::to_owned).collect())
}
