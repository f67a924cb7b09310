use super::{Keyed, LANES, NUMBERS, Stream, first_numbers, frame, prefixed};
use crate::draw::Fixed;
use sha2::{Digest, Sha256};

/// RFC 8439 A.1, test vectors #1 and #2: key 0, nonce 0, block counters 0 and 1.
const ZERO_KEY: &str = concat!(
    "76b8e0ada0f13d90405d6ae55386bd28bdd219b8a08ded1aa836efcc8b770dc7",
    "da41597c5157488d7724e03fb8d84a376a43b8f41518a11cc387b669b2ee6586",
    "9f07e7be5551387a98ba977c732d080dcb0f29a048e3656912c6533e32ee7aed",
    "29b721769ce64e43d57133b074d839d531ed1f28510afb45ace10a1f4b794d6f",
);

/// RFC 8439 A.1, test vector #3: key 00…01, nonce 0, block counter 1.
const KEY_OF_ONE_SECOND_BLOCK: &str = concat!(
    "3aeb5224ecf849929b9d828db1ced4dd832025e8018b8160b82284f3c949aa5a",
    "8eca00bbb4a73bdad192b5c42f73f2fd4e273644c8b36125a64addeb006c13a0",
);

fn keystream(key: [u8; 32], numbers: usize) -> Vec<u8> {
    let mut stream = Stream::new(&Fixed(key));
    (0..numbers).flat_map(|_| stream.next_number().to_le_bytes()).collect()
}

#[test]
fn the_stream_is_the_keystream_of_rfc_8439() {
    assert_eq!(hex::encode(keystream([0; 32], 16)), ZERO_KEY);
    let mut key = [0; 32];
    key[31] = 1;
    assert_eq!(hex::encode(&keystream(key, 16)[64..]), KEY_OF_ONE_SECOND_BLOCK);
}

#[test]
fn a_long_stream_goes_on_without_gap() {
    // 1024 tickets are 128 blocks: the buffer of the generator is refilled many times.
    let long = keystream([7; 32], 1024);
    assert_eq!(long[..512], keystream([7; 32], 64));
    let blocks: std::collections::BTreeSet<_> = long.chunks(64).collect();
    assert_eq!(blocks.len(), 128);
}

#[test]
fn frame_is_what_the_protocol_says() {
    let mut text = b"sunlot-draw/1/tag\0".to_vec();
    text.extend([0, 0, 0, 2, b'a', b'b', 0, 0, 0, 0]);
    assert_eq!(frame("tag", &[b"ab", b""]).0, <[u8; 32]>::from(Sha256::digest(text)));
    assert_ne!(frame("tag", &[b"ab", b""]), frame("tag", &[b"a", b"b"]));
}

#[test]
fn keyed_is_what_the_protocol_says() {
    let key = Fixed([9; 32]);
    let mut text = b"sunlot-draw/1/ticket".to_vec();
    text.resize(32, 0);
    text.extend(key.0);
    text.extend(b"DID");
    assert_eq!(Keyed::new("ticket", &key).of(b"DID").0, <[u8; 32]>::from(Sha256::digest(text)));
}

#[test]
fn keyed_values_of_any_length() {
    let key = Fixed([3; 32]);
    let keyed = Keyed::new("order", &key);
    for length in 0..200 {
        let x = vec![7; length];
        let mut text = b"sunlot-draw/1/order".to_vec();
        text.resize(32, 0);
        text.extend([&key.0, x.as_slice()].concat());
        assert_eq!(keyed.of(&x).0, <[u8; 32]>::from(Sha256::digest(text)), "{length}");
    }
}

#[test]
fn prefixed_values_of_any_length() {
    for (x, y) in (0..300).map(|length| (vec![1; length], vec![2; length / 3])) {
        let text = [&[9], x.as_slice(), y.as_slice()].concat();
        assert_eq!(prefixed(9, &x, &y).0, <[u8; 32]>::from(Sha256::digest(text)), "{}", x.len());
    }
}

#[test]
fn several_streams_at_once_are_those_of_each() {
    for round in 0..200_u32 {
        let seed = |lane: usize| frame("seed", &[&round.to_be_bytes(), &lane.to_be_bytes()]);
        let seeds: [_; LANES] = std::array::from_fn(seed);
        let numbers = first_numbers(&seeds);
        for (lane, seed) in seeds.iter().enumerate() {
            let mut stream = Stream::new(seed);
            let found: [u64; NUMBERS] = numbers.map(|number| number[lane]);
            assert_eq!(found, std::array::from_fn(|_| stream.next_number()));
        }
    }
}
