//! Who is signed in: an access token in memory, renewed by the cookie that scripts cannot read.

use std::cell::RefCell;
use std::rc::Rc;

use contract::identity::{AccessToken, Me, SignIn};
use contract::problem::ProblemCode;
use contract::secret::Secret;
use futures_channel::oneshot;
use gloo_net::http::Method;
use gloo_timers::future::TimeoutFuture;
use yew::Callback;

use super::send::{self, Body};
use super::{Failure, Outcome};

/// How long the server asks to wait when tabs renew a session at once.
const RACE_MILLISECONDS: u32 = 1_100;

/// Where a session stands.
#[derive(Debug, Clone, PartialEq)]
pub enum SessionState {
    /// Whether there is one is being found out.
    Restoring,
    /// Whether there is one cannot be found out now.
    Unreachable(Failure),
    /// Nobody is signed in.
    SignedOut,
    /// Somebody is.
    SignedIn(Rc<Me>),
    /// Somebody was, and must sign in again; what they do waits.
    Ended(Rc<Me>),
}

#[derive(Default)]
struct Inner {
    token: Option<String>,
    me: Option<Rc<Me>>,
    renewing: bool,
    waiting: Vec<oneshot::Sender<String>>,
}

/// A session, shared by all that call.
#[derive(Clone)]
pub struct Session {
    inner: Rc<RefCell<Inner>>,
    changed: Callback<SessionState>,
}

impl PartialEq for Session {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.inner, &other.inner)
    }
}

impl Session {
    /// A session that tells `changed` where it stands.
    #[must_use]
    pub fn new(changed: Callback<SessionState>) -> Self {
        Self { inner: Rc::default(), changed }
    }

    pub(super) fn token(&self) -> Option<String> {
        self.inner.borrow().token.clone()
    }

    /// Goes on with the session that the cookie holds, if there is one.
    pub async fn restore(&self) {
        if !mark::is_set() {
            self.changed.emit(SessionState::SignedOut);
            return;
        }
        let state = match self.refresh().await {
            Ok(token) => self.enter(token).await,
            Err(failure) => Err(failure),
        };
        self.changed.emit(match state {
            Ok(state) => state,
            Err(failure) if is_ended(&failure) => SessionState::SignedOut,
            Err(failure) => SessionState::Unreachable(failure),
        });
    }

    /// Signs in.
    ///
    /// # Errors
    /// When name or password are wrong, or the server is not to be reached.
    pub async fn sign_in(&self, username: String, password: String) -> Outcome<()> {
        let request = SignIn { username, password: Secret::new(password) };
        let body = send::json(&request)?;
        let response = send::once(Method::POST, "/auth/login", None, body, None).await?;
        let AccessToken { access_token, .. } = send::read(send::accept(response).await?).await?;
        let before = self.inner.borrow().me.clone();
        let state = self.enter(access_token.clone()).await?;
        if let (Some(before), SessionState::SignedIn(me)) = (before, &state)
            && before.id != me.id
        {
            // Somebody else: what the other one had open is none of their business.
            reload();
            return Ok(());
        }
        let waiting = std::mem::take(&mut self.inner.borrow_mut().waiting);
        for waiter in waiting {
            // One that gave up needs no token.
            let _ = waiter.send(access_token.clone());
        }
        mark::set();
        self.changed.emit(state);
        Ok(())
    }

    /// Goes on with a new token of the same person.
    pub(super) fn go_on(&self, token: String) {
        self.inner.borrow_mut().token = Some(token);
    }

    /// Signs out, everywhere.
    ///
    /// # Errors
    /// When the server is not to be reached: the cookie would still be good.
    pub async fn sign_out(&self) -> Outcome<()> {
        let leave = async |token: String| {
            send::once(Method::POST, "/auth/logout", None, Body::Empty, Some(&token)).await
        };
        let token = self.token().unwrap_or_default();
        let mut response = leave(token).await?;
        if response.status() == 401 {
            // The token is old, but the cookie may be good: it is what must be taken away.
            match self.refresh().await {
                Ok(token) => response = leave(token).await?,
                Err(failure) if is_ended(&failure) => {
                    self.forget();
                    return Ok(());
                }
                Err(failure) => return Err(failure),
            }
        }
        send::accept(response).await?;
        self.forget();
        Ok(())
    }

    fn forget(&self) {
        mark::remove();
        *self.inner.borrow_mut() = Inner::default();
        self.changed.emit(SessionState::SignedOut);
    }

    /// A new token: of the cookie, or of the next sign-in.
    pub(super) async fn renewed(&self) -> Outcome<String> {
        let (sender, receiver) = oneshot::channel();
        let first = {
            let mut inner = self.inner.borrow_mut();
            inner.waiting.push(sender);
            !std::mem::replace(&mut inner.renewing, true)
        };
        if first {
            self.renew().await;
        }
        receiver.await.map_err(|_| Failure::Offline)
    }

    async fn renew(&self) {
        let outcome = self.refresh().await;
        let mut inner = self.inner.borrow_mut();
        inner.renewing = false;
        match outcome {
            Ok(token) => {
                inner.token = Some(token.clone());
                for waiter in inner.waiting.drain(..) {
                    let _ = waiter.send(token.clone());
                }
            }
            Err(failure) if is_ended(&failure) => {
                if let Some(me) = inner.me.clone() {
                    drop(inner);
                    self.changed.emit(SessionState::Ended(me));
                }
            }
            // A lost network is not the end of the session: those who wait are told to try again.
            Err(_) => inner.waiting.clear(),
        }
    }

    async fn refresh(&self) -> Outcome<String> {
        let ask = async || send::once(Method::POST, "/auth/refresh", None, Body::Empty, None).await;
        let mut response = ask().await?;
        if response.status() == 429 {
            // Several tabs at once: the others have the next cookie in a moment.
            TimeoutFuture::new(RACE_MILLISECONDS).await;
            response = ask().await?;
        }
        let AccessToken { access_token, .. } = send::read(send::accept(response).await?).await?;
        Ok(access_token)
    }

    async fn enter(&self, token: String) -> Outcome<SessionState> {
        let response = send::once(Method::GET, "/auth/me", None, Body::Empty, Some(&token)).await?;
        let me: Rc<Me> = Rc::new(send::read(send::accept(response).await?).await?);
        let mut inner = self.inner.borrow_mut();
        inner.token = Some(token);
        inner.me = Some(me.clone());
        Ok(SessionState::SignedIn(me))
    }
}

/// Scripts cannot see the cookie: a mark tells whether it is worth asking whether it is still good.
mod mark {
    use gloo_storage::{LocalStorage, Storage};

    const KEY: &str = "sunlot.session";

    pub(super) fn is_set() -> bool {
        LocalStorage::get::<bool>(KEY).is_ok()
    }

    pub(super) fn set() {
        // Without storage one signs in again for each page.
        let _ = LocalStorage::set(KEY, true);
    }

    pub(super) fn remove() {
        LocalStorage::delete(KEY);
    }
}

/// Whether a refusal to renew means that one must sign in; anything else passes.
fn is_ended(failure: &Failure) -> bool {
    failure.code() == Some(ProblemCode::Unauthenticated)
}

fn reload() {
    if let Some(window) = web_sys::window() {
        // Fails only where there is no page to load.
        let _ = window.location().reload();
    }
}
