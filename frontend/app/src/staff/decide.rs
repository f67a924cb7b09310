//! The decision of whoever approves: approve, asked once more, or refuse with a reason.

use contract::task::Reason;
use futures_util::future::LocalBoxFuture;
use ui::action::{Button, Design};
use yew::prelude::*;

use crate::client::Outcome;
use crate::shared::confirm::{Question, use_confirm};
use crate::shared::loaded::Complaint;
use crate::shared::notice::use_notices;
use crate::shared::reason::ReasonDialog;
use crate::shared::resource::use_action;

/// What was decided.
#[derive(Debug, Clone)]
pub enum Verdict {
    /// As filed.
    Approve,
    /// Not, and why.
    Refuse(Reason),
}

/// Tells the server.
pub type Work = Callback<Verdict, LocalBoxFuture<'static, Outcome<()>>>;

/// The words of one of the two ways.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Way {
    /// The button: the action itself.
    pub action: String,
    /// What is asked.
    pub title: String,
    /// What comes of it.
    pub text: String,
    /// What is said when it is done.
    pub done: String,
}

/// Properties of [`Decide`].
#[derive(Properties, Clone, PartialEq)]
pub struct DecideProps {
    /// Approving.
    pub approve: Way,
    /// Whether approving cannot be undone.
    #[prop_or_default]
    pub hurts: bool,
    /// Refusing.
    pub refuse: Way,
    /// The icon of refusing.
    #[prop_or(AttrValue::Static("decline"))]
    pub icon: AttrValue,
    /// Who will read the reason.
    #[prop_or_default]
    pub hint: AttrValue,
    /// Tells the server.
    pub work: Work,
    /// Hears that it is decided.
    pub on_decided: Callback<()>,
}

/// The two buttons; both ask first.
#[component]
pub fn Decide(props: &DecideProps) -> Html {
    let (confirm, notices) = (use_confirm(), use_notices());
    let (approving, refusing) = (use_action(), use_action());
    let asking = use_state(|| false);
    let done = |words: &str| {
        let (notices, on_decided, words) = (notices.clone(), props.on_decided.clone(), words.to_owned());
        move |()| {
            notices.done(words);
            on_decided.emit(());
        }
    };
    let on_approve = {
        let (approving, work, done) = (approving.clone(), props.work.clone(), done(&props.approve.done));
        let then = Callback::from(move |()| approving.run(work.emit(Verdict::Approve), done.clone()));
        let Way { action, title, text, .. } = props.approve.clone();
        let question = Question { title, text, action, hurts: props.hurts, then };
        Callback::from(move |()| confirm.ask(question.clone()))
    };
    let on_reason = {
        let (refusing, work, done) = (refusing.clone(), props.work.clone(), done(&props.refuse.done));
        Callback::from(move |reason| refusing.run(work.emit(Verdict::Refuse(reason)), done.clone()))
    };
    let set = |to: bool| {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(to))
    };
    let refuse = &props.refuse;
    html! {
        <>
            <Button design={Design::Positive} icon="accept" loading={approving.running} on_click={on_approve}>
                { &props.approve.action }
            </Button>
            <Button design={Design::Negative} icon={&props.icon} on_click={set(true)}>{ &refuse.action }</Button>
            <Complaint failure={approving.failure.clone()} />
            if *asking {
                <ReasonDialog title={refuse.title.clone()} text={refuse.text.clone()} action={refuse.action.clone()}
                    hint={props.hint.clone()} work={refusing.clone()} {on_reason} on_close={set(false)} />
            }
        </>
    }
}
