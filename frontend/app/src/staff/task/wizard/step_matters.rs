//! 选择抽查事项: the name of the task and its matters.

use std::rc::Rc;

use contract::matter::Matter;
use rust_i18n::t;
use ui::field::TextField;
use ui::status::{Tag, TagDesign};
use ui::table::{Cell, HeaderCell, HeaderRow, MultiSelection, Overflow, Row, Table};
use yew::prelude::*;

use super::draft::Entry;
use super::parts::{Part, StepProps, error};
use super::register::Register;
use crate::format;
use crate::shared::form::Form;
use crate::shared::loaded::Empty;

/// Name and matters.
#[component]
pub fn MattersStep(StepProps { form, register }: &StepProps) -> Html {
    let search = use_state(String::new);
    let on_search = {
        let search = search.clone();
        Callback::from(move |text: String| search.set(text))
    };
    let wanted = search.trim().to_lowercase();
    let fits = |matter: &&Matter| {
        wanted.is_empty()
            || [&matter.name, &matter.code, &matter.department_name]
                .iter()
                .any(|text| text.to_lowercase().contains(&wanted))
    };
    let shown: Vec<&Matter> = register.matters.iter().filter(fits).collect();
    html! {
        <>
            <TextField id="name" label={t!("task.name").into_owned()} required=true maxlength={Some(200)}
                placeholder={t!("wizard.name_example").into_owned()} value={form.value.name.clone()} error={error(form, "/name")}
                on_input={form.on(|entry, text| entry.name = text)} />
            <Part title={t!("wizard.matters_chosen", n = form.value.matters.len()).into_owned()} hint={t!("wizard.matters_hint").into_owned()}>
                if let Some(wrong) = error(form, "/matters") {
                    <div class="field-error" role="alert">{ wrong }</div>
                }
                if register.matters.is_empty() {
                    <Empty title={t!("wizard.no_matters").into_owned()} hint={t!("wizard.no_matters_hint").into_owned()} />
                } else {
                    <TextField id="search" label={t!("wizard.matters_search").into_owned()} value={(*search).clone()} on_input={on_search} />
                    { table(form, register, &shown) }
                }
            </Part>
        </>
    }
}

fn table(form: &Form<Entry>, register: &Rc<Register>, shown: &[&Matter]) -> Html {
    let register = register.clone();
    let visible: Vec<i64> = shown.iter().map(|matter| matter.id).collect();
    let chosen: Vec<_> = form.value.matters.iter().map(ToString::to_string).collect();
    let on_change = form.on(move |entry: &mut Entry, keys: Vec<String>| {
        let chosen: Vec<i64> = keys.iter().filter_map(|key| key.parse().ok()).collect();
        // The search hides rows; what was chosen among them stays chosen.
        let hidden = entry.matters.iter().copied().filter(|id| !visible.contains(id));
        let mut matters: Vec<_> =
            hidden.chain(chosen.into_iter().filter(|id| visible.contains(id))).collect();
        matters.sort_unstable();
        matters.dedup();
        entry.choose(matters, |matters| register.wanted(matters).into_iter().map(str::to_owned).collect());
    });
    html! {
        <Table accessible_name={t!("task.matters").into_owned()} overflow_mode={Overflow::Popin}
            no_data_text={t!("wizard.matters_none_found").into_owned()}>
            <MultiSelection slot="features" selected={chosen.join(" ")} {on_change} />
            <HeaderRow slot="headerRow">
                <HeaderCell min_width="12rem" importance=10>{ t!("wizard.matter") }</HeaderCell>
                <HeaderCell width="6rem">{ t!("wizard.category") }</HeaderCell>
                <HeaderCell width="6rem">{ t!("wizard.matter_ratio") }</HeaderCell>
                <HeaderCell width="9rem">{ t!("task.department") }</HeaderCell>
                <HeaderCell width="9rem">{ t!("wizard.qualification") }</HeaderCell>
            </HeaderRow>
            { for shown.iter().map(|matter| row(matter)) }
        </Table>
    }
}

fn row(matter: &Matter) -> Html {
    let (design, category) = if matter.category == "key" {
        (TagDesign::Critical, t!("wizard.category_key"))
    } else {
        (TagDesign::Neutral, t!("wizard.category_general"))
    };
    html! {
        <Row key={matter.id} row_key={matter.id.to_string()}>
            <Cell>
                <div><div>{ &matter.name }</div><div class="field-hint">{ &matter.legal_basis }</div></div>
            </Cell>
            <Cell><Tag {design} hide_state_icon=true>{ category }</Tag></Cell>
            <Cell>{ u32::try_from(matter.ratio_ppm).map(format::per_cent).unwrap_or_default() }</Cell>
            <Cell>{ &matter.department_name }</Cell>
            <Cell>{ &matter.qualification }</Cell>
        </Row>
    }
}
