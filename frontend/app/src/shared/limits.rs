//! Time limits of a ceremony as they are entered: whole minutes, or nothing for no limit.

use contract::problem::FieldError;
use domain::draw::policy::{MAX_MINUTES, TimeLimits};
use rust_i18n::t;
use ui::field::TextField;
use yew::prelude::*;

#[cfg(test)]
mod tests;

/// What was typed for each part of a ceremony.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct LimitsEntry {
    /// From the announcement to the freeze.
    pub commit: String,
    /// From the freeze to the last reveal.
    pub reveal: String,
    /// From the last reveal to the confirmed public value.
    pub entropy: String,
}

impl From<TimeLimits> for LimitsEntry {
    fn from(limits: TimeLimits) -> Self {
        let text = |minutes: Option<u32>| minutes.map(|minutes| minutes.to_string()).unwrap_or_default();
        Self {
            commit: text(limits.commit_minutes),
            reveal: text(limits.reveal_minutes),
            entropy: text(limits.entropy_minutes),
        }
    }
}

impl LimitsEntry {
    /// The limits.
    ///
    /// # Errors
    /// Everything that is no whole number of minutes, or too long, by JSON pointer below `pointer`.
    pub fn read(&self, pointer: &str) -> Result<TimeLimits, Vec<FieldError>> {
        let mut errors = Vec::new();
        let mut read = |text: &str, name: &str| match minutes(text) {
            Ok(minutes) => minutes,
            Err(()) => {
                errors.push(FieldError {
                    pointer: format!("{pointer}/{name}"),
                    code: "entry".to_owned(),
                    detail: t!("limits.wrong", most = MAX_MINUTES).into_owned(),
                });
                None
            }
        };
        let limits = TimeLimits {
            commit_minutes: read(&self.commit, "commit_minutes"),
            reveal_minutes: read(&self.reveal, "reveal_minutes"),
            entropy_minutes: read(&self.entropy, "entropy_minutes"),
        };
        if errors.is_empty() { Ok(limits) } else { Err(errors) }
    }
}

/// Minutes, none for no limit; what is anything else is never taken for none.
fn minutes(text: &str) -> Result<Option<u32>, ()> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    let minutes = text.parse().ok().filter(|minutes| digits && (1..=MAX_MINUTES).contains(minutes));
    minutes.map(Some).ok_or(())
}

/// Properties of [`LimitFields`].
#[derive(Properties, Clone, PartialEq)]
pub struct LimitFieldsProps {
    /// What was typed.
    pub entry: LimitsEntry,
    /// What is wrong with commit, reveal and public value.
    pub errors: [Option<AttrValue>; 3],
    /// What holds where nothing is typed.
    pub hints: [AttrValue; 3],
    /// Whether there is a public value to be waited for.
    pub entropy: bool,
    /// Whether nothing can be changed now.
    #[prop_or_default]
    pub disabled: bool,
    /// Hears of what is typed.
    pub on_change: Callback<LimitsEntry>,
}

/// The three fields.
#[component]
pub fn LimitFields(props: &LimitFieldsProps) -> Html {
    let on = |set: fn(&mut LimitsEntry, String)| {
        let entry = props.entry.clone();
        props.on_change.reform(move |text: String| {
            let mut entry = entry.clone();
            set(&mut entry, text);
            entry
        })
    };
    let [commit, reveal, entropy] = props.errors.clone();
    let [commit_hint, reveal_hint, entropy_hint] = props.hints.clone();
    // Fields of numbers tell nothing of what is no number: these tell what was typed.
    html! {
        <div class="filters limits">
            <TextField id="commit_minutes" label={t!("limits.commit").into_owned()} value={props.entry.commit.clone()}
                disabled={props.disabled} error={commit} hint={commit_hint} on_input={on(|entry, text| entry.commit = text)} />
            <TextField id="reveal_minutes" label={t!("limits.reveal").into_owned()} value={props.entry.reveal.clone()}
                disabled={props.disabled} error={reveal} hint={reveal_hint} on_input={on(|entry, text| entry.reveal = text)} />
            if props.entropy {
                <TextField id="entropy_minutes" label={t!("limits.entropy").into_owned()} value={props.entry.entropy.clone()}
                    disabled={props.disabled} error={entropy} hint={entropy_hint} on_input={on(|entry, text| entry.entropy = text)} />
            }
        </div>
    }
}

/// Limits in words; those that there are.
#[must_use]
pub fn in_words(limits: TimeLimits) -> String {
    let one = |name: std::borrow::Cow<'static, str>, minutes: Option<u32>| {
        minutes.map(|n| t!("limits.one", name = name, n = n).into_owned())
    };
    let all = [
        one(t!("limits.commit_short"), limits.commit_minutes),
        one(t!("limits.reveal_short"), limits.reveal_minutes),
        one(t!("limits.entropy_short"), limits.entropy_minutes),
    ];
    let all: Vec<_> = all.into_iter().flatten().collect();
    if all.is_empty() { t!("limits.none").into_owned() } else { super::words::list(&all) }
}
