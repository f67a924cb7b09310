use chrono::{DateTime, TimeZone, Utc};

use super::*;
use crate::testing::{HOSTILE, assert_says, day, hash, made_at, press};

fn certificate() -> Certificate {
    let moment = |minute| -> DateTime<Utc> { Utc.with_ymd_and_hms(2026, 11, 23, 16, minute, 7).unwrap() };
    let stratum = |name: &str, eligible, take, threshold: Option<&str>| Stratum {
        name: name.into(),
        eligible,
        take,
        reserve: 2,
        threshold: threshold.map(str::to_owned),
    };
    let party = |name: &str, digit| Party { name: name.into(), commitment: hash(digit), reveal: hash('e') };
    let drawn = |rank, name: &str| DrawnObject {
        stratum: "第1层".into(),
        rank,
        code: "91320800MA1MABCD5X".into(),
        name: name.into(),
        team: vec!["王秀英".into(), "欧阳娜娜".into()],
    };
    Certificate {
        body: "淮安市市场监督管理局".into(),
        task_number: "淮市监双随机〔2026〕12号".into(),
        task_name: "2026年特种设备使用单位监督检查".into(),
        round: 1,
        freeze_hash: hash('a'),
        roster_root: hash('b'),
        roster_size: 1338,
        blinded: false,
        strata: vec![
            stratum("第1层", 1000, 50, Some("0ccccccccccccccc")),
            stratum("第2层", 300, 30, Some("1999999999999999")),
            stratum("第3层", 0, 0, None),
        ],
        parties: vec![party("经办（operator）", 'c'), party("监察 张三（supervisor:11）", 'd')],
        entropy: Some("福利彩票双色球第2026135期 03 08 15 22 27 31 + 09".into()),
        seed: hash('f'),
        drawn: 80,
        frozen_at: moment(5),
        drawn_at: moment(45),
        verify_command: "sunlot draw verify 淮市监双随机〔2026〕12号.zip".into(),
        verify_url: "https://ssj.huaian.example/draws/2026-12".into(),
        drawn_list: vec![drawn(1, "淮安市清江石油化工有限责任公司"), drawn(2, HOSTILE[0])],
        issued_on: day(24),
    }
}

#[test]
fn a_certificate_says_all_that_a_check_needs() {
    let pdf = press().certificate(&certificate(), made_at()).unwrap();
    assert_says(
        &pdf,
        &[
            "淮市监双随机〔2026〕12号第1轮",
            &hash('a'),
            &hash('b'),
            &hash('c'),
            &hash('d'),
            &hash('e'),
            &hash('f'),
            "1338行，公开名册",
            "第2层3003021999999999999999",
            "第3层002—",
            "监察 张三（supervisor:11）",
            "福利彩票双色球第2026135期 03 08 15 22 27 31 + 09",
            "2026年11月24日0时05分07秒",
            "2026年11月24日0时45分07秒",
            "抽中80户",
            "sunlot draw verify 淮市监双随机〔2026〕12号.zip",
            "https://ssj.huaian.example/draws/2026-12",
            "淮安市清江石油化工有限责任公司",
            "王秀英、欧阳娜娜",
            HOSTILE[0],
        ],
    );
}

#[test]
fn the_list_of_the_drawn_and_the_public_value_are_optional() {
    let mut bare = certificate();
    bare.drawn_list.clear();
    bare.entropy = None;
    bare.blinded = true;
    let text = crate::testing::text(&press().certificate(&bare, made_at()).unwrap());
    assert!(!text.contains("附：") && !text.contains("公开数值") && text.contains("盲化名册"));
}

#[test]
fn the_certificate_stays_inside_the_type_area() {
    crate::press::tests::assert_inside_type_area(
        "certificate.typ",
        crate::press::with_qr(&certificate(), "x").unwrap(),
    );
}
