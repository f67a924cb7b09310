//! 抽取检查人员: the places of a team, who may be drawn, how much one may get.

use domain::Coded;
use domain::task::plan::{DivisionRule, TeamSlot};
use rust_i18n::t;
use ui::action::{Button, Design};
use ui::field::{Labelled, MultiSelectField, NumberField, SelectField};
use ui::text::{Level, Title};
use yew::prelude::*;

use super::draft::Entry;
use super::parts::{Part, StepProps, error, values};
use super::register::labelled;
use crate::shared::form::Form;
use crate::shared::words;

/// Most places of a team.
const MOST: usize = 5;

/// Team, pool and cap.
#[component]
pub fn TeamStep(props: &StepProps) -> Html {
    let StepProps { form, register } = props;
    let add = form.on(|entry, ()| {
        entry.team.push(TeamSlot {
            department: None,
            division: DivisionRule::Any,
            qualifications: Vec::new(),
        });
    });
    let wanted = wanted(props);
    html! {
        <>
            <Part title={t!("wizard.team").into_owned()} hint={t!("wizard.team_hint").into_owned()}>
                if !wanted.is_empty() {
                    <p class="field-hint">{ t!("wizard.team_wanted", names = words::list(&wanted)) }</p>
                }
                if let Some(wrong) = form.error("/plan/team") {
                    <div class="field-error" role="alert">{ wrong }</div>
                }
                <ol class="slots">
                    { for (0..form.value.team.len()).map(|place| slot(props, place)) }
                </ol>
                if form.value.team.len() < MOST {
                    <div><Button icon="add" on_click={add}>{ t!("wizard.slot_add") }</Button></div>
                }
            </Part>
            <Part title={t!("wizard.pool").into_owned()} hint={t!("wizard.pool_hint").into_owned()}>
                <div class="filters">
                    <MultiSelectField id="pool" label={t!("wizard.pool_departments").into_owned()} choices={register.department_choices()}
                        values={values(&form.value.pool)} placeholder={t!("wizard.pool_all").into_owned()} error={error(form, "/plan/pool")}
                        on_change={form.on(|entry, chosen| entry.pool = chosen)} />
                    <NumberField wrong={t!("form.whole_number").into_owned()} id="inspector_cap" label={t!("task.cap").into_owned()} value={form.value.cap}
                        error={error(form, "/plan/inspector_cap")} hint={t!("wizard.cap_hint").into_owned()}
                        on_change={form.on(|entry, cap| entry.cap = cap)} />
                </div>
            </Part>
        </>
    }
}

/// Qualifications that the chosen matters ask for and no place of the team does.
fn wanted(StepProps { form, register }: &StepProps) -> Vec<String> {
    let wanted = form.value.undemanded(register.wanted(&form.value.matters));
    wanted.into_iter().map(str::to_owned).collect()
}

/// Changes one place of the team by what a field tells.
fn on_slot<V: 'static>(form: &Form<Entry>, place: usize, change: fn(&mut TeamSlot, V)) -> Callback<V> {
    form.on(move |entry: &mut Entry, told| {
        if let Some(slot) = entry.team.get_mut(place) {
            change(slot, told);
        }
    })
}

fn slot(StepProps { form, register }: &StepProps, place: usize) -> Html {
    let Some(slot) = form.value.team.get(place) else { return Html::default() };
    let id = |name: &str| format!("team-{place}-{name}");
    let pointer = |name: &str| format!("/plan/team/{place}/{name}");
    let any = labelled("", &t!("wizard.any_department"));
    let departments: Vec<Labelled> = std::iter::once(any).chain(register.department_choices()).collect();
    let rules =
        DivisionRule::ALL.iter().map(|rule| labelled(rule.code(), &words::code("division_rule", *rule)));
    let remove = form.on(move |entry: &mut Entry, ()| {
        if place < entry.team.len() {
            entry.team.remove(place);
        }
    });
    html! {
        <li key={place} class="slot">
            <header>
                <Title level={Level::H3} size={Level::H5}>{ t!("wizard.slot", n = place + 1) }</Title>
                if form.value.team.len() > 2 {
                    <Button design={Design::Transparent} icon="delete" on_click={remove}
                        accessible_name={t!("wizard.slot_remove", n = place + 1).into_owned()} />
                }
            </header>
            <div class="filters">
                <SelectField id={id("department")} label={t!("task.department").into_owned()} choices={departments}
                    value={slot.department.clone().unwrap_or_default()} error={error(form, &pointer("department"))}
                    on_change={on_slot(form, place, |slot, code: String| slot.department = (!code.is_empty()).then_some(code))} />
                <SelectField id={id("division")} label={t!("wizard.division_rule").into_owned()} choices={rules.collect::<Vec<_>>()}
                    value={slot.division.code()} error={error(form, &pointer("division"))}
                    on_change={on_slot(form, place, |slot, code: String| slot.division = DivisionRule::from_code(&code).unwrap_or(DivisionRule::Any))} />
                <MultiSelectField id={id("qualifications")} label={t!("wizard.qualification").into_owned()}
                    choices={register.qualification_choices(&slot.qualifications)} values={values(&slot.qualifications)}
                    placeholder={t!("wizard.no_qualification").into_owned()} error={error(form, &pointer("qualifications"))}
                    on_change={on_slot(form, place, |slot, chosen| slot.qualifications = chosen)} />
            </div>
        </li>
    }
}
