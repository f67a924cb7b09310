//! A key, a checkpoint and tiles of a log in one input.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| fuzz::log(input));
