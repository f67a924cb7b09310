use super::csv;

#[test]
fn a_cell_with_a_comma_a_quote_or_a_line_break_is_quoted() {
    let row = vec!["一,二".to_owned(), "三\"四\"".to_owned(), "五\n六".to_owned(), "七".to_owned()];
    assert_eq!(csv([row]), "\u{feff}\"一,二\",\"三\"\"四\"\"\",\"五\n六\",七\r\n");
}

#[test]
fn what_begins_like_a_formula_stays_a_text_and_a_number_a_number() {
    let row = vec!["=1+1".to_owned(), "@SUM(A1)".to_owned(), "-5".to_owned(), "-某公司".to_owned()];
    assert_eq!(csv([row]), "\u{feff}'=1+1,'@SUM(A1),-5,'-某公司\r\n");
}
