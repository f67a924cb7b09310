//! The ceremony live: what the audit log tells of a task's rounds, as server-sent events with ids to go on from.

use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse};
use contract::problem::ProblemCode;
use contract::round::CeremonyEvent;
use domain::draw::policy::VoidCode;
use domain::policy::Action;
use futures_util::{StreamExt, stream};
use persistence::audit::{self, AuditEntry};
use persistence::{Reader, portal, task};
use serde::Deserialize;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::timeout;

use super::rounds;
use super::watch::{Followed, HEARTBEAT};
use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::State;

/// Events read at once.
const BATCH: i64 = 100;

/// Who follows what.
#[derive(Clone)]
pub(crate) enum Follower {
    /// Somebody of the office, all rounds of a task.
    Staff(Caller, i64),
    /// Anybody, one public round.
    Public(i64, i32),
}

impl Follower {
    fn task(&self) -> i64 {
        match self {
            Self::Staff(_, task) | Self::Public(task, _) => *task,
        }
    }

    /// Refuses what nobody could ever hear of: a stream about it would stay open, and silent.
    fn find(&self, state: &State) -> Result<(), Problem> {
        if let Self::Public(id, round) = self {
            state.public(|reader| rounds::find_or_next(reader, *id, *round))?;
        }
        // Whether it may be followed.
        self.read(state, i64::MAX).map(drop)
    }

    /// The events after one, after the permission was asked again: a revocation ends the stream.
    fn read(&self, state: &State, after: i64) -> Result<Vec<CeremonyEvent>, Problem> {
        let found = match self {
            Self::Staff(caller, id) => state.read(caller, Action::TaskRead, |reader, permit| {
                permit.on(task::get(reader, *id)?.owner())?;
                entries(reader, *id, after)
            }),
            Self::Public(id, _) => state.public(|reader| {
                portal::task(reader, *id)?;
                entries(reader, *id, after)
            }),
        };
        found?.iter().map(event).filter_map(Result::transpose).collect()
    }

    fn wants(&self, event: &CeremonyEvent) -> bool {
        match self {
            Self::Staff(..) => true,
            Self::Public(_, round) => u32::try_from(*round) == Ok(event.round),
        }
    }
}

fn entries(reader: &mut Reader, task: i64, after: i64) -> Result<Vec<AuditEntry>, Problem> {
    Ok(audit::draw_events(reader, task, after, BATCH)?)
}

/// What payloads of draw events have in common.
#[derive(Deserialize)]
struct Payload {
    task: String,
    round: u32,
    party: Option<String>,
    freeze_hash: Option<String>,
    result_hash: Option<String>,
    code: Option<VoidCode>,
    reason: Option<String>,
}

/// An audit entry as it is told; none of what is nobody's business.
fn event(entry: &AuditEntry) -> Result<Option<CeremonyEvent>, Problem> {
    let name = match entry.action.as_str() {
        "draw.announce" => "announced",
        "draw.commit" => "committed",
        "draw.freeze" => "frozen",
        "draw.reveal" => "revealed",
        "draw.entropy_typed" => "entropy_typed",
        "draw.entropy_differs" => "entropy_differs",
        "draw.entropy" => "entropy_confirmed",
        "draw.result" => "drawn",
        "draw.void" => "voided",
        "draw.release" => "released",
        "draw.substitute" => "substituted",
        "draw.strike" => "struck",
        _ => return Ok(None),
    };
    let payload: Payload = serde_json::from_str(&entry.payload)?;
    Ok(Some(CeremonyEvent {
        id: entry.id,
        at: entry.at.into(),
        event: name.to_owned(),
        task: payload.task,
        round: payload.round,
        party: payload.party,
        hash: payload.freeze_hash.or(payload.result_hash),
        code: payload.code,
        reason: payload.reason,
    }))
}

/// A stream in progress.
struct Live {
    state: std::sync::Arc<State>,
    follower: Follower,
    followed: Followed,
    last: i64,
    _seat: OwnedSemaphorePermit,
}

impl Live {
    /// What is sent next; none when the stream is over.
    async fn next(mut self) -> Option<(String, Self)> {
        loop {
            // Seen before it is read: what comes in between wakes up again.
            self.followed.see();
            let (follower, last) = (self.follower.clone(), self.last);
            let read = self.state.run(move |state| follower.read(state, last)).await.ok()?;
            if let Some(newest) = read.last() {
                self.last = newest.id;
                let text: String =
                    read.iter().filter(|one| self.follower.wants(one)).filter_map(sent).collect();
                if !text.is_empty() {
                    return Some((text, self));
                }
                continue;
            }
            match timeout(HEARTBEAT, self.followed.changed()).await {
                Ok(true) => {}
                Ok(false) => return None,
                Err(_) => return Some((": \n\n".to_owned(), self)),
            }
        }
    }
}

fn sent(event: &CeremonyEvent) -> Option<String> {
    let data = serde_json::to_string(event).ok()?;
    Some(format!("id: {}\nevent: {}\ndata: {data}\n\n", event.id, event.event))
}

/// Answers the events of a ceremony, those after `Last-Event-ID` first.
pub(crate) async fn follow(
    state: actix_web::web::Data<State>,
    request: &HttpRequest,
    follower: Follower,
) -> Result<HttpResponse, Problem> {
    let last =
        request.headers().get("Last-Event-ID").and_then(|value| value.to_str().ok()?.trim().parse().ok());
    let is_public = matches!(follower, Follower::Public(..));
    // Decided before the stream begins.
    let (first, task) = (follower.clone(), follower.task());
    state.run(move |state| first.find(state)).await?;
    let full = || Problem {
        retry_after: Some(30),
        ..Problem::with(ProblemCode::TooManyRequests, "同时观看的人数已满，请稍后再试")
    };
    let seat = state.watch.seat(is_public).ok_or_else(full)?;
    let followed = state.watch.follow(task);
    let live =
        Live { state: state.into_inner(), follower, followed, last: last.unwrap_or_default(), _seat: seat };
    let events = stream::unfold(live, |live| async move {
        let (text, live) = live.next().await?;
        Some((Ok::<_, actix_web::Error>(Bytes::from(text)), live))
    });
    // So that whoever follows, and whatever is between, knows at once that it began.
    let opened = stream::once(std::future::ready(Ok(Bytes::from_static(b": \n\n"))));
    Ok(HttpResponse::Ok()
        .content_type("text/event-stream")
        .insert_header((CACHE_CONTROL, "no-store"))
        .streaming(opened.chain(events)))
}
