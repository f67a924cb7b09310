//! Why a bundle is refused: which file, which row or element, and what is wrong with it.

use std::io;

use super::bundle::File;
use super::canonical::Fault;
use super::freeze::{FreezeFault, Mode};
use super::inspectors::ListFault;
use super::openings::OpeningFault;
use super::reveals::RevealFault;
use super::roster::{Did, RosterError, RosterFault};
use crate::text::io_reason;

/// Why a bundle is refused.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// A file cannot be opened.
    #[error("{}：无法打开：{}", file.name(), io_reason(error))]
    Missing {
        /// The file.
        file: File,
        /// Why.
        error: io::Error,
    },
    /// There is the freeze, and nothing yet of what comes after it, or never will be.
    #[error("{}", undrawn(*.0))]
    Undrawn(Mode),
    /// A JSON file is not canonical or not of the expected structure.
    #[error("{}：{fault}", file.name())]
    Json {
        /// The file.
        file: File,
        /// What is wrong.
        fault: Fault,
    },
    /// So is an element of a JSON array.
    #[error("{} 第 {element} 项：{fault}", file.name())]
    Element {
        /// The file.
        file: File,
        /// The element, from 1.
        element: u64,
        /// What is wrong.
        fault: Fault,
    },
    /// An inspector or exclusion is out of order.
    #[error("{} 第 {element} 项：{fault}", file.name())]
    List {
        /// The file.
        file: File,
        /// The element, from 1.
        element: u64,
        /// What is wrong.
        fault: ListFault,
    },
    /// The freeze contradicts itself.
    #[error("freeze.json：{0}")]
    Freeze(#[from] FreezeFault),
    /// The reveals are not those committed to.
    #[error("reveals.json：{0}")]
    Reveal(#[from] RevealFault),
    /// A row of the roster is malformed.
    #[error("{0}")]
    Roster(#[from] RosterError),
    /// Another number of rows or elements than frozen.
    #[error("{} 共 {found} 项，锁定书载明 {frozen} 项", file.name())]
    Size {
        /// The file.
        file: File,
        /// In the file.
        found: u64,
        /// In the freeze.
        frozen: u64,
    },
    /// The Merkle root is another than frozen: something was changed.
    #[error("{} 的 Merkle 根与锁定书不符，内容已被改动", file.name())]
    Root {
        /// The file.
        file: File,
    },
    /// A stratum holds other numbers than frozen.
    #[error("第 {stratum} 层实有可抽取 {eligible} 个、权重合计 {weight}，与锁定书不符")]
    Tally {
        /// The stratum.
        stratum: u16,
        /// Rows that can be drawn.
        eligible: u64,
        /// Sum of their tickets.
        weight: u64,
    },
    /// An opening does not match its row.
    #[error("openings.json 第 {element} 项：{fault}")]
    Opening {
        /// The element, from 1.
        element: u64,
        /// What is wrong.
        fault: OpeningFault,
    },
    /// A row that must be opened is not: any of an open roster, a selected one of a blinded roster.
    #[error("openings.json 缺少编号 {0}，或未按编号升序排列")]
    Unopened(Did),
}

impl Refusal {
    /// Whether the bundle could not be read at all, rather than read and found wrong.
    #[must_use]
    pub fn is_unreadable(&self) -> bool {
        match self {
            Self::Missing { .. } | Self::Undrawn(_) => true,
            Self::Json { fault, .. } | Self::Element { fault, .. } => matches!(fault, Fault::Io(_)),
            Self::Roster(error) => matches!(error.kind, RosterFault::Io(_)),
            Self::List { .. }
            | Self::Freeze(_)
            | Self::Reveal(_)
            | Self::Size { .. }
            | Self::Root { .. }
            | Self::Tally { .. }
            | Self::Opening { .. }
            | Self::Unopened(_) => false,
        }
    }
}

fn undrawn(mode: Mode) -> &'static str {
    match mode {
        Mode::Open => "证据包只有锁定的内容：本轮尚未抽取，或已作废，没有可以核对的结果",
        Mode::Sealed => {
            "证据包只有锁定的内容：本轮封存，揭示、公开项和结果在检查结束后公布（作废的轮次没有结果），届时请重新下载核对"
        }
    }
}
