//! What a department demands of its draws.

use diesel::prelude::*;
use domain::draw::policy::DrawPolicy;

use crate::database::{Reader, Writer};
use crate::error::{Conflict, Error, Result};
use crate::schema::draw_policies;
use crate::stored::{Json, Time};

/// Version of the policy of a department that has not set any.
const UNSET: i64 = 1;

/// The policy of a department, and its version.
///
/// # Errors
/// When the database does not answer.
pub fn policy(reader: &mut Reader, department: i64) -> Result<(DrawPolicy, i64)> {
    let stored: Option<(Json<DrawPolicy>, i64)> = draw_policies::table
        .find(department)
        .select((draw_policies::policy, draw_policies::version))
        .first(reader.connection())
        .optional()?;
    let unset = || (DrawPolicy::default(), UNSET);
    Ok(stored.map_or_else(unset, |(policy, version)| (policy.into_inner(), version)))
}

/// Sets the policy of a department; answers its new version.
///
/// # Errors
/// [`Conflict::Stale`] when `version` is not the present one.
pub fn set_policy(writer: &mut Writer, department: i64, version: i64, policy: DrawPolicy) -> Result<i64> {
    let now = Time::from(writer.now());
    let roles = serde_json::to_string(&policy.roles)?;
    let policy = Json::new(policy)?;
    let next = version + 1;
    let row = draw_policies::table
        .filter(draw_policies::department_id.eq(department))
        .filter(draw_policies::version.eq(version));
    let changed = diesel::update(row)
        .set((
            draw_policies::policy.eq(&policy),
            draw_policies::witness_roles.eq(&roles),
            draw_policies::updated_at.eq(now),
            draw_policies::version.eq(next),
        ))
        .execute(writer.connection())?;
    if changed == 1 {
        return Ok(next);
    }
    if version != UNSET || self::policy(writer, department)?.1 != UNSET {
        return Err(Error::Conflict(Conflict::Stale));
    }
    diesel::insert_into(draw_policies::table)
        .values((
            draw_policies::department_id.eq(department),
            draw_policies::policy.eq(&policy),
            draw_policies::witness_roles.eq(&roles),
            draw_policies::updated_at.eq(now),
            draw_policies::version.eq(next),
        ))
        .execute(writer.connection())?;
    Ok(next)
}
