use super::*;
use crate::testing::{HOSTILE, assert_says, day, made_at, press, text};

fn transfer(kind: Kind) -> TransferDocument {
    TransferDocument {
        body: "淮安市市场监督管理局".into(),
        red_head: true,
        number: Some("淮市监移〔2026〕3号".into()),
        kind,
        recipient: "淮安市公安局".into(),
        task_number: "淮市监双随机〔2026〕12号".into(),
        object_name: "淮安市清江石油化工有限责任公司".into(),
        object_code: "91320800MA1MABCD5X".into(),
        object_address: "江苏省淮安市清江浦区翔宇中道158号".into(),
        facts: format!("2026年11月20日，检查人员发现该公司使用伪造的检验报告。\n{}", HOSTILE[0]),
        legal_basis: "《行政执法机关移送涉嫌犯罪案件的规定》第三条".into(),
        evidence: vec!["现场检查笔录1份".into(), "检验报告复印件3份".into()],
        contact: "法规处赵明，电话0517-83750001".into(),
        issued_on: Some(day(24)),
    }
}

#[test]
fn a_transfer_to_the_police_has_the_five_enclosures() {
    let pdf = press().transfer(&transfer(Kind::Police), made_at()).unwrap();
    assert_says(
        &pdf,
        &[
            "涉嫌犯罪案件移送书",
            "淮市监移〔2026〕3号",
            "淮安市公安局：",
            "淮安市清江石油化工有限责任公司（代码：91320800MA1MABCD5X",
            "使用伪造的检验报告。",
            HOSTILE[0],
            "第三条",
            "1.现场检查笔录1份",
            "2.检验报告复印件3份",
            "1.涉嫌犯罪案件移送书",
            "2.涉嫌犯罪案件情况的调查报告",
            "3.涉案物品清单",
            "4.有关检验报告或者鉴定意见",
            "5.其他有关涉嫌犯罪的材料",
            "三日内",
            "2026年11月24日",
        ],
    );
    assert!(!text(&pdf).contains("草稿"));
    crate::press::tests::assert_inside_type_area("transfer.typ", transfer(Kind::Police));
}

#[test]
fn a_transfer_to_a_department_asks_for_an_answer_and_has_no_enclosures() {
    let text = text(&press().transfer(&transfer(Kind::Department), made_at()).unwrap());
    assert!(text.contains("案件线索移送书") && text.contains("书面告知我单位"));
    assert!(!text.contains("附件") && !text.contains("涉案物品清单"));
}

#[test]
fn a_draft_is_marked_as_one() {
    let draft = TransferDocument { number: None, issued_on: None, ..transfer(Kind::Department) };
    let text = text(&press().transfer(&draft, made_at()).unwrap());
    assert!(text.contains("草稿，未编号") && text.contains("签发日期待定"), "{text}");
}
