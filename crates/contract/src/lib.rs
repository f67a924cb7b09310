//! What crosses the wire: requests, answers, problem codes, pages.
//!
//! Shared by the server and the browser. Unknown members of a request are refused. Every limit that `validator`
//! enforces stands in the schema too; a test compares them.

pub mod audit;
pub mod calendar;
pub mod check;
pub mod dashboard;
pub mod department;
pub mod draw;
pub mod identity;
pub mod import;
pub mod inspection;
pub mod inspector;
pub mod job;
pub mod log;
pub mod matter;
pub mod object;
pub mod page;
pub mod portal;
pub mod problem;
pub mod round;
pub mod secret;
pub mod simulation;
pub mod strike;
pub mod substitution;
pub mod summary;
pub mod task;
pub mod transfer;

/// Derives what every answer has.
macro_rules! answer {
    ($(#[$meta:meta])* pub struct $name:ident { $($body:tt)* }) => {
        #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        $(#[$meta])*
        pub struct $name { $($body)* }
    };
}

/// Derives what every request has: validation, and refusal of unknown members.
macro_rules! request {
    ($(#[$meta:meta])* pub struct $name:ident { $($body:tt)* }) => {
        #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, validator::Validate)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        $(#[$meta])*
        #[serde(deny_unknown_fields)]
        pub struct $name { $($body)* }
    };
}

/// A rule for text that must say something.
fn not_blank(text: &str) -> Result<(), validator::ValidationError> {
    // Of no text at all the length is complained about already.
    if text.is_empty() || !text.trim().is_empty() {
        return Ok(());
    }
    Err(validator::ValidationError::new("required").with_message("不能只填空白".into()))
}

/// A rule for days that are asked about: no database stores every day that can be written.
fn in_our_time(day: &chrono::NaiveDate) -> Result<(), validator::ValidationError> {
    if (1900..=9000).contains(&chrono::Datelike::year(day)) {
        return Ok(());
    }
    Err(validator::ValidationError::new("out_of_range").with_message("日期须在 1900 年到 9000 年之间".into()))
}

pub(crate) use {answer, request};
