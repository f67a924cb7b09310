use super::*;
use proptest::prelude::*;

#[test]
fn codes_of_real_registers_pass() {
    for code in
        ["91320831703841586A", "91320800139590607W", "9132082913995540X6", "320830000004070", "3208001600079"]
    {
        assert_eq!(ObjectCode::registered(code).unwrap().as_str(), code);
    }
}

#[test]
fn each_fault_is_named() {
    let fault = |code| ObjectCode::registered(code).unwrap_err();
    assert_eq!(fault(""), CodeError::Missing);
    assert_eq!(fault("91320830598623623"), CodeError::Length);
    assert_eq!(fault("320800160007X"), CodeError::Alphabet);
    assert_eq!(fault("9132080O1395914317"), CodeError::Alphabet);
    assert_eq!(fault("913208264696206371"), CodeError::CreditCheck);
    assert_eq!(fault("320830000004071"), CodeError::RegistrationCheck);
    assert_eq!(fault("91320831703841586a"), CodeError::Alphabet);
    assert_eq!(ObjectCode::internal("EQ 1"), Err(CodeError::Alphabet));
    assert!(ObjectCode::internal("EQ-2026-001").is_ok());
}

#[test]
fn the_organisation_code_within_is_checked_too() {
    // A right check character over a wrong organisation code.
    let body = "91320831703841587";
    let check = credit_check_character(body.as_bytes()).unwrap();
    assert_eq!(ObjectCode::registered(&format!("{body}{check}")), Err(CodeError::OrganisationCheck));
}

proptest! {
    #[test]
    fn nothing_panics(text in "\\PC{0,20}") {
        let _ = (ObjectCode::registered(&text), ObjectCode::internal(&text));
    }

    #[test]
    fn one_wrong_character_never_passes(at in 0_usize..18, with in 0_usize..31) {
        let mut code = b"91320831703841586A".to_vec();
        prop_assume!(code[at] != ALPHABET[with]);
        code[at] = ALPHABET[with];
        prop_assert!(ObjectCode::registered(std::str::from_utf8(&code).unwrap()).is_err());
    }
}
