//! 信用风险分类: A 60 %, B 25 %, C 10 %, D 5 %.

use std::io::{self, Write};

use chrono::Datelike;

use crate::World;
use crate::dice::{Dice, Stream};
use crate::objects;

/// Class, share in percent, least score.
const CLASSES: [(&str, u32, u32); 4] = [("A", 60, 0), ("B", 25, 30), ("C", 10, 60), ("D", 5, 80)];
/// How many different scores a class has.
const SPREAD: u32 = 20;

/// Writes the register of credit risk classes, assessed on the first day of this month.
///
/// # Errors
/// When `out` does not take the rows.
pub fn write(world: &World, out: &mut dyn Write) -> io::Result<()> {
    let mut csv = csv::WriterBuilder::new().buffer_capacity(1 << 16).from_writer(out);
    csv.write_record(["统一社会信用代码/注册号", "信用风险分类", "风险分", "评定日期"])?;
    let assessed = world.today.with_day(1).unwrap_or(world.today).to_string();
    for row in 0..world.objects {
        let mut dice = Dice::new(world, Stream::Credit, row);
        let (class, _, least) = dice.weighted(&CLASSES, |class| class.1);
        let score = (least + dice.below(SPREAD)).to_string();
        csv.write_record([objects::identity(world, row)?.code.as_str(), class, &score, &assessed])?;
    }
    csv.flush()
}
