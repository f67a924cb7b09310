use super::{Commitment, WitnessRefusal};
use crate::draw::bundle::File;
use crate::draw::canonical;
use crate::draw::freeze::{Freeze, FreezeFault, OPERATOR};
use crate::draw::tests::vector;

fn frozen() -> Freeze {
    canonical::parse(&vector("weighted-strata").0[&File::Freeze]).unwrap()
}

/// What comes of it when the witness of this freeze looks at what is published in its place.
fn looks(publish: impl FnOnce(&mut Freeze)) -> Result<(), WitnessRefusal> {
    let freeze = frozen();
    let witness = freeze.parties.iter().find(|party| party.id != OPERATOR).unwrap();
    let commitment =
        Commitment { task: &freeze.task, round: freeze.round, party: &witness.id, value: witness.commitment };
    let mut published = freeze.clone();
    publish(&mut published);
    let text = canonical::write(&published).unwrap();
    let hash = commitment.stands_in(&text, &freeze.hash().unwrap().to_string())?;
    assert_eq!(hash, freeze.hash().unwrap());
    Ok(())
}

#[test]
fn a_witness_reveals_into_the_freeze_that_holds_its_commitment() {
    assert!(looks(|_| ()).is_ok());
}

#[test]
fn a_witness_reveals_into_no_other() {
    let operator = |freeze: &Freeze| freeze.parties.iter().find(|one| one.id == OPERATOR).unwrap().commitment;
    let refusal = |publish: fn(&mut Freeze)| looks(publish).unwrap_err();
    assert!(matches!(refusal(|f| f.task.push('1')), WitnessRefusal::Elsewhere));
    assert!(matches!(refusal(|f| f.round += 1), WitnessRefusal::Elsewhere));
    assert!(matches!(refusal(|f| f.parties.retain(|party| party.id == OPERATOR)), WitnessRefusal::Absent));
    assert!(matches!(refusal(|f| f.strata[0].take = 0), WitnessRefusal::Hash));
    assert!(matches!(refusal(|f| f.strata.clear()), WitnessRefusal::Freeze(FreezeFault::Strata)));
    let stolen = looks(|freeze| {
        let value = operator(freeze);
        freeze.parties.iter_mut().for_each(|party| party.commitment = value);
    });
    assert!(matches!(stolen, Err(WitnessRefusal::Absent)));
}

#[test]
fn what_is_no_freeze_is_refused() {
    let value = frozen().parties[0].commitment;
    let commitment = Commitment { task: "T", round: 1, party: "supervisor:1", value };
    for text in ["", "{}", "[1]", "{\"round\": 1}"] {
        assert!(
            matches!(commitment.stands_in(text.as_bytes(), ""), Err(WitnessRefusal::Unreadable(_))),
            "{text}"
        );
    }
}
