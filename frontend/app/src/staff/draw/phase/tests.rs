use contract::draw::{Ceremony, Party};
use domain::task::State;

use super::{Phase, silent};

fn ceremony(state: State, parties: &[(&str, bool)]) -> Ceremony {
    let party = |(id, revealed): &(&str, bool)| Party {
        id: (*id).to_owned(),
        name: None,
        commitment: "00".repeat(32),
        reveal: revealed.then(|| "11".repeat(32)),
    };
    Ceremony {
        task: "淮市监双随机〔2026〕12号".into(),
        round: 1,
        state,
        version: 3,
        party: None,
        witnesses: 1,
        parties: parties.iter().map(party).collect(),
        entropy: None,
        freeze: None,
        frozen_at: None,
        drawn_at: None,
    }
}

#[test]
fn lots_are_drawn_when_every_witness_has_revealed() {
    let waiting =
        ceremony(State::Frozen, &[("operator", false), ("supervisor:1", true), ("supervisor:2", false)]);
    assert_eq!(Phase::of(&waiting), Phase::Reveal);
    assert_eq!(silent(&waiting).iter().map(|party| party.id.as_str()).collect::<Vec<_>>(), ["supervisor:2"]);
    let ready = ceremony(State::Frozen, &[("operator", false), ("supervisor:1", true)]);
    assert_eq!(Phase::of(&ready), Phase::Ready);
    assert_eq!(Phase::of(&ceremony(State::Frozen, &[("operator", false)])), Phase::Ready);
}

#[test]
fn before_and_after_the_state_says_it() {
    assert_eq!(Phase::of(&ceremony(State::Draft, &[])), Phase::Gather);
    assert_eq!(Phase::of(&ceremony(State::Disclosed, &[("supervisor:1", false)])), Phase::Drawn);
    assert_eq!(Phase::of(&ceremony(State::Voided, &[])), Phase::Over);
}
