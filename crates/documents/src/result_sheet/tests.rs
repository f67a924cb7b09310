use super::*;
use crate::testing::{HOSTILE, assert_says, day, made_at, press, text};

fn item(text: &str, outcome: Outcome, note: &str) -> SheetItem {
    SheetItem { text: text.into(), outcome, note: note.into() }
}

fn sheet() -> ResultSheet {
    let present =
        |name: &str, number: &str| PresentInspector { name: name.into(), certificate_number: number.into() };
    ResultSheet {
        body: "淮安市市场监督管理局".into(),
        task_number: "淮市监双随机〔2026〕12号".into(),
        task_name: "2026年特种设备使用单位监督检查".into(),
        object_name: "淮安市清江石油化工有限责任公司".into(),
        object_code: "91320800MA1MABCD5X".into(),
        object_address: "江苏省淮安市清江浦区翔宇中道158号".into(),
        ended_on: day(20),
        matters: vec![
            SheetMatter {
                name: "特种设备使用单位监督检查".into(),
                items: vec![
                    item("使用登记证是否在有效期内", Outcome::Pass, ""),
                    item(
                        "安全附件是否按期校验",
                        Outcome::Fail,
                        "2号锅炉安全阀校验已于2026年9月到期，当场拍照取证。",
                    ),
                    item("电梯维护保养记录是否完整", Outcome::NotApplicable, HOSTILE[1]),
                ],
                result: ResultCode::OrderedToCorrect,
            },
            SheetMatter {
                name: "计量器具强制检定情况检查".into(),
                items: vec![item("加油机是否经强制检定", Outcome::NotInspected, "设备停用")],
                result: ResultCode::NoProblem,
            },
        ],
        result: ResultCode::OrderedToCorrect,
        disposition: Disposition::Rectify,
        disposition_text: "2026年12月10日前完成校验并报送报告".into(),
        remark: String::new(),
        present: vec![present("王秀英", "苏H08010123"), present("欧阳娜娜", "苏H08010456")],
        no_signature_reason: String::new(),
    }
}

#[test]
fn a_sheet_says_every_item_and_every_result() {
    let pdf = press().result_sheet(&sheet(), made_at()).unwrap();
    assert_says(
        &pdf,
        &[
            "淮安市清江石油化工有限责任公司",
            "2026年11月20日",
            "一、特种设备使用单位监督检查",
            "使用登记证是否在有效期内合格",
            "安全附件是否按期校验不合格",
            "2号锅炉安全阀校验已于2026年9月到期，当场拍照取证。",
            "电梯维护保养记录是否完整不适用",
            HOSTILE[1],
            "加油机是否经强制检定未检查设备停用",
            "本事项检查结果发现问题已责令改正",
            "本事项检查结果未发现问题",
            "责令改正：2026年12月10日前完成校验并报送报告",
            "王秀英（执法证号：苏H08010123）",
            "检查人员（欧阳娜娜）签名",
            "被检查单位签名（盖章）",
        ],
    );
    crate::press::tests::assert_inside_type_area("result_sheet.typ", sheet());
}

#[test]
fn a_refused_signature_has_its_reason_and_a_witness() {
    let mut refused = sheet();
    refused.no_signature_reason = "负责人拒绝签名".into();
    let text = text(&press().result_sheet(&refused, made_at()).unwrap());
    assert!(text.contains("被检查单位未签名，原因：负责人拒绝签名") && text.contains("见证人签名"));
    assert!(!text.contains("被检查单位签名（盖章）"));
}
