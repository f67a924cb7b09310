//! One user: name, password, whether they may sign in.

use std::rc::Rc;

use contract::identity::{User, UserChange};
use contract::problem::ProblemCode;
use contract::secret::Secret;
use domain::policy::{Action, allows};
use rust_i18n::t;
use ui::action::{Button, Design};
use ui::field::TextField;
use ui::text::{Level, Title};
use yew::prelude::*;

use super::active_tag;
use super::password::PasswordField;
use crate::client::Failure;
use crate::format;
use crate::shared::confirm::{Question, use_confirm};
use crate::shared::form::{Form, use_form};
use crate::shared::loaded::{Complaint, loaded};
use crate::shared::notice::use_notices;
use crate::shared::resource::{use_action, use_resource};
use crate::shared::words;
use crate::staff::directory::use_directory;
use crate::staff::{use_client, use_me};

/// Properties of [`UserPage`].
#[derive(Properties, Clone, PartialEq)]
pub struct UserPageProps {
    /// Key.
    pub id: i64,
}

/// One user.
#[component]
pub fn UserPage(props: &UserPageProps) -> Html {
    let client = use_client();
    let user = use_resource(props.id, move |id| {
        let client = client.clone();
        async move { client.user(id).await }
    });
    let writes = use_me().is_some_and(|me| allows(me.role, Action::UserWrite));
    loaded(&user, |one| {
        html! {
            <>
                <header class="page-head">
                    <Title level={Level::H1} size={Level::H3}>{ &one.display_name }</Title>
                    { active_tag(one.active) }
                </header>
                <Facts user={one.clone()} />
                if writes {
                    // A newer version is filled in anew.
                    <Changes key={one.version.to_string()} user={one.clone()} reload={user.reload.clone()} />
                }
            </>
        }
    })
}

#[derive(Properties, Clone, PartialEq)]
struct FactsProps {
    user: Rc<User>,
}

#[component]
fn Facts(FactsProps { user }: &FactsProps) -> Html {
    let directory = use_directory();
    let department = user.department_id.map_or_else(|| "—".to_owned(), |id| directory.department(id));
    let rows = [
        (t!("user.username"), user.username.clone()),
        (t!("user.role"), words::code("role", user.role)),
        (t!("user.department"), department),
        (t!("user.created_at"), format::time(user.created_at)),
    ];
    html! {
        <dl class="facts">
            { for rows.into_iter().map(|(name, value)| html! { <div><dt>{ name }</dt><dd>{ value }</dd></div> }) }
        </dl>
    }
}

#[derive(Properties, Clone, PartialEq)]
struct ChangesProps {
    user: Rc<User>,
    reload: Callback<()>,
}

#[component]
fn Changes(ChangesProps { user, reload }: &ChangesProps) -> Html {
    let start = UserChange { display_name: Some(user.display_name.clone()), password: None, active: None };
    let name = use_form(|| start);
    let password =
        use_form(|| UserChange { display_name: None, password: Some(Secret::new("")), active: None });
    let action = use_action();
    let (client, confirm, notices) = (use_client(), use_confirm(), use_notices());
    let own = use_me().is_some_and(|me| me.id == user.id);
    {
        let (name, password) = (name.clone(), password.clone());
        use_effect_with(action.failure.clone(), move |failure| {
            if let Some(failure) = failure {
                name.complain(failure);
                password.complain(failure);
            }
        });
    }
    let send = {
        let (action, reload, user) = (action.clone(), reload.clone(), user.clone());
        Callback::from(move |(change, done): (UserChange, String)| {
            let (client, notices, reload, id, version) =
                (client.clone(), notices.clone(), reload.clone(), user.id, user.version);
            action.run(async move { client.change_user(id, version, &change).await }, move |_: User| {
                notices.done(done);
                reload.emit(());
            });
        })
    };
    let save = checked(&name, &send, t!("user.renamed").into_owned());
    let reset = checked(&password, &send, t!("user.reset").into_owned());
    let ask = |question: Question| {
        let confirm = confirm.clone();
        Callback::from(move |()| confirm.ask(question.clone()))
    };
    let stale = action.failure.as_ref().and_then(Failure::code) == Some(ProblemCode::Stale);
    let failure = action.failure.clone().filter(|failure| failure.fields().is_empty());
    html! {
        <>
            <Complaint {failure} />
            if stale {
                <div><Button on_click={reload.clone()}>{ t!("action.reload") }</Button></div>
            }
            <section class="form user-change">
                <Title level={Level::H2} size={Level::H5}>{ t!("user.rename") }</Title>
                <TextField id="display_name" label={t!("user.display_name").into_owned()} required=true
                    maxlength={Some(64)} value={name.value.display_name.clone().unwrap_or_default()}
                    error={name.error("/display_name")}
                    on_input={name.on(|change, text| change.display_name = Some(text))} />
                <div><Button design={Design::Emphasized} disabled={!name.changed} loading={action.running}
                    on_click={save}>{ t!("action.save") }</Button></div>
            </section>
            <section class="form user-change">
                <Title level={Level::H2} size={Level::H5}>{ t!("user.reset_title") }</Title>
                <PasswordField id="password" error={password.error("/password")}
                    value={password.value.password.as_ref().map(|secret| secret.expose().to_owned()).unwrap_or_default()}
                    on_input={password.on(|change, text: String| change.password = Some(Secret::new(text)))} />
                <div><Button disabled={!password.changed || action.running}
                    on_click={ask(reset_question(user, &reset))}>{ t!("user.reset_action") }</Button></div>
            </section>
            <section class="form user-change">
                <Title level={Level::H2} size={Level::H5}>{ t!("user.access") }</Title>
                if own {
                    <p>{ t!("user.own") }</p>
                } else if user.active {
                    <div><Button design={Design::Negative} disabled={action.running}
                        on_click={ask(access_question(user, &send))}>{ t!("user.deactivate") }</Button></div>
                } else {
                    <div><Button disabled={action.running}
                        on_click={ask(access_question(user, &send))}>{ t!("user.activate") }</Button></div>
                }
            </section>
        </>
    }
}

/// Sends what a form holds, once it is well filled in.
fn checked(form: &Form<UserChange>, send: &Callback<(UserChange, String)>, done: String) -> Callback<()> {
    let (form, send) = (form.clone(), send.clone());
    Callback::from(move |()| {
        if form.check() {
            send.emit((form.value.clone(), done.clone()));
        }
    })
}

fn reset_question(user: &User, then: &Callback<()>) -> Question {
    Question {
        title: t!("user.reset_question", name = user.display_name).into_owned(),
        text: t!("user.reset_text", name = user.display_name).into_owned(),
        action: t!("user.reset_action").into_owned(),
        hurts: true,
        then: then.clone(),
    }
}

fn access_question(user: &User, send: &Callback<(UserChange, String)>) -> Question {
    let name = &user.display_name;
    let (title, text, action, done) = if user.active {
        (
            t!("user.deactivate_question", name = name),
            t!("user.deactivate_text", name = name),
            t!("user.deactivate"),
            t!("user.deactivated", name = name),
        )
    } else {
        (
            t!("user.activate_question", name = name),
            t!("user.activate_text", name = name),
            t!("user.activate"),
            t!("user.activated", name = name),
        )
    };
    let (active, done) = (!user.active, done.into_owned());
    Question {
        title: title.into_owned(),
        text: text.into_owned(),
        action: action.into_owned(),
        hurts: user.active,
        then: send.reform(move |()| {
            let change = UserChange { display_name: None, password: None, active: Some(active) };
            (change, done.clone())
        }),
    }
}
