//! `sunlot witness`: the whole part of a witness. The secret is made here, and leaves this machine only when the round is
//! frozen with its commitment.

use std::io::{BufRead, Write};
use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use contract::draw::Ceremony;
use domain::draw::{seed, witness};

use super::kept::Kept;
use super::office::Office;
use crate::cli::Failure;

/// How often the server is asked whether the round is frozen.
const PAUSE: Duration = Duration::from_secs(2);

/// 见证一次抽取：生成随机数、提交承诺、等待锁定、核对锁定书、揭示
#[derive(Debug, Args)]
pub struct JoinArguments {
    /// 系统地址，如 `https://sunlot.example`
    pub url: String,
    /// 任务的系统编号（网址 /staff/tasks/ 后的数字）
    #[arg(long)]
    pub task: i64,
    /// 登录名；从标准输入读取其密码。不给出时，从标准输入读取访问令牌
    #[arg(long)]
    pub user: Option<String>,
    /// 保存随机数的文件，仅本人可读；默认 sunlot-witness-任务-轮次.json
    #[arg(long)]
    pub secret: Option<PathBuf>,
}

/// Commits to the present round of a task, waits for its freeze, checks that the commitment stands in it, and reveals.
/// Whoever was interrupted calls it again: the secret is kept.
///
/// # Errors
/// When the server refuses, the round ends before its freeze, or the freeze is not what it must be: then nothing is
/// revealed.
pub fn join(
    arguments: &JoinArguments,
    input: &mut impl BufRead,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let mut office = Office::new(&arguments.url, arguments.user.as_deref(), input)?;
    let ceremony = office.ceremony(arguments.task)?;
    let party = ceremony.party.clone().ok_or("您不能见证本任务的抽取：角色不符合本部门抽取规则")?;
    let default = || PathBuf::from(format!("sunlot-witness-{}-{}.json", arguments.task, ceremony.round));
    let file = arguments.secret.clone().unwrap_or_else(default);
    let kept = Kept::open(&file, &ceremony.task, ceremony.round, &party)?;
    let commitment = seed::commit(&kept.task, kept.round, &kept.party, &kept.value);
    writeln!(out, "任务 {}，第 {} 轮，见证人 {party}", kept.task, kept.round)?;
    writeln!(out, "随机数保存在 {}，请勿让任何人看到", file.display())?;
    match ceremony.parties.iter().find(|one| one.id == party) {
        None => {
            office.commit(arguments.task, kept.round, &commitment.to_string())?;
            writeln!(out, "已提交承诺 {commitment}")?;
        }
        Some(known) if known.commitment == commitment.to_string() => writeln!(out, "承诺已在服务器上")?,
        Some(_) => return Err("服务器上的承诺不是由此文件中的随机数得出的，请用原来的文件".into()),
    }
    writeln!(out, "等待锁定……")?;
    out.flush()?;
    let frozen = wait(&mut office, arguments.task, kept.round)?;
    let made =
        witness::Commitment { task: &kept.task, round: kept.round, party: &kept.party, value: commitment };
    let freeze = office.freeze(arguments.task, kept.round)?;
    let hash = made
        .stands_in(&freeze, frozen.freeze.as_deref().unwrap_or_default())
        .map_err(|refusal| format!("{refusal}，未揭示；请保存证据并报告"))?;
    writeln!(out, "已锁定，锁定书摘要 {hash}，其中有您的承诺；请记下摘要")?;
    let own = frozen.parties.iter().find(|one| one.id == kept.party);
    if own.is_none_or(|one| one.reveal.is_none()) {
        office.reveal(arguments.task, kept.round, &kept.value.to_string())?;
    }
    writeln!(out, "已揭示")?;
    Ok(())
}

/// Waits until the round is frozen.
fn wait(office: &mut Office, task: i64, round: u32) -> Result<Ceremony, Failure> {
    loop {
        let ceremony = office.ceremony(task)?;
        if ceremony.round != round {
            return Err(format!("第 {round} 轮已作废；如需见证第 {} 轮，请重新执行", ceremony.round).into());
        }
        if ceremony.freeze.is_some() {
            return Ok(ceremony);
        }
        if ceremony.state != domain::task::State::Draft {
            return Err("任务已作废，不再抽取".into());
        }
        std::thread::sleep(PAUSE);
    }
}
