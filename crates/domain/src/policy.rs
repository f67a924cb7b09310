//! Who may do what: role × action × resource. 三权分立: the administrator cannot touch business data.

mod matrix;
#[cfg(test)]
mod tests;

pub use matrix::{Action, Role, allows};

/// The rows a person may see and change, whatever the role grants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// All departments (supervision organs).
    Everything,
    /// The departments of one issuing body (leader, legal).
    Body(i64),
    /// One department (clerk).
    Department(i64),
    /// Inspections of one inspector's own teams.
    Own(i64),
    /// No business data at all (administrator; anybody without a department).
    Nothing,
}

/// Whose a resource is, as far as permissions ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Owner<'a> {
    /// The issuing body.
    pub body: i64,
    /// The department in charge.
    pub department: i64,
    /// The inspectors of its team; empty for anything that is not one inspection.
    pub team: &'a [i64],
}

/// Somebody who is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// Key of the user.
    pub user: i64,
    /// Name shown in the audit log.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// To which rows.
    pub scope: Scope,
}

/// A refusal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Denied {
    /// The role does not grant the action: the caller may know that the thing exists.
    #[error("本角色无权执行此操作 (the role does not grant {0})")]
    Action(Action),
    /// The row is outside the data scope: the caller may not know that it exists.
    #[error("不在数据权限范围内 (outside the data scope)")]
    Scope,
}

impl Actor {
    /// Whether the role grants the action at all.
    ///
    /// # Errors
    /// [`Denied::Action`].
    pub fn may(&self, action: Action) -> Result<(), Denied> {
        if allows(self.role, action) { Ok(()) } else { Err(Denied::Action(action)) }
    }

    /// Whether the action is granted on this resource.
    ///
    /// # Errors
    /// [`Denied::Action`] or [`Denied::Scope`].
    pub fn may_on(&self, action: Action, owner: Owner<'_>) -> Result<(), Denied> {
        self.may(action)?;
        let inside = match self.scope {
            Scope::Everything => true,
            Scope::Body(body) => owner.body == body,
            Scope::Department(department) => owner.department == department,
            Scope::Own(inspector) => owner.team.contains(&inspector),
            Scope::Nothing => false,
        };
        if inside { Ok(()) } else { Err(Denied::Scope) }
    }
}

/// The scope that a role gives to a user of this department or inspector.
#[must_use]
pub fn scope(role: Role, body: Option<i64>, department: Option<i64>, inspector: Option<i64>) -> Scope {
    let found = match role {
        Role::Supervisor | Role::Integration => Some(Scope::Everything),
        Role::Leader | Role::Legal => body.map(Scope::Body),
        Role::Clerk => department.map(Scope::Department),
        Role::Inspector => inspector.map(Scope::Own),
        Role::Admin => None,
    };
    found.unwrap_or(Scope::Nothing)
}
