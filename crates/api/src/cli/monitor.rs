//! `sunlot monitor URL`: follows a public log, and reports what an honest one does not have. Believes the server nothing but what
//! follows from its signatures and hashes.

mod client;
mod pass;
mod state;
#[cfg(test)]
mod tests;

use std::io::Write;
use std::path::PathBuf;
use std::time::Duration;

use chrono::TimeDelta;
use clap::Args;
use domain::log::monitor::Finding;
use domain::log::note::Key;

use super::draw::Status;
use crate::clock::Clock;
use client::Client;
use pass::Report;

#[derive(Debug, Args)]
pub struct MonitorArguments {
    /// 公示网站的地址，如 `https://sunlot.example`
    url: String,
    /// 状态文件：保存已读到哪里，下次接着读
    #[arg(long, default_value = "sunlot-monitor.json")]
    state: PathBuf,
    /// 只检查一次（默认）
    #[arg(long, conflicts_with = "every")]
    once: bool,
    /// 每隔多少秒检查一次，直到被中断
    #[arg(long, value_name = "SECONDS")]
    every: Option<u64>,
    /// 日志的公钥；不给出时，第一次采用网站公布的公钥并记住
    #[arg(long)]
    key: Option<Key>,
    /// 见证人的公钥，可给出多个；检查点上有其签名的，必须正确
    #[arg(long)]
    witness: Vec<Key>,
    /// 公告或锁定后多少天仍无结果，即为逾期
    #[arg(long, default_value_t = 90)]
    limit_days: u32,
}

/// How a log is followed.
struct Watch {
    client: Client,
    state: PathBuf,
    key: Option<Key>,
    witnesses: Vec<Key>,
    limit: TimeDelta,
    clock: Clock,
}

/// What kept a pass from its end; what was remembered before stays.
#[derive(Debug, thiserror::Error)]
enum Stop {
    /// The server, or the state file, cannot be read.
    #[error("{0}")]
    Unreadable(String),
    /// The log contradicts what is remembered.
    #[error("{0}")]
    Found(#[from] Finding),
}

/// Follows the log once, or for ever; says on `out` what was found.
pub fn run(arguments: MonitorArguments, out: &mut impl Write) -> std::io::Result<Status> {
    let watch = Watch {
        client: Client::new(&arguments.url),
        state: arguments.state,
        key: arguments.key,
        witnesses: arguments.witness,
        limit: TimeDelta::days(arguments.limit_days.into()),
        clock: Clock::System,
    };
    loop {
        let status = once(&watch, out)?;
        let Some(seconds) = arguments.every else { return Ok(status) };
        out.flush()?;
        std::thread::sleep(Duration::from_secs(seconds.max(1)));
    }
}

/// One pass.
fn once(watch: &Watch, out: &mut impl Write) -> std::io::Result<Status> {
    let (findings, stopped) = match pass::run(watch) {
        Ok(report) => {
            tell(&report, out)?;
            (report.findings, report.unreadable)
        }
        Err(Stop::Found(finding)) => (vec![finding], None),
        Err(Stop::Unreadable(reason)) => (Vec::new(), Some(reason)),
    };
    for finding in &findings {
        writeln!(out, "发现    {finding}")?;
    }
    let found = !findings.is_empty();
    if let Some(reason) = &stopped {
        writeln!(out, "不能读取  {reason}")?;
    }
    if !found && stopped.is_none() {
        writeln!(out, "没有发现异常")?;
    }
    Ok(match (found, stopped) {
        (true, _) => Status::Wrong,
        (false, Some(_)) => Status::Unreadable,
        (false, None) => Status::Done,
    })
}

/// What was read, whom it trusts, and what was recomputed.
fn tell(report: &Report, out: &mut impl Write) -> std::io::Result<()> {
    let Report { origin, size, read, adopted, recomputed, withheld, withdrawn, .. } = report;
    if let Some(key) = adopted {
        writeln!(out, "公钥    {key}")?;
        writeln!(out, "        首次采用网站公布的公钥，今后只认它和它交接的公钥；请从其他渠道核对")?;
    }
    writeln!(out, "日志 {origin} 共 {size} 条，本次新读 {read} 条")?;
    if *recomputed > 0 {
        writeln!(out, "重新计算了 {recomputed} 轮的结果，与公布的一致")?;
    }
    if *withheld > 0 {
        writeln!(out, "另有 {withheld} 轮封存，结果公布后再计算")?;
    }
    for (round, reason) in withdrawn {
        writeln!(out, "注意    任务 {round} 轮抽取后作废：{reason}")?;
    }
    Ok(())
}
