//! Jobs.

use chrono::{DateTime, Utc};

use crate::answer;

answer! {
    /// Long work that outlives its request.
    pub struct Job {
        /// Key.
        pub id: i64,
        /// What it does, `import.objects`.
        pub kind: String,
        /// `running`, `finished` or `failed`.
        pub state: String,
        /// Rows processed so far, while this node runs it.
        pub processed: Option<u64>,
        /// Its outcome; of an import, the report.
        pub report: Option<serde_json::Value>,
        /// Why it failed.
        pub error: Option<String>,
        /// When it began.
        pub created_at: DateTime<Utc>,
        /// When it ended.
        pub finished_at: Option<DateTime<Utc>>,
    }
}
