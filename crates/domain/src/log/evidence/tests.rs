use serde_json::{Value, json};

use super::*;
use crate::draw::bundle::File as Part;
use crate::draw::result::DrawResult;
use crate::draw::{Fixed, canonical};
use crate::log::leaf::Audited;
use crate::log::note::{Algorithm, Signer};
use crate::log::tree::tests::logged;

/// A draw of a vector, and a log in which its events stand in this order between others.
struct Scene {
    freeze: Freeze,
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

impl Scene {
    fn new(order: &[&str]) -> Self {
        let bundle = crate::draw::tests::vector("open-small");
        let freeze: Freeze = serde_json::from_slice(&bundle.0[&Part::Freeze]).unwrap();
        let result: DrawResult = serde_json::from_slice(&bundle.0[&Part::Result]).unwrap();
        let signer = Signer::new("sunlot.example/log", Algorithm::Ed25519, &[1; 32]).unwrap();
        let result_hash = result.hash().unwrap();
        let mut scene = Self { freeze, result_hash, signer, entries: Vec::new(), events: Vec::new() };
        for action in order {
            scene.entries.push(entry("user.sign_in", &json!({})));
            scene.events.push(scene.entries.len());
            let mut what =
                json!({"round": scene.freeze.round, "task": scene.freeze.task, "party": "supervisor:1"});
            match *action {
                "draw.freeze" => what["freeze_hash"] = scene.freeze.hash().unwrap().to_string().into(),
                "draw.result" => what["result"] = serde_json::to_value(&result).unwrap(),
                _ => {}
            }
            scene.entries.push(entry(action, &what));
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

const ORDER: [&str; 5] = ["draw.announce", "draw.commit", "draw.freeze", "draw.reveal", "draw.result"];

#[test]
fn a_draw_in_its_order_is_believed() {
    let scene = Scene::new(&ORDER);
    let logged = scene.verify(&scene.evidence(scene.entries.len())).unwrap();
    assert_eq!((logged.events, logged.signed.len()), (5, 1));
    assert_eq!(logged.signed[0].key, *scene.signer.public());
}

#[test]
fn events_out_of_turn_are_refused() {
    for order in [
        ["draw.announce", "draw.commit", "draw.reveal", "draw.freeze", "draw.result"],
        ["draw.announce", "draw.freeze", "draw.commit", "draw.reveal", "draw.result"],
        ["draw.announce", "draw.commit", "draw.entropy", "draw.freeze", "draw.result"],
        ["draw.announce", "draw.commit", "draw.reveal", "draw.result", "draw.freeze"],
    ] {
        let scene = Scene::new(&order);
        let fault = scene.verify(&scene.evidence(scene.entries.len())).unwrap_err();
        assert!(matches!(fault, EvidenceFault::OutOfTurn { .. }), "{order:?}: {fault}");
    }
    for (order, freezes) in [(vec!["draw.result"], 0), (vec!["draw.freeze", "draw.freeze", "draw.result"], 2)]
    {
        let scene = Scene::new(&order);
        let fault = scene.verify(&scene.evidence(scene.entries.len())).unwrap_err();
        assert!(matches!(fault, EvidenceFault::Freezes(count) if count == freezes), "{fault}");
    }
    for order in [vec!["draw.freeze"], vec!["draw.freeze", "draw.result", "draw.result"]] {
        let scene = Scene::new(&order);
        let fault = scene.verify(&scene.evidence(scene.entries.len())).unwrap_err();
        assert!(matches!(fault, EvidenceFault::OtherResult), "{fault}");
    }
}

#[test]
fn a_stale_checkpoint_is_refused() {
    let scene = Scene::new(&ORDER);
    let (last, mut evidence) = (scene.events[4], scene.evidence(scene.entries.len()));
    let mut earlier = Scene::new(&ORDER);
    earlier.events.pop();
    evidence.checkpoint = earlier.evidence(last).checkpoint;
    let proofs: Vec<Proof> = serde_json::from_slice(&evidence.proofs).unwrap();
    let mut older: Vec<Proof> = serde_json::from_slice(&earlier.evidence(last).proofs).unwrap();
    older.push(proofs[4].clone());
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
    assert!(scene.refused(|proofs| proofs.push(proofs[4].clone())).contains("没有递增"));
    assert!(scene.refused(|proofs| drop(proofs.remove(4))).contains("结果摘要"));
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
