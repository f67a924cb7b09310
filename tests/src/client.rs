//! Those who call the server.

use std::io::{BufRead, BufReader};

use serde_json::{Value, json};
use ureq::Agent;
use ureq::http::Request;

/// What came back.
#[derive(Debug)]
pub struct Answer {
    /// Status.
    pub status: u16,
    /// Its headers: names in lower case.
    headers: Vec<(String, String)>,
    /// The bytes.
    pub content: Vec<u8>,
    /// The body, if it is JSON.
    pub body: Value,
}

impl Answer {
    /// A header, empty when it is missing.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// Status and code of a problem.
    #[must_use]
    pub fn problem(&self) -> (u16, &str) {
        (self.status, self.body["code"].as_str().unwrap_or_default())
    }

    /// Pointers and codes of all wrong fields.
    #[must_use]
    pub fn faults(&self) -> Vec<(&str, &str)> {
        let errors = self.body["errors"].as_array().map(Vec::as_slice).unwrap_or_default();
        errors.iter().filter_map(|one| Some((one["pointer"].as_str()?, one["code"].as_str()?))).collect()
    }

    /// The answer, which must have this status.
    ///
    /// # Panics
    /// When it has another.
    #[must_use]
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        let text = String::from_utf8_lossy(&self.content);
        assert_eq!(self.status, status, "{}", text.chars().take(2000).collect::<String>());
        self
    }

    /// The rows of a page that holds them all.
    ///
    /// # Panics
    /// When it is no such page.
    #[must_use]
    #[track_caller]
    pub fn items(&self) -> &[Value] {
        let items = self.body["items"].as_array().expect("a page");
        assert_eq!(self.body["total"], items.len(), "the page holds all rows");
        items
    }
}

/// Somebody without an account.
pub struct Nobody {
    agent: Agent,
    base: String,
}

impl Nobody {
    pub(crate) fn at(address: &str) -> Self {
        let agent = Agent::config_builder().http_status_as_error(false).build().new_agent();
        Self { agent, base: address.to_owned() }
    }

    /// Reads a path below `/api/v1`.
    ///
    /// # Panics
    /// When the server does not answer.
    #[must_use]
    pub fn get(&self, path: &str) -> Answer {
        self.call("GET", path, &[], Vec::new()).expect("the server answers")
    }

    /// Sends a request; the error is that of a server that went away.
    fn call(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Vec<u8>,
    ) -> Result<Answer, ureq::Error> {
        let request = Request::builder().method(method).uri(format!("{}/api/v1{path}", self.base));
        let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        let mut response = self.agent.run(request.body(body).expect("a request"))?;
        let text = |value: &ureq::http::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
        let headers =
            response.headers().iter().map(|(name, value)| (name.to_string(), text(value))).collect();
        let content = response.body_mut().with_config().limit(u64::MAX).read_to_vec()?;
        let body = serde_json::from_slice(&content).unwrap_or_default();
        Ok(Answer { status: response.status().as_u16(), headers, content, body })
    }
}

/// Somebody who is signed in.
pub struct Client {
    http: Nobody,
    token: String,
}

impl Client {
    /// Signs in.
    pub(crate) fn sign_in(address: &str, name: &str, password: &str) -> Self {
        let http = Nobody::at(address);
        let body = json!({ "username": name, "password": password });
        let typed = [("Content-Type", "application/json")];
        let answer = http.call("POST", "/auth/login", &typed, body.to_string().into_bytes());
        let answer = answer.expect("the server answers").expect(200);
        let token = answer.body["access_token"].as_str().expect("a token");
        let token = format!("Bearer {token}");
        Self { http, token }
    }

    /// Reads.
    ///
    /// # Panics
    /// When the server does not answer.
    #[must_use]
    pub fn get(&self, path: &str) -> Answer {
        self.send("GET", path, None, &Value::Null).expect("the server answers")
    }

    /// Creates something; `null` stands for no body.
    ///
    /// # Panics
    /// When the server does not answer.
    #[must_use]
    pub fn post(&self, path: &str, body: &Value) -> Answer {
        self.try_post(path, body).expect("the server answers")
    }

    /// Creates something on a server that may go away.
    ///
    /// # Errors
    /// When it went away.
    pub fn try_post(&self, path: &str, body: &Value) -> Result<Answer, ureq::Error> {
        self.send("POST", path, None, body)
    }

    /// Uploads a CSV file.
    ///
    /// # Panics
    /// When the server does not answer.
    #[must_use]
    pub fn upload(&self, path: &str, content: Vec<u8>) -> Answer {
        let headers = [("Authorization", self.token.as_str()), ("Content-Type", "text/csv")];
        self.http.call("POST", path, &headers, content).expect("the server answers")
    }

    /// Reads something and acts on what was read: `POST` on a path below it.
    ///
    /// # Panics
    /// When the server does not answer.
    #[must_use]
    pub fn act(&self, path: &str, action: &str, body: &Value) -> Answer {
        self.act_on(&self.etag(path), path, action, body)
    }

    /// Acts on a version that was read before.
    ///
    /// # Panics
    /// When the server does not answer.
    #[must_use]
    pub fn act_on(&self, etag: &str, path: &str, action: &str, body: &Value) -> Answer {
        self.try_act_on(etag, path, action, body).expect("the server answers")
    }

    /// Acts on a version that was read before, on a server that may go away.
    ///
    /// # Errors
    /// When it went away.
    pub fn try_act_on(
        &self,
        etag: &str,
        path: &str,
        action: &str,
        body: &Value,
    ) -> Result<Answer, ureq::Error> {
        self.send("POST", &format!("{path}/{action}"), Some(etag), body)
    }

    /// Replaces a version that was read before.
    ///
    /// # Panics
    /// When the server does not answer.
    #[must_use]
    pub fn put(&self, etag: &str, path: &str, body: &Value) -> Answer {
        self.send("PUT", path, Some(etag), body).expect("the server answers")
    }

    /// The version of something as it stands now.
    ///
    /// # Panics
    /// When it has none.
    #[must_use]
    #[track_caller]
    pub fn etag(&self, path: &str) -> String {
        let etag = self.get(path).expect(200).header("etag").to_owned();
        assert!(!etag.is_empty(), "{path} has a version");
        etag
    }

    /// Follows a job by its events until it ends; answers it.
    ///
    /// # Panics
    /// When the stream ends before the job does.
    #[must_use]
    pub fn follow(&self, job: &Value) -> Value {
        let events = self.get(&format!("/jobs/{}/events", job["id"])).expect(200);
        assert_eq!(events.header("content-type"), "text/event-stream");
        let text = String::from_utf8(events.content).expect("events are UTF-8");
        let last = text.trim_end().rsplit("\n\n").next().expect("an event");
        let data = last.strip_prefix("event: end\ndata: ");
        let data = data.unwrap_or_else(|| panic!("the last event is the end of the job: {text}"));
        serde_json::from_str(data).expect("the job")
    }

    /// Follows a job until it has processed some rows; answers how many.
    ///
    /// # Panics
    /// When it ends before.
    #[must_use]
    pub fn wait_for_progress(&self, job: &Value) -> u64 {
        let uri = format!("{}/api/v1/jobs/{}/events", self.http.base, job["id"]);
        let request = Request::get(uri).header("Authorization", &self.token).body(());
        let response = self.http.agent.run(request.expect("a request")).expect("the server answers");
        let lines = BufReader::new(response.into_body().into_reader()).lines();
        let processed = |line: String| {
            let data: Value = serde_json::from_str(line.strip_prefix("data: ")?).ok()?;
            data["processed"].as_u64().filter(|rows| *rows > 0)
        };
        lines.map_while(Result::ok).find_map(processed).expect("the job makes progress")
    }

    fn send(
        &self,
        method: &str,
        path: &str,
        etag: Option<&str>,
        body: &Value,
    ) -> Result<Answer, ureq::Error> {
        let mut headers = vec![("Authorization", self.token.as_str())];
        headers.extend(etag.map(|etag| ("If-Match", etag)));
        let content = if body.is_null() { Vec::new() } else { body.to_string().into_bytes() };
        if !content.is_empty() {
            headers.push(("Content-Type", "application/json"));
        }
        self.http.call(method, path, &headers, content)
    }
}
