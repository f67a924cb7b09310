//! Why a call did not do what it should.

use contract::problem::{FieldError, Problem, ProblemCode};
use rust_i18n::t;
use wasm_bindgen::JsValue;

/// Why a call did not do what it should.
#[derive(Debug, Clone, PartialEq)]
pub enum Failure {
    /// The server says why.
    Problem(Problem),
    /// The server cannot be reached.
    Offline,
    /// The answer is not what it should be.
    Unreadable(String),
}

impl Failure {
    /// Of what JavaScript threw.
    #[must_use]
    pub fn unreadable(error: JsValue) -> Self {
        Self::Unreadable(js_sys::Object::from(error).to_string().into())
    }

    /// The code, if the server gave one.
    #[must_use]
    pub fn code(&self) -> Option<ProblemCode> {
        match self {
            Self::Problem(problem) => Some(problem.code),
            Self::Offline | Self::Unreadable(_) => None,
        }
    }

    /// Every wrong field.
    #[must_use]
    pub fn fields(&self) -> &[FieldError] {
        match self {
            Self::Problem(problem) => &problem.errors,
            Self::Offline | Self::Unreadable(_) => &[],
        }
    }

    /// What happened and what to do, in one sentence or two.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Problem(problem) => {
                let mut words = problem.title.clone();
                let detail = problem.detail.as_ref().filter(|detail| !words.contains(detail.as_str()));
                if let Some(detail) = detail {
                    // What the detail says again is said once.
                    let again = detail.contains(&words);
                    words = if again { detail.clone() } else { crate::shared::words::pair(&words, detail) };
                }
                match &problem.request_id {
                    Some(id) if problem.code == ProblemCode::Internal => {
                        format!("{words}{}", t!("failure.request", id = id))
                    }
                    _ => words,
                }
            }
            Self::Offline => t!("failure.offline").into_owned(),
            Self::Unreadable(why) => t!("failure.unreadable", why = why).into_owned(),
        }
    }
}
