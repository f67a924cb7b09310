use super::code;

#[test]
fn the_id_of_an_open_roster_is_read_as_its_code() {
    assert_eq!(code("44542d303031"), "DT-001");
    assert_eq!(code("ff00"), "ff00", "no text");
    assert_eq!(code("445"), "445", "no whole bytes");
    assert_eq!(code("zz"), "zz");
}
