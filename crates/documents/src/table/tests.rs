use super::*;
use encoding_rs::{BIG5, Encoding, GB18030, SHIFT_JIS, UTF_16LE};

/// Line and cells.
type Found = (u64, Option<Vec<String>>);

/// All rows of a file.
fn rows(bytes: &[u8]) -> Result<Vec<Found>, TableError> {
    let mut table = Table::open(bytes)?;
    let mut rows = Vec::new();
    while let Some(row) = table.next_row()? {
        rows.push((row.line, row.cells.map(|cells| cells.into_iter().map(str::to_owned).collect())));
    }
    Ok(rows)
}

fn row(line: u64, cells: &[&str]) -> Found {
    (line, Some(cells.iter().map(|cell| (*cell).to_owned()).collect()))
}

fn encoded(encoding: &'static Encoding, text: &str) -> Vec<u8> {
    encoding.encode(text).0.into_owned()
}

const TEXT: &str = "代码,名称\r\n1,淮安市隆达玩具制造有限公司\r\n2,盱眙县古桑供销合作社\r\n";

#[test]
fn every_encoding_that_offices_write_is_read() {
    let expected = [
        row(1, &["代码", "名称"]),
        row(2, &["1", "淮安市隆达玩具制造有限公司"]),
        row(3, &["2", "盱眙县古桑供销合作社"]),
    ];
    let utf16 = [b"\xff\xfe".to_vec(), TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect()].concat();
    let tabs = TEXT.replace(',', "\t");
    let files = [
        ("UTF-8", TEXT.as_bytes().to_vec()),
        ("UTF-8", [b"\xef\xbb\xbf", TEXT.as_bytes()].concat()),
        (GB18030.name(), encoded(GB18030, TEXT)),
        (UTF_16LE.name(), utf16),
        ("UTF-8", tabs.into_bytes()),
    ];
    for (encoding, bytes) in files {
        assert_eq!(rows(&bytes).unwrap(), expected);
        assert_eq!(Table::open(bytes.as_slice()).unwrap().encoding(), encoding);
    }
}

#[test]
fn gb18030_characters_outside_gbk_are_read() {
    // U+20000 has four bytes in GB18030 and none in GBK.
    let text = TEXT.replace("古桑", "古𠀀");
    let rows = rows(&encoded(GB18030, &text)).unwrap();
    assert_eq!(rows[2], row(3, &["2", "盱眙县古𠀀供销合作社"]));
}

#[test]
fn the_encoding_may_show_late() {
    let ascii = "1,a\n".repeat(100_000);
    let bytes = [b"code,name\n".to_vec(), ascii.into_bytes(), encoded(GB18030, "2,淮安\n")].concat();
    let rows = rows(&bytes).unwrap();
    assert_eq!(rows.last(), Some(&row(100_002, &["2", "淮安"])));
}

#[test]
fn characters_are_never_cut_between_pieces() {
    for encoding in [GB18030, encoding_rs::UTF_8] {
        let text = format!("代码,名称\n{}", "1,淮安市𠀀县\n".repeat(20_000));
        let rows = rows(&encoded(encoding, &text)).unwrap();
        assert_eq!(rows.len(), 20_001);
        assert!(
            rows.iter()
                .skip(1)
                .all(|(_, cells)| cells.as_deref() == Some(&["1".into(), "淮安市𠀀县".into()]))
        );
    }
}

#[test]
fn what_is_no_table_is_refused_with_what_to_do() {
    let refused = |bytes: &[u8]| rows(bytes).unwrap_err();
    assert!(matches!(refused(b""), TableError::Empty));
    assert!(matches!(refused(b"\xef\xbb\xbf\r\n \r\n"), TableError::Empty));
    assert!(matches!(refused(b"PK\x03\x04 and so on"), TableError::Workbook));
    assert!(matches!(refused(b"\x7fELF\0\0\0"), TableError::Binary));
    let big5 = "統一編號,公司名稱\n1,臺灣積體電路製造股份有限公司\n2,鴻海精密工業股份有限公司\n".repeat(20);
    assert!(matches!(refused(&encoded(BIG5, &big5)), TableError::Encoding("Big5")));
    let japanese = "コード,名前\n1,とうきょうでんりょくのかいしゃです\n".repeat(20);
    assert!(matches!(refused(&encoded(SHIFT_JIS, &japanese)), TableError::Encoding("Shift_JIS")));
}

#[test]
fn rows_carry_the_line_on_which_they_begin() {
    let text = "a,b\n\n1,\"zwei\r\nZeilen \"\"x\"\"\"\r\n,,\n3,5\" Rohr";
    let expected = [row(1, &["a", "b"]), row(3, &["1", "zwei\r\nZeilen \"x\""]), row(6, &["3", "5\" Rohr"])];
    assert_eq!(rows(text.as_bytes()).unwrap(), expected);
    let returns = text.replace("\r\n", "\n").replace('\n', "\r");
    assert_eq!(rows(returns.as_bytes()).unwrap().last(), Some(&row(6, &["3", "5\" Rohr"])));
}

#[test]
fn an_unclosed_quotation_mark_costs_one_row() {
    let expected = [row(1, &["a", "b"]), (2, None), row(3, &["2", "zwei"])];
    assert_eq!(rows(b"a,b\n1,\"eins\n2,zwei").unwrap(), expected);
    let long = format!("a,b\n1,\"eins\n{}", "2,zwei\n".repeat(50_000));
    let rows = rows(long.as_bytes()).unwrap();
    assert_eq!((rows.len(), &rows[..3]), (50_002, &expected[..]));
}

#[test]
fn damaged_text_is_marked_and_reading_goes_on() {
    let mut bytes = TEXT.repeat(20).into_bytes();
    let at = bytes.iter().rposition(|b| *b == 0xe6).unwrap();
    bytes[at] = 0xff;
    let rows = rows(&bytes).unwrap();
    let is_damaged =
        |cells: &Option<Vec<String>>| cells.iter().flatten().any(|cell| cell.contains('\u{fffd}'));
    assert_eq!((rows.len(), rows.iter().filter(|(_, cells)| is_damaged(cells)).count()), (60, 1));
}

#[test]
fn a_line_without_end_does_not_fill_the_memory() {
    let bytes = [b"a,b\n".to_vec(), vec![b'x'; 3_000_000]].concat();
    assert!(rows(&bytes).unwrap().len() > 1);
    assert!(matches!(rows(&vec![b'x'; 3_000_000]), Err(TableError::Binary)));
}
