//! What a monitor may find.

use chrono::{DateTime, NaiveDate, Utc};

/// Something that an honest log does not have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Finding {
    /// A signature does not hold, or the text is no checkpoint of this log.
    #[error("检查点不可信：{0}")]
    Checkpoint(String),
    /// The log is signed by a key that nobody has announced.
    #[error("检查点由未经公告的密钥签名")]
    Stranger,
    /// What is remembered is damaged.
    #[error("本机保存的状态已损坏")]
    Remembered,
    /// The log is shorter than it was.
    #[error("日志回退：此前有 {seen} 条，现在只有 {now} 条")]
    Rollback {
        /// Entries seen.
        seen: u64,
        /// Entries now.
        now: u64,
    },
    /// The log is not the continuation of what was read.
    #[error("日志分叉：大小为 {size} 的检查点与此前读到的条目不相容")]
    Fork {
        /// Size of the checkpoint.
        size: u64,
    },
    /// An entry is none.
    #[error("日志第 {index} 条内容不符合格式")]
    Entry {
        /// Its index.
        index: u64,
    },
    /// An entry was too long, and lacks what is watched.
    #[error("任务 {round} 轮：日志第 {index} 条内容过长，缺少 {}，无法核对", members.join("、"))]
    Shortened {
        /// Key of the task and number of the round.
        round: String,
        /// Its index.
        index: u64,
        /// What it lacks.
        members: Vec<String>,
    },
    /// Somebody committed or revealed who is no party of the freeze, or another way than it says.
    #[error("任务 {round} 轮：锁定书的参与方与日志中的承诺不一致（日志第 {index} 条）")]
    OtherParties {
        /// Key of the task and number of the round.
        round: String,
        /// Index of the freeze.
        index: u64,
    },
    /// Numbers of tasks were left out.
    #[error("任务编号不连续：{number} 之前，本系列最后的序号是 {after}")]
    Gap {
        /// The number that came.
        number: String,
        /// The last one before.
        after: u64,
    },
    /// A number was given out twice, or late.
    #[error("任务编号重复或倒退：{number}")]
    Repeated {
        /// The number.
        number: String,
    },
    /// A round was frozen when somebody had revealed already.
    #[error("任务 {round} 轮：揭示之后才锁定（日志第 {index} 条）")]
    FreezeAfterReveal {
        /// Key of the task and number of the round.
        round: String,
        /// Index of the freeze.
        index: u64,
    },
    /// A round was frozen twice.
    #[error("任务 {round} 轮：锁定了两次（日志第 {first} 条与第 {second} 条）")]
    SecondFreeze {
        /// Key of the task and number of the round.
        round: String,
        /// Index of the first freeze.
        first: u64,
        /// Index of the second.
        second: u64,
    },
    /// A result of a round that was not frozen.
    #[error("任务 {round} 轮：没有锁定就有结果（日志第 {index} 条）")]
    Unfrozen {
        /// Key of the task and number of the round.
        round: String,
        /// Index of the result.
        index: u64,
    },
    /// A round was announced and has not ended.
    #[error("任务 {round} 轮：已公告，逾期没有结果也没有作废（{}）", begun.map(|at| at.to_rfc3339()).unwrap_or_default())]
    Unended {
        /// Key of the task and number of the round.
        round: String,
        /// When it was announced or frozen.
        begun: Option<DateTime<Utc>>,
    },
    /// A round was begun although the one before has a result that stands.
    #[error("任务 {round} 轮：第 {first} 轮已有结果，其中没有对象被剔除，却又重新抽取（日志第 {index} 条）")]
    DrawnAgain {
        /// Key of the task and number of the round.
        round: String,
        /// The round with the result.
        first: u32,
        /// Index of the entry that begins the round.
        index: u64,
    },
    /// Objects were struck of a round that has no result.
    #[error("任务 {round} 轮：没有结果就剔除了检查对象（日志第 {index} 条）")]
    StruckUndrawn {
        /// Key of the task and number of the round.
        round: String,
        /// Index of the entry.
        index: u64,
    },
    /// A supplementary round is to take another number of a stratum than was struck there.
    #[error("任务 {round} 轮：补充抽取的数量与剔除的数量不符（日志第 {index} 条）")]
    OtherQuota {
        /// Key of the task and number of the round.
        round: String,
        /// Index of the announcement or freeze.
        index: u64,
    },
    /// Objects were struck, and no supplementary round was begun.
    #[error("任务 {round} 轮：剔除检查对象后逾期没有补充抽取（{}）", struck.to_rfc3339())]
    NotMadeUp {
        /// Key of the task and number of the round.
        round: String,
        /// When they were struck.
        struck: DateTime<Utc>,
    },
    /// The result of an unannounced visit is withheld, though the inspections are over.
    #[error(
        "任务 {round} 轮：检查期限已过，封存的抽取结果仍未解封{}",
        until.map(|day| format!("（检查截止 {day}）")).unwrap_or_default()
    )]
    Unreleased {
        /// Key of the task and number of the round.
        round: String,
        /// Last day of the inspections, where the log says it.
        until: Option<NaiveDate>,
    },
    /// What was released is not what was sealed, or nothing was sealed.
    #[error("任务 {round} 轮：解封的结果与封存的不同（日志第 {index} 条）")]
    OtherReleased {
        /// Key of the task and number of the round.
        round: String,
        /// Index of the release.
        index: u64,
    },
    /// A result does not follow from its bundle, or is another than the log has.
    #[error("任务 {task}/{round} 轮：结果不能重新算出：{reason}")]
    NotRecomputed {
        /// Key of the task.
        task: String,
        /// The round.
        round: u32,
        /// What differs.
        reason: String,
    },
}
