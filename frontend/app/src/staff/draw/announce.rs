//! The clerk announces a round: when its result is published, and by when what must happen.

use std::rc::Rc;

use contract::problem::FieldError;
use contract::round::AnnounceRequest;
use domain::draw::freeze::Mode;
use domain::draw::policy::{DrawPolicy, TimeLimits};
use rust_i18n::t;
use ui::action::{Button, Design};
use ui::field::{Labelled, SelectField};
use yew::prelude::*;

use super::live::then_read;
use super::standing::Standing;
use super::terms::{demanded, mode};
use crate::shared::confirm::{Question, use_confirm};
use crate::shared::form::{Form, use_form};
use crate::shared::limits::{LimitFields, LimitsEntry, in_words};
use crate::shared::loaded::Complaint;
use crate::shared::notice::use_notices;
use crate::shared::resource::use_action;
use crate::staff::use_client;

/// Properties of [`Announce`].
#[derive(Properties, Clone, PartialEq)]
pub struct AnnounceProps {
    /// Key of the task.
    pub task: i64,
    /// How the ceremony stands.
    pub standing: Rc<Standing>,
    /// What the department demands.
    pub policy: Rc<DrawPolicy>,
    /// Reads it again.
    pub refresh: Callback<()>,
}

/// What the clerk enters.
#[derive(Debug, Clone, PartialEq)]
struct Entry {
    mode: Mode,
    limits: LimitsEntry,
}

impl Entry {
    /// The request, held to the department's policy as the server will hold it.
    fn to_request(&self, policy: &DrawPolicy) -> Result<AnnounceRequest, Vec<FieldError>> {
        let limits = self.limits.read("/limits")?;
        let faults = policy.limits_with(limits).err().unwrap_or_default();
        let errors: Vec<_> = faults
            .into_iter()
            .map(|fault| FieldError {
                pointer: fault.pointer,
                code: fault.code.to_owned(),
                detail: fault.detail.to_owned(),
            })
            .collect();
        if errors.is_empty() { Ok(AnnounceRequest { mode: Some(self.mode), limits }) } else { Err(errors) }
    }
}

/// The form of an announcement.
#[component]
pub fn Announce(props: &AnnounceProps) -> Html {
    let (client, confirm, notices) = (use_client(), use_confirm(), use_notices());
    let form = use_form(|| Entry { mode: props.policy.mode, limits: LimitsEntry::default() });
    let action = use_action();
    {
        let form = form.clone();
        use_effect_with(action.failure.clone(), move |failure| {
            if let Some(failure) = failure {
                form.complain(failure);
            }
        });
    }
    let send = {
        let (action, form, props) = (action.clone(), form.clone(), props.clone());
        Callback::from(move |request: AnnounceRequest| {
            let (client, id, version) = (client.clone(), props.task, props.standing.ceremony.version);
            let (refresh, notices, form) = (props.refresh.clone(), notices.clone(), form.clone());
            action.run(
                then_read(async move { client.announce(id, version, &request).await }, refresh),
                move |_| {
                    // What was entered is said: nothing is unsaved.
                    form.fill(form.value.clone());
                    notices.done(t!("draw.is_announced"));
                },
            );
        })
    };
    let ask = {
        let (form, props) = (form.clone(), props.clone());
        Callback::from(move |()| match form.value.to_request(&props.policy) {
            Err(errors) => form.show(errors),
            Ok(request) => {
                form.show(Vec::new());
                confirm.ask(question(&props, &request, &send));
            }
        })
    };
    let failure = action.failure.clone().filter(|failure| failure.fields().is_empty());
    let asks_value = props.standing.ceremony.entropy.is_some();
    let due = if props.policy.limits.is_none() {
        t!("draw.announce_optional")
    } else {
        t!("draw.announce_required")
    };
    html! {
        <>
            <p>{ t!("draw.announce_explained") }{ due }</p>
            <Complaint {failure} />
            <div class="filters">
                <SelectField id="mode" label={t!("draw.mode").into_owned()} choices={modes()} value={code(form.value.mode)}
                    hint={t!("draw.mode_hint").into_owned()} error={form.error("/mode")}
                    on_change={form.on(|entry, code: String| entry.mode = of_code(&code))} />
            </div>
            <LimitFields entry={form.value.limits.clone()} errors={errors(&form)} hints={hints(props.policy.limits)}
                entropy={asks_value} on_change={form.on(|entry, limits| entry.limits = limits)} />
            <div>
                <Button design={Design::Emphasized} icon="marketing-campaign" loading={action.running} on_click={ask}>{ t!("draw.announce") }</Button>
            </div>
        </>
    }
}

fn question(props: &AnnounceProps, request: &AnnounceRequest, send: &Callback<AnnounceRequest>) -> Question {
    let own = props.policy.limits_with(request.limits).unwrap_or_default();
    let request = request.clone();
    Question {
        title: t!("draw.announce_ask", n = props.standing.ceremony.round).into_owned(),
        text: t!(
            "draw.announce_text",
            mode = mode(request.mode.unwrap_or(props.policy.mode)),
            limits = in_words(own),
            witnesses = demanded(props.standing.ceremony.witnesses, &props.policy.roles)
        )
        .into_owned(),
        action: t!("draw.announce").into_owned(),
        hurts: false,
        then: send.reform(move |()| request.clone()),
    }
}

fn errors(form: &Form<Entry>) -> [Option<AttrValue>; 3] {
    ["/limits/commit_minutes", "/limits/reveal_minutes", "/limits/entropy_minutes"]
        .map(|pointer| form.error(pointer))
}

/// What holds where the clerk enters nothing.
fn hints(limits: TimeLimits) -> [AttrValue; 3] {
    [limits.commit_minutes, limits.reveal_minutes, limits.entropy_minutes].map(|minutes| match minutes {
        Some(n) => t!("limits.at_most", n = n).into_owned().into(),
        None => t!("limits.empty").into_owned().into(),
    })
}

/// The modes to choose from.
pub fn modes() -> Vec<Labelled> {
    let labelled = |one: Mode| Labelled { value: code(one).into(), text: mode(one).into() };
    [Mode::Open, Mode::Sealed].map(labelled).into()
}

/// The code of a mode.
#[must_use]
pub fn code(mode: Mode) -> &'static str {
    match mode {
        Mode::Open => "open",
        Mode::Sealed => "sealed",
    }
}

/// The mode of a code.
#[must_use]
pub fn of_code(text: &str) -> Mode {
    if text == code(Mode::Sealed) { Mode::Sealed } else { Mode::Open }
}

#[cfg(test)]
mod tests;
