//! `sunlot log`: the keys that sign the public log.

use clap::Subcommand;
use persistence::{Author, log};

use super::{Failure, tell};
use crate::clock::Clock;
use crate::config::Settings;
use crate::log::{key, sequencer};
use crate::problem::Problem;
use crate::startup;

#[derive(Debug, Subcommand)]
pub enum LogCommand {
    /// 打印日志的公钥，供公布与监测
    Keys,
    /// 更换密钥：新公钥先记入日志，由旧密钥签名，之后旧私钥即被删除
    Rotate,
}

/// Runs a command on the log; afterwards the public keys in force are printed.
pub fn run(command: &LogCommand, settings: &Settings) -> Result<(), Failure> {
    let (database, clock) = (startup::open(settings)?, Clock::System);
    key::ensure(&database, &settings.public_url, clock.now())?;
    if matches!(command, LogCommand::Rotate) {
        let author = Author { user: None, name: "命令行".to_owned() };
        key::rotate(&database, author, clock.now())?;
        sequencer::run(&database, clock)?;
    }
    let keys = database.read(|reader| log::keys(reader).map_err(Problem::from))?;
    for key in keys.iter().filter(|key| key.retired_at.is_none()) {
        tell(&mut std::io::stdout(), &format!("{}\n", key.vkey));
    }
    Ok(())
}
