//! Logging: one line per event on standard error; JSON when asked for by `SUNLOT_LOG_FORMAT=json`.

use std::io::IsTerminal;

use tracing_subscriber::EnvFilter;

/// Starts logging; `SUNLOT_LOG` holds the filter, by default `info`.
#[allow(clippy::disallowed_methods)] // logging starts before settings are read
pub fn start() {
    let filter = std::env::var("SUNLOT_LOG").unwrap_or_else(|_| "info,actix_server=warn".to_owned());
    let builder = tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::new(filter))
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr);
    let json = std::env::var("SUNLOT_LOG_FORMAT").is_ok_and(|format| format == "json");
    let started = if json { builder.json().try_init() } else { builder.try_init() };
    // A second start in the same process (tests) keeps the first.
    drop(started);
}
