//! 执法检查人员: invented people.

use std::io::{self, Write};

use chrono::{Datelike, NaiveDate};

use crate::World;
use crate::departments::DEPARTMENTS;
use crate::dice::{self, Dice, Stream};
use crate::divisions::PRESENT;

const SURNAMES: [&str; 30] = [
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何",
    "郭", "马", "罗", "梁", "宋", "郑", "谢", "韩", "唐", "冯", "于", "董", "萧",
];
const GIVEN_MALE: [&str; 18] = [
    "伟", "强", "磊", "军", "勇", "杰", "涛", "明", "超", "刚", "平", "辉", "鹏", "斌", "浩", "宇", "凯",
    "建",
];
const GIVEN_FEMALE: [&str; 18] = [
    "芳", "娜", "敏", "静", "丽", "艳", "娟", "霞", "秀", "燕", "玲", "丹", "萍", "红", "雪", "慧", "莹",
    "琳",
];
const GENERAL: &str = "行政执法";

/// The staff code of a row: `JC0001` onwards.
pub(crate) fn code(row: u32) -> String {
    format!("JC{:04}", row + 1)
}

fn name(dice: &mut Dice, female: bool) -> String {
    let given = if female { &GIVEN_FEMALE } else { &GIVEN_MALE };
    let mut name = String::from(dice.pick(&SURNAMES));
    name.push_str(dice.pick(given));
    if dice.percent(55) {
        name.push_str(dice.pick(given));
    }
    name
}

/// One to four years ahead; one in twenty-five lies in the past.
fn expires(dice: &mut Dice, today: NaiveDate) -> NaiveDate {
    let ahead = i32::try_from(1 + dice.below(4)).unwrap_or(1);
    let years = if dice.percent(4) { -1 } else { ahead };
    NaiveDate::from_ymd_opt(today.year() + years, 1 + dice.below(12), 28).unwrap_or(today)
}

/// What the department needs, mostly also general enforcement, sometimes one more.
fn qualifications(dice: &mut Dice, own: &'static str) -> String {
    let mut held = vec![own];
    if dice.percent(90) && own != GENERAL {
        held.push(GENERAL);
    }
    if dice.percent(15) {
        let extra = dice.pick(&DEPARTMENTS).qualification;
        if !extra.is_empty() && !held.contains(&extra) {
            held.push(extra);
        }
    }
    held.join(";")
}

/// Writes the register of inspectors: every department has some in every division.
///
/// # Errors
/// When `out` does not take the rows.
pub fn write(world: &World, out: &mut dyn Write) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record([
        "人员编号",
        "姓名",
        "性别",
        "部门代码",
        "区划代码",
        "执法证号",
        "执法证有效期至",
        "资质",
        "是否专家",
        "职务",
        "状态",
    ])?;
    let seats = PRESENT.iter().flat_map(|division| {
        let inspecting = DEPARTMENTS.iter().filter(|department| !department.qualification.is_empty());
        inspecting.map(move |department| (department, division))
    });
    for (row, (department, division)) in (0..world.inspectors()).zip(seats.cycle()) {
        let mut dice = Dice::new(world, Stream::Inspector, row);
        let female = dice.percent(40);
        // One to one: the factor is prime to 10⁸.
        let certificate =
            (u64::from(row) * 61_803_399 + dice::scatter(world.seed, 100_000_000)) % 100_000_000;
        let certificate = format!("苏H{certificate:08}");
        csv.write_record([
            code(row).as_str(),
            name(&mut dice, female).as_str(),
            if female { "女" } else { "男" },
            department.code,
            division.code,
            certificate.as_str(),
            expires(&mut dice, world.today).to_string().as_str(),
            qualifications(&mut dice, department.qualification).as_str(),
            if dice.percent(10) { "是" } else { "否" },
            dice.pick(&["科员", "科员", "科员", "科室副职", "科室正职"]),
            if dice.percent(4) { "停用" } else { "有效" },
        ])?;
    }
    csv.flush()
}
