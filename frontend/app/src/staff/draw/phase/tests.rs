use contract::draw::{Ceremony, Party};
use contract::round::{Round, RoundEntropy};
use domain::draw::freeze::Mode;
use domain::draw::policy::{Announcement, DrawPolicy, TimeLimits};
use domain::task::State;

use super::{Phase, is_alone, silent};
use crate::staff::draw::standing::{Standing, is_withheld};

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

fn round(mode: Mode, by_two: bool) -> Round {
    let announcement = Announcement {
        task: "淮市监双随机〔2026〕12号".into(),
        round: 1,
        name: "电梯".into(),
        matters: Vec::new(),
        period_start: chrono::NaiveDate::default(),
        period_end: chrono::NaiveDate::default(),
        in_scope: 10,
        strata: Vec::new(),
        blinded: false,
        mode,
        witnesses: 1,
        roles: Vec::new(),
        entropy: by_two.then(|| "双色球".to_owned()),
        entropy_confirmed: by_two,
        limits: TimeLimits::default(),
        freeze_until: None,
        automatic: false,
        supplements: None,
        policy: DrawPolicy::default(),
    };
    Round {
        round: 1,
        state: "announced".into(),
        announcement: Some(announcement),
        announced_at: None,
        due_at: None,
        parties: Vec::new(),
        entropy: None,
        freeze: None,
        frozen_at: None,
        result_hash: None,
        drawn_at: None,
        released_at: None,
        void: None,
        substitutions: Vec::new(),
        strikes: Vec::new(),
        withheld_strikes: Vec::new(),
    }
}

fn phase(ceremony: Ceremony, rounds: Vec<Round>) -> Phase {
    Phase::of(&Standing { ceremony, rounds })
}

#[test]
fn lots_are_drawn_when_every_witness_has_revealed() {
    let parties = [("operator", false), ("supervisor:1", true), ("supervisor:2", false)];
    let waiting = ceremony(State::Frozen, &parties);
    assert_eq!(silent(&waiting).iter().map(|party| party.id.as_str()).collect::<Vec<_>>(), ["supervisor:2"]);
    assert_eq!(phase(waiting, Vec::new()), Phase::Reveal);
    let ready = ceremony(State::Frozen, &[("operator", false), ("supervisor:1", true)]);
    assert_eq!(phase(ready, Vec::new()), Phase::Ready);
    assert_eq!(phase(ceremony(State::Frozen, &[("operator", false)]), Vec::new()), Phase::Ready);
}

#[test]
fn witnesses_are_gathered_from_the_announcement_on() {
    assert_eq!(phase(ceremony(State::Draft, &[]), Vec::new()), Phase::Announce);
    assert_eq!(phase(ceremony(State::Draft, &[]), vec![round(Mode::Open, false)]), Phase::Gather);
    // That of an earlier round was another one's.
    let second = Ceremony { round: 2, ..ceremony(State::Draft, &[]) };
    let standing = Standing { ceremony: second, rounds: vec![round(Mode::Open, false)] };
    assert_eq!(Phase::of(&standing), Phase::Announce);
    assert_eq!(standing.before().map(|round| round.round), Some(1));
}

#[test]
fn a_public_value_of_two_people_is_waited_for_until_it_is_confirmed() {
    let mut asked = round(Mode::Open, true);
    let revealed = || ceremony(State::Frozen, &[("operator", false), ("supervisor:1", true)]);
    assert_eq!(phase(revealed(), vec![asked.clone()]), Phase::Entropy);
    let entropy = RoundEntropy {
        describe: "双色球".into(),
        typed_by: Some("clerk:1".into()),
        typed_at: None,
        confirmed_by: None,
        confirmed_at: None,
        differed_at: Vec::new(),
        value: None,
    };
    asked.entropy = Some(entropy.clone());
    assert_eq!(phase(revealed(), vec![asked.clone()]), Phase::Entropy);
    asked.entropy = Some(RoundEntropy { confirmed_at: Some(chrono::DateTime::default()), ..entropy });
    assert_eq!(phase(revealed(), vec![asked]), Phase::Ready);
    assert!(Phase::way(true).contains(&Phase::Entropy));
    assert!(!Phase::way(false).contains(&Phase::Entropy));
}

#[test]
fn before_and_after_the_state_says_it() {
    assert_eq!(phase(ceremony(State::Disclosed, &[("supervisor:1", false)]), Vec::new()), Phase::Drawn);
    assert_eq!(phase(ceremony(State::Voided, &[]), Vec::new()), Phase::Over);
}

#[test]
fn a_sealed_result_is_withheld_until_its_release() {
    let drawn = Round { drawn_at: Some(chrono::DateTime::default()), ..round(Mode::Sealed, false) };
    assert!(is_withheld(&drawn));
    assert!(!is_withheld(&round(Mode::Sealed, false)), "not drawn");
    assert!(!is_withheld(&Round { released_at: Some(chrono::DateTime::default()), ..drawn }));
    let open = Round { drawn_at: Some(chrono::DateTime::default()), ..round(Mode::Open, false) };
    assert!(!is_withheld(&open));
}

#[test]
fn a_ceremony_without_witnesses_is_known() {
    let asking = |witnesses, parties| is_alone(&Ceremony { witnesses, ..ceremony(State::Draft, parties) });
    assert!(asking(0, &[]) && asking(0, &[("operator", false)]));
    assert!(!asking(1, &[]), "one is asked for");
    assert!(!asking(0, &[("supervisor:1", false)]), "one came unasked");
}
