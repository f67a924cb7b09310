//! The command line of the `sunlot` binary. Messages go to people; reports are JSON on standard output.

mod draw;
mod http;
mod import;
mod log;
mod monitor;
mod serve;
#[cfg(test)]
mod tests;
mod user;
pub mod witness;

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand};

use domain::log::note::Key;

use crate::config::{Flags, Settings};
use crate::{openapi, startup, telemetry};

/// The whole command line.
#[derive(Debug, Parser)]
#[command(name = "sunlot", version, about = "阳签：可验证的“双随机、一公开”监管平台")]
struct Cli {
    #[command(flatten)]
    settings: SettingFlags,
    #[command(subcommand)]
    command: Command,
}

/// Flags that override `sunlot.toml` and `SUNLOT_…` variables.
#[derive(Debug, Args)]
struct SettingFlags {
    /// 数据库，如 sqlite:///path/file.db 或 postgres://user@host/name
    #[arg(long, global = true)]
    database_url: Option<String>,
    /// 监听地址，默认 127.0.0.1:8080
    #[arg(long, global = true)]
    listen: Option<String>,
    /// 数据目录，默认 data
    #[arg(long, global = true)]
    data_dir: Option<String>,
    /// 公众访问本系统的地址，印在文书二维码中
    #[arg(long, global = true)]
    public_url: Option<String>,
    /// 数据库连接数上限
    #[arg(long, global = true)]
    pool_size: Option<String>,
    /// 全程留痕日志每隔多少毫秒汇总一次，默认 500
    #[arg(long, global = true)]
    log_interval: Option<String>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// 启动服务
    Serve {
        /// 空库时生成演示数据，并打印演示账号
        #[arg(long)]
        demo: bool,
    },
    /// 升级数据库结构
    Migrate,
    /// 导入名录（打印 JSON 报告）
    Import(import::ImportArguments),
    /// 计算或验证抽取
    #[command(subcommand)]
    Draw(DrawCommand),
    /// 跟踪一个公开日志；退出码 0 正常，1 有发现，2 无法读取
    Monitor(Box<monitor::MonitorArguments>),
    /// 维护全程留痕日志的密钥
    #[command(subcommand)]
    Log(log::LogCommand),
    /// 见证一次抽取：生成随机数、提交承诺、等待锁定、核对锁定书、揭示
    Witness(witness::JoinArguments),
    /// 维护用户
    #[command(subcommand)]
    User(user::UserCommand),
    /// 打印 OpenAPI 文档
    Openapi,
    /// 打印设置及其来源（密码不显示）
    Config,
}

#[derive(Debug, Subcommand)]
enum DrawCommand {
    /// 由锁定与揭示计算结果，写入 result.json
    Compute {
        /// 证据包所在文件夹
        dir: PathBuf,
    },
    /// 重新计算并逐项核对；退出码 0 一致，1 不一致，2 无法读取
    Verify {
        /// 证据包：文件夹或 ZIP
        bundle: PathBuf,
        /// 日志的公钥（C2SP vkey），可给出多个；给出时证据包必须有其签名的日志部分
        #[arg(long)]
        log_key: Vec<Key>,
    },
    /// 见证人在自己的计算机上生成随机数及其承诺
    Commit(witness::CommitArguments),
}

/// What a command could not do.
type Failure = Box<dyn std::error::Error>;

/// The command line. Settings of a server are options of every command; the help of those that need no server is without them.
fn command() -> clap::Command {
    let mut command = Cli::command();
    command.build();
    let help = |command: clap::Command, name| command.mut_subcommand(name, without_settings);
    ["draw", "monitor", "witness", "openapi"].into_iter().fold(command, help)
}

fn without_settings(command: clap::Command) -> clap::Command {
    let command = command.mut_args(|argument| {
        let is_setting = argument.is_global_set() && argument.get_id() != "help";
        if is_setting { argument.hide(true) } else { argument }
    });
    let nested: Vec<_> = command.get_subcommands().map(|nested| nested.get_name().to_owned()).collect();
    nested.into_iter().fold(command, |command, name| command.mut_subcommand(name, without_settings))
}

/// Runs the command line.
#[must_use]
pub fn main() -> ExitCode {
    let cli = Cli::from_arg_matches(&command().get_matches()).unwrap_or_else(|error| error.exit());
    telemetry::start();
    match run(cli) {
        Ok(code) => code,
        Err(failure) => {
            tell(&mut std::io::stderr(), &format!("错误：{failure}\n"));
            ExitCode::FAILURE
        }
    }
}

fn run(cli: Cli) -> Result<ExitCode, Failure> {
    let settings = || Settings::load(&cli.settings.flags());
    match cli.command {
        Command::Serve { demo } => serve::serve(settings()?, demo)?,
        Command::Migrate => drop(startup::open(&settings()?)?),
        Command::Import(arguments) => import::run(&arguments, &settings()?)?,
        Command::Draw(command) => return draw(&command),
        Command::Monitor(arguments) => {
            return Ok(ExitCode::from(monitor::run(*arguments, &mut std::io::stdout().lock())?.code()));
        }
        Command::Log(command) => log::run(&command, &settings()?)?,
        Command::Witness(arguments) => {
            let (mut input, mut out) = (std::io::stdin().lock(), std::io::stdout().lock());
            witness::join(&arguments, &mut input, &mut out)?;
        }
        Command::User(command) => user::run(command, settings()?)?,
        Command::Openapi => tell(&mut std::io::stdout(), &openapi::printed()?),
        Command::Config => tell(&mut std::io::stdout(), &settings()?.printed()),
    }
    Ok(ExitCode::SUCCESS)
}

fn draw(command: &DrawCommand) -> Result<ExitCode, Failure> {
    let mut out = std::io::stdout().lock();
    Ok(match command {
        DrawCommand::Compute { dir } => ExitCode::from(draw::compute(dir, &mut out)?.code()),
        DrawCommand::Verify { bundle, log_key } => {
            ExitCode::from(draw::verify(bundle, log_key, &mut out)?.code())
        }
        DrawCommand::Commit(arguments) => {
            witness::commit(arguments)?;
            ExitCode::SUCCESS
        }
    })
}

impl SettingFlags {
    fn flags(&self) -> Flags {
        let given = [
            ("database_url", &self.database_url),
            ("listen", &self.listen),
            ("data_dir", &self.data_dir),
            ("public_url", &self.public_url),
            ("pool_size", &self.pool_size),
            ("log_interval", &self.log_interval),
        ];
        given.into_iter().filter_map(|(name, value)| Some((name, value.clone()?))).collect()
    }
}

/// Writes for people; whoever closed the stream no longer reads.
fn tell(out: &mut dyn Write, text: &str) {
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}
