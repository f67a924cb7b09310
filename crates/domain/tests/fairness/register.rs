//! The public register beside the checkout. It is no part of this repository.

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

/// The enterprises of the register and their made-up risk classes, ascending by code; nothing, said aloud, where the register
/// is not.
pub fn firms() -> Option<Vec<Firm>> {
    let mut firms: Vec<_> = lines("credit-huaian.csv")?
        .iter()
        .map(|line| {
            let (code, rest) = line.split_once(',').expect("a code");
            let class = rest.chars().next().expect("a class");
            Firm { did: Did::open(code).expect("a code of the protocol's form"), class }
        })
        .collect();
    firms.sort_by_key(|firm| firm.did);
    Some(firms)
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
        eprintln!("SKIPPED: no real register in {}; set SUNLOT_TEST_DATA", folder.display());
        return None;
    };
    let text = text.trim_start_matches('\u{feff}');
    Some(text.lines().skip(1).map(str::to_owned).collect())
}
