use signed_note::Verifier;

use super::*;

const VKEY: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
/// The example of the note package of Go.
const NOTE: &str = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n\
    — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

fn signer(name: &str, algorithm: Algorithm, seed: u8) -> Signer {
    Signer::new(name, algorithm, &[seed; 32]).unwrap()
}

#[test]
fn a_published_note_is_read() {
    let key: Key = VKEY.parse().unwrap();
    assert_eq!(key.to_string(), VKEY);
    let note = Note::parse(NOTE.as_bytes()).unwrap();
    assert!(note.text().ends_with("what your problem is.\n"));
    assert_eq!(note.verify(std::slice::from_ref(&key)).unwrap(), [Signed { key: key.clone(), time: 0 }]);
    let changed = Note::parse(NOTE.replace("the answer", "an answer").as_bytes()).unwrap();
    assert_eq!(changed.verify(&[key]), Err(NoteFault::Forged("PeterNeumann".to_owned())));
}

/// The signed text is that of C2SP tlog-cosignature, which has no example with a key.
#[test]
fn a_cosignature_is_checked_with_its_time() {
    let log = signer("example.com/log", Algorithm::Ed25519, 1);
    let witness = signer("witness.example.com/w1", Algorithm::Cosignature, 2);
    let text = "example.com/log\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n";
    let note = Note::sign(text, std::slice::from_ref(&log)) + &witness.line(text, 1_679_315_147);
    let keys = [log.public().clone(), witness.public().clone()];
    let signed = Note::parse(note.as_bytes()).unwrap().verify(&keys).unwrap();
    let seen: Vec<_> = signed.iter().map(|one| (one.key.name(), one.time)).collect();
    assert_eq!(seen, [("example.com/log", 0), ("witness.example.com/w1", 1_679_315_147)]);
    let line = witness.line(text, 5);
    let bytes = STANDARD.decode(line.trim_end().rsplit_once(' ').unwrap().1).unwrap();
    assert_eq!(bytes[4..12], 5_u64.to_be_bytes());
    let message = format!("cosignature/v1\ntime 5\n{text}");
    let signature = Signature::from_slice(&bytes[12..]).unwrap();
    witness.public().key.verify_strict(message.as_bytes(), &signature).unwrap();
    // The same bytes as the log's own signature, or with another time, are none.
    let mut moved = bytes.clone();
    moved[11] = 6;
    let forged = format!("{text}\n— witness.example.com/w1 {}\n", STANDARD.encode(moved));
    assert!(matches!(Note::parse(forged.as_bytes()).unwrap().verify(&keys), Err(NoteFault::Forged(_))));
}

#[test]
fn unknown_keys_say_nothing() {
    let (one, other) = (signer("a", Algorithm::Ed25519, 1), signer("a", Algorithm::Ed25519, 2));
    let note = Note::parse(Note::sign("text\n", &[one.clone(), other.clone()]).as_bytes()).unwrap();
    assert_eq!(note.verify(&[other.public().clone()]).unwrap().len(), 1);
    assert_eq!(note.verify(&[signer("b", Algorithm::Ed25519, 1).public().clone()]), Err(NoteFault::Unsigned));
    let twice = Note::sign("text\n", &[one.clone(), one.clone()]);
    assert_eq!(Note::parse(twice.as_bytes()).unwrap().verify(&[one.public().clone()]).unwrap().len(), 1);
}

#[test]
fn what_is_no_note_is_refused() {
    let good = Note::sign("text\n", &[signer("a", Algorithm::Ed25519, 1)]);
    Note::parse(good.as_bytes()).unwrap();
    let short = format!("text\n\n— a {}\n", STANDARD.encode([0; 4]));
    let long = Note::sign(&format!("{}\n", "x".repeat(LIMIT)), &[signer("a", Algorithm::Ed25519, 1)]);
    for bad in [
        "",
        "text\n",
        "text\n\n",
        &short,
        good.trim_end(),
        &good.replace("text", "te\tt"),
        &good.replace("— a ", "- a "),
        &good.replace("— a ", "— a+b "),
        &good.replace("— a ", "—  "),
        &format!("{good}more\n"),
        &long,
    ] {
        assert_eq!(Note::parse(bad.as_bytes()), Err(NoteFault::Malformed), "{bad:?}");
    }
    assert_eq!(Note::parse(&[0xFF]), Err(NoteFault::Malformed));
    for bad in ["", "a+b", "a+00000000+AA==", &VKEY.replace("c74f", "c74e"), &VKEY.replace("Peter", "Pe ter")]
    {
        assert!(bad.parse::<Key>().is_err(), "{bad}");
    }
}

#[test]
fn another_implementation_agrees() {
    let ours = signer("sunlot.example/log", Algorithm::Ed25519, 3);
    let theirs = signed_note::StandardVerifier::new(&ours.public().to_string()).unwrap();
    assert_eq!((theirs.name(), theirs.key_id().to_be_bytes()), (ours.public().name(), ours.public().id()));
    let note = signed_note::Note::from_bytes(Note::sign("正文\n", &[ours]).as_bytes()).unwrap();
    let list = signed_note::VerifierList::new(vec![Box::new(theirs)]);
    assert_eq!(note.verify(&list).unwrap().0.len(), 1);
    assert_eq!(note.text(), "正文\n".as_bytes());
}
