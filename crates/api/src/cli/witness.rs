//! A witness's secret and commitment, made on the witness's own machine: `sunlot witness` takes part in the whole ceremony,
//! `sunlot draw commit` only makes them, for other clients.

mod join;
mod kept;
mod office;

use clap::Args;
use domain::draw::{Fixed, seed};
use serde_json::json;

use super::{Failure, tell};
use crate::entropy;

pub use join::{JoinArguments, join};

/// 见证人在自己的计算机上生成随机数及其承诺
#[derive(Debug, Args)]
pub struct CommitArguments {
    /// 任务编号，如 淮市监双随机〔2026〕12号
    #[arg(long)]
    task: String,
    /// 轮次，从 1 起
    #[arg(long)]
    round: u32,
    /// 见证人名称，如 supervisor:11（见 GET /tasks/{id}/ceremony）
    #[arg(long)]
    party: String,
}

/// Makes a secret, and prints it with its commitment.
pub fn commit(arguments: &CommitArguments) -> Result<(), Failure> {
    let secret = Fixed(entropy::bytes32()?);
    let commitment = seed::commit(&arguments.task, arguments.round, &arguments.party, &secret);
    let printed = json!({ "value": secret, "commitment": commitment });
    tell(&mut std::io::stdout(), &format!("{printed}\n"));
    tell(&mut std::io::stderr(), "请妥善保管 value，锁定之后再提交；锁定之前只提交 commitment。\n");
    Ok(())
}
