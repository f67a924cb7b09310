//! 抽取企业与抽取方式: scope, method, numbers, witnesses.

use domain::Coded;
use domain::object::{Kind, RiskClass};
use domain::task::plan::{Method, RosterMode, StratumKey};
use rust_i18n::t;
use ui::field::{MultiSelectField, NumberField, SelectField, TextField};
use ui::input::RadioButton;
use ui::status::{MessageStrip, StripDesign};
use yew::prelude::*;

use super::draft::{Entry, proposed_strata, proposed_weights};
use super::parts::{Part, StepProps, error, values};
use super::register::labelled;
use super::step_quota::{QuotaFields, Strata, Weights};
use crate::shared::form::Form;
use crate::shared::words;

/// Scope, method, numbers, witnesses.
#[component]
pub fn ObjectsStep(props: &StepProps) -> Html {
    html! {
        <>
            { scope(props) }
            { method(&props.form) }
            { numbers(props) }
            { openness(&props.form) }
        </>
    }
}

fn scope(StepProps { form, register }: &StepProps) -> Html {
    let filters = &form.value.filters;
    let kinds = Kind::ALL.iter().map(|kind| labelled(kind.code(), &words::code("object_kind", *kind)));
    let classes =
        RiskClass::ALL.iter().map(|class| labelled(class.code(), &words::code("risk_class", *class)));
    let all = t!("wizard.no_limit").into_owned();
    let on_industries = form.on(|entry: &mut Entry, text: String| {
        let parts = text.split([',', '，', '、', ' ']).map(str::trim).filter(|part| !part.is_empty());
        entry.filters.industries = parts.map(str::to_uppercase).collect();
    });
    html! {
        <Part title={t!("task.scope").into_owned()} hint={t!("wizard.scope_hint").into_owned()}>
            <div class="filters">
                <MultiSelectField id="divisions" label={t!("task.divisions").into_owned()} choices={register.division_choices()}
                    values={values(&filters.divisions)} placeholder={all.clone()} error={error(form, "/plan/filters/divisions")}
                    on_change={form.on(|entry, chosen| entry.filters.divisions = chosen)} />
                <TextField id="industries" label={t!("task.industries").into_owned()} value={filters.industries.join("、")}
                    placeholder={all.clone()} hint={t!("wizard.industries_hint").into_owned()} error={error(form, "/plan/filters/industries")}
                    on_change={on_industries} />
                <MultiSelectField id="risk_classes" label={t!("task.risk_classes").into_owned()} choices={classes.collect::<Vec<_>>()}
                    values={values(&filters.risk_classes)} placeholder={all.clone()} error={error(form, "/plan/filters/risk_classes")}
                    on_change={form.on(|entry, chosen| entry.filters.risk_classes = chosen)} />
                <MultiSelectField id="kinds" label={t!("task.kinds").into_owned()} choices={kinds.collect::<Vec<_>>()}
                    values={values(&filters.kinds)} placeholder={all} error={error(form, "/plan/filters/kinds")}
                    on_change={form.on(|entry, chosen| entry.filters.kinds = chosen)} />
            </div>
        </Part>
    }
}

fn method(form: &Form<Entry>) -> Html {
    let choose = |method: Method| {
        form.on(move |entry: &mut Entry, chosen: bool| {
            if !chosen {
                return;
            }
            entry.method = method;
            if method == Method::Stratified
                && entry.strata.is_empty()
                && entry.strata_by == StratumKey::RiskClass
            {
                entry.strata = proposed_strata();
            }
            if method == Method::Weighted && entry.weights.iter().all(|one| one.weight == 1) {
                entry.weights = proposed_weights();
            }
        })
    };
    html! {
        <Part title={t!("task.method").into_owned()}>
            <div role="radiogroup" aria-label={t!("task.method").into_owned()} class="methods">
                { for Method::ALL.iter().map(|method| html! {
                    <div key={method.code()} class="method">
                        <RadioButton name="method" value={method.code()} text={words::code("draw_method", *method)}
                            checked={form.value.method == *method} on_change={choose(*method)} />
                        <p class="field-hint">{ explained(*method) }</p>
                    </div>
                }) }
            </div>
        </Part>
    }
}

fn explained(method: Method) -> String {
    match method {
        Method::Uniform => t!("wizard.explain.uniform"),
        Method::Stratified => t!("wizard.explain.stratified"),
        Method::Weighted => t!("wizard.explain.weighted"),
    }
    .into_owned()
}

fn numbers(props: &StepProps) -> Html {
    let form = &props.form;
    let stratified = form.value.method == Method::Stratified;
    let hint = if stratified { t!("wizard.quota_rest") } else { t!("wizard.quota_hint") };
    html! {
        <Part title={t!("task.quota").into_owned()} hint={hint.into_owned()}>
            if stratified { <Strata form={form.clone()} register={props.register.clone()} /> }
            <QuotaFields id="quota" name={if stratified { t!("wizard.other_strata") } else { t!("task.stratum_all") }.into_owned()}
                quota={form.value.quota.clone()} error={error(form, "/plan/quota")}
                on_change={form.on(|entry: &mut Entry, quota| entry.quota = quota)} />
            if form.value.method == Method::Weighted { <Weights form={form.clone()} register={props.register.clone()} /> }
            <div class="filters">
                <NumberField wrong={t!("form.whole_number").into_owned()} id="reserve" label={t!("task.reserve").into_owned()} value={form.value.reserve}
                    hint={t!("wizard.reserve_hint").into_owned()} error={error(form, "/plan/reserve")}
                    on_change={form.on(|entry: &mut Entry, reserve| entry.reserve = reserve)} />
            </div>
        </Part>
    }
}

fn openness(form: &Form<Entry>) -> Html {
    let modes = RosterMode::ALL.iter().map(|mode| labelled(mode.code(), &words::code("roster_mode", *mode)));
    let blinded = form.value.must_be_blinded();
    let shown = if blinded { RosterMode::Blinded } else { form.value.roster };
    let on_roster = form.on(|entry: &mut Entry, code: String| {
        entry.roster = RosterMode::from_code(&code).unwrap_or(entry.roster)
    });
    html! {
        <Part title={t!("wizard.openness").into_owned()}>
            <div class="filters">
                <NumberField wrong={t!("form.whole_number").into_owned()} id="witnesses" label={t!("task.witnesses").into_owned()} value={form.value.witnesses}
                    hint={t!("wizard.witnesses_hint").into_owned()} error={error(form, "/plan/witnesses")}
                    on_change={form.on(|entry: &mut Entry, count| entry.witnesses = count)} />
                <SelectField id="roster" label={t!("task.roster").into_owned()} choices={modes.collect::<Vec<_>>()} value={shown.code()}
                    disabled={blinded} error={error(form, "/plan/roster")} on_change={on_roster}
                    hint={if blinded { t!("wizard.roster_blinded") } else { t!("wizard.roster_hint") }.into_owned()} />
                <TextField id="entropy" label={t!("wizard.entropy").into_owned()} value={form.value.entropy.clone()} maxlength={Some(500)}
                    placeholder={t!("wizard.entropy_example").into_owned()} hint={t!("wizard.entropy_hint").into_owned()}
                    error={error(form, "/plan/entropy")} on_input={form.on(|entry: &mut Entry, text| entry.entropy = text)} />
            </div>
            if form.value.witnesses == 0 {
                <MessageStrip design={StripDesign::Critical} hide_close_button=true>{ t!("wizard.no_witness") }</MessageStrip>
            }
        </Part>
    }
}
