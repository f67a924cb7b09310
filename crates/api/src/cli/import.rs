//! `sunlot import`.

use std::fs::File;
use std::path::PathBuf;

use clap::Args;
use domain::import::Kind;
use persistence::Author;

use super::{Failure, tell};
use crate::clock::{Clock, day_in_china};
use crate::config::Settings;
use crate::import::service::{Import, import_as};
use crate::startup;

#[derive(Debug, Args)]
pub struct ImportArguments {
    /// 内容：departments divisions inspectors matters objects object-matters credit recusals calendar
    kind: Kind,
    /// CSV 文件（UTF-8 或 GB18030）
    file: PathBuf,
    /// 只报告，不写入
    #[arg(long)]
    dry_run: bool,
}

/// Imports a file and prints the report.
pub fn run(arguments: &ImportArguments, settings: &Settings) -> Result<(), Failure> {
    let file = File::open(&arguments.file)
        .map_err(|error| format!("无法打开 {}：{error}", arguments.file.display()))?;
    let database = startup::open(settings)?;
    let now = Clock::System.now();
    let what = Import {
        kind: arguments.kind,
        file: arguments.file.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        dry_run: arguments.dry_run,
        now,
        today: day_in_china(now),
    };
    let author = Author { user: None, name: "命令行".to_owned() };
    let report = import_as(&database, author, &what, file, |rows| tracing::debug!(rows, "imported"))?;
    tell(&mut std::io::stdout(), &(serde_json::to_string_pretty(&report)? + "\n"));
    Ok(())
}
