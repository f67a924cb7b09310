use super::{halved, name_or_code, typed};

#[test]
fn a_code_is_found_however_it_is_typed() {
    for text in [
        "９１３２０８００ＭＡ１ＭＡＢＣＤ５Ｘ",
        " 91320800ma1mabcd5x ",
        "　91320800MA1MABCD5X\u{3000}",
        "９1320800ｍａ1MABCD5x",
    ] {
        assert_eq!(typed(text), "91320800MA1MABCD5X", "{text}");
        assert_eq!(name_or_code(text), "91320800MA1MABCD5X", "{text}");
    }
    assert_eq!(typed("ＤＴ－００１"), "DT-001");
}

#[test]
fn a_name_stays_as_it_is_typed() {
    for name in ["淮安（江苏）石化有限公司", "abc食品店", "ABC trading", "甲厂２号"] {
        assert_eq!(name_or_code(&format!(" {name} ")), name);
    }
    assert_eq!(name_or_code(""), "");
}

#[test]
fn half_width_keeps_what_has_no_other_width() {
    assert_eq!(halved("（淮安）ＡＢ、甲"), "(淮安)AB、甲");
}
