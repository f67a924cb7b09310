//! 盲码: the salt with which a firm finds its own row on a blinded roster (protocol §2), given out firm by firm.

use contract::draw::{GivenSalt, SaltRequest};
use contract::problem::ProblemCode;
use domain::audit::Entry;
use domain::draw::canonical::{self, Elements};
use domain::draw::openings::Opening;
use domain::policy::Action;
use persistence::{Error, Reader, draw, task};
use serde_json::json;

use super::spool;
use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::State;

/// The salt of one firm in a round. The audit log tells who gave out whose.
pub fn give(
    state: &State,
    caller: &Caller,
    (id, round): (i64, i32),
    asked: &SaltRequest,
) -> Result<GivenSalt, Problem> {
    state.write(caller, Action::TaskDraw, |writer, permit| {
        let task = task::get(writer, id)?;
        permit.on(task.owner())?;
        let stored = draw::get(writer, id, round)?;
        let found = search(writer, stored.id, &asked.code)?;
        let absent = || Problem::with(ProblemCode::NotFound, "本轮名册上没有这个代码");
        let opening = found.ok_or_else(absent)?;
        let answer =
            GivenSalt { code: opening.code, did: opening.did.to_string(), salt: opening.salt.to_string() };
        let what = json!({ "task": task.number, "round": round, "code": answer.code });
        // No event of the draw: whom somebody asked about stands in the audit log alone.
        Ok(writer.record(Entry::new("salt.give", "task", id, &what)?, answer)?)
    })
}

/// Looks through the openings of all rows, in the memory of one of them.
fn search(reader: &mut Reader, draw: i64, code: &str) -> Result<Option<Opening>, Problem> {
    let wanted = serde_json::to_string(code)?;
    let file = draw::open_file(reader, draw, spool::openings(true)).map_err(|error| match error {
        Error::NotFound => {
            let detail = "本轮名册没有盲化，企业凭代码就能查到，不需要盲码";
            Problem::with(ProblemCode::WrongState, detail)
        }
        other @ (Error::Conflict(_) | Error::Unavailable(_) | Error::Defect(_)) => other.into(),
    })?;
    let mut openings = Elements::new(file);
    while let Some(text) = openings.next_element().map_err(|fault| Problem::internal(&fault))? {
        // Few hold these bytes; only those are read.
        if !text.windows(wanted.len()).any(|window| window == wanted.as_bytes()) {
            continue;
        }
        let opening: Opening = canonical::parse(text).map_err(|fault| Problem::internal(&fault))?;
        if opening.code == code {
            return Ok(Some(opening));
        }
    }
    Ok(None)
}
