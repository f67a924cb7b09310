//! Who is signed in: an access token in memory, renewed by the cookie that scripts cannot read.

use std::cell::RefCell;
use std::rc::Rc;

use contract::identity::{AccessToken, Me, SignIn};
use contract::secret::Secret;
use futures_channel::oneshot;
use gloo_net::http::Method;
use yew::Callback;

use super::send::{self, Body};
use super::{Failure, Outcome};

/// Where a session stands.
#[derive(Debug, Clone, PartialEq)]
pub enum SessionState {
    /// Whether there is one is being found out.
    Restoring,
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
        let state = match self.refresh().await {
            Ok(token) => self.enter(token).await.unwrap_or(SessionState::SignedOut),
            Err(_) => SessionState::SignedOut,
        };
        self.changed.emit(state);
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
        self.changed.emit(state);
        Ok(())
    }

    /// Signs out, everywhere.
    ///
    /// # Errors
    /// When the server is not to be reached: the cookie would still be good.
    pub async fn sign_out(&self) -> Outcome<()> {
        let token = self.token();
        let response = send::once(Method::POST, "/auth/logout", None, Body::Empty, token.as_deref()).await?;
        // 401: it had ended already.
        if response.status() != 401 {
            send::accept(response).await?;
        }
        *self.inner.borrow_mut() = Inner::default();
        self.changed.emit(SessionState::SignedOut);
        Ok(())
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
        receiver.await.map_err(|_| send::unauthenticated())
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
            // A lost network is not the end of the session.
            Err(Failure::Offline | Failure::Unreadable(_)) => inner.waiting.clear(),
            Err(Failure::Problem(_)) => {
                if let Some(me) = inner.me.clone() {
                    drop(inner);
                    self.changed.emit(SessionState::Ended(me));
                }
            }
        }
    }

    async fn refresh(&self) -> Outcome<String> {
        let response = send::once(Method::POST, "/auth/refresh", None, Body::Empty, None).await?;
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

fn reload() {
    if let Some(window) = web_sys::window() {
        // Fails only where there is no page to load.
        let _ = window.location().reload();
    }
}
