use serde_json::{Value, json};

use super::*;
use crate::draw::bundle::File as Part;
use crate::draw::freeze::Entropy;
use crate::draw::result::DrawResult;
use crate::draw::{Fixed, canonical};
use crate::log::leaf::Audited;
use crate::log::note::{Algorithm, Signer};
use crate::log::tree::tests::logged;

/// A draw of a vector, and a log in which its events stand in this order between others.
struct Scene {
    freeze: Freeze,
    reveals: Reveals,
    result_hash: Hash,
    signer: Signer,
    entries: Vec<Vec<u8>>,
    events: Vec<usize>,
}

fn entry(action: &str, payload: &Value) -> Vec<u8> {
    let payload = payload.to_string();
    let at = "2026-09-21T02:00:00Z".parse().unwrap();
    let (user, actor, resource, key) = (Some(1), "经办", "task", "7");
    let audited = Audited { at, user, actor, action, resource, key, payload: &payload };
    Leaf::new(&audited, &[5; 32]).unwrap().to_json().unwrap()
}

/// The two witnesses of the vector, as `w1` and `w2` in the orders below, and somebody else.
const WITNESSES: [&str; 3] = ["supervisor:11", "witness:people", "supervisor:12"];

impl Scene {
    /// Steps are `announce`, `commit 1`, `freeze`, `reveal 2`, `entropy`, `result`, `void`.
    fn new(order: &[&str]) -> Self {
        Self::changed(order, |_, _| {})
    }

    /// The same with another content of some step.
    fn changed(order: &[&str], change: impl Fn(&str, &mut Value)) -> Self {
        let bundle = crate::draw::tests::vector("blinded-entropy");
        let read = |part| bundle.0[&part].as_slice();
        let freeze: Freeze = serde_json::from_slice(read(Part::Freeze)).unwrap();
        let reveals: Reveals = serde_json::from_slice(read(Part::Reveals)).unwrap();
        let result: DrawResult = serde_json::from_slice(read(Part::Result)).unwrap();
        let signer = Signer::new("sunlot.example/log", Algorithm::Ed25519, &[1; 32]).unwrap();
        let (result_hash, entries, events) = (result.hash().unwrap(), Vec::new(), Vec::new());
        let mut scene = Self { freeze, reveals, result_hash, signer, entries, events };
        for step in order {
            let mut what = json!({"round": scene.freeze.round, "task": scene.freeze.task});
            let (action, number) = step.split_once(' ').unwrap_or((step, "3"));
            let party = WITNESSES[number.parse::<usize>().unwrap() - 1];
            let Freeze { parties, entropy, mode, .. } = &scene.freeze;
            let own = |what: &mut Value, member: &str, value: Option<Hash>| {
                what["party"] = party.into();
                what[member] = value.unwrap_or(Fixed([3; 32])).to_string().into();
            };
            match action {
                "announce" => {
                    let Entropy::Text { describe } = entropy else { unreachable!() };
                    what["entropy"] = describe.as_str().into();
                    what["entropy_confirmed"] = true.into();
                    what["mode"] = json!(mode);
                    what["witnesses"] = 2.into();
                }
                "commit" => {
                    let committed = parties.iter().find(|one| one.id == party);
                    own(&mut what, "commitment", committed.map(|one| one.commitment));
                }
                "freeze" => what["freeze_hash"] = scene.freeze.hash().unwrap().to_string().into(),
                "reveal" => {
                    let revealed = scene.reveals.parties.iter().find(|one| one.id == party);
                    own(&mut what, "value", revealed.map(|one| one.value));
                }
                "entropy" => what["value"] = scene.reveals.entropy.as_str().into(),
                "result" => what["result"] = serde_json::to_value(&result).unwrap(),
                _ => what["reason"] = "无".into(),
            }
            change(step, &mut what);
            scene.entries.push(entry("user.sign_in", &json!({})));
            scene.events.push(scene.entries.len());
            scene.entries.push(entry(&format!("draw.{action}"), &what));
        }
        scene
    }

    fn evidence(&self, size: usize) -> Evidence {
        let (root, paths) = logged(&self.entries[..size], &self.events);
        let size = u64::try_from(size).unwrap();
        let checkpoint = Checkpoint { origin: "sunlot.example/log".to_owned(), size, root };
        let proof = |(index, path): (&usize, Vec<Hash>)| Proof {
            entry: String::from_utf8(self.entries[*index].clone()).unwrap(),
            index: u64::try_from(*index).unwrap(),
            path,
        };
        let proofs: Vec<_> = self.events.iter().zip(paths).map(proof).collect();
        Evidence {
            checkpoint: checkpoint.sign(std::slice::from_ref(&self.signer)).into_bytes(),
            keys: format!("{}\n", self.signer.public()).into_bytes(),
            proofs: canonical::write(&proofs).unwrap(),
        }
    }

    fn verify(&self, evidence: &Evidence) -> Result<Logged, EvidenceFault> {
        let draw = Draw {
            freeze: &self.freeze,
            freeze_hash: self.freeze.hash().unwrap(),
            reveals: &self.reveals,
            result_hash: self.result_hash,
        };
        verify(evidence, &draw, &[])
    }

    fn refused(&self, change: impl FnOnce(&mut Vec<Proof>)) -> String {
        let mut evidence = self.evidence(self.entries.len());
        let mut proofs: Vec<Proof> = serde_json::from_slice(&evidence.proofs).unwrap();
        change(&mut proofs);
        evidence.proofs = canonical::write(&proofs).unwrap();
        self.verify(&evidence).unwrap_err().to_string()
    }
}

const ORDER: [&str; 9] =
    ["announce", "commit 1", "commit 2", "freeze", "reveal 2", "reveal 1", "entropy", "result", "release"];

/// The order without some steps.
fn without(steps: &[&str]) -> Vec<&'static str> {
    ORDER.into_iter().filter(|step| !steps.contains(step)).collect()
}

/// Why a log of these steps is refused.
fn fault(order: &[&str]) -> EvidenceFault {
    fault_of(&Scene::new(order))
}

fn fault_of(scene: &Scene) -> EvidenceFault {
    scene.verify(&scene.evidence(scene.entries.len())).unwrap_err()
}

#[test]
fn a_draw_in_its_order_is_believed() {
    let scene = Scene::new(&ORDER);
    let logged = scene.verify(&scene.evidence(scene.entries.len())).unwrap();
    assert_eq!((logged.events, logged.signed.len()), (9, 1));
    assert_eq!(logged.signed[0].key, *scene.signer.public());
    // A draft that was changed before its freeze is announced anew.
    let anew = [&ORDER[..2], &["announce"], &ORDER[2..]].concat();
    let scene = Scene::changed(&anew, |_, _| {});
    assert_eq!(scene.verify(&scene.evidence(scene.entries.len())).unwrap().events, 10);
}

#[test]
fn events_out_of_turn_are_refused() {
    for (early, late) in [
        ("reveal 1", "freeze"),
        ("freeze", "commit 2"),
        ("entropy", "freeze"),
        ("result", "freeze"),
        ("void", "freeze"),
        ("entropy", "reveal 1"),
        ("result", "reveal 2"),
        ("result", "entropy"),
    ] {
        let mut order = without(&[early]);
        order.insert(order.iter().position(|step| *step == late).unwrap(), early);
        assert!(matches!(fault(&order), EvidenceFault::OutOfTurn { .. }), "{order:?}: {}", fault(&order));
    }
    let text = fault(&["announce", "commit 1", "freeze", "commit 2"]).to_string();
    assert_eq!(text, "日志第 5 条（draw.freeze）早于第 7 条（draw.commit），先后次序不符合规程");
}

#[test]
fn a_freeze_and_a_result_stand_in_the_log_once() {
    for order in [without(&["freeze"]), [&ORDER[..4], &ORDER[3..]].concat()] {
        assert!(matches!(fault(&order), EvidenceFault::Freezes(0 | 2)), "{}", fault(&order));
    }
    for order in [without(&["result"]), [&ORDER[..8], &ORDER[7..]].concat()] {
        assert!(matches!(fault(&order), EvidenceFault::OtherResult), "{}", fault(&order));
    }
}

#[test]
fn a_log_without_one_step_of_the_ceremony_is_refused() {
    let of = |party: usize| WITNESSES[party - 1].to_owned();
    let expected = [
        ("announce", EvidenceFault::Unannounced),
        ("commit 1", EvidenceFault::Uncommitted(of(1))),
        ("commit 2", EvidenceFault::Uncommitted(of(2))),
        ("reveal 1", EvidenceFault::Unrevealed(of(1))),
        ("reveal 2", EvidenceFault::Unrevealed(of(2))),
        ("entropy", EvidenceFault::OtherEntropy),
    ];
    for (step, expected) in expected {
        assert_eq!(fault(&without(&[step])).to_string(), expected.to_string());
        // A proof alone that was left out of an honest log.
        let scene = Scene::new(&ORDER);
        let place = ORDER.iter().position(|one| *one == step).unwrap();
        assert_eq!(scene.refused(|proofs| drop(proofs.remove(place))), expected.to_string());
    }
    // The announcement after the first commitment is none that it was made for.
    let late = [&["commit 1", "announce"], &ORDER[2..]].concat();
    assert!(matches!(fault(&late), EvidenceFault::Unannounced));
}

#[test]
fn steps_done_twice_by_strangers_or_with_another_content_are_refused() {
    let zeros = || Value::from("00".repeat(32));
    let twice = |step: &'static str| {
        let place = ORDER.iter().position(|one| *one == step).unwrap();
        fault(&[&ORDER[..=place], &ORDER[place..]].concat()).to_string()
    };
    let other = |step: &str, member: &str, value: Value| {
        let change = |of: &str, what: &mut Value| {
            if of == step {
                what[member] = value.clone();
            }
        };
        fault_of(&Scene::changed(&ORDER, change)).to_string()
    };
    let uncommitted = EvidenceFault::Uncommitted(WITNESSES[0].to_owned()).to_string();
    let unrevealed = EvidenceFault::Unrevealed(WITNESSES[0].to_owned()).to_string();
    assert_eq!(twice("commit 1"), uncommitted);
    assert_eq!(other("commit 1", "commitment", zeros()), uncommitted);
    assert_eq!(twice("reveal 1"), unrevealed);
    assert_eq!(other("reveal 1", "value", zeros()), unrevealed);
    assert_eq!(twice("entropy"), EvidenceFault::OtherEntropy.to_string());
    assert_eq!(other("entropy", "value", "01".into()), EvidenceFault::OtherEntropy.to_string());
    for (member, value) in [
        ("mode", json!("sealed")),
        ("entropy", Value::Null),
        ("entropy", json!("别的")),
        ("witnesses", 3.into()),
    ] {
        assert_eq!(other("announce", member, value), EvidenceFault::Unannounced.to_string(), "{member}");
    }
    // Who committed takes part: the operator cannot leave a witness out.
    for stranger in [["commit 3"], ["reveal 3"]] {
        let place = if stranger == ["commit 3"] { 1 } else { 4 };
        let order = [&ORDER[..place], &stranger, &ORDER[place..]].concat();
        assert!(fault(&order).to_string().contains("“supervisor:12”不是锁定书中的参与方"), "{order:?}");
    }
}

#[test]
fn one_person_types_the_public_value_where_that_was_announced() {
    let alone = |step: &str, what: &mut Value| {
        if step == "announce" {
            what["entropy_confirmed"] = false.into();
        }
    };
    let scene = Scene::changed(&without(&["entropy"]), alone);
    assert_eq!(scene.verify(&scene.evidence(scene.entries.len())).unwrap().events, 8);
}

#[test]
fn a_stale_checkpoint_is_refused() {
    let scene = Scene::new(&ORDER);
    let (last, mut evidence) = (scene.events[8], scene.evidence(scene.entries.len()));
    let mut earlier = Scene::new(&ORDER);
    earlier.events.pop();
    evidence.checkpoint = earlier.evidence(last).checkpoint;
    let proofs: Vec<Proof> = serde_json::from_slice(&evidence.proofs).unwrap();
    let mut older: Vec<Proof> = serde_json::from_slice(&earlier.evidence(last).proofs).unwrap();
    older.push(proofs[8].clone());
    evidence.proofs = canonical::write(&older).unwrap();
    let fault = scene.verify(&evidence).unwrap_err();
    let expected = u64::try_from(last).unwrap();
    assert!(
        matches!(fault, EvidenceFault::Stale { index, size } if index == expected && size == expected),
        "{fault}"
    );
}

#[test]
fn a_forged_proof_is_refused() {
    let scene = Scene::new(&ORDER);
    assert!(scene.refused(|proofs| proofs[2].path[0] = Fixed([0; 32])).contains("包含证明不成立"));
    assert!(scene.refused(|proofs| proofs[2].path.truncate(1)).contains("包含证明不成立"));
    assert!(scene.refused(|proofs| proofs[2].index += 1).contains("包含证明不成立"));
    let other =
        |proofs: &mut Vec<Proof>| proofs[2].entry = proofs[2].entry.replace("2026-09-21", "2026-09-20");
    assert!(scene.refused(other).contains("包含证明不成立"));
    assert!(scene.refused(|proofs| proofs.swap(1, 2)).contains("没有递增"));
    assert!(scene.refused(|proofs| proofs.push(proofs[8].clone())).contains("没有递增"));
    assert!(scene.refused(|proofs| drop(proofs.remove(7))).contains("结果摘要"));
}

#[test]
fn a_checkpoint_that_was_changed_is_refused() {
    let scene = Scene::new(&ORDER);
    let good = scene.evidence(scene.entries.len());
    let text = String::from_utf8(good.checkpoint.clone()).unwrap();
    let size = scene.entries.len();
    let changed = text.replace(&format!("\n{size}\n"), &format!("\n{}\n", size + 1));
    let evidence = Evidence { checkpoint: changed.into_bytes(), ..good.clone() };
    assert!(matches!(scene.verify(&evidence), Err(EvidenceFault::Checkpoint(_))));
    let evidence = Evidence { keys: b"no key\n".to_vec(), ..good.clone() };
    assert!(matches!(scene.verify(&evidence), Err(EvidenceFault::Keys(1))));
    let evidence = Evidence { proofs: [good.proofs.clone(), b" ".to_vec()].concat(), ..good.clone() };
    assert!(matches!(scene.verify(&evidence), Err(EvidenceFault::Json(_))));
    // Who knows the log's key asks for it, whatever the bundle says.
    let other = Signer::new("sunlot.example/log", Algorithm::Ed25519, &[2; 32]).unwrap();
    let draw = Draw {
        freeze: &scene.freeze,
        freeze_hash: scene.freeze.hash().unwrap(),
        reveals: &scene.reveals,
        result_hash: scene.result_hash,
    };
    verify(&good, &draw, &[scene.signer.public().clone()]).unwrap();
    assert!(verify(&good, &draw, &[other.public().clone()]).is_err());
}

#[test]
fn the_log_of_another_draw_is_refused() {
    let scene = Scene::new(&ORDER);
    let evidence = scene.evidence(scene.entries.len());
    let mut other = Scene::new(&ORDER);
    other.freeze.software.push('x');
    assert!(matches!(other.verify(&evidence), Err(EvidenceFault::OtherFreeze)));
    other.freeze.round += 1;
    assert!(matches!(other.verify(&evidence), Err(EvidenceFault::Foreign(1))));
    let other = Scene { result_hash: Fixed([0; 32]), ..Scene::new(&ORDER) };
    assert!(matches!(other.verify(&evidence), Err(EvidenceFault::OtherResult)));
}
