//! Which matters concern which objects.

use std::io::{self, Write};

use crate::World;
use crate::dice::{Dice, Stream};
use crate::matters::{PUBLISHED, REGISTRATION};
use crate::objects;

/// Writes the relation, object by object: what concerns everybody, and most of what its industry may concern.
///
/// # Errors
/// When `out` does not take the rows.
pub fn write(world: &World, out: &mut dyn Write) -> io::Result<()> {
    let mut csv = csv::WriterBuilder::new().buffer_capacity(1 << 16).from_writer(out);
    csv.write_record(["事项编号", "统一社会信用代码/注册号"])?;
    for row in 0..world.objects {
        let mut dice = Dice::new(world, Stream::ObjectMatter, row);
        let object = objects::identity(world, row)?;
        csv.write_record([REGISTRATION, object.code.as_str()])?;
        if !object.self_employed {
            csv.write_record([PUBLISHED, object.code.as_str()])?;
        }
        for matter in object.industry.matters {
            if dice.percent(70) {
                csv.write_record([*matter, object.code.as_str()])?;
            }
        }
    }
    csv.flush()
}
