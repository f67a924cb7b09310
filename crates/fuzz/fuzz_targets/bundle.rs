//! Files of a bundle in one input.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| fuzz::bundle(input));
