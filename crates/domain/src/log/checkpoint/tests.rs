use super::*;

fn signer(name: &str) -> Signer {
    Signer::new(name, Algorithm::Ed25519, &[1; 32]).unwrap()
}

#[test]
fn a_checkpoint_is_read_as_it_was_signed() {
    let text = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
    let checkpoint = Checkpoint::parse(text).unwrap();
    assert_eq!((checkpoint.origin.as_str(), checkpoint.size), ("example.com/behind-the-sofa", 20_852_163));
    assert_eq!(checkpoint.to_string(), text);
    let signer = signer("example.com/behind-the-sofa");
    let note = checkpoint.sign(std::slice::from_ref(&signer));
    let opened = Checkpoint::open(note.as_bytes(), &[signer.public().clone()]).unwrap();
    assert_eq!((opened.0, opened.1.len()), (checkpoint, 1));
    assert_eq!(Checkpoint::parse(&format!("{text}extension\n")).unwrap().size, 20_852_163);
    for bad in [
        "",
        "a\n1\n",
        &text.replace("2085", "02085"),
        &text.replace("2085", "+2085"),
        &text.replace('=', ""),
        &format!("{text}\n"),
    ] {
        assert_eq!(Checkpoint::parse(bad), None, "{bad:?}");
    }
}

#[test]
fn a_checkpoint_that_the_log_did_not_sign_is_not_believed() {
    let root = Fixed([0; 32]);
    let checkpoint = Checkpoint { origin: "a".to_owned(), size: 1, root };
    let (own, other) = (signer("a"), signer("b"));
    let witness = Signer::new("w", Algorithm::Cosignature, &[2; 32]).unwrap();
    let keys = [own.public().clone(), other.public().clone(), witness.public().clone()];
    let refused = |note: &str| Checkpoint::open(note.as_bytes(), &keys).unwrap_err();
    assert_eq!(refused(&checkpoint.sign(&[other])), CheckpointFault::Origin("a".to_owned()));
    assert_eq!(refused(&checkpoint.sign(&[witness])), CheckpointFault::Note(NoteFault::Unsigned));
    assert_eq!(refused(&Note::sign("no checkpoint\n", &[own])), CheckpointFault::Malformed);
}
