use super::{OwnRow, Place, Search, find};
use crate::draw::bundle::{File, Memory};
use crate::draw::openings::{Opening, Salt};
use crate::draw::result::DrawResult;
use crate::draw::roster::{Row, rows};
use crate::draw::tests::{VECTORS, vector};
use crate::draw::verify::Verification;
use crate::draw::{Refusal, verify};

struct Checked {
    bundle: Memory,
    verification: Verification,
}

impl Checked {
    fn of(name: &str) -> Self {
        let bundle = vector(name);
        let verification = verify(&bundle, &mut |_| {});
        Self { bundle, verification }
    }

    fn search(&self, code: &str, salt: Option<&Salt>) -> Result<Search, Refusal> {
        let verification = &self.verification;
        let (freeze, recomputed) = (verification.freeze.as_ref(), verification.recomputed.as_ref());
        find(&self.bundle, freeze.unwrap(), recomputed.unwrap(), code, salt)
    }

    fn found(&self, code: &str, salt: Option<&Salt>) -> OwnRow {
        match self.search(code, salt) {
            Ok(Search::Found(row)) => *row,
            other => panic!("{code}: {other:?}"),
        }
    }

    fn openings(&self) -> Vec<Opening> {
        serde_json::from_slice(&self.bundle.0[&File::Openings]).unwrap()
    }

    fn rows(&self) -> Vec<Row> {
        rows(self.bundle.0[&File::Roster].as_slice()).map(Result::unwrap).collect()
    }

    fn published(&self) -> DrawResult {
        serde_json::from_slice(&self.bundle.0[&File::Result]).unwrap()
    }
}

#[test]
fn every_opened_row_is_found_with_what_was_published_of_it() {
    for name in VECTORS {
        let checked = Checked::of(name);
        let (list, published) = (checked.rows(), checked.published());
        let (mut selected, mut reserves) = (0, 0);
        for opening in checked.openings() {
            let own = checked.found(&opening.code, Some(&opening.salt));
            let number = list.iter().position(|row| row.did == opening.did).unwrap();
            assert_eq!(own.row, list[number], "{name}");
            assert_eq!(usize::try_from(own.number).unwrap(), number + 1, "{name}");
            assert_eq!(own.opening, Some(opening), "{name}");
            let line = published.strata.iter().find(|line| line.id == own.row.stratum).unwrap();
            assert_eq!(own.line, *line, "{name}");
            assert_eq!(own.score.is_some(), own.row.weight > 0, "{name}");
            let drawn = published.selected.iter().find(|drawn| drawn.did == own.row.did);
            let reserve = published.reserves.iter().find(|drawn| drawn.did == own.row.did);
            match &own.place {
                Place::Selected { rank, team } => {
                    selected += 1;
                    assert_eq!((drawn.unwrap().rank, Some(drawn.unwrap().score)), (*rank, own.score));
                    let teams = published.assignment.as_ref().map(|assignment| &assignment.teams);
                    let published = teams.and_then(|teams| teams.iter().find(|team| team.did == own.row.did));
                    assert_eq!(published.map(|team| &team.inspectors), team.as_ref(), "{name}");
                    assert!(own.score <= line.threshold, "{name}");
                }
                Place::Reserve { rank } => {
                    reserves += 1;
                    assert_eq!((reserve.unwrap().rank, Some(reserve.unwrap().score)), (*rank, own.score));
                }
                Place::NotDrawn => {
                    assert!(drawn.is_none() && reserve.is_none(), "{name}");
                    assert!(own.score.is_none() || own.score >= line.next, "{name}");
                }
            }
        }
        assert_eq!(selected, published.selected.len(), "{name}");
        let opened = checked.openings().len() == list.len();
        assert!(!opened || reserves == published.reserves.len(), "{name}");
    }
}

#[test]
fn a_row_that_could_not_be_drawn_says_so() {
    let checked = Checked::of("weighted-strata");
    let idle = checked.rows().into_iter().find(|row| row.weight == 0).unwrap();
    let own = checked.found(std::str::from_utf8(idle.did.as_bytes()).unwrap(), None);
    assert_eq!((own.row.status, own.score, own.place), (idle.status, None, Place::NotDrawn));
    assert_eq!(own.chance.to_string(), "0.0000%");
}

#[test]
fn a_blinded_row_takes_its_salt_unless_it_was_selected() {
    let checked = Checked::of("blinded-entropy");
    let published = checked.published();
    for opening in checked.openings() {
        let selected = published.selected.iter().any(|drawn| drawn.did == opening.did);
        let found = match checked.search(&opening.code, None).unwrap() {
            Search::Found(own) => own.row.did == opening.did,
            Search::SaltNeeded => false,
            Search::Absent => panic!("{} is on the roster", opening.code),
        };
        assert_eq!(found, selected, "{}", opening.code);
        let mut other = opening.salt;
        other.0[0] ^= 1;
        assert_eq!(checked.search(&opening.code, Some(&other)).unwrap(), Search::Absent);
    }
    assert_eq!(checked.search("91320804KMJ0QW0690", None).unwrap(), Search::SaltNeeded);
}

#[test]
fn who_is_not_on_the_roster_is_absent() {
    let checked = Checked::of("open-small");
    for code in ["", "0", "91320803APH1MBM5QQ", "ZZZZ", "小写", "abc"] {
        assert_eq!(checked.search(code, None).unwrap(), Search::Absent, "{code}");
    }
}

#[test]
fn a_bundle_that_was_cut_off_since_is_refused() {
    let mut checked = Checked::of("open-small");
    let roster = checked.bundle.0.get_mut(&File::Roster).unwrap();
    roster.truncate(20);
    assert!(matches!(checked.search("ZZZZ", None), Err(Refusal::Roster(_))));
    checked.bundle.0.remove(&File::Roster);
    assert!(matches!(checked.search("ZZZZ", None), Err(Refusal::Missing { .. })));
}
