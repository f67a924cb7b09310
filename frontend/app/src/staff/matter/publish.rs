//! A new version of the matter list: chosen from all matters, compared with the one in force, published.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use contract::matter::{Matter, MatterList, NewMatterList};
use rust_i18n::t;
use ui::action::{Button, Design};
use ui::input::CheckBox;
use ui::status::{MessageStrip, StripDesign};
use ui::text::{Level, Title};
use yew::prelude::*;

use super::category_tag;
use crate::shared::confirm::{Question, use_confirm};
use crate::shared::form::{Form, use_form};
use crate::shared::loaded::Complaint;
use crate::shared::notice::use_notices;
use crate::shared::resource::use_action;
use crate::staff::use_client;

/// Properties of [`Publish`].
#[derive(Properties, Clone, PartialEq)]
pub(super) struct PublishProps {
    /// All matters.
    pub(super) matters: Rc<Vec<Matter>>,
    /// Hears whether a list was published.
    pub(super) on_end: Callback<bool>,
}

/// Chooses the matters of the next list.
#[component]
pub(super) fn Publish(PublishProps { matters, on_end }: &PublishProps) -> Html {
    let form = use_form(|| in_force(matters));
    let action = use_action();
    let (client, confirm, notices) = (use_client(), use_confirm(), use_notices());
    let change = Change::between(matters, &form.value);
    let publish = {
        let (form, action, on_end) = (form.clone(), action.clone(), on_end.clone());
        Callback::from(move |()| {
            let (client, notices, form, on_end) =
                (client.clone(), notices.clone(), form.clone(), on_end.clone());
            let list = NewMatterList { matters: form.value.iter().copied().collect() };
            let sent = async move { client.publish_matter_list(&list).await };
            action.run(sent, move |list: MatterList| {
                form.fill(form.value.clone());
                notices.done(t!("matter.published", version = list.version, n = list.matters.len()));
                on_end.emit(true);
            });
        })
    };
    let ask = {
        let question = question(&change, form.value.len(), &publish);
        Callback::from(move |()| confirm.ask(question.clone()))
    };
    let is_same = change.added.is_empty() && change.removed.is_empty();
    let detail = action.failure.as_ref().and_then(|failure| failure.fields().first().cloned());
    html! {
        <>
            <p class="field-hint">{ t!("matter.publish_hint") }</p>
            <Complaint failure={action.failure.clone()} />
            if let Some(error) = detail {
                <div class="field-error" role="alert">{ error.detail }</div>
            }
            { choice(matters, &form) }
            { comparison(&change, is_same, form.value.is_empty()) }
            <div class="page-actions">
                <Button design={Design::Emphasized} disabled={is_same || form.value.is_empty()} loading={action.running}
                    on_click={ask}>{ t!("matter.publish") }</Button>
                <Button design={Design::Transparent} disabled={action.running} on_click={on_end.reform(|()| false)}>
                    { t!("action.cancel") }
                </Button>
            </div>
        </>
    }
}

fn in_force(matters: &[Matter]) -> BTreeSet<i64> {
    matters.iter().filter(|matter| matter.listed).map(|matter| matter.id).collect()
}

/// What a new list changes.
struct Change {
    added: Vec<Matter>,
    removed: Vec<Matter>,
}

impl Change {
    fn between(matters: &[Matter], chosen: &BTreeSet<i64>) -> Self {
        let of = |listed: bool| {
            let changed = matters.iter().filter(|matter| matter.listed == listed);
            changed.filter(|matter| chosen.contains(&matter.id) != listed).cloned().collect()
        };
        Self { added: of(false), removed: of(true) }
    }
}

/// The matters by department, each with a box to tick.
fn choice(matters: &[Matter], form: &Form<BTreeSet<i64>>) -> Html {
    let mut departments: BTreeMap<i64, Vec<&Matter>> = BTreeMap::new();
    for matter in matters {
        departments.entry(matter.department_id).or_default().push(matter);
    }
    let all = matters.iter().map(|matter| matter.id).collect::<BTreeSet<_>>();
    let start = in_force(matters);
    let set = |to: BTreeSet<i64>| form.on(move |chosen, ()| chosen.clone_from(&to));
    html! {
        <>
            <div class="page-actions">
                <Button on_click={set(all)}>{ t!("matter.all") }</Button>
                <Button on_click={set(BTreeSet::new())}>{ t!("matter.none") }</Button>
                <Button on_click={set(start)}>{ t!("matter.as_in_force") }</Button>
            </div>
            { for departments.into_iter().map(|(department, matters)| html! {
                <fieldset key={department} class="matter-choice">
                    <legend>{ matters.first().map(|matter| matter.department_name.clone()) }</legend>
                    { for matters.into_iter().map(|matter| tick(matter, form)) }
                </fieldset>
            }) }
        </>
    }
}

fn tick(matter: &Matter, form: &Form<BTreeSet<i64>>) -> Html {
    let id = matter.id;
    let on_change = form.on(move |chosen, is_chosen: bool| {
        if is_chosen {
            chosen.insert(id);
        } else {
            chosen.remove(&id);
        }
    });
    html! {
        <div key={id} class="matter-tick">
            <CheckBox text={matter.name.clone()} checked={form.value.contains(&id)} {on_change} />
            { category_tag(&matter.category) }
        </div>
    }
}

fn comparison(change: &Change, is_same: bool, is_empty: bool) -> Html {
    let names = |matters: &[Matter]| {
        html! { <ul>{ for matters.iter().map(|matter| html! { <li key={matter.id}>{ &matter.name }</li> }) }</ul> }
    };
    html! {
        <section class="matter-change" aria-live="polite">
            <Title level={Level::H2} size={Level::H5}>{ t!("matter.change") }</Title>
            if is_empty {
                <MessageStrip design={StripDesign::Critical} hide_close_button=true>{ t!("matter.choose_one") }</MessageStrip>
            } else if is_same {
                <p>{ t!("matter.same") }</p>
            }
            if !change.added.is_empty() {
                <p><strong>{ t!("matter.added", n = change.added.len()) }</strong></p>
                { names(&change.added) }
            }
            if !change.removed.is_empty() {
                <p><strong>{ t!("matter.removed", n = change.removed.len()) }</strong></p>
                { names(&change.removed) }
            }
        </section>
    }
}

fn question(change: &Change, chosen: usize, publish: &Callback<()>) -> Question {
    let (added, removed) = (change.added.len(), change.removed.len());
    Question {
        title: t!("matter.confirm_title").into_owned(),
        text: t!("matter.confirm_text", n = chosen, added = added, removed = removed).into_owned(),
        action: t!("matter.confirm_action", n = chosen).into_owned(),
        hurts: true,
        then: publish.clone(),
    }
}
