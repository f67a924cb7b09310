use std::fs;
use std::path::Path;

use domain::draw::bundle::{File, Memory};

use super::outcome;

fn vector(name: &str) -> Memory {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../crates/domain/vectors").join(name);
    Memory(File::ALL.into_iter().map(|file| (file, fs::read(folder.join(file.name())).unwrap())).collect())
}

#[test]
fn firms_come_with_their_score_and_team() {
    for name in ["open-small", "weighted-strata", "blinded-entropy"] {
        let found = outcome(&vector(name)).unwrap().unwrap();
        assert!(found.assigned && !found.firms.is_empty(), "{name}");
        let mut dealt: Vec<_> = found.firms.iter().map(|firm| firm.dealt).collect();
        dealt.sort_unstable();
        assert_eq!(dealt, (0..found.firms.len()).collect::<Vec<_>>(), "every team is dealt once: {name}");
        for firm in &found.firms {
            assert!(
                firm.team.len() >= 2 && firm.score.len() == 16 && !firm.name.is_empty(),
                "{name} {firm:?}"
            );
        }
        let places: Vec<_> = found.firms.iter().map(|firm| (firm.stratum, firm.rank)).collect();
        assert!(places.is_sorted(), "{name}");
    }
}

#[test]
fn without_teams_the_firms_are_still_there() {
    let found = outcome(&vector("infeasible")).unwrap().unwrap();
    assert!(!found.assigned && !found.firms.is_empty());
    assert!(found.firms.iter().all(|firm| firm.team.is_empty()));
}

#[test]
fn a_result_that_is_not_public_is_none() {
    let mut frozen = vector("open-small");
    frozen.0.remove(&File::Result);
    assert_eq!(outcome(&frozen).unwrap(), None);
    let mut broken = vector("open-small");
    broken.0.insert(File::Result, b"{".to_vec());
    assert!(outcome(&broken).is_err());
}
