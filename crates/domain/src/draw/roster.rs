//! The roster of objects (protocol §2): everyone in scope, one row each, ascending by draw id.

mod blocks;
mod did;
mod reader;
#[cfg(test)]
mod tests;

pub(super) use blocks::{BLOCK_ROWS, Block, Blocks};
pub use did::Did;
pub use reader::{Rows, rows};

use super::Fixed;
use crate::text::io_reason;

/// Most tickets a row can hold.
pub const MAX_WEIGHT: u16 = 1024;

codes! {
    /// Why an object can be drawn or not. On the roster it is one byte, the position in this list.
    pub enum Status {
        /// 0
        Eligible = "eligible", "可抽取";
        /// 1: visited as often this year as the law allows.
        AnnualCap = "annual_cap", "已达年度检查上限";
        /// 2: visited a short time ago.
        CoolingOff = "cooling_off", "检查间隔期内";
        /// 3: its division or park is in a quiet period.
        QuietPeriod = "quiet_period", "安静期内";
        /// 4
        Gone = "gone", "已不存续";
        /// 5: visited jointly with another task.
        Joint = "joint", "已并入其他任务联合检查";
        /// 6: the reason is in the opening.
        Other = "other", "其他原因";
    }
}

impl Status {
    /// The byte on the roster.
    #[must_use]
    pub fn byte(self) -> u8 {
        match self {
            Self::Eligible => 0,
            Self::AnnualCap => 1,
            Self::CoolingOff => 2,
            Self::QuietPeriod => 3,
            Self::Gone => 4,
            Self::Joint => 5,
            Self::Other => 6,
        }
    }

    /// The status of a byte.
    #[must_use]
    pub fn from_byte(byte: u8) -> Option<Self> {
        <Self as crate::Coded>::ALL.iter().copied().find(|status| status.byte() == byte)
    }
}

/// One row of the roster.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// Who.
    pub did: Did,
    /// The stratum, an id of the freeze.
    pub stratum: u16,
    /// Tickets, at most [`MAX_WEIGHT`]; 0 exactly when the status is not [`Status::Eligible`].
    pub weight: u16,
    /// Whether it can be drawn.
    pub status: Status,
    /// Binds the attributes: [`super::openings::Attributes::bind`].
    pub attr: Fixed<24>,
}

impl Row {
    /// Appends `01 ‖ u8(len did) ‖ did ‖ u16 stratum ‖ u16 weight ‖ u8 status ‖ attr24`.
    pub fn encode(&self, output: &mut Vec<u8>) {
        output.extend([1, self.did.length()]);
        output.extend(self.did.as_bytes());
        output.extend(self.stratum.to_be_bytes());
        output.extend(self.weight.to_be_bytes());
        output.push(self.status.byte());
        output.extend(self.attr.0);
    }

    /// Whether the weight is what the status allows.
    #[must_use]
    pub fn weight_fits_status(&self) -> bool {
        self.weight <= MAX_WEIGHT && (self.weight > 0) == (self.status == Status::Eligible)
    }
}

/// What is wrong with a roster, and in which row.
#[derive(Debug, thiserror::Error)]
#[error("名册第 {row} 行：{kind}")]
pub struct RosterError {
    /// The row, from 1.
    pub row: u64,
    /// What is wrong with it.
    pub kind: RosterFault,
}

/// What is wrong with a row.
#[derive(Debug, thiserror::Error)]
pub enum RosterFault {
    /// The file could not be read.
    #[error("无法读取：{}", io_reason(.0))]
    Io(#[from] std::io::Error),
    /// The file ends within the row.
    #[error("内容不完整")]
    Truncated,
    /// The row does not begin with 01.
    #[error("行格式未知")]
    Format,
    /// The draw id is empty, longer than [`Did::MAX`], or not of the form the freeze states.
    #[error("编号长度或字符不符合要求")]
    Did,
    /// The draw id is smaller than the one before.
    #[error("未按编号升序排列")]
    Unsorted,
    /// The draw id is the one before.
    #[error("编号重复")]
    Duplicate,
    /// A status that is not in the list.
    #[error("状态未知")]
    Status,
    /// No weight for an eligible row, or some for another.
    #[error("权重与状态不符：可抽取的须大于 0，其他的须为 0")]
    Weight,
    /// Weight above [`MAX_WEIGHT`].
    #[error("权重超过上限 {MAX_WEIGHT}")]
    Heavy,
    /// A stratum that the freeze does not name.
    #[error("所属层不在锁定书中")]
    Stratum,
    /// More rows than the freeze states.
    #[error("行数多于锁定书所载")]
    Surplus,
}
