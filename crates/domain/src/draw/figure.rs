//! What a check recomputed, to be shown beside it: anyone can hold it against what others computed.

use super::Fixed;

codes! {
    /// What a figure tells.
    pub enum Quantity {
        /// Number of the task.
        Task = "task", "任务编号";
        /// Round of the draw.
        Round = "round", "轮次";
        /// Hash of the freeze.
        FreezeHash = "freeze_hash", "锁定书摘要";
        /// A party's commitment, made again from what it revealed.
        Commitment = "commitment", "承诺";
        /// The public value.
        Entropy = "entropy", "公开数值";
        /// A Merkle root.
        Root = "root", "Merkle 根";
        /// Number of rows or elements.
        Size = "size", "项数";
        /// Rows that can be drawn.
        Eligible = "eligible", "可抽取数";
        /// Sum of tickets.
        Weight = "weight", "权重合计";
        /// Rows opened.
        Opened = "opened", "公开项数";
        /// Inspectors passed over, each for a reason.
        Skips = "skips", "分派中的跳过次数";
        /// The seed.
        Seed = "seed", "随机种子";
        /// Score of the last selected.
        Threshold = "threshold", "入选线";
        /// Score of the first not selected.
        Next = "next", "首个未入选值";
        /// Objects selected.
        Selected = "selected", "抽中数";
        /// Reserves.
        Reserves = "reserves", "候补数";
        /// Teams.
        Teams = "teams", "检查组数";
        /// Most objects of an inspector.
        MaxLoad = "max_load", "每人承担上限";
        /// Least objects of an inspector.
        MinLoad = "min_load", "每人承担下限";
        /// Events of the round in the log.
        LogEvents = "log_events", "日志事件数";
        /// Name of the log.
        LogOrigin = "log_origin", "日志名称";
        /// Entries under the checkpoint.
        LogSize = "log_size", "检查点条目数";
        /// Root of the checkpoint.
        LogRoot = "log_root", "检查点的根";
        /// A key that signed the checkpoint.
        LogKey = "log_key", "签名公钥";
    }
}

/// One recomputed value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// What it tells.
    pub quantity: Quantity,
    /// Of what, where there are several: a party, a stratum.
    pub of: Option<String>,
    /// The value: a number, lower-case hex, or a text of the bundle.
    pub value: String,
}

impl Figure {
    /// The figure there is one of.
    #[must_use]
    pub fn new(quantity: Quantity, value: impl ToString) -> Self {
        Self { quantity, of: None, value: value.to_string() }
    }

    /// The figure of one party or stratum.
    #[must_use]
    pub fn of(of: impl ToString, quantity: Quantity, value: impl ToString) -> Self {
        Self { quantity, of: Some(of.to_string()), value: value.to_string() }
    }

    /// The same of a score, which may be absent.
    #[must_use]
    pub fn score(stratum: u16, quantity: Quantity, score: Option<Fixed<8>>) -> Self {
        Self::of(stratum, quantity, score.map_or_else(|| "—".to_owned(), |score| score.to_string()))
    }
}
