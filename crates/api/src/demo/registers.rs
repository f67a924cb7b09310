//! The registers of the demonstration, made up and imported as any file is.

use std::io::Cursor;

use persistence::Author;

use crate::clock::day_in_china;
use crate::import::service::{Import, import_as};
use crate::state::State;

const SEED: u64 = 2016;
const OBJECTS: u32 = 2000;

pub(super) fn import(state: &State) -> Result<(), Box<dyn std::error::Error>> {
    let now = state.clock.now();
    let today = day_in_china(now);
    let world = synth::World::new(SEED, OBJECTS, today);
    for register in synth::REGISTERS {
        let mut file = Vec::new();
        (register.write)(&world, &mut file)?;
        let import = Import {
            kind: register.name.parse()?,
            file: format!("{}.csv", register.name),
            dry_run: false,
            now,
            today,
        };
        let author = Author { user: None, name: "演示".to_owned() };
        let report = import_as(&state.database, author, &import, Cursor::new(file), |_| {})?;
        if report.rejected > 0 {
            return Err(format!("演示数据 {} 有 {} 行未导入", register.name, report.rejected).into());
        }
    }
    Ok(())
}
