//! What stands around the steps of the wizard.

use std::rc::Rc;

use contract::task::Task;
use rust_i18n::t;
use ui::action::{Button, Design};
use ui::status::{MessageStrip, StripDesign};
use ui::text::{Level, Title};
use yew::prelude::*;
use yew_router::prelude::*;

use super::step::Step;
use crate::staff::Route;

/// Properties of [`Head`].
#[derive(Properties, Clone, PartialEq)]
pub struct HeadProps {
    /// The draft; none for a new one.
    pub task: Option<Rc<Task>>,
    /// Whether something is not saved.
    pub changed: bool,
}

/// The name of the draft, and whether it is saved.
#[component]
pub fn Head(HeadProps { task, changed }: &HeadProps) -> Html {
    html! {
        <header class="page-head">
            <div>
                if let Some(task) = task {
                    <p class="over-title"><Link<Route> to={Route::Task { id: task.id }}>{ &task.number }</Link<Route>></p>
                }
                <Title level={Level::H1} size={Level::H3}>
                    { task.as_ref().map_or_else(|| t!("wizard.title").into_owned(), |task| task.name.clone()) }
                </Title>
            </div>
            <span class="field-hint" role="status">
                { if *changed { t!("wizard.unsaved") } else if task.is_some() { t!("wizard.all_saved") } else { "".into() } }
            </span>
        </header>
    }
}

/// Properties of [`Strip`].
#[derive(Properties, Clone, PartialEq)]
pub struct StripProps {
    /// What to know.
    pub text: AttrValue,
    /// What can be done.
    pub action: AttrValue,
    /// Does it.
    pub on_click: Callback<()>,
    /// What else can be done.
    #[prop_or_default]
    pub children: Html,
}

/// Something to know, and what can be done about it.
#[component]
pub fn Strip(props: &StripProps) -> Html {
    html! {
        <div class="strip" role="alert">
            <MessageStrip design={StripDesign::Critical} hide_close_button=true>{ &props.text }</MessageStrip>
            <Button on_click={props.on_click.clone()}>{ &props.action }</Button>
            { props.children.clone() }
        </div>
    }
}

/// Properties of [`Foot`].
#[derive(Properties, Clone, PartialEq)]
pub struct FootProps {
    /// The present step.
    pub step: Step,
    /// Whether it is being saved.
    pub saving: bool,
    /// Whether the server does not have it yet.
    pub is_new: bool,
    /// Whether something is not saved.
    pub changed: bool,
    /// Goes to a step; saves first.
    pub on_go: Callback<Step>,
}

/// Back, save, next.
#[component]
pub fn Foot(props: &FootProps) -> Html {
    let to = |step: Step| props.on_go.reform(move |()| step);
    html! {
        <footer class="wizard-foot">
            if let Some(before) = props.step.before() {
                <Button on_click={to(before)}>{ t!("wizard.before") }</Button>
            }
            if props.changed && !props.is_new {
                <Button loading={props.saving} on_click={to(props.step)}>{ t!("wizard.save") }</Button>
            }
            if let Some(after) = props.step.after() {
                <Button design={Design::Emphasized} loading={props.saving} on_click={to(after)}>{ t!("wizard.after") }</Button>
            }
        </footer>
    }
}
