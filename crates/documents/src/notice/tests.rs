use super::*;
use crate::press::tests::assert_inside_type_area;
use crate::testing::{HOSTILE, assert_says, day, fonts, made_at, pages, press, sizes, squeeze, text};

pub(crate) fn notice(object_name: &str) -> Notice {
    let matter = |name: &str, method: &str| NoticeMatter { name: name.into(), method: method.into() };
    let inspector = |name: &str, number: &str| NoticeInspector {
        name: name.into(),
        department: "淮安市市场监督管理局特种设备安全监察处".into(),
        certificate_number: number.into(),
    };
    Notice {
        body: "淮安市市场监督管理局".into(),
        red_head: false,
        number: "淮市监双随机通〔2026〕12-3号".into(),
        task_number: "淮市监双随机〔2026〕12号".into(),
        task_name: "2026年特种设备使用单位监督检查".into(),
        object_name: object_name.into(),
        object_code: "91320800MA1MABCD5X".into(),
        object_address: "江苏省淮安市清江浦区翔宇中道158号".into(),
        legal_basis: vec![
            "《中华人民共和国特种设备安全法》第五十七条".into(),
            "《中华人民共和国计量法》第十八条".into(),
        ],
        matters: vec![
            matter("特种设备使用单位监督检查", "现场检查"),
            matter("计量器具强制检定情况检查", "书面检查"),
        ],
        period_start: day(24),
        period_end: NaiveDate::from_ymd_opt(2026, 12, 9).unwrap(),
        materials: vec!["营业执照副本复印件".into(), "特种设备使用登记证和定期检验报告".into()],
        inspectors: vec![inspector("王秀英", "苏H08010123"), inspector("欧阳娜娜", "苏H08010456")],
        visits_year: 2026,
        visits_before: 1,
        contact: "特种设备安全监察处李建国，电话0517-83750000".into(),
        draw_url: "https://ssj.huaian.example/draws/2026-12".into(),
        issued_on: day(24),
    }
}

#[test]
fn a_notice_says_who_comes_when_why_and_what_the_firm_may_ask() {
    let pdf = press().notices(&[notice("淮安市清江石油化工有限责任公司")], made_at()).unwrap();
    assert_says(
        &pdf,
        &[
            "淮安市市场监督管理局",
            "淮市监双随机通〔2026〕12-3号",
            "淮安市清江石油化工有限责任公司",
            "91320800MA1MABCD5X",
            "江苏省淮安市清江浦区翔宇中道158号",
            "《中华人民共和国特种设备安全法》第五十七条；《中华人民共和国计量法》第十八条。",
            "1.特种设备使用单位监督检查（现场检查）",
            "2.计量器具强制检定情况检查（书面检查）",
            "2026年11月24日至2026年12月9日",
            "特种设备使用登记证和定期检验报告",
            "王秀英",
            "苏H08010123",
            "欧阳娜娜",
            "已有1次（不含本次）",
            "申请其回避",
            "0517-83750000",
            "https://ssj.huaian.example/draws/2026-12",
            "2026年11月24日",
            "—1—",
        ],
    );
}

#[test]
fn many_notices_are_one_file_and_share_no_sheet() {
    let names = ["甲厂", "乙店", "丙公司"];
    let notices: Vec<_> = names.iter().map(|name| notice(name)).collect();
    let pdf = press().notices(&notices, made_at()).unwrap();
    let pages = pages(&pdf);
    assert!(pages.len() >= names.len());
    for name in names {
        let starts: Vec<_> =
            (0..pages.len()).filter(|n| pages[*n].contains(&format!("{name}：经“双随机"))).collect();
        assert_eq!(starts.len(), 1, "{name}");
        assert_eq!(starts[0] % 2, 0, "{name} begins on the back of a sheet");
        assert!(pages[starts[0]].contains("—1—"), "{name} is not numbered from 1");
    }
}

fn length(notice: &Notice) -> usize {
    sizes(&press().notices(std::slice::from_ref(notice), made_at()).unwrap()).len()
}

/// A notice whose last page is the front of a sheet.
fn of_odd_length(name: &str) -> Notice {
    let mut odd = notice(name);
    while length(&odd).is_multiple_of(2) {
        odd.materials.extend(["账册".to_owned(), "合同".to_owned(), "台账".to_owned()]);
    }
    odd
}

#[test]
fn a_large_print_is_set_in_parts_and_joined() {
    let mut notices: Vec<_> = (0..120).map(|n| notice(&format!("第{n}厂"))).collect();
    notices[49] = of_odd_length("第49厂");
    let pdf = press().notices(&notices, made_at()).unwrap();
    let pages = pages(&pdf);
    let starts = |name: &str| {
        let wanted = format!("{name}：经“双随机");
        (0..pages.len()).filter(|n| pages[*n].contains(&wanted)).collect::<Vec<_>>()
    };
    let starts: Vec<_> = (0..120).flat_map(|n| starts(&format!("第{n}厂"))).collect();
    assert_eq!(starts.len(), 120);
    assert!(starts.is_sorted() && starts.iter().all(|page| page % 2 == 0), "{starts:?}");
    assert_eq!(pages.iter().filter(|page| page.is_empty()).count(), 1, "the one put in between two parts");
    let sizes = sizes(&pdf);
    assert!(sizes.len() == pages.len() && sizes.iter().all(|size| *size == sizes[0]));
    assert_eq!(pdf, press().notices(&notices, made_at()).unwrap(), "the same input gives the same bytes");
    assert!(fonts(&pdf).iter().all(|(_, embedded)| *embedded));
}

#[test]
fn a_page_put_in_between_is_empty() {
    let odd = of_odd_length("甲");
    let length = length(&odd);
    let pages = pages(&press().notices(&[odd.clone(), odd], made_at()).unwrap());
    assert_eq!(pages.len(), length + 1 + length);
    let empty: Vec<_> = (0..pages.len()).filter(|n| pages[*n].is_empty()).collect();
    assert_eq!(empty, [length]);
}

#[test]
fn a_signature_stands_with_the_last_section_however_long_the_notice_is() {
    let mut long = notice("甲厂");
    let mut lengths = std::collections::BTreeSet::new();
    for _ in 0..24 {
        let pages = pages(&press().notices(std::slice::from_ref(&long), made_at()).unwrap());
        let last = pages.last().unwrap();
        assert!(
            last.contains("、承办部门特种设备安全监察处李建国"),
            "{} materials: {last}",
            long.materials.len()
        );
        lengths.insert(pages.len());
        long.materials.push("账册".into());
    }
    assert!(lengths.len() > 1, "some ran onto one more page");
}

#[test]
fn values_are_text_whatever_they_look_like() {
    for name in HOSTILE {
        let text = text(&press().notices(&[notice(name)], made_at()).unwrap());
        let visible: String = squeeze(name).chars().filter(|c| !c.is_control() && *c != '\u{202E}').collect();
        assert!(text.contains(&visible), "{name}: {text}");
    }
}

#[test]
fn long_names_break_lines_inside_the_type_area() {
    for name in ["淮".repeat(300), "X".repeat(300), "https://example.org/".repeat(15)] {
        let notice = notice(&name);
        assert!(text(&press().notices(std::slice::from_ref(&notice), made_at()).unwrap()).contains(&name));
        let notices = [crate::press::with_qr(&notice, "x").unwrap()];
        assert_inside_type_area("notice.typ", serde_json::json!({ "total": 1, "notices": notices }));
    }
}

#[test]
fn the_red_head_is_optional() {
    let mut red = notice("甲厂");
    red.red_head = true;
    let with = press().notices(&[red], made_at()).unwrap();
    let without = press().notices(&[notice("甲厂")], made_at()).unwrap();
    assert_ne!(with, without);
    assert_says(&with, &["淮安市市场监督管理局", "淮市监双随机通〔2026〕12-3号"]);
}

#[test]
fn pages_are_a4_with_their_fonts() {
    let pdf = press().notices(&[notice("甲厂")], made_at()).unwrap();
    for (width, height) in sizes(&pdf) {
        assert!((width - 595.28).abs() < 0.1 && (height - 841.89).abs() < 0.1, "{width} × {height}");
    }
    let fonts = fonts(&pdf);
    assert!(fonts.len() >= 3, "title, text and headings differ: {fonts:?}");
    assert!(fonts.iter().all(|(_, embedded)| *embedded), "{fonts:?}");
}

#[test]
fn an_address_longer_than_a_qr_code_is_refused() {
    let mut long = notice("甲厂");
    long.draw_url = "x".repeat(3000);
    assert!(matches!(press().notices(&[long], made_at()), Err(crate::Error::Qr(_))));
}
