use std::collections::HashSet;

use domain::object::code::ObjectCode;

use super::*;
use crate::MAX_OBJECTS;

#[test]
fn no_two_rows_share_a_serial_up_to_the_greatest_register() {
    let mut seen = vec![false; usize::try_from(SERIALS).unwrap()];
    for row in 0..MAX_OBJECTS {
        let Serial(serial) = Serial::new(u64::MAX, row);
        let place = &mut seen[usize::try_from(serial).unwrap()];
        assert!(!*place, "row {row} repeats a serial");
        *place = true;
    }
}

#[test]
fn serials_stay_apart_as_codes() {
    // The scattering of organisation codes is one to one when its factor shares no divisor with 31.
    assert_eq!(31_u64.pow(7), ORGANISATIONS);
    assert_ne!(20_369_011 % 31, 0);
    let mut codes = HashSet::new();
    for row in (0..MAX_OBJECTS).step_by(101) {
        assert!(codes.insert(Serial::new(7, row).code('1', "320812").unwrap()), "row {row} repeats a code");
    }
}

#[test]
fn both_kinds_are_valid_and_not_in_use() {
    let (mut credit, mut legacy) = (0, 0);
    for row in 0..20_000 {
        let serial = Serial::new(3, row);
        let code = serial.code('2', "320829").unwrap();
        assert_eq!(ObjectCode::registered(&code).unwrap().as_str(), code);
        if serial.is_legacy() {
            legacy += 1;
            assert!(code.starts_with("3208293"), "{code}");
        } else {
            credit += 1;
            assert!(code.starts_with("92320829Y"), "{code}");
        }
    }
    assert!(legacy * 100 > credit * 7 && legacy * 100 < credit * 11, "{legacy} of {credit}");
}
