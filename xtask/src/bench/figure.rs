//! Figures and how they are shown.

#[cfg(test)]
mod tests;

use std::time::Duration;

use serde_json::{Value, json};

/// A measured figure.
#[derive(Debug, Clone)]
pub(crate) struct Figure {
    name: String,
    value: f64,
    unit: &'static str,
    /// The target: no more than this.
    at_most: Option<f64>,
}

impl Figure {
    /// A duration in milliseconds.
    pub(crate) fn milliseconds(name: impl Into<String>, duration: Duration) -> Self {
        Self { name: name.into(), value: duration.as_secs_f64() * 1e3, unit: "ms", at_most: None }
    }

    /// A duration in seconds.
    pub(crate) fn seconds(name: impl Into<String>, duration: Duration) -> Self {
        Self { name: name.into(), value: duration.as_secs_f64(), unit: "s", at_most: None }
    }

    /// Rows per second.
    pub(crate) fn rows_per_second(name: impl Into<String>, rows: u32, duration: Duration) -> Self {
        Self {
            name: name.into(),
            value: f64::from(rows) / duration.as_secs_f64(),
            unit: "rows/s",
            at_most: None,
        }
    }

    /// A share, percent.
    pub(crate) fn percent(name: impl Into<String>, value: f64) -> Self {
        Self { name: name.into(), value, unit: "%", at_most: None }
    }

    /// Memory in megabytes (10⁶ bytes), from kibibytes.
    pub(crate) fn memory(name: impl Into<String>, kibibytes: u32) -> Self {
        Self { name: name.into(), value: f64::from(kibibytes) * 1.024e-3, unit: "MB", at_most: None }
    }

    /// With a target in the figure's unit.
    pub(crate) fn at_most(self, target: f64) -> Self {
        Self { at_most: Some(target), ..self }
    }

    fn is_met(&self) -> Option<bool> {
        self.at_most.map(|target| self.value <= target)
    }

    /// As `bench.json` has it.
    pub(crate) fn json(&self) -> Value {
        json!({"name": self.name, "value": self.value, "unit": self.unit, "at_most": self.at_most, "met": self.is_met()})
    }
}

/// The figures, one a line, with targets and whether they are met.
pub(crate) fn table(figures: &[Figure]) -> String {
    let width = figures.iter().map(|figure| columns(&figure.name)).max().unwrap_or(0);
    let mut table = String::new();
    for figure in figures {
        let target = match (figure.at_most, figure.is_met()) {
            (Some(target), Some(true)) => format!("  at most {target}: met"),
            (Some(target), _) => format!("  at most {target}: MISSED"),
            (None, _) => String::new(),
        };
        let gap = " ".repeat(width - columns(&figure.name));
        table.push_str(&format!("{}{gap}  {:>12.1} {}{target}\n", figure.name, figure.value, figure.unit));
    }
    table
}

/// How wide a terminal shows it: what is not ASCII here is Chinese, and takes two columns.
fn columns(text: &str) -> usize {
    text.chars().map(|character| if character.is_ascii() { 1 } else { 2 }).sum()
}

/// The middle one of some durations; nothing of none.
pub(crate) fn median(mut durations: Vec<Duration>) -> Option<Duration> {
    durations.sort_unstable();
    durations.get(durations.len() / 2).copied()
}
