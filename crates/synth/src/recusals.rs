//! 回避: who must not inspect whom.

use std::io::{self, Write};

use crate::World;
use crate::dice::{Dice, Stream};
use crate::{inspectors, objects};

/// Writes the register of recusals: about one inspector in three has one.
///
/// # Errors
/// When `out` does not take the rows.
pub fn write(world: &World, out: &mut dyn Write) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(["人员编号", "统一社会信用代码/注册号", "事由"])?;
    let inspectors = if world.objects == 0 { 0 } else { world.inspectors() };
    for row in 0..inspectors {
        let mut dice = Dice::new(world, Stream::Recusal, row);
        if dice.percent(33) {
            let object = objects::identity(world, dice.below(world.objects))?;
            let reason = dice.pick(&["近亲属任职", "持有股份", "曾在该单位任职", "其他利害关系"]);
            csv.write_record([inspectors::code(row).as_str(), object.code.as_str(), reason])?;
        }
    }
    csv.flush()
}
