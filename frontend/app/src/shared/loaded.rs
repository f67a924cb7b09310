//! The states that every page has: waiting, failed, not found, not permitted, there.

use std::rc::Rc;

use contract::problem::ProblemCode;
use rust_i18n::t;
use ui::action::Button;
use ui::status::{BusyIndicator, IllustratedMessage, IllustrationDesign, MessageStrip, StripDesign};
use ui::text::{Level, Title};
use yew::prelude::*;

use super::resource::{Loading, Resource};
use crate::client::Failure;

/// What is there, or how far it is.
pub fn loaded<T>(resource: &Resource<T>, show: impl FnOnce(&Rc<T>) -> Html) -> Html {
    match &resource.state {
        Loading::Waiting => html! { <Waiting /> },
        Loading::Failed(failure) => {
            html! { <Failed failure={failure.clone()} retry={resource.reload.clone()} /> }
        }
        Loading::Ready(value) => show(value),
    }
}

/// Something is on its way.
#[component]
pub fn Waiting() -> Html {
    html! {
        <div class="state" aria-busy="true">
            <BusyIndicator active=true delay={Some(300)} text={t!("state.loading").into_owned()} />
        </div>
    }
}

/// Properties of [`Failed`].
#[derive(Properties, Clone, PartialEq)]
pub struct FailedProps {
    /// Why.
    pub failure: Failure,
    /// Asks again.
    pub retry: Callback<()>,
}

/// Something is not to be had, and why.
#[component]
pub fn Failed(props: &FailedProps) -> Html {
    let (picture, title) = match props.failure.code() {
        Some(ProblemCode::Forbidden) => ("NoEntries", t!("state.forbidden")),
        Some(ProblemCode::NotFound) => ("PageNotFound", t!("state.not_found")),
        _ => ("UnableToLoad", t!("state.failed")),
    };
    let hopeless = matches!(props.failure.code(), Some(ProblemCode::Forbidden | ProblemCode::NotFound));
    html! {
        <div class="state" role="alert">
            <IllustratedMessage name={picture} design={IllustrationDesign::Spot} title_text={title.to_string()}
                subtitle_text={props.failure.words()}>
                if hopeless {
                    { whole_page_title(&title) }
                } else {
                    <Button on_click={props.retry.clone()}>{ t!("action.retry") }</Button>
                }
            </IllustratedMessage>
        </div>
    }
}

/// The title of a message that stands in the place of a page.
fn whole_page_title(title: &str) -> Html {
    html! { <Title slot="title" level={Level::H1} size={Level::H4}>{ title }</Title> }
}

/// Properties of [`NotThere`].
#[derive(Properties, Clone, PartialEq)]
pub struct NotThereProps {
    /// What is not to be seen.
    pub title: AttrValue,
    /// What to do about it.
    pub hint: AttrValue,
    /// Where to go.
    pub children: Html,
}

/// A page that is not there, or not for this visitor.
#[component]
pub fn NotThere(props: &NotThereProps) -> Html {
    html! {
        <div class="state" role="alert">
            <IllustratedMessage name="PageNotFound" design={IllustrationDesign::Spot} title_text={props.title.clone()}
                subtitle_text={props.hint.clone()}>
                { whole_page_title(&props.title) }
                { props.children.clone() }
            </IllustratedMessage>
        </div>
    }
}

/// Properties of [`Complaint`].
#[derive(Properties, Clone, PartialEq)]
pub struct ComplaintProps {
    /// Why something was not done.
    pub failure: Option<Failure>,
}

/// Why something was not done, within a form.
#[component]
pub fn Complaint(props: &ComplaintProps) -> Html {
    let Some(failure) = &props.failure else { return Html::default() };
    html! {
        <div role="alert" class="complaint">
            <MessageStrip design={StripDesign::Negative} hide_close_button=true>{ failure.words() }</MessageStrip>
        </div>
    }
}

/// Properties of [`Empty`].
#[derive(Properties, Clone, PartialEq)]
pub struct EmptyProps {
    /// What is missing.
    pub title: AttrValue,
    /// What to do about it.
    #[prop_or_default]
    pub hint: AttrValue,
    /// Buttons that do it.
    #[prop_or_default]
    pub children: Html,
}

/// There is nothing here.
#[component]
pub fn Empty(props: &EmptyProps) -> Html {
    html! {
        <div class="state">
            <IllustratedMessage name="NoData" design={IllustrationDesign::Spot} title_text={props.title.clone()}
                subtitle_text={props.hint.clone()}>
                { props.children.clone() }
            </IllustratedMessage>
        </div>
    }
}
