use super::*;
use crate::Coded;
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Huai'an as its file has it.
fn divisions() -> Divisions {
    let rows = [
        ("320800", "淮安市", "320000", ""),
        ("320803", "淮安区", "320800", ""),
        ("320804", "淮阴区", "320800", ""),
        ("320812", "清江浦区", "320800", ""),
        ("320813", "洪泽区", "320800", ""),
        ("320826", "涟水县", "320800", ""),
        ("320830", "盱眙县", "320800", ""),
        ("320891", "淮安经济技术开发区", "320800", ""),
        ("320802", "清河区（已撤销）", "320800", "320812"),
        ("320829", "洪泽县（已撤销）", "320800", "320813"),
    ];
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let division = |(code, name, parent, current): (&str, &str, &str, &str)| Division {
        code: code.into(),
        name: name.into(),
        parent: some(parent),
        current: some(current),
    };
    Divisions::new(rows.map(division).to_vec())
}

fn context() -> Context {
    Context { today: day("2026-11-24"), divisions: divisions() }
}

fn object(code: &str, name: &str, founded: &str) -> Parsed<ObjectRow> {
    let header = Header::read(Kind::Objects, &["统一社会信用代码/注册号", "企业名称", "成立日期"]).unwrap();
    parse(&header, &[code, name, founded], &context())
}

fn rules(findings: &[Finding]) -> Vec<&str> {
    findings.iter().map(|finding| finding.rule.code()).collect()
}

#[test]
fn no_heading_means_two_columns_of_a_kind() {
    for kind in Kind::ALL {
        let mut headings = std::collections::BTreeSet::new();
        for column in kind.columns() {
            let names = [column.name, column.title].into_iter().chain(column.aliases.iter().copied());
            let own: std::collections::BTreeSet<_> = names.map(text::heading).collect();
            for heading in own {
                assert!(headings.insert(heading.clone()), "{kind}: {heading}");
            }
        }
    }
}

#[test]
fn columns_are_found_by_chinese_and_english_names_in_any_order() {
    let header =
        Header::read(Kind::Objects, &["\u{3000}住 所", "期望", "Name", "统一社会信用代码／注册号"]).unwrap();
    let (row, _) =
        parse::<ObjectRow>(&header, &["盱眙县", "accept", "某厂", "320830000004070"], &context()).unwrap();
    assert_eq!(
        (row.code.as_str(), row.name.as_str(), row.founded, row.address.as_deref()),
        ("320830000004070", "某厂", None, Some("盱眙县"))
    );
}

#[test]
fn a_header_without_what_is_needed_says_so() {
    let error = Header::read(Kind::Objects, &["企业名称"]).unwrap_err();
    assert!(error.to_string().contains("统一社会信用代码/注册号"), "{error}");
    assert_eq!(Header::read(Kind::Objects, &["code", "name", "名称"]), Err(HeaderError::Twice("企业名称")));
}

#[test]
fn codes_are_put_right_and_each_correction_is_named() {
    let (row, corrections) = object("\u{3000}９１３２０830ma1t9l8a4e ", "某厂", "").unwrap();
    assert_eq!(row.code, "91320830MA1T9L8A4E");
    assert_eq!(rules(&corrections), ["full_width", "blanks", "lower_case"]);
    assert_eq!(corrections[0].column.as_deref(), Some("统一社会信用代码/注册号"));
    let (row, corrections) = object("320830000004070", " 某\n厂\u{3000}", "").unwrap();
    assert_eq!((row.name.as_str(), corrections.len()), ("某 厂", 0));
}

#[test]
fn days_are_read_in_every_form_that_spreadsheets_write() {
    for text in [
        "1988-1-2",
        "1988/1/2",
        "1988.01.02",
        "19880102",
        "1988年1月2日",
        "1988年01月02号",
        "32144",
        "１９８８/1/2",
        "1988-01-02 00:00:00",
    ] {
        let (row, corrections) = object("320830000004070", "某厂", text).unwrap();
        assert_eq!(row.founded, Some(Some(day("1988-01-02"))), "{text}");
        assert_eq!(rules(&corrections), ["date_format"], "{text}");
    }
    assert!(object("320830000004070", "某厂", " 1988-01-02").unwrap().1.is_empty());
    assert_eq!(object("320830000004070", "某厂", "").unwrap().0.founded, Some(None));
    for text in ["1988-13-41", "88-1-2", "1988-01", "1988-01-02-03", "昨天", "1988", "1988年2月30日", "-1"]
    {
        assert_eq!(rules(&object("320830000004070", "某厂", text).unwrap_err()), ["date"], "{text}");
    }
    assert_eq!(rules(&object("320830000004070", "某厂", "2026-11-25").unwrap_err()), ["future_date"]);
}

#[test]
fn every_fault_of_a_row_is_named() {
    let faults = object("", &"名".repeat(301), "2999-01-01").unwrap_err();
    assert_eq!(rules(&faults), ["code_missing", "too_long", "future_date"]);
    let header = Header::read(Kind::Objects, &["code", "name"]).unwrap();
    let faults =
        parse::<ObjectRow>(&header, &["320830000004070", "某\u{fffd}", "", "多"], &context()).unwrap_err();
    assert_eq!(rules(&faults), ["columns", "encoding"]);
}

#[test]
fn an_address_names_its_division() {
    let divisions = divisions();
    for (address, code) in [
        ("淮安市洪泽县高良涧镇", Some("320813")),
        ("江苏省淮安市清河区淮海东路", Some("320812")),
        ("淮安市清江浦区", Some("320812")),
        ("江苏涟水经济开发区南京路6号", Some("320826")),
        ("盱眙县经济技术开发区", Some("320830")),
        ("淮安市盱眙县工业开发区", Some("320830")),
        ("淮安市经济技术开发区富士康路188号", Some("320891")),
        ("淮安经济开发区马庄村", Some("320891")),
        ("经济技术开发区1号", Some("320891")),
        ("淮安市淮海南路73号", Some("320800")),
        ("官滩街", None),
        ("", None),
    ] {
        assert_eq!(divisions.of_address(address), code, "{address}");
    }
}

#[test]
fn retired_divisions_lead_to_present_ones() {
    let header = Header::read(Kind::Objects, &["code", "name", "行政区划"]).unwrap();
    let read = |division| parse::<ObjectRow>(&header, &["320830000004070", "某厂", division], &context());
    let (row, corrections) = read("320829").unwrap();
    assert_eq!((row.division.as_deref(), rules(&corrections)), (Some("320813"), vec!["retired_division"]));
    assert_eq!(read("盱眙县").unwrap().0.division.as_deref(), Some("320830"));
    assert_eq!(read("").unwrap().0.division, None);
    assert_eq!(rules(&read("999999").unwrap_err()), ["unknown_division"]);
}

#[test]
fn an_inspector_is_read_with_sorted_qualifications() {
    let headings = ["人员编号", "姓名", "部门代码", "执法证号", "执法证有效期至", "资质", "是否专家", "状态"];
    let header = Header::read(Kind::Inspectors, &headings).unwrap();
    let read = |expires, state| {
        let cells = ["JC0001", "王桂", "ZJ02", "苏H92883034", expires, "计量；行政执法;计量", "否", state];
        parse::<InspectorRow>(&header, &cells, &context())
    };
    let (row, _) = read("2029-04-28", "停用").unwrap();
    assert_eq!(row.qualifications.unwrap(), ["行政执法", "计量"]);
    assert_eq!((row.status, row.expert, row.gender), (Some("suspended"), Some(false), None));
    assert_eq!(rules(&read("", "在岗").unwrap_err()), ["missing", "choice"]);
}

#[test]
fn the_prefix_of_a_new_body_is_its_name_without_the_last_word() {
    let row = |body: &str, prefix: Option<&str>| DepartmentRow {
        code: "ZJ01".into(),
        name: "法规处".into(),
        body: body.into(),
        number_prefix: prefix.map(Into::into),
    };
    assert_eq!(row("市质监局", None).prefix(), "市质监");
    assert_eq!(row("市质监局", Some("")).prefix(), "市质监");
    assert_eq!(row("市质监局", Some("淮市监")).prefix(), "淮市监");
    assert_eq!(row("某委员会", None).prefix(), "某委员会");
}

#[test]
fn a_report_counts_all_and_lists_what_fits() {
    let mut report = Report::default();
    report.enter(2, Verdict::Accepted, Vec::new());
    let note = |rule| Finding::of_row(rule, "说明");
    report.enter(3, Verdict::Corrected, vec![note(Rule::Blanks), note(Rule::DateFormat)]);
    for row in 0..10_000 {
        report.enter(row + 4, Verdict::Skipped, vec![note(Rule::Unchanged)]);
    }
    report.enter(10_004, Verdict::Rejected, vec![note(Rule::Date)]);
    assert_eq!((report.read, report.accepted, report.corrected), (10_003, 2, 1));
    assert_eq!((report.skipped, report.rejected), (10_000, 1));
    assert_eq!((report.rows.len(), report.rows_left_off), (LISTED, 2));
    assert_eq!((report.rows[0].rule.as_str(), report.rows[0].detail.as_str()), ("blanks", "说明；说明"));
}

#[test]
fn a_key_is_seen_once_marked() {
    let mut seen = Seen::default();
    assert!(!seen.contains("a"));
    seen.mark("a");
    assert!(seen.contains("a") && !seen.contains("b"));
}

proptest! {
    #[test]
    fn nothing_panics(cells in prop::collection::vec("\\PC{0,12}|[0-9/年月日.-]{0,10}", 0..6)) {
        let header = Header::read(Kind::Objects, &["code", "name", "founded", "division", "industry"]).unwrap();
        let cells: Vec<_> = cells.iter().map(String::as_str).collect();
        let _ = parse::<ObjectRow>(&header, &cells, &context());
    }
}
