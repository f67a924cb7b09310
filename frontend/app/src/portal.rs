//! The pages of the public: no sign-in, light, phone first.

mod check;
mod home;
mod log;
mod matter;
mod parts;
mod result;
mod route;
mod shell;
mod statistics;
mod task;

use yew::prelude::*;
use yew_router::prelude::*;

use crate::bridge;
use crate::client::{Client, Session};
use crate::shared::language;

pub use route::Route;

/// All pages of the public.
#[component]
pub fn Portal() -> Html {
    use_effect_with((), |()| bridge::ready());
    let choose_language = Callback::from(|code: String| language::choose(&code));
    let client = use_memo((), |()| Client::new(Session::new(Callback::noop())));
    html! {
        <ContextProvider<Client> context={(*client).clone()}>
        <BrowserRouter>
            <shell::Shell on_language={choose_language}>
                <Switch<Route> render={route::page} />
            </shell::Shell>
        </BrowserRouter>
        </ContextProvider<Client>>
    }
}

/// Calls the API.
#[hook]
pub fn use_client() -> Client {
    use_context().unwrap_or_else(|| Client::new(Session::new(Callback::noop())))
}
