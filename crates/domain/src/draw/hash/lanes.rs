//! The first block of several ChaCha20 keystreams at once: one operation on several keys is one instruction, where the
//! machine has such. A generator of one stream makes four of its blocks, of which a row of few tickets needs one.

use std::array;

use super::Hash;

/// How many streams.
pub(in crate::draw) const LANES: usize = 4;
/// Numbers of a block.
pub(in crate::draw) const NUMBERS: usize = 8;

/// A word of the state of every stream.
type Word = [u32; LANES];

/// RFC 8439 §2.3: "expand 32-byte k".
const CONSTANTS: [u32; 4] = [0x6170_7865, 0x3320_646e, 0x7962_2d32, 0x6b20_6574];

/// The first [`NUMBERS`] numbers of the stream of each seed: number by number, in each those of all streams.
#[inline]
pub(in crate::draw) fn first_numbers(seeds: &[Hash; LANES]) -> [[u64; LANES]; NUMBERS] {
    let mut state: [Word; 16] = [[0; LANES]; 16];
    let (words, counter_and_nonce) = state.split_at_mut(12);
    let (constants, keys) = words.split_at_mut(4);
    constants.iter_mut().zip(CONSTANTS).for_each(|(word, constant)| *word = [constant; LANES]);
    for (number, word) in keys.iter_mut().enumerate() {
        *word = array::from_fn(|lane| key_word(seeds, lane, number));
    }
    counter_and_nonce.fill([0; LANES]);
    let start = state;
    for _ in 0..10 {
        let [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p] = state;
        let [a, e, i, m] = quarter(a, e, i, m);
        let [b, f, j, n] = quarter(b, f, j, n);
        let [c, g, k, o] = quarter(c, g, k, o);
        let [d, h, l, p] = quarter(d, h, l, p);
        let [a, f, k, p] = quarter(a, f, k, p);
        let [b, g, l, m] = quarter(b, g, l, m);
        let [c, h, i, n] = quarter(c, h, i, n);
        let [d, e, j, o] = quarter(d, e, j, o);
        state = [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p];
    }
    let mut numbers = [[0; LANES]; NUMBERS];
    let (pairs, _) = state.as_chunks::<2>();
    let (starts, _) = start.as_chunks::<2>();
    for ((number, [low, high]), [low_start, high_start]) in numbers.iter_mut().zip(pairs).zip(starts) {
        let (low, high) = (add(*low, *low_start), add(*high, *high_start));
        *number = join(low, high);
    }
    numbers
}

fn key_word(seeds: &[Hash; LANES], lane: usize, number: usize) -> u32 {
    let words = seeds.get(lane).map(|seed| seed.0.as_chunks::<4>().0);
    words.and_then(|words| words.get(number)).map_or(0, |word| u32::from_le_bytes(*word))
}

/// RFC 8439 §2.1.
#[inline(always)]
fn quarter(a: Word, b: Word, c: Word, d: Word) -> [Word; 4] {
    let a = add(a, b);
    let d = mix::<16>(d, a);
    let c = add(c, d);
    let b = mix::<12>(b, c);
    let a = add(a, b);
    let d = mix::<8>(d, a);
    let c = add(c, d);
    let b = mix::<7>(b, c);
    [a, b, c, d]
}

#[inline(always)]
fn add(mut x: Word, y: Word) -> Word {
    x.iter_mut().zip(y).for_each(|(x, y)| *x = x.wrapping_add(y));
    x
}

#[inline(always)]
fn mix<const BY: u32>(mut x: Word, y: Word) -> Word {
    x.iter_mut().zip(y).for_each(|(x, y)| *x = (*x ^ y).rotate_left(BY));
    x
}

#[inline(always)]
fn join(low: Word, high: Word) -> [u64; LANES] {
    let mut joined = [0; LANES];
    let words = low.into_iter().zip(high);
    joined
        .iter_mut()
        .zip(words)
        .for_each(|(place, (low, high))| *place = u64::from(high) << 32 | u64::from(low));
    joined
}
