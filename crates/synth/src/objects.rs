//! 检查对象: enterprises and self-employed people's businesses.

mod code;
mod words;

use std::fmt::Write as _;
use std::io::{self, Write};

use chrono::{Datelike, Days, NaiveDate};

use crate::World;
use crate::dice::{Dice, Stream};
use crate::divisions::{Division, PRESENT};
use crate::industries::{INDUSTRIES, Industry};
use words::{BRAND, FORMS, Form, ROADS, TOWNS};

/// What other registers need to know of an object.
pub(crate) struct Identity {
    pub(crate) code: String,
    pub(crate) industry: Industry,
    pub(crate) self_employed: bool,
    division: Division,
    form: Form,
    founded: NaiveDate,
    dice: Dice,
}

/// The object of a row.
///
/// # Errors
/// When no code can be made; the alphabets of [`code`] exclude it.
pub(crate) fn identity(world: &World, row: u32) -> io::Result<Identity> {
    let mut dice = Dice::new(world, Stream::Object, row);
    let division = dice.weighted(&PRESENT, |d| d.share);
    let industry = dice.pick(&INDUSTRIES);
    let form = dice.weighted(&FORMS, |f| f.share);
    let serial = code::Serial::new(world.seed, row);
    let founded = founded(&mut dice, serial.is_legacy());
    let authority = if founded.year() < 2016 { dice.pick(division.formerly) } else { division.code };
    let self_employed = form.category == '2';
    let code = serial.code(form.category, authority).map_err(io::Error::other)?;
    Ok(Identity { code, industry, self_employed, division, form, founded, dice })
}

/// From 1985; most in recent years. Who still has a registration number is older than the credit code (2015).
fn founded(dice: &mut Dice, legacy: bool) -> NaiveDate {
    let years = if legacy { 29 } else { 41 };
    let day = dice.below(years * 365).max(dice.below(years * 365));
    NaiveDate::from_ymd_opt(1985, 1, 3)
        .and_then(|first| first.checked_add_days(Days::new(u64::from(day))))
        .unwrap_or_default()
}

fn name(id: &mut Identity) -> String {
    let Identity { dice, division, industry, form, .. } = id;
    let place = if form.category == '2' || dice.percent(50) {
        division.name
    } else {
        dice.pick(&["淮安市", "淮安", "淮安市", "江苏"])
    };
    let word = if form.category == '2' { industry.shop } else { industry.word };
    let mut name = String::with_capacity(64);
    name.push_str(place);
    for _ in 0..if dice.percent(60) { 3 } else { 2 } {
        name.push_str(dice.pick(&BRAND));
    }
    name.push_str(word);
    name.push_str(form.suffix);
    name
}

/// In ten thousand yuan, in both notations that registers use.
fn capital(id: &mut Identity) -> String {
    let amount = if id.self_employed {
        id.dice.pick(&[1, 2, 3, 5, 8, 10, 20])
    } else {
        id.dice.pick(&[10, 30, 50, 50, 100, 100, 200, 300, 500, 500, 800, 1000, 1280, 2000, 5000])
    };
    if id.dice.percent(40) {
        format!("{amount}(万元人民币)")
    } else {
        format!("{amount}万元人民币")
    }
}

fn scope(id: &mut Identity) -> String {
    let mut scope = String::with_capacity(192);
    scope.push_str(if id.dice.percent(30) { "许可项目：" } else { "一般项目：" });
    let first = id.dice.below(3);
    for (at, phrase) in id.industry.scope.iter().cycle().skip(usize::from(first > 0)).take(3).enumerate() {
        scope.push_str(if at == 0 { "" } else { "；" });
        scope.push_str(phrase);
    }
    if id.dice.percent(50) {
        scope.push('；');
        scope.push_str(id.dice.pick(&INDUSTRIES).scope.last().copied().unwrap_or_default());
    }
    if id.dice.percent(40) {
        scope.push_str("（依法须经批准的项目，经相关部门批准后方可开展经营活动）");
    }
    scope
}

fn address(id: &mut Identity) -> Result<String, std::fmt::Error> {
    let mut address = String::with_capacity(96);
    address.push_str(id.division.address);
    if id.dice.percent(40) {
        address.push_str(id.dice.pick(&TOWNS));
    }
    write!(address, "{}{}号", id.dice.pick(&ROADS), 1 + id.dice.below(399))?;
    if id.dice.percent(35) {
        write!(address, "{}幢{}室", 1 + id.dice.below(20), 101 + id.dice.below(9) * 100 + id.dice.below(8))?;
    }
    Ok(address)
}

/// Writes the register of objects, with the optional columns of division and industry.
///
/// # Errors
/// When `out` does not take the rows.
pub fn write(world: &World, out: &mut dyn Write) -> io::Result<()> {
    let mut csv = csv::WriterBuilder::new().buffer_capacity(1 << 16).from_writer(out);
    csv.write_record([
        "统一社会信用代码/注册号",
        "企业名称",
        "成立日期",
        "企业类型",
        "注册资本",
        "经营范围",
        "住所",
        "行政区划",
        "行业代码",
    ])?;
    for row in 0..world.objects {
        let mut id = identity(world, row)?;
        let name = name(&mut id);
        let capital = capital(&mut id);
        let scope = scope(&mut id);
        let address = address(&mut id).map_err(io::Error::other)?;
        let founded = id.founded.to_string();
        csv.write_record([
            id.code.as_str(),
            name.as_str(),
            founded.as_str(),
            id.form.name,
            capital.as_str(),
            scope.as_str(),
            address.as_str(),
            id.division.code,
            id.industry.code,
        ])?;
    }
    csv.flush()
}
