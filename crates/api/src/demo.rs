//! 演示: an empty database is filled by the product itself: its own import, its own draws, its own roles.

mod people;
mod records;
mod registers;
mod tasks;

use std::fs;
use std::io::Write;

use persistence::{department, identity};

use crate::entropy;
use crate::problem::Problem;
use crate::state::State;

/// Where the accounts of the demonstration are written down, in the data folder.
const NOTE: &str = "demo-accounts.txt";

/// Fills the database if it is empty; answers the accounts to show, one per role.
///
/// # Errors
/// When the database holds data that is not the demonstration's, or something cannot be written.
pub fn fill(state: &State) -> Result<String, Box<dyn std::error::Error>> {
    let note = state.settings.data_dir.join(NOTE);
    if !is_empty(state)? {
        return fs::read_to_string(&note).map_err(|_| {
            "数据库中已有数据，不再生成演示数据；请去掉 --demo，或换一个空的数据目录（--data-dir）".into()
        });
    }
    registers::import(state)?;
    let password = hex::encode(entropy::bytes32()?.split_at(8).0);
    let people = people::People::create(state, &password)?;
    tasks::run(state, &people)?;
    let accounts = people.printed(&password);
    write_privately(&note, &accounts)?;
    Ok(accounts)
}

fn is_empty(state: &State) -> Result<bool, Problem> {
    state.database.read(|reader| {
        let window = persistence::Window { offset: 0, limit: 1 };
        let users = identity::list(reader, &identity::Filter::default(), window)?;
        Ok(department::bodies(reader)?.is_empty() && users.items.is_empty())
    })
}

fn write_privately(path: &std::path::Path, text: &str) -> std::io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(text.as_bytes())
}
