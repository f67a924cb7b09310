//! The end of the unified form: when, who was there, the result, what follows, remarks.

use contract::inspection::TeamMember;
use domain::Coded;
use domain::inspection::{Disposition, ResultCode};
use rust_i18n::t;
use ui::container::Panel;
use ui::field::{DateField, SelectField, TextAreaField};
use ui::input::CheckBox;
use yew::prelude::*;

use super::entry::Entry;
use super::items::choices;
use crate::shared::clock;
use crate::shared::form::Form;

/// Properties of [`Visit`].
#[derive(Properties, Clone, PartialEq)]
pub struct VisitProps {
    /// The team.
    pub team: Vec<TeamMember>,
    /// What is entered.
    pub form: Form<Entry>,
}

/// When it was, and who was there.
#[component]
pub fn Visit(VisitProps { team, form }: &VisitProps) -> Html {
    let error = form.error("/present");
    html! {
        <Panel fixed=true header_text={t!("inspection.visit").into_owned()}>
            <div class="form">
                <DateField id="ended_on" label={t!("inspection.ended_on").into_owned()} required=true
                    value={form.value.ended_on.clone()} max={clock::today().to_string()} error={form.error("/ended_on")}
                    on_change={form.on(|entry: &mut Entry, day| entry.ended_on = day)} />
                <fieldset class="check-item" id="present" tabindex="-1">
                    <legend>{ t!("inspection.present") }</legend>
                    <div class="team">
                        { for team.iter().map(|member| {
                            let id = member.id;
                            let on_change = form.on(move |entry: &mut Entry, there: bool| {
                                entry.present.retain(|present| *present != id);
                                if there {
                                    entry.present.push(id);
                                }
                            });
                            html! {
                                <CheckBox key={id} class="outcome" checked={form.value.present.contains(&id)} {on_change}
                                    text={format!("{}（{}）", member.name, member.certificate_number)} />
                            }
                        }) }
                    </div>
                    if let Some(error) = error {
                        <div class="field-error" role="alert">{ error }</div>
                    } else {
                        <div class="field-hint">{ t!("inspection.present_hint") }</div>
                    }
                </fieldset>
            </div>
        </Panel>
    }
}

/// Properties of [`Closing`].
#[derive(Properties, Clone, PartialEq)]
pub struct ClosingProps {
    /// What is entered.
    pub form: Form<Entry>,
}

/// The result, what follows, remarks.
#[component]
pub fn Closing(ClosingProps { form }: &ClosingProps) -> Html {
    let entry = &form.value;
    let code = |code: Option<&'static str>| code.unwrap_or_default();
    let explained = entry.disposition == Some(Disposition::Other) || !entry.disposition_text.is_empty();
    html! {
        <Panel fixed=true header_text={t!("inspection.outcome").into_owned()}>
            <div class="form">
                <SelectField id="result" label={t!("inspection.result").into_owned()} required=true
                    value={code(entry.result.map(Coded::code))} choices={choices::<ResultCode>("result")}
                    error={form.error("/result")} hint={t!("inspection.result_hint").into_owned()}
                    on_change={form.on(|entry: &mut Entry, code: String| entry.result = Coded::from_code(&code))} />
                <SelectField id="disposition" label={t!("inspection.disposition").into_owned()} required=true
                    value={code(entry.disposition.map(Coded::code))} choices={choices::<Disposition>("disposition")}
                    error={form.error("/disposition")}
                    on_change={form.on(|entry: &mut Entry, code: String| entry.disposition = Coded::from_code(&code))} />
                if explained || entry.disposition.is_some_and(|disposition| disposition != Disposition::None) {
                    <TextAreaField id="disposition_text" label={t!("inspection.disposition_text").into_owned()}
                        required={entry.disposition == Some(Disposition::Other)} rows={Some(2)}
                        value={entry.disposition_text.clone()} error={form.error("/disposition_text")}
                        on_input={form.on(|entry: &mut Entry, text| entry.disposition_text = text)} />
                }
                <div class="remark-public">
                    <TextAreaField id="remark" label={t!("inspection.remark").into_owned()} rows={Some(3)}
                        value={entry.remark.clone()} error={form.error("/remark")}
                        hint={t!("inspection.remark_hint").into_owned()}
                        on_input={form.on(|entry: &mut Entry, text| entry.remark = text)} />
                </div>
                <div class="remark-internal">
                    <TextAreaField id="internal_remark" label={t!("inspection.internal_remark").into_owned()} rows={Some(3)}
                        value={entry.internal_remark.clone()} error={form.error("/internal_remark")}
                        hint={t!("inspection.internal_remark_hint").into_owned()}
                        on_input={form.on(|entry: &mut Entry, text| entry.internal_remark = text)} />
                </div>
            </div>
        </Panel>
    }
}
