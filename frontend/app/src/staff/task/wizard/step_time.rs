//! 确定检查时间: first and last day of the inspections.

use chrono::{Datelike, Days, Months, NaiveDate};
use rust_i18n::t;
use ui::action::{Button, Design};
use ui::field::DateField;
use yew::prelude::*;

use super::parts::{Part, StepProps, error};

/// First and last day.
#[component]
pub fn TimeStep(StepProps { form, .. }: &StepProps) -> Html {
    let preset = |months: u32| {
        let form = form.clone();
        Callback::from(move |()| {
            if let Some((first, last)) = today().and_then(|today| months_from(today, months)) {
                form.with(|entry| {
                    entry.period_start = first.to_string();
                    entry.period_end = last.to_string();
                });
            }
        })
    };
    html! {
        <Part title={t!("wizard.step.time").into_owned()} hint={t!("wizard.time_hint").into_owned()}>
            <div class="filters">
                <DateField id="period_start" label={t!("wizard.period_start").into_owned()} required=true
                    value={form.value.period_start.clone()} error={error(form, "/period_start")}
                    on_change={form.on(|entry, day| entry.period_start = day)} />
                <DateField id="period_end" label={t!("wizard.period_end").into_owned()} required=true
                    min={form.value.period_start.clone()} value={form.value.period_end.clone()} error={error(form, "/period_end")}
                    on_change={form.on(|entry, day| entry.period_end = day)} />
            </div>
            <div class="page-actions">
                <Button design={Design::Transparent} on_click={preset(1)}>{ t!("wizard.next_month") }</Button>
                <Button design={Design::Transparent} on_click={preset(3)}>{ t!("wizard.next_three_months") }</Button>
            </div>
        </Part>
    }
}

/// Today, where the browser is.
fn today() -> Option<NaiveDate> {
    let now = js_sys::Date::new_0();
    NaiveDate::from_ymd_opt(i32::try_from(now.get_full_year()).ok()?, now.get_month() + 1, now.get_date())
}

/// First and last day of so many whole months after that of `today`.
fn months_from(today: NaiveDate, months: u32) -> Option<(NaiveDate, NaiveDate)> {
    let first = today.with_day(1)?.checked_add_months(Months::new(1))?;
    let last = first.checked_add_months(Months::new(months))?.checked_sub_days(Days::new(1))?;
    Some((first, last))
}

#[cfg(test)]
mod tests;
