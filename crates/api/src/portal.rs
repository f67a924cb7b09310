//! 公示: what anybody may read without signing in.

mod bundle;
pub(crate) mod caching;
pub mod routes;
mod service;

/// The name of a round's bundle as a file.
pub(crate) fn bundle_name(task_number: &str, round: i32) -> String {
    format!("抽取证明-{task_number}-第{round}轮.zip")
}
