//! A permit: proof that the policy ran before any data was touched.

use domain::policy::{Action, Actor, Owner, Scope};
use persistence::Author;

use crate::problem::Problem;

/// What a caller was granted. Only [`crate::state::State`] makes one.
#[derive(Debug, Clone)]
pub struct Permit {
    actor: Actor,
    action: Action,
}

impl Permit {
    pub(crate) fn grant(actor: Actor, action: Action) -> Result<Self, Problem> {
        actor.may(action)?;
        Ok(Self { actor, action })
    }

    /// Whether the granted action extends to this resource.
    ///
    /// # Errors
    /// `not_found` outside the data scope.
    pub fn on(&self, owner: Owner<'_>) -> Result<(), Problem> {
        Ok(self.actor.may_on(self.action, owner)?)
    }

    /// The rows the caller may see.
    #[must_use]
    pub fn scope(&self) -> Scope {
        self.actor.scope
    }

    /// The caller.
    #[must_use]
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// The caller as the author of a change.
    #[must_use]
    pub fn author(&self) -> Author {
        Author { user: Some(self.actor.user), name: self.actor.name.clone() }
    }
}
