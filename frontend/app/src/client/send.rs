//! Sending a request: token, language, `If-Match`; one more try after the session was renewed.

use chrono::{DateTime, TimeDelta};
use contract::problem::Problem;
use gloo_net::http::{Method, RequestBuilder, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;
use web_sys::RequestCache;

use super::{Failure, Outcome, Session};
use crate::shared::clock;

/// What a request carries.
#[derive(Clone)]
pub(super) enum Body {
    /// Nothing.
    Empty,
    /// JSON.
    Json(String),
    /// A file as it is.
    File(JsValue),
}

/// Calls the API on behalf of whoever is signed in.
#[derive(Clone, PartialEq)]
pub struct Client {
    session: Session,
}

impl Client {
    /// A client of this session.
    #[must_use]
    pub fn new(session: Session) -> Self {
        Self { session }
    }

    /// The session on whose behalf it calls.
    pub(super) fn session(&self) -> &Session {
        &self.session
    }

    pub(super) async fn get<T: DeserializeOwned>(&self, path: &str) -> Outcome<T> {
        read(self.send(Method::GET, path, None, Body::Empty).await?).await
    }

    /// As [`Client::get`], but never unasked from what the browser keeps of public answers; beside it by how much the server's
    /// clock is ahead of this one.
    pub(super) async fn get_fresh<T: DeserializeOwned>(&self, path: &str) -> Outcome<(T, TimeDelta)> {
        let response = fresh(&format!("/api/v1{path}"), "application/json").await?;
        let told = response.headers().get("Date").and_then(|date| DateTime::parse_from_rfc2822(&date).ok());
        let ahead = told.map(|told| told.to_utc() - clock::now()).unwrap_or_default();
        Ok((read(response).await?, ahead))
    }

    pub(super) async fn list<T: DeserializeOwned>(&self, path: &str, queries: &[&dyn Query]) -> Outcome<T> {
        self.get(&with_query(path, queries)).await
    }

    pub(super) async fn post<T: DeserializeOwned>(&self, path: &str, body: &impl Serialize) -> Outcome<T> {
        read(self.send(Method::POST, path, None, json(body)?).await?).await
    }

    /// An action on a version of something: refused when somebody else was faster.
    pub(super) async fn act<T: DeserializeOwned>(
        &self,
        path: &str,
        version: i64,
        body: &impl Serialize,
    ) -> Outcome<T> {
        read(self.send(Method::POST, path, Some(version), json(body)?).await?).await
    }

    /// An action on a version of something that says all by its name.
    pub(super) async fn order<T: DeserializeOwned>(&self, path: &str, version: i64) -> Outcome<T> {
        read(self.send(Method::POST, path, Some(version), Body::Empty).await?).await
    }

    pub(super) async fn put<T: DeserializeOwned>(
        &self,
        path: &str,
        version: i64,
        body: &impl Serialize,
    ) -> Outcome<T> {
        read(self.send(Method::PUT, path, Some(version), json(body)?).await?).await
    }

    pub(super) async fn upload<T: DeserializeOwned>(&self, path: &str, file: &web_sys::File) -> Outcome<T> {
        read(self.send(Method::POST, path, None, Body::File(file.into())).await?).await
    }

    /// A document's bytes.
    pub(super) async fn bytes(&self, path: &str) -> Outcome<Vec<u8>> {
        let response = self.send(Method::GET, path, None, Body::Empty).await?;
        response.binary().await.map_err(|error| Failure::Unreadable(error.to_string()))
    }

    pub(super) async fn send(
        &self,
        method: Method,
        path: &str,
        version: Option<i64>,
        body: Body,
    ) -> Outcome<Response> {
        self.renewing(async |token| once(method.clone(), path, version, body.clone(), token).await).await
    }

    /// The good response to what `ask` asks with a token, asked once more when the token was old.
    pub(super) async fn renewing(
        &self,
        ask: impl AsyncFn(Option<&str>) -> Outcome<Response>,
    ) -> Outcome<Response> {
        let token = self.session.token();
        let response = ask(token.as_deref()).await?;
        if response.status() != 401 || token.is_none() {
            return accept(response).await;
        }
        // The token is old: renew it, or wait until the visitor has signed in again; then the work goes on.
        let token = self.session.renewed().await?;
        accept(ask(Some(&token)).await?).await
    }
}

/// A request as all begin: what is understood, and on whose behalf.
pub(super) fn request(method: Method, path: &str, accept: &str, token: Option<&str>) -> RequestBuilder {
    let builder = RequestBuilder::new(&format!("/api/v1{path}"))
        .method(method)
        .header("Accept", accept)
        .header("Accept-Language", &rust_i18n::locale());
    match token {
        Some(token) => builder.header("Authorization", &format!("Bearer {token}")),
        None => builder,
    }
}

/// Asks for what is public, past what the browser keeps: it asks whether that still holds.
pub(super) async fn fresh(address: &str, kind: &str) -> Outcome<Response> {
    let builder = RequestBuilder::new(address)
        .cache(RequestCache::NoCache)
        .header("Accept", kind)
        .header("Accept-Language", &rust_i18n::locale());
    accept(builder.send().await.map_err(|_| Failure::Offline)?).await
}

/// One request without a second try.
pub(super) async fn once(
    method: Method,
    path: &str,
    version: Option<i64>,
    body: Body,
    token: Option<&str>,
) -> Outcome<Response> {
    let mut builder = request(method, path, "application/json", token);
    if let Some(version) = version {
        builder = builder.header("If-Match", &format!("\"v{version}\""));
    }
    let request = match body {
        Body::Empty => builder.build(),
        Body::Json(text) => builder.header("Content-Type", "application/json").body(text),
        Body::File(file) => builder.header("Content-Type", "text/csv").body(file),
    };
    let request = request.map_err(|error| Failure::Unreadable(error.to_string()))?;
    request.send().await.map_err(|_| Failure::Offline)
}

/// The response, if it is a good one.
pub(super) async fn accept(response: Response) -> Outcome<Response> {
    if response.ok() {
        return Ok(response);
    }
    let status = response.status();
    match response.json::<Problem>().await {
        Ok(problem) => Err(Failure::Problem(problem)),
        // Not ours: a proxy in between.
        Err(_) if status == 503 || status == 502 || status == 504 => Err(Failure::Offline),
        Err(error) => Err(Failure::Unreadable(format!("{status} {error}"))),
    }
}

pub(super) async fn read<T: DeserializeOwned>(response: Response) -> Outcome<T> {
    let text = response.text().await.map_err(|_| Failure::Offline)?;
    // An answer of nothing is read as null.
    let text = if text.is_empty() { "null" } else { &text };
    serde_json::from_str(text).map_err(|error| Failure::Unreadable(error.to_string()))
}

pub(super) fn json(body: &impl Serialize) -> Outcome<Body> {
    serde_json::to_string(body).map(Body::Json).map_err(|error| Failure::Unreadable(error.to_string()))
}

/// Something that goes into the query part of an address.
pub(super) trait Query {
    /// `name=value&…`; empty when nothing is asked for.
    fn encoded(&self) -> String;
}

impl<T: Serialize> Query for T {
    fn encoded(&self) -> String {
        serde_urlencoded::to_string(self).unwrap_or_default()
    }
}

pub(super) fn with_query(path: &str, queries: &[&dyn Query]) -> String {
    let parts: Vec<_> = queries.iter().map(|query| query.encoded()).filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { path.to_owned() } else { format!("{path}?{}", parts.join("&")) }
}
