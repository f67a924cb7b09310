//! Draws: policies, announcements, commitments, the freeze of a round, its result, and the files of its bundle.

mod announcement;
mod file;
mod policy;
mod skip;

use chrono::NaiveDate;
use diesel::prelude::*;
use domain::Coded;
use domain::draw::assignment::Skips;

use crate::database::{Reader, Writer};
use crate::error::{Conflict, Error, Result};
use crate::schema::{draw_commitments, draws, tasks};
use crate::stored::{Code, Time};

pub use announcement::{
    Announced, Overdue, announce, announced, announcements, confirm_entropy, end, overdue,
};
pub use announcement::{set_due, set_entropy, withdraw};
pub use file::{File, append_piece, open_file};
pub use policy::{policy, set_policy};
pub use skip::{SkipFilter, skips};

/// Where a round stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoundState {
    /// Everything is fixed; secrets are being revealed.
    Frozen,
    /// It has a result.
    Drawn,
    /// Given up before anybody knew an outcome, or ended in a result that nobody can carry out.
    Voided,
}

impl Coded for RoundState {
    const ALL: &'static [Self] = &[Self::Frozen, Self::Drawn, Self::Voided];

    fn code(self) -> &'static str {
        match self {
            Self::Frozen => "frozen",
            Self::Drawn => "drawn",
            Self::Voided => "voided",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::Frozen => "已锁定",
            Self::Drawn => "已抽取",
            Self::Voided => "已作废",
        }
    }
}

/// A party's commitment and, after the freeze, its secret.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = draw_commitments)]
pub struct Commitment {
    /// `operator`, or `supervisor:11`.
    pub party: String,
    /// The witness; none for the server itself.
    pub user_id: Option<i64>,
    /// SHA-256, lower-case hex.
    pub commitment: String,
    /// The secret, lower-case hex, once revealed.
    pub reveal: Option<String>,
    /// When committed.
    pub committed_at: Time,
    /// When revealed.
    pub revealed_at: Option<Time>,
}

/// One round as stored. The operator's secret stays apart: [`operator_secret`].
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = draws)]
pub struct Draw {
    /// Key.
    pub id: i64,
    /// Task.
    pub task_id: i64,
    /// Round, from 1.
    pub round: i32,
    /// Where it stands.
    pub state: Code<RoundState>,
    /// `freeze.json`, canonical.
    pub freeze: String,
    /// Its hash, lower-case hex.
    pub freeze_hash: String,
    /// What each stratum stands for, JSON; for the office only.
    pub strata: String,
    /// The public value that entered the seed.
    pub entropy: Option<String>,
    /// `result.json`, canonical, once drawn.
    pub result: Option<String>,
    /// Why it was voided.
    pub reason: String,
    /// When frozen.
    pub frozen_at: Time,
    /// When drawn.
    pub drawn_at: Option<Time>,
    /// Hash of the result, lower-case hex, once drawn.
    pub result_hash: Option<String>,
    /// When the result became public.
    pub released_at: Option<Time>,
}

/// What a freeze fixes.
#[derive(Clone)]
pub struct NewDraw<'a> {
    /// Task.
    pub task: i64,
    /// Round, from 1.
    pub round: i32,
    /// `freeze.json`, canonical.
    pub freeze: &'a str,
    /// Its hash, lower-case hex.
    pub freeze_hash: &'a str,
    /// The operator's 32 bytes; never shown before the draw.
    pub operator_secret: &'a [u8],
    /// What each stratum stands for, JSON.
    pub strata: &'a str,
}

/// What a draw brings.
#[derive(Debug, Clone)]
pub struct Outcome<'a> {
    /// The public value that entered the seed.
    pub entropy: Option<&'a str>,
    /// `result.json`, canonical.
    pub result: &'a str,
    /// Its hash, lower-case hex.
    pub result_hash: &'a str,
    /// Why inspectors were passed over.
    pub skips: &'a Skips,
    /// Whether it becomes public at once.
    pub released: bool,
}

/// Stores a party's commitment for a round.
///
/// # Errors
/// [`Conflict::Duplicate`] when the party has committed to this round before.
pub fn commit(
    writer: &mut Writer,
    task: i64,
    round: i32,
    party: &str,
    user: Option<i64>,
    commitment: &str,
) -> Result<()> {
    let now = Time::from(writer.now());
    diesel::insert_into(draw_commitments::table)
        .values((
            draw_commitments::task_id.eq(task),
            draw_commitments::round.eq(round),
            draw_commitments::party.eq(party),
            draw_commitments::user_id.eq(user),
            draw_commitments::commitment.eq(commitment),
            draw_commitments::committed_at.eq(now),
        ))
        .execute(writer.connection())?;
    Ok(())
}

/// The commitments to a round, ascending by the bytes of the party, as the protocol orders them.
///
/// # Errors
/// When the database does not answer.
pub fn commitments(reader: &mut Reader, task: i64, round: i32) -> Result<Vec<Commitment>> {
    Ok(draw_commitments::table
        .filter(draw_commitments::task_id.eq(task))
        .filter(draw_commitments::round.eq(round))
        .order(draw_commitments::party)
        .select(Commitment::as_select())
        .load(reader.connection())?)
}

/// Stores the secret of a party that has committed. Whether it fits the commitment is for the caller to check.
///
/// # Errors
/// [`Error::NotFound`] for a party without commitment; [`Conflict::Duplicate`] when it has revealed before.
pub fn reveal(writer: &mut Writer, task: i64, round: i32, party: &str, secret: &str) -> Result<()> {
    let now = Time::from(writer.now());
    let row = draw_commitments::table
        .filter(draw_commitments::task_id.eq(task))
        .filter(draw_commitments::round.eq(round))
        .filter(draw_commitments::party.eq(party));
    let before: Option<String> = row.select(draw_commitments::reveal).first(writer.connection())?;
    let changed = diesel::update(row.filter(draw_commitments::reveal.is_null()))
        .set((draw_commitments::reveal.eq(Some(secret)), draw_commitments::revealed_at.eq(Some(now))))
        .execute(writer.connection())?;
    if before.is_some() || changed != 1 { Err(Error::Conflict(Conflict::Duplicate)) } else { Ok(()) }
}

/// Fixes a round. There is one freeze per task and round, ever: the database itself refuses a second.
///
/// # Errors
/// [`Conflict::Duplicate`] when the round is frozen already.
pub fn freeze(writer: &mut Writer, new: &NewDraw<'_>) -> Result<Draw> {
    let now = Time::from(writer.now());
    diesel::insert_into(draws::table)
        .values((
            draws::task_id.eq(new.task),
            draws::round.eq(new.round),
            draws::state.eq(Code(RoundState::Frozen)),
            draws::freeze.eq(new.freeze),
            draws::freeze_hash.eq(new.freeze_hash),
            draws::operator_secret.eq(new.operator_secret),
            draws::strata.eq(new.strata),
            draws::reason.eq(""),
            draws::frozen_at.eq(now),
        ))
        .execute(writer.connection())?;
    get(writer, new.task, new.round)
}

/// One round.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(reader: &mut Reader, task: i64, round: i32) -> Result<Draw> {
    Ok(draws::table
        .filter(draws::task_id.eq(task))
        .filter(draws::round.eq(round))
        .select(Draw::as_select())
        .first(reader.connection())?)
}

/// The number of a round.
///
/// # Errors
/// [`Error::NotFound`].
pub fn round(reader: &mut Reader, draw: i64) -> Result<i32> {
    Ok(draws::table.find(draw).select(draws::round).first(reader.connection())?)
}

/// All rounds of a task, in order.
///
/// # Errors
/// When the database does not answer.
pub fn rounds(reader: &mut Reader, task: i64) -> Result<Vec<Draw>> {
    Ok(draws::table
        .filter(draws::task_id.eq(task))
        .order(draws::round)
        .select(Draw::as_select())
        .load(reader.connection())?)
}

/// The operator's 32 bytes of a round.
///
/// # Errors
/// [`Error::NotFound`].
pub fn operator_secret(reader: &mut Reader, draw: i64) -> Result<Vec<u8>> {
    Ok(draws::table.find(draw).select(draws::operator_secret).first(reader.connection())?)
}

/// Stores the result of a frozen round.
///
/// # Errors
/// [`Conflict::Stale`] when the round is not frozen any more.
pub fn store_result(writer: &mut Writer, draw: i64, outcome: &Outcome<'_>) -> Result<()> {
    conclude(writer, draw, outcome, RoundState::Drawn, "")
}

/// Stores the result of a frozen round that nobody can carry out: the round is void, with its public reason.
///
/// # Errors
/// [`Conflict::Stale`] when the round is not frozen any more.
pub fn store_void_result(writer: &mut Writer, draw: i64, outcome: &Outcome<'_>, reason: &str) -> Result<()> {
    conclude(writer, draw, outcome, RoundState::Voided, reason)
}

fn conclude(
    writer: &mut Writer,
    draw: i64,
    outcome: &Outcome<'_>,
    state: RoundState,
    reason: &str,
) -> Result<()> {
    let now = Time::from(writer.now());
    let changed = diesel::update(frozen(draw))
        .set((
            draws::state.eq(Code(state)),
            draws::entropy.eq(outcome.entropy),
            draws::result.eq(Some(outcome.result)),
            draws::result_hash.eq(Some(outcome.result_hash)),
            draws::reason.eq(reason),
            draws::drawn_at.eq(Some(now)),
            draws::released_at.eq(outcome.released.then_some(now)),
        ))
        .execute(writer.connection())?;
    if changed == 1 {
        skip::store(writer, draw, outcome.skips)
    } else {
        Err(Error::Conflict(Conflict::Stale))
    }
}

/// Makes the result of a sealed round public.
///
/// # Errors
/// [`Conflict::Stale`] when there is no result, or it is public already.
pub fn release(writer: &mut Writer, draw: i64) -> Result<()> {
    let now = Time::from(writer.now());
    let sealed = draws::table
        .filter(draws::id.eq(draw))
        .filter(draws::result.is_not_null())
        .filter(draws::released_at.is_null());
    let changed =
        diesel::update(sealed).set(draws::released_at.eq(Some(now))).execute(writer.connection())?;
    if changed == 1 { Ok(()) } else { Err(Error::Conflict(Conflict::Stale)) }
}

/// Tasks with a sealed result whose period of inspections ended before this day.
///
/// # Errors
/// When the database does not answer.
pub fn sealed_until(reader: &mut Reader, day: NaiveDate, limit: i64) -> Result<Vec<i64>> {
    Ok(draws::table
        .inner_join(tasks::table)
        .filter(draws::result.is_not_null())
        .filter(draws::released_at.is_null())
        .filter(tasks::period_end.lt(day))
        .order(draws::task_id)
        .limit(limit)
        .select(draws::task_id)
        .distinct()
        .load(reader.connection())?)
}

/// Gives up a frozen round, with its public reason. A result is never given up.
///
/// # Errors
/// [`Conflict::Stale`] when the round is not frozen any more.
pub fn void(writer: &mut Writer, draw: i64, reason: &str) -> Result<()> {
    let changed = diesel::update(frozen(draw))
        .set((draws::state.eq(Code(RoundState::Voided)), draws::reason.eq(reason)))
        .execute(writer.connection())?;
    if changed == 1 { Ok(()) } else { Err(Error::Conflict(Conflict::Stale)) }
}

#[diesel::dsl::auto_type(no_type_alias)]
fn frozen(draw: i64) -> _ {
    let state: Code<RoundState> = Code(RoundState::Frozen);
    draws::table.filter(draws::id.eq(draw)).filter(draws::state.eq(state))
}
