use std::fs;
use std::path::Path;

use super::*;

/// The inputs of a target.
fn corpus(target: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(target);
    let inputs: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| fs::read(entry.unwrap().path()).unwrap()).collect();
    assert!(inputs.len() >= 4, "{target}: a corpus of {}", inputs.len());
    inputs
}

#[test]
fn every_input_that_was_kept_gets_a_verdict() {
    corpus("zip").iter().for_each(|input| zip(input));
    corpus("bundle").iter().for_each(|input| bundle(input));
    corpus("log").iter().for_each(|input| log(input));
}

#[test]
fn the_corpus_reaches_what_verifies() {
    let verified = |input: &Vec<u8>| {
        let files = File::ALL.into_iter().zip(split(input).map(<[u8]>::to_vec)).collect();
        check(&Memory(files)).is_verified()
    };
    assert!(corpus("bundle").iter().filter(|input| verified(input)).count() >= 3);
    let opened = |input: &Vec<u8>| {
        let mut parts = split(input);
        let key = String::from_utf8_lossy(parts.next().unwrap()).parse::<Key>();
        key.is_ok_and(|key| Checkpoint::open(parts.next().unwrap_or_default(), &[key]).is_ok())
    };
    assert!(corpus("log").iter().any(opened));
}

#[test]
fn inputs_are_split_where_they_were_joined() {
    let parts = [b"a".to_vec(), Vec::new(), b"\n-".to_vec()];
    assert!(split(&join(&parts)).eq(parts.iter().map(Vec::as_slice)));
}
