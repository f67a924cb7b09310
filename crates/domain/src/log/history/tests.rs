use super::*;
use crate::log::note::{Algorithm, Signer};
use crate::log::tree::Tree;
use crate::log::tree::tests::grown;

fn checkpoint(size: u64, root: Hash) -> Checkpoint {
    Checkpoint { origin: "sunlot.example/log".to_owned(), size, root }
}

/// The heads of one log at these two sizes, with the proof between them.
fn heads(first: u64, second: u64) -> (Checkpoint, Checkpoint, Vec<Hash>) {
    let (mut stored, _) = grown(second, &[64]);
    let path = Tree::new(&mut stored, second).consistency(first).unwrap_or_default();
    let mut root = |size| Tree::new(&mut stored, size).root().unwrap();
    (checkpoint(first, root(first)), checkpoint(second, root(second)), path)
}

#[test]
fn a_log_that_grew_says_so() {
    for (first, second) in [(1, 2), (5, 9), (8, 300), (256, 257), (300, 700)] {
        let (earlier, later, path) = heads(first, second);
        assert_eq!(later.since(&earlier, &path), Change::Grown, "{first} {second}");
        assert_eq!(later.since(&later, &[]), Change::Same);
        let mut forged = path.clone();
        forged.last_mut().unwrap().0[0] ^= 1;
        assert_eq!(later.since(&earlier, &forged), Change::Unproven, "{first} {second}");
        assert_eq!(later.since(&earlier, &path[1..]), Change::Unproven, "{first} {second}");
    }
    let (nothing, something, _) = heads(0, 3);
    assert_eq!(something.since(&nothing, &[]), Change::Grown);
}

#[test]
fn a_log_that_changed_is_told() {
    let (earlier, later, path) = heads(5, 9);
    assert_eq!(earlier.since(&later, &path), Change::Shrunk);
    let mut fork = later.clone();
    fork.root.0[0] ^= 1;
    assert_eq!(fork.since(&later, &[]), Change::Forked);
    assert_eq!(fork.since(&earlier, &path), Change::Unproven);
    let other = Checkpoint { origin: "another.example/log".to_owned(), ..later.clone() };
    assert_eq!(other.since(&earlier, &path), Change::Other);
    assert!(Change::Same.is_sound() && Change::Grown.is_sound());
    assert!(
        ![Change::Shrunk, Change::Forked, Change::Unproven, Change::Other].iter().any(|one| one.is_sound())
    );
}

#[test]
fn both_keys_sign_a_handover() {
    let signer = |seed| Signer::new("sunlot.example/log", Algorithm::Ed25519, &[seed; 32]).unwrap();
    let (old, new, stranger) = (signer(1), signer(2), signer(3));
    let (_, head, _) = heads(5, 9);
    let opened = |signers: &[Signer]| handover(head.sign(signers).as_bytes(), old.public(), new.public());
    assert_eq!(opened(&[old.clone(), new.clone()]).unwrap(), head);
    let [of_old, of_new, of_both, of_none] =
        [vec![old.clone()], vec![new.clone()], vec![old.clone(), stranger.clone()], vec![stranger.clone()]];
    for signers in [&of_old[..], &of_new, &of_both, &of_none] {
        assert!(matches!(opened(signers), Err(CheckpointFault::Note(NoteFault::Unsigned))));
    }
    let changed = head.sign(&[old.clone(), new.clone()]).replace("\n9\n", "\n8\n");
    assert!(handover(changed.as_bytes(), old.public(), new.public()).is_err());
}
