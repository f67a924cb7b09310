use super::number;

#[test]
fn a_number_is_the_whole_text() {
    for (text, wanted) in [("", 0), ("7", 7), (" 12 ", 12), ("012", 12), ("4294967294", u32::MAX - 1)] {
        assert_eq!(number(text), wanted, "{text:?}");
    }
}

#[test]
fn what_is_no_whole_number_is_never_taken_for_another_one() {
    for text in ["12.5", "-3", "十", "1e5", "3 4", "99999999999999999999"] {
        assert_eq!(number(text), u32::MAX, "{text:?}");
    }
}
