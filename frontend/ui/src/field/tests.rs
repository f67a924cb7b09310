use super::number;

#[test]
fn a_number_is_what_a_text_begins_with() {
    let cases =
        [("", 0), ("7", 7), (" 12 ", 12), ("012", 12), ("12.5", 12), ("-3", 0), ("十", 0), ("1e5", 1)];
    for (text, wanted) in cases {
        assert_eq!(number(text), wanted, "{text:?}");
    }
    assert_eq!(number("4294967295"), u32::MAX);
    assert_eq!(number("99999999999999999999"), u32::MAX);
}
