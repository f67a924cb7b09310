//! How many to draw: of all, of each stratum; how many tickets each class has.

use domain::Coded;
use domain::object::RiskClass;
use domain::task::plan::StratumKey;
use domain::task::stratum::WITHOUT;
use rust_i18n::t;
use ui::action::{Button, Design};
use ui::field::{Labelled, NumberField, SelectField, TextField};
use yew::prelude::*;

use super::draft::{Entry, StratumEntry, proposed_strata};
use super::parts::{StepProps, error};
use super::quota::{By, QuotaEntry};
use super::register::labelled;
use crate::shared::words;
use crate::staff::task::facts::stratum;

/// Properties of [`QuotaFields`].
#[derive(Properties, Clone, PartialEq)]
pub struct QuotaFieldsProps {
    /// What the ids of the fields begin with.
    pub id: String,
    /// What it is the quota of.
    pub name: AttrValue,
    /// The quota.
    pub quota: QuotaEntry,
    /// What is wrong with it.
    pub error: Option<AttrValue>,
    /// Hears of the quota.
    pub on_change: Callback<QuotaEntry>,
}

/// Share or number, and the least.
#[component]
pub fn QuotaFields(props: &QuotaFieldsProps) -> Html {
    let change = |set: fn(&mut QuotaEntry, String)| {
        let quota = props.quota.clone();
        props.on_change.reform(move |text: String| {
            let mut quota = quota.clone();
            set(&mut quota, text);
            quota
        })
    };
    let number = |set: fn(&mut QuotaEntry, u32)| {
        let quota = props.quota.clone();
        props.on_change.reform(move |number: u32| {
            let mut quota = quota.clone();
            set(&mut quota, number);
            quota
        })
    };
    let by = vec![labelled("share", &t!("wizard.by_share")), labelled("count", &t!("wizard.by_count"))];
    let id = |name: &str| format!("{}-{name}", props.id);
    let told = if props.quota.by == By::Share { "share" } else { "count" };
    html! {
        <fieldset class="quota">
            <legend>{ &props.name }</legend>
            <SelectField id={id("by")} label={t!("wizard.by").into_owned()} choices={by} value={told}
                on_change={change(|quota, code| quota.by = if code == "count" { By::Count } else { By::Share })} />
            if props.quota.by == By::Share {
                <TextField id={id("share")} label={t!("wizard.share").into_owned()} value={props.quota.share.clone()}
                    error={props.error.clone()} on_input={change(|quota, text| quota.share = text)} />
            } else {
                <NumberField wrong={t!("form.whole_number").into_owned()} id={id("count")} label={t!("wizard.count").into_owned()} value={props.quota.count}
                    error={props.error.clone()} on_change={number(|quota, count| quota.count = count)} />
            }
            <NumberField wrong={t!("form.whole_number").into_owned()} id={id("minimum")} label={t!("wizard.minimum").into_owned()} value={props.quota.minimum}
                on_change={number(|quota, minimum| quota.minimum = minimum)} />
        </fieldset>
    }
}

/// What strata are made of, and the quotas of single ones.
#[component]
pub fn Strata(props: &StepProps) -> Html {
    let form = &props.form;
    let keys = StratumKey::ALL.iter().map(|key| labelled(key.code(), &words::code("stratum_key", *key)));
    let on_key = form.on(|entry: &mut Entry, code: String| {
        let key = StratumKey::from_code(&code).unwrap_or(entry.strata_by);
        if key != entry.strata_by {
            entry.strata_by = key;
            entry.strata = if key == StratumKey::RiskClass { proposed_strata() } else { Vec::new() };
        }
    });
    let free = free(props);
    let add = free.first().map(|choice| choice.value.to_string());
    let on_add = form.on(move |entry: &mut Entry, ()| {
        if let Some(stratum) = add.clone() {
            entry.strata.push(StratumEntry { stratum, quota: QuotaEntry::share("5", 0) });
        }
    });
    html! {
        <>
            <div class="filters">
                <SelectField id="strata_by" label={t!("wizard.strata_by").into_owned()} choices={keys.collect::<Vec<_>>()}
                    value={form.value.strata_by.code()} error={error(form, "/plan/strata_by")} on_change={on_key} />
            </div>
            { for (0..form.value.strata.len()).map(|place| entry(props, place, &free)) }
            if !free.is_empty() {
                <div><Button icon="add" on_click={on_add}>{ t!("wizard.stratum_add") }</Button></div>
            }
        </>
    }
}

/// Strata that have no quota of their own yet.
fn free(StepProps { form, register }: &StepProps) -> Vec<Labelled> {
    let all: Vec<Labelled> = match form.value.strata_by {
        StratumKey::RiskClass => {
            let codes = RiskClass::ALL.iter().map(|class| class.code());
            codes.map(|code| labelled(code, &stratum(code))).collect()
        }
        StratumKey::Division => register.division_choices(),
    };
    let without = labelled(WITHOUT, &stratum(WITHOUT));
    let named = |choice: &Labelled| form.value.strata.iter().any(|one| one.stratum == *choice.value);
    all.into_iter().chain([without]).filter(|choice| !named(choice)).collect()
}

fn entry(StepProps { form, register }: &StepProps, place: usize, free: &[Labelled]) -> Html {
    let Some(one) = form.value.strata.get(place) else { return Html::default() };
    let division = register.divisions.iter().find(|division| division.code == one.stratum);
    let name = division.map_or_else(|| stratum(&one.stratum), |division| division.name.clone());
    let own = labelled(&one.stratum, &name);
    let choices: Vec<_> = std::iter::once(own).chain(free.iter().cloned()).collect();
    let on_stratum = form.on(move |entry: &mut Entry, code: String| {
        if let Some(one) = entry.strata.get_mut(place) {
            one.stratum = code;
        }
    });
    let on_quota = form.on(move |entry: &mut Entry, quota| {
        if let Some(one) = entry.strata.get_mut(place) {
            one.quota = quota;
        }
    });
    let remove = form.on(move |entry: &mut Entry, ()| {
        if place < entry.strata.len() {
            entry.strata.remove(place);
        }
    });
    html! {
        <div key={place} class="stratum">
            <SelectField id={format!("stratum-{place}")} label={t!("wizard.stratum").into_owned()} {choices} value={one.stratum.clone()}
                error={error(form, &format!("/plan/strata/{place}/stratum"))} on_change={on_stratum} />
            <QuotaFields id={format!("stratum-{place}-quota")} name={name.clone()} quota={one.quota.clone()}
                error={error(form, &format!("/plan/strata/{place}/quota"))} on_change={on_quota} />
            <Button design={Design::Transparent} icon="delete" on_click={remove}
                accessible_name={t!("wizard.stratum_remove", name = name).into_owned()} />
        </div>
    }
}

/// A number of tickets as its field wants it: what was too large for one is no number.
fn shown(weight: u16) -> u32 {
    if weight == u16::MAX { u32::MAX } else { weight.into() }
}

/// Tickets of each risk class.
#[component]
pub fn Weights(StepProps { form, .. }: &StepProps) -> Html {
    let field = |place: usize| {
        let Some(one) = form.value.weights.get(place) else { return Html::default() };
        let on_change = form.on(move |entry: &mut Entry, weight: u32| {
            if let Some(one) = entry.weights.get_mut(place) {
                one.weight = u16::try_from(weight).unwrap_or(u16::MAX);
            }
        });
        html! {
            <NumberField wrong={t!("form.whole_number").into_owned()} key={place} id={format!("weight-{place}")} label={stratum(&one.class)} value={shown(one.weight)}
                error={error(form, &format!("/plan/weights/{place}"))} {on_change} />
        }
    };
    html! {
        <fieldset class="quota">
            <legend>{ t!("wizard.weights") }</legend>
            <p class="field-hint">{ t!("wizard.weights_hint") }</p>
            { for (0..form.value.weights.len()).map(field) }
        </fieldset>
    }
}
