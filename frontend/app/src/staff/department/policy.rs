//! 抽取规则: what a department demands of its draws.

use std::rc::Rc;

use contract::problem::{FieldError, ProblemCode};
use contract::round::{DepartmentDrawPolicy, DrawPolicyChange};
use domain::Coded;
use domain::draw::freeze::Mode;
use domain::draw::policy::{DrawPolicy, MAX_WITNESSES};
use domain::policy::{Action, Role, allows};
use rust_i18n::t;
use ui::action::{Button, Design};
use ui::field::{Field, SelectField, TextField};
use ui::input::CheckBox;
use ui::text::{Level, Title};
use yew::prelude::*;

use crate::client::Failure;
use crate::shared::confirm::{Question, use_confirm};
use crate::shared::form::{Form, use_form};
use crate::shared::limits::{self, LimitFields, LimitsEntry};
use crate::shared::loaded::Complaint;
use crate::shared::notice::use_notices;
use crate::shared::resource::use_action;
use crate::staff::draw::{mode, mode_code, mode_of, modes, roles};
use crate::staff::use_client;

#[cfg(test)]
mod tests;

/// What is wrong stands at these fields.
const POINTERS: [&str; 7] = [
    "/policy/witnesses",
    "/policy/roles",
    "/policy/entropy",
    "/policy/mode",
    "/policy/limits/commit_minutes",
    "/policy/limits/reveal_minutes",
    "/policy/limits/entropy_minutes",
];

/// What is entered.
#[derive(Debug, Clone, PartialEq)]
struct Entry {
    witnesses: String,
    roles: Vec<Role>,
    entropy: String,
    entropy_confirmed: bool,
    mode: Mode,
    limits: LimitsEntry,
}

impl From<&DrawPolicy> for Entry {
    fn from(policy: &DrawPolicy) -> Self {
        Self {
            witnesses: policy.witnesses.to_string(),
            roles: policy.roles.clone(),
            entropy: policy.entropy.clone().unwrap_or_default(),
            entropy_confirmed: policy.entropy_confirmed,
            mode: policy.mode,
            limits: policy.limits.into(),
        }
    }
}

impl Entry {
    /// The policy, held to the rules that the server holds it to.
    fn to_policy(&self) -> Result<DrawPolicy, Vec<FieldError>> {
        let mut errors = Vec::new();
        let witnesses = witnesses(&self.witnesses);
        if witnesses.is_none() {
            errors.push(FieldError {
                pointer: "/policy/witnesses".to_owned(),
                code: "entry".to_owned(),
                detail: t!("policy.witnesses_wrong", most = MAX_WITNESSES).into_owned(),
            });
        }
        let limits = self.limits.read("/policy/limits").unwrap_or_else(|found| {
            errors.extend(found);
            Default::default()
        });
        let entropy = self.entropy.trim();
        let policy = DrawPolicy {
            witnesses: witnesses.unwrap_or_default(),
            roles: self.roles.clone(),
            entropy: (!entropy.is_empty()).then(|| entropy.to_owned()),
            entropy_confirmed: self.entropy_confirmed,
            mode: self.mode,
            limits,
        };
        errors.extend(policy.faults().into_iter().map(|fault| FieldError {
            pointer: fault.pointer,
            code: fault.code.to_owned(),
            detail: fault.detail.to_owned(),
        }));
        if errors.is_empty() { Ok(policy) } else { Err(errors) }
    }

    fn choose(&mut self, role: Role, chosen: bool) {
        self.roles.retain(|one| *one != role);
        if chosen {
            self.roles.push(role);
        }
        // In the order of the vocabulary, so that the same choice is the same policy.
        self.roles.sort_by_key(|role| Role::ALL.iter().position(|one| one == role));
    }
}

/// A number of witnesses; what is none is never taken for nobody.
fn witnesses(text: &str) -> Option<u8> {
    let text = text.trim();
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|number| digits && *number <= MAX_WITNESSES)
}

/// Properties of [`Policy`] and of its form.
#[derive(Properties, Clone, PartialEq)]
pub struct PolicyProps {
    /// The policy.
    pub stored: Rc<DepartmentDrawPolicy>,
    /// Whether it may be changed.
    pub writes: bool,
    /// Reads it again.
    pub reload: Callback<()>,
}

/// The policy, to be changed or to be read.
#[component]
pub fn Policy(props: &PolicyProps) -> Html {
    html! {
        <section class="sheet">
            <Title level={Level::H2} size={Level::H5}>{ t!("policy.title") }</Title>
            <p>{ t!("policy.explained") }</p>
            if props.writes {
                // A newer version is filled in anew.
                <Change key={props.stored.version.to_string()} ..props.clone() />
            } else {
                <dl class="facts">
                    { for rows(&props.stored.policy).into_iter().map(|(name, value)| html! { <div><dt>{ name }</dt><dd>{ value }</dd></div> }) }
                </dl>
            }
        </section>
    }
}

fn rows(policy: &DrawPolicy) -> Vec<(String, String)> {
    let entropy = policy.entropy.clone().unwrap_or_else(|| t!("policy.entropy_free").into_owned());
    let people = if policy.entropy_confirmed { t!("policy.two_people") } else { t!("policy.one_person") };
    vec![
        (t!("policy.witnesses").into_owned(), policy.witnesses.to_string()),
        (t!("policy.roles").into_owned(), roles(&policy.roles)),
        (t!("policy.entropy").into_owned(), entropy),
        (t!("policy.people").into_owned(), people.into_owned()),
        (t!("policy.mode").into_owned(), mode(policy.mode)),
        (t!("limits.title").into_owned(), limits::in_words(policy.limits)),
    ]
}

#[component]
fn Change(PolicyProps { stored, reload, .. }: &PolicyProps) -> Html {
    let form = use_form(|| Entry::from(&stored.policy));
    let action = use_action();
    let (client, confirm, notices) = (use_client(), use_confirm(), use_notices());
    {
        let form = form.clone();
        use_effect_with(action.failure.clone(), move |failure| {
            if let Some(failure) = failure {
                form.complain(failure);
            }
        });
    }
    let send = {
        let (form, action, reload) = (form.clone(), action.clone(), reload.clone());
        let (id, version) = (stored.department_id, stored.version);
        Callback::from(move |policy: DrawPolicy| {
            let (client, notices, reload, form) =
                (client.clone(), notices.clone(), reload.clone(), form.clone());
            let change = DrawPolicyChange { policy };
            let work = async move { client.set_draw_policy(id, version, &change).await };
            action.run(work, move |stored: DepartmentDrawPolicy| {
                form.fill(Entry::from(&stored.policy));
                notices.done(t!("policy.saved"));
                reload.emit(());
            });
        })
    };
    let ask = {
        let form = form.clone();
        Callback::from(move |()| match form.value.to_policy() {
            Err(errors) => form.show(errors),
            Ok(policy) => {
                form.show(Vec::new());
                let send = send.clone();
                confirm.ask(Question {
                    title: t!("policy.ask").into_owned(),
                    text: t!("policy.ask_text").into_owned(),
                    action: t!("policy.save").into_owned(),
                    hurts: false,
                    then: Callback::from(move |()| send.emit(policy.clone())),
                });
            }
        })
    };
    let stale = action.failure.as_ref().and_then(Failure::code) == Some(ProblemCode::Stale);
    let failure = action.failure.clone().filter(|failure| failure.fields().is_empty());
    let others = form.errors_besides(&POINTERS);
    html! {
        <>
            <Complaint {failure} />
            if stale {
                <div><Button on_click={reload.clone()}>{ t!("action.reload") }</Button></div>
            }
            <div class="form policy">
                { fields(&form) }
                { for others.into_iter().map(|error| html! { <div class="field-error" role="alert">{ error.detail }</div> }) }
            </div>
            <div><Button design={Design::Emphasized} disabled={!form.changed} loading={action.running} on_click={ask}>{ t!("policy.save") }</Button></div>
        </>
    }
}

fn fields(form: &Form<Entry>) -> Html {
    let entry = &form.value;
    let may_witness = Role::ALL.iter().copied().filter(|role| allows(*role, Action::DrawWitness));
    let errors =
        ["commit", "reveal", "entropy"].map(|name| form.error(&format!("/policy/limits/{name}_minutes")));
    let hint = AttrValue::from(t!("limits.empty").into_owned());
    html! {
        <>
            <TextField id="witnesses" label={t!("policy.witnesses").into_owned()} required=true value={entry.witnesses.clone()}
                hint={t!("policy.witnesses_hint").into_owned()} error={form.error("/policy/witnesses")}
                on_input={form.on(|entry: &mut Entry, text| entry.witnesses = text)} />
            <fieldset class="roles">
                <legend>{ t!("policy.roles") }</legend>
                { for may_witness.map(|role| html! {
                    <CheckBox key={role.code()} text={words_of(role)} checked={entry.roles.contains(&role)}
                        on_change={form.on(move |entry: &mut Entry, chosen| entry.choose(role, chosen))} />
                }) }
                if let Some(error) = form.error("/policy/roles") { <div class="field-error" role="alert">{ error }</div> }
            </fieldset>
            <TextField id="policy-entropy" label={t!("policy.entropy").into_owned()} maxlength={Some(500)} value={entry.entropy.clone()}
                hint={t!("policy.entropy_hint").into_owned()} error={form.error("/policy/entropy")}
                on_input={form.on(|entry: &mut Entry, text| entry.entropy = text)} />
            <Field id="two-people" label={t!("policy.people").into_owned()} hint={t!("policy.people_hint").into_owned()}>
                <CheckBox id="two-people" text={t!("policy.two_people").into_owned()} checked={entry.entropy_confirmed}
                    on_change={form.on(|entry: &mut Entry, two| entry.entropy_confirmed = two)} />
            </Field>
            <SelectField id="policy-mode" label={t!("policy.mode").into_owned()} choices={modes()} value={mode_code(entry.mode)}
                hint={t!("policy.mode_hint").into_owned()} error={form.error("/policy/mode")}
                on_change={form.on(|entry: &mut Entry, code: String| entry.mode = mode_of(&code))} />
            <p class="field-hint">{ t!("policy.limits_hint") }</p>
            <LimitFields entry={entry.limits.clone()} {errors} hints={[hint.clone(), hint.clone(), hint]} entropy=true
                on_change={form.on(|entry: &mut Entry, limits| entry.limits = limits)} />
        </>
    }
}

fn words_of(role: Role) -> String {
    roles(&[role])
}
