//! The pages of the staff, behind sign-in.

mod account;
mod approval;
mod audit;
mod conditions;
mod decide;
mod department;
mod directory;
mod disclosure;
mod draw;
mod filing;
mod home;
mod import;
mod inspection;
mod inspector;
mod matter;
mod object;
mod recusal;
mod route;
mod shell;
mod sign_in;
mod stage;
mod strike;
mod substitution;
mod summary;
mod tags;
mod task;
mod team;
mod todo;
mod transfer;
mod user;

use contract::identity::Me;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew_router::prelude::*;

use crate::bridge;
use crate::client::{Client, Session, SessionState};
use crate::shared::confirm::ConfirmProvider;
use crate::shared::language;
use crate::shared::loaded::{Failed, Waiting};
use crate::shared::notice::NoticeProvider;

pub(crate) use audit::ACTIONS as AUDIT_ACTIONS;
#[cfg(test)]
pub(crate) use audit::RESOURCES as AUDIT_RESOURCES;
pub use route::Route;

/// All pages of the staff.
#[component]
pub fn Staff() -> Html {
    let state = use_state(|| SessionState::Restoring);
    let session = {
        let state = state.clone();
        use_memo((), move |()| Session::new(Callback::from(move |new| state.set(new))))
    };
    {
        let session = session.clone();
        use_effect_with((), move |()| {
            spawn_local(async move {
                session.restore().await;
                bridge::ready();
            });
        });
    }
    let client = Client::new((*session).clone());
    let choose_language = Callback::from(|code: String| language::choose(&code));
    html! {
        <ContextProvider<Client> context={client}>
        <ContextProvider<Session> context={(*session).clone()}>
            <div class="root">
                { pages(&state, &session, &choose_language) }
            </div>
        </ContextProvider<Session>>
        </ContextProvider<Client>>
    }
}

fn pages(state: &SessionState, session: &Rc<Session>, on_language: &Callback<String>) -> Html {
    match state {
        SessionState::Unreachable(failure) => {
            let session = session.clone();
            let retry = Callback::from(move |()| {
                let session = session.clone();
                spawn_local(async move { session.restore().await });
            });
            html! { <main class="page"><Failed failure={failure.clone()} {retry} /></main> }
        }
        SessionState::Restoring => html! { <Waiting /> },
        SessionState::SignedOut => html! { <sign_in::SignInPage {on_language} /> },
        SessionState::SignedIn(me) => signed_in(me, None, on_language),
        SessionState::Ended(me) => signed_in(me, Some(me), on_language),
    }
}

/// The pages stay as they are while the visitor signs in again: nothing entered is lost.
fn signed_in(me: &Rc<Me>, ended: Option<&Rc<Me>>, on_language: &Callback<String>) -> Html {
    html! {
        <ContextProvider<Rc<Me>> context={me.clone()}>
        <NoticeProvider>
        <ConfirmProvider>
        <BrowserRouter>
            <shell::Shell {on_language}>
                <Switch<Route> render={route::page} />
            </shell::Shell>
            if let Some(me) = ended {
                <sign_in::SignInAgain me={me.clone()} />
            }
        </BrowserRouter>
        </ConfirmProvider>
        </NoticeProvider>
        </ContextProvider<Rc<Me>>>
    }
}

/// Calls the API.
#[hook]
pub fn use_client() -> Client {
    use_context().unwrap_or_else(|| Client::new(Session::new(Callback::noop())))
}

/// Who is signed in.
#[hook]
pub fn use_me() -> Option<Rc<Me>> {
    use_context()
}
