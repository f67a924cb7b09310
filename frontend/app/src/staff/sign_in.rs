//! Signing in, and signing in again over a page that must not be lost.

use std::rc::Rc;

use contract::identity::Me;
use rust_i18n::t;
use ui::action::{Button, Design};
use ui::container::{Bar, BarDesign, Dialog};
use ui::field::TextField;
use ui::input::InputType;
use ui::text::{Level, Title};
use yew::prelude::*;

use crate::bridge;
use crate::client::{Failure, Session};
use crate::shared::language;
use crate::shared::loaded::Complaint;
use crate::shared::resource::{Action, use_action};

/// What is entered, and the button's work.
struct Entry {
    username: UseStateHandle<String>,
    password: UseStateHandle<String>,
    action: Action,
    /// Whether it was sent with something missing.
    lacking: UseStateHandle<bool>,
    submit: Callback<()>,
}

#[hook]
fn use_entry(username: String) -> Entry {
    let session = use_context::<Session>();
    let username = use_state(|| username);
    let password = use_state(String::new);
    let action = use_action();
    let lacking = use_state(|| false);
    let submit = {
        let (username, password, action) = (username.clone(), password.clone(), action.clone());
        let lacking = lacking.clone();
        Callback::from(move |()| {
            let Some(session) = session.clone() else { return };
            let empty = username.is_empty() || password.is_empty();
            lacking.set(empty);
            if empty {
                return;
            }
            let (name, secret) = ((*username).clone(), (*password).clone());
            let password = password.clone();
            action.run(
                async move {
                    let outcome = session.sign_in(name, secret).await;
                    if matches!(outcome, Err(Failure::Problem(_))) {
                        password.set(String::new());
                    }
                    outcome
                },
                |()| (),
            );
        })
    };
    Entry { username, password, action, lacking, submit }
}

fn set(state: &UseStateHandle<String>) -> Callback<String> {
    let state = state.clone();
    Callback::from(move |text| state.set(text))
}

fn missing(entry: &Entry, text: &str, words: &str) -> Option<AttrValue> {
    (*entry.lacking && text.is_empty()).then(|| words.to_owned().into())
}

/// Enter in a field is the button.
fn on_enter(submit: &Callback<()>) -> Callback<KeyboardEvent> {
    let submit = submit.clone();
    Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Enter" {
            submit.emit(());
        }
    })
}

/// Properties of [`SignInPage`].
#[derive(Properties, Clone, PartialEq)]
pub struct SignInPageProps {
    /// Shows another language.
    pub on_language: Callback<String>,
}

/// Signing in.
#[component]
pub fn SignInPage(props: &SignInPageProps) -> Html {
    let entry = use_entry(String::new());
    use_effect_with((), |()| bridge::show_page(&t!("session.sign_in"), &t!("product"), false, false));
    let others = language::LANGUAGES.iter().filter(|(code, _)| *code != language::current());
    html! {
        <main class="sign-in">
            <div class="sign-in-box" onkeydown={on_enter(&entry.submit)}>
                <hgroup class="sign-in-head">
                    <Title level={Level::H1} size={Level::H2}>{ t!("session.product") }</Title>
                    <p>{ t!("session.product_about") }</p>
                </hgroup>
                <Complaint failure={entry.action.failure.clone().filter(|_| !*entry.lacking)} />
                <TextField id="username" label={t!("session.username").into_owned()} required=true
                    value={(*entry.username).clone()} on_input={set(&entry.username)}
                    error={missing(&entry, &entry.username, &t!("session.username_required"))} />
                <TextField id="password" label={t!("session.password").into_owned()} required=true
                    kind={InputType::Password} value={(*entry.password).clone()} on_input={set(&entry.password)}
                    error={missing(&entry, &entry.password, &t!("session.password_required"))} />
                <Button design={Design::Emphasized} loading={entry.action.running} on_click={entry.submit.clone()}>
                    { t!("session.sign_in") }
                </Button>
                <div class="sign-in-foot">
                    <a href="/">{ t!("session.portal") }</a>
                    { for others.map(|(code, name)| {
                        let on_click = props.on_language.reform(move |()| (*code).to_owned());
                        html! { <Button key={*code} design={Design::Transparent} icon="globe" {on_click}>{ *name }</Button> }
                    }) }
                </div>
            </div>
        </main>
    }
}

/// Properties of [`SignInAgain`].
#[derive(Properties, Clone, PartialEq)]
pub struct SignInAgainProps {
    /// Who was signed in.
    pub me: Rc<Me>,
}

/// Signing in again: the page beneath stays as it is, and what it was doing goes on.
#[component]
pub fn SignInAgain(props: &SignInAgainProps) -> Html {
    let entry = use_entry(props.me.username.clone());
    let leave = Callback::from(|()| {
        if let Some(window) = web_sys::window() {
            // Fails only where there is no page to load.
            let _ = window.location().reload();
        }
    });
    html! {
        <Dialog open=true header_text={t!("session.ended").into_owned()}>
            <div class="form" onkeydown={on_enter(&entry.submit)}>
                <p class="question">{ t!("session.ended_text") }</p>
                <Complaint failure={entry.action.failure.clone().filter(|_| !*entry.lacking)} />
                <TextField id="again-username" label={t!("session.username").into_owned()} disabled=true
                    value={(*entry.username).clone()} />
                <TextField id="again-password" label={t!("session.password").into_owned()} required=true
                    kind={InputType::Password} value={(*entry.password).clone()} on_input={set(&entry.password)}
                    error={missing(&entry, &entry.password, &t!("session.password_required"))} />
            </div>
            <Bar slot="footer" design={BarDesign::Footer}>
                <Button slot="endContent" design={Design::Emphasized} loading={entry.action.running}
                    on_click={entry.submit.clone()}>
                    { t!("session.sign_in") }
                </Button>
                <Button slot="endContent" design={Design::Transparent} on_click={leave}>
                    { t!("session.ended_leave") }
                </Button>
            </Bar>
        </Dialog>
    }
}
