//! 双随机任务.

pub(crate) mod answer;
