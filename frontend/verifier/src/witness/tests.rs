use contract::check::WitnessQuestion;
use domain::draw::freeze::{Freeze, OPERATOR};

use super::refusal;

#[test]
fn a_witness_is_told_why_not() {
    let text = include_bytes!("../../../../crates/domain/vectors/weighted-strata/freeze.json");
    let freeze: Freeze = serde_json::from_slice(text).unwrap();
    let witness = freeze.parties.iter().find(|party| party.id != OPERATOR).unwrap();
    let asked = WitnessQuestion {
        task: freeze.task.clone(),
        round: freeze.round,
        party: witness.id.clone(),
        commitment: witness.commitment.to_string(),
        said: freeze.hash().unwrap().to_string(),
    };
    assert_eq!(refusal(text, &asked), None);
    let told = |asked: WitnessQuestion| refusal(text, &asked).unwrap();
    let other = WitnessQuestion { commitment: "ab".repeat(32), ..asked.clone() };
    assert_eq!(told(other), "公开的锁定书中没有您的承诺");
    assert!(told(WitnessQuestion { commitment: "x".into(), ..asked.clone() }).starts_with("承诺无法读取"));
    assert_eq!(
        told(WitnessQuestion { said: String::new(), ..asked.clone() }),
        "公开的锁定书与系统所称的摘要不符"
    );
    assert!(refusal(b"{}", &asked).unwrap().starts_with("公开的锁定书无法读取"));
}
