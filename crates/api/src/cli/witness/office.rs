//! The server, as a witness speaks with it.

use std::io::BufRead;

use contract::draw::{Ceremony, Commitment, Reveal};
use contract::identity::{AccessToken, SignIn};
use contract::secret::Secret;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::cli::Failure;
use crate::cli::http::{self, JSON_LIMIT};

/// A server, and somebody who is signed in there.
pub(super) struct Office {
    agent: ureq::Agent,
    base: String,
    token: String,
    /// Name and password, to sign in again when the token is over.
    account: Option<SignIn>,
}

impl Office {
    /// Signs in: with this name and the password on the first line of `input`, or with the token there.
    pub fn new(url: &str, user: Option<&str>, input: &mut impl BufRead) -> Result<Self, Failure> {
        let mut line = String::new();
        input.read_line(&mut line)?;
        let line = line.trim_end_matches(['\r', '\n']).to_owned();
        let account = user.map(|name| SignIn { username: name.to_owned(), password: Secret::new(&line) });
        let mut office = Self {
            agent: http::agent(),
            base: format!("{}/api/v1", url.trim_end_matches('/')),
            token: line,
            account,
        };
        office.sign_in()?;
        Ok(office)
    }

    /// Gets a new token, for those who came with a password.
    fn sign_in(&mut self) -> Result<bool, Failure> {
        let Some(account) = &self.account else { return Ok(false) };
        let url = format!("{}/auth/login", self.base);
        let answer: AccessToken = read(heard(self.agent.post(url).send_json(account))?)?;
        self.token = answer.access_token;
        Ok(true)
    }

    fn bearer(&self) -> String {
        format!("Bearer {}", self.token)
    }

    fn post(&self, path: &str, body: &impl Serialize) -> Result<Ceremony, Failure> {
        let request = self.agent.post(format!("{}{path}", self.base)).header("Authorization", self.bearer());
        read(heard(request.send_json(body))?)
    }

    /// Reads the ceremony of a task.
    pub fn ceremony(&mut self, task: i64) -> Result<Ceremony, Failure> {
        let url = format!("{}/tasks/{task}/ceremony", self.base);
        let ask =
            |office: &Self| heard(office.agent.get(&url).header("Authorization", office.bearer()).call());
        let answer = ask(self)?;
        if answer.status() == 401 && self.sign_in()? {
            return read(ask(self)?);
        }
        read(answer)
    }

    /// Commits.
    pub fn commit(&self, task: i64, round: u32, commitment: &str) -> Result<Ceremony, Failure> {
        let given = Commitment { commitment: commitment.to_owned(), round: Some(round) };
        self.post(&format!("/tasks/{task}/witness"), &given)
    }

    /// Reveals.
    pub fn reveal(&self, task: i64, round: u32, value: &str) -> Result<Ceremony, Failure> {
        let given = Reveal { value: value.to_owned(), round: Some(round) };
        self.post(&format!("/tasks/{task}/reveal"), &given)
    }

    /// The freeze of a round, as everybody can read it: without a token, the server cannot tell who asks.
    pub fn freeze(&self, task: i64, round: u32) -> Result<Vec<u8>, Failure> {
        let url = format!("{}/public/tasks/{task}/draws/{round}/freeze.json", self.base);
        bytes(heard(self.agent.get(url).call())?)
    }
}

/// What a server answers, or why it does not.
fn heard<T>(answer: Result<T, ureq::Error>) -> Result<T, Failure> {
    Ok(answer.map_err(|error| format!("服务器：{}", http::reason(&error)))?)
}

/// What was answered, or in the server's own words why not.
fn read<T: DeserializeOwned>(answer: ureq::http::Response<ureq::Body>) -> Result<T, Failure> {
    serde_json::from_slice(&bytes(answer)?).map_err(|_| "服务器的答复不符合格式，请核对网址".into())
}

fn bytes(mut answer: ureq::http::Response<ureq::Body>) -> Result<Vec<u8>, Failure> {
    let body = answer
        .body_mut()
        .with_config()
        .limit(JSON_LIMIT)
        .read_to_vec()
        .map_err(|error| http::reason(&error))?;
    if answer.status().is_success() {
        return Ok(body);
    }
    let status = answer.status().as_u16();
    let problem: Option<contract::problem::Problem> = serde_json::from_slice(&body).ok();
    let words = problem.map(|problem| {
        let first = problem.errors.into_iter().next().map(|error| error.detail);
        problem.detail.or(first).unwrap_or(problem.title)
    });
    Err(words.unwrap_or_else(|| format!("服务器答复 {status}")).into())
}
