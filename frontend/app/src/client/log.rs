//! The public log: asked of the server, checked here.

use chrono::{DateTime, Utc};
use contract::check::log::{LogAnswer, LogHandover, LogHead, LogQuestion, LogSignature};
use contract::log::{ConsistencyProof, InclusionProof, LogEvent, LogEventQuery, LogKey};
use contract::page::{Page, PageQuery};
use rust_i18n::t;

use super::send::{fresh, with_query};
use super::{Client, Failure, Outcome};
use crate::bridge;
use crate::shared::clock;

/// A checkpoint that this browser has checked.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckedHead {
    /// What it says.
    pub head: LogHead,
    /// The signed note as it was received.
    pub note: String,
    /// Whose signatures hold.
    pub signatures: Vec<LogSignature>,
    /// The keys that the server publishes, oldest first.
    pub keys: Vec<LogKey>,
    /// How those that were replaced handed over; one that is not believed, or whose log is not this one's beginning, has a reason.
    pub handovers: Vec<LogHandover>,
    /// When it was received, by this clock.
    pub at: DateTime<Utc>,
}

/// What holds, or why it is not believed, in Chinese.
pub type Believed<T> = Result<T, String>;

/// Asks the verifier in this browser.
async fn ask(question: &LogQuestion) -> Outcome<LogAnswer> {
    bridge::load_verifier().await.map_err(|_| Failure::Offline)?;
    let question = serde_json::to_string(question).map_err(|error| Failure::Unreadable(error.to_string()))?;
    let answer = bridge::check_log(&question).map_err(Failure::unreadable)?;
    serde_json::from_str(&answer).map_err(|error| Failure::Unreadable(error.to_string()))
}

impl Client {
    /// The log's checkpoint, its signature checked here.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn log_head(&self) -> Outcome<Believed<CheckedHead>> {
        let response = fresh("/log/checkpoint", "text/plain").await?;
        let note = response.text().await.map_err(|_| Failure::Offline)?;
        let (keys, _): (Vec<LogKey>, _) = self.get_fresh("/public/log/keys").await?;
        let question = LogQuestion::Head { note, keys };
        let answer = ask(&question).await?;
        let LogQuestion::Head { note, keys } = question else { return Err(unexpected()) };
        let (head, signatures, mut handovers) = match answer {
            LogAnswer::Head { head, signatures, handovers } => (head, signatures, handovers),
            LogAnswer::Refused { reason } => return Ok(Err(reason)),
            LogAnswer::Inclusion { .. } | LogAnswer::Growth { .. } => return Err(unexpected()),
        };
        for one in &mut handovers {
            let Some(last) = &one.head else { continue };
            one.reason = self.log_growth(last, &head).await?.err();
        }
        Ok(Ok(CheckedHead { head, note, signatures, keys, handovers, at: clock::now() }))
    }

    /// Whether the log only grew between two checkpoints, proved by the server and checked here.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn log_growth(&self, earlier: &LogHead, later: &LogHead) -> Outcome<Believed<()>> {
        let needs_proof = 0 < earlier.size && earlier.size < later.size && earlier.origin == later.origin;
        let path = if needs_proof {
            let path = format!("/public/log/consistency?first={}&second={}", earlier.size, later.size);
            self.get::<ConsistencyProof>(&path).await?.path
        } else {
            Vec::new()
        };
        match ask(&LogQuestion::Growth { earlier: earlier.clone(), later: later.clone(), path }).await? {
            LogAnswer::Growth { sound: true, .. } => Ok(Ok(())),
            LogAnswer::Growth { label: reason, .. } | LogAnswer::Refused { reason } => Ok(Err(reason)),
            LogAnswer::Head { .. } | LogAnswer::Inclusion { .. } => Err(unexpected()),
        }
    }

    /// An entry with its proof under this checkpoint, and the entry's hash where the proof holds.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn log_entry(&self, index: u64, head: &LogHead) -> Outcome<(InclusionProof, Believed<String>)> {
        let path = format!("/public/log/inclusion?index={index}&size={}", head.size);
        let proof: InclusionProof = self.get(&path).await?;
        let believed = match ask(&LogQuestion::Inclusion { proof: proof.clone(), head: head.clone() }).await?
        {
            LogAnswer::Inclusion { .. } if proof.index != index => {
                Err(t!("log.other_entry", n = proof.index).into_owned())
            }
            LogAnswer::Inclusion { leaf_hash } => Ok(leaf_hash),
            LogAnswer::Refused { reason } => Err(reason),
            LogAnswer::Head { .. } | LogAnswer::Growth { .. } => return Err(unexpected()),
        };
        Ok((proof, believed))
    }

    /// Events of draws in the log, the newest first.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn log_events(&self, query: &LogEventQuery, page: PageQuery) -> Outcome<Page<LogEvent>> {
        let path = with_query("/public/log/events", &[query, &page]);
        self.get_fresh(&path).await.map(|(events, _)| events)
    }
}

/// The verifier answered another question.
fn unexpected() -> Failure {
    Failure::Unreadable("checkLog".to_owned())
}
