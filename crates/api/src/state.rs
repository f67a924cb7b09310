//! What every handler may use.

use std::sync::Arc;

use contract::problem::ProblemCode;
use domain::policy::{self, Action, Actor};
use persistence::{Audited, Database, Error, Reader, Writer, identity};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::auth::tokens::{Claims, Refused, Tokens};
use crate::auth::{Caller, Permit};
use crate::clock::Clock;
use crate::config::Settings;
use crate::document::printer::Printer;
use crate::draw::watch::Watch;
use crate::job::progress::Progress;
use crate::problem::Problem;

/// Shared by all workers.
#[derive(Clone)]
pub struct State {
    /// The database.
    pub database: Database,
    /// Signs and reads access tokens.
    pub tokens: Tokens,
    /// The clock.
    pub clock: Clock,
    /// Settings.
    pub settings: Arc<Settings>,
    /// How far the jobs of this node are.
    pub progress: Progress,
    /// The id of this node.
    pub node: Arc<str>,
    /// Who follows which ceremony on this node.
    pub watch: Watch,
    /// Makes documents.
    pub printer: Arc<Printer>,
    /// One permit per database connection: requests wait here, not on a blocked thread.
    permits: Arc<Semaphore>,
    /// Changes wait for each other, on SQLite for long: they never hold all connections.
    changes: Arc<Semaphore>,
    /// Imports run one after the other: each holds a connection for long.
    imports: Arc<Semaphore>,
    /// So do simulations: each keeps a core busy for seconds.
    simulations: Arc<Semaphore>,
}

impl State {
    /// Puts the state together.
    #[must_use]
    pub fn new(database: Database, tokens: Tokens, clock: Clock, settings: Settings, node: String) -> Self {
        let permits = usize::try_from(settings.pool_size).unwrap_or(1);
        Self {
            database,
            tokens,
            clock,
            printer: Arc::new(Printer::new(&settings)),
            settings: Arc::new(settings),
            progress: Progress::default(),
            watch: Watch::default(),
            node: node.into(),
            permits: Arc::new(Semaphore::new(permits)),
            changes: Arc::new(Semaphore::new((permits / 2).max(1))),
            imports: Arc::new(Semaphore::new(1)),
            simulations: Arc::new(Semaphore::new(1)),
        }
    }

    /// Runs blocking work, such as a use case on the database, off the web workers, within the caller's span.
    ///
    /// # Errors
    /// Those of `work`.
    pub async fn run<T, W>(&self, work: W) -> Result<T, Problem>
    where
        T: Send + 'static,
        W: FnOnce(&State) -> Result<T, Problem> + Send + 'static,
    {
        let permit = permit_of(&self.permits).await?;
        let (state, span) = (self.clone(), tracing::Span::current());
        let task = actix_web::web::block(move || {
            let _permit = permit;
            span.in_scope(|| work(&state))
        });
        task.await.map_err(|cause| Problem::internal(&cause))?
    }

    /// As [`State::run`], for work that changes something: it waits for the work before it without a connection.
    ///
    /// # Errors
    /// Those of `work`.
    pub async fn change<T, W>(&self, work: W) -> Result<T, Problem>
    where
        T: Send + 'static,
        W: FnOnce(&State) -> Result<T, Problem> + Send + 'static,
    {
        let permit = permit_of(&self.changes).await?;
        // Goes with the work, which goes on when the caller leaves.
        self.run(move |state| {
            let _permit = permit;
            work(state)
        })
        .await
    }

    /// Runs work off the web workers that takes seconds and needs no connection, one after the other.
    ///
    /// # Errors
    /// Those of `work`.
    pub async fn compute<T, W>(&self, work: W) -> Result<T, Problem>
    where
        T: Send + 'static,
        W: FnOnce() -> Result<T, Problem> + Send + 'static,
    {
        let turn = permit_of(&self.simulations).await?;
        let span = tracing::Span::current();
        let task = actix_web::web::block(move || {
            let _turn = turn;
            span.in_scope(work)
        });
        task.await.map_err(|cause| Problem::internal(&cause))?
    }

    /// Waits until no other import runs on this node; the turn lasts until what is answered is dropped.
    ///
    /// # Errors
    /// When the server is stopping.
    pub async fn import_turn(&self) -> Result<OwnedSemaphorePermit, Problem> {
        permit_of(&self.imports).await
    }

    /// Reads one snapshot on behalf of a caller, after the policy granted the action.
    ///
    /// # Errors
    /// `unauthenticated`, `forbidden`, or those of `work`.
    pub fn read<T>(
        &self,
        caller: &Caller,
        action: Action,
        work: impl FnOnce(&mut Reader, &Permit) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        let claims = self.claims(caller)?;
        self.database.read(|reader| {
            let permit = admit(reader, &claims, action)?;
            work(reader, &permit)
        })
    }

    /// Reads one snapshot on behalf of nobody in particular: the only way to the data without a permit. It is for what
    /// the law and the draw protocol publish, and for nothing else.
    ///
    /// # Errors
    /// Those of `work`.
    pub fn public<T>(&self, work: impl FnOnce(&mut Reader) -> Result<T, Problem>) -> Result<T, Problem> {
        self.database.read(work)
    }

    /// Makes one audited change on behalf of a caller, after the policy granted the action.
    ///
    /// # Errors
    /// `unauthenticated`, `forbidden`, or those of `work`, after which nothing has changed.
    pub fn write<T>(
        &self,
        caller: &Caller,
        action: Action,
        work: impl FnOnce(&mut Writer, &Permit) -> Result<Audited<T>, Problem>,
    ) -> Result<T, Problem> {
        let claims = self.claims(caller)?;
        let author = self.database.read(|reader| admit(reader, &claims, action))?.author();
        self.database.write(author, self.clock.now(), |writer| {
            // Asked again within the transaction: what was revoked in between is revoked.
            let permit = admit(writer, &claims, action)?;
            work(writer, &permit)
        })
    }

    /// What the policy grants a caller, for work that opens its own transactions.
    ///
    /// # Errors
    /// `unauthenticated` or `forbidden`.
    pub fn permit(&self, caller: &Caller, action: Action) -> Result<Permit, Problem> {
        self.read(caller, action, |_, permit| Ok(permit.clone()))
    }

    fn claims(&self, caller: &Caller) -> Result<Claims, Problem> {
        let now = self.clock.now();
        let claims = match self.tokens.read(caller.token(), now) {
            // Another node may have made a new key.
            Err(Refused::UnknownKey) => {
                self.tokens.reload(&self.database)?;
                self.tokens.read(caller.token(), now)
            }
            read => read,
        };
        claims.map_err(|_| Problem::new(ProblemCode::Unauthenticated))
    }
}

async fn permit_of(permits: &Arc<Semaphore>) -> Result<OwnedSemaphorePermit, Problem> {
    let closed = |_| Problem::from(Error::Unavailable("the server is stopping".into()));
    Arc::clone(permits).acquire_owned().await.map_err(closed)
}

/// Looks the caller up, so that a revocation holds at once, and asks the policy.
fn admit(reader: &mut Reader, claims: &Claims, action: Action) -> Result<Permit, Problem> {
    let unauthenticated = || Problem::new(ProblemCode::Unauthenticated);
    let id = claims.sub.parse().map_err(|_| unauthenticated())?;
    let user = match identity::get(reader, id) {
        Ok(user) if user.active && user.epoch == claims.epoch => user,
        Ok(_) | Err(Error::NotFound) => return Err(unauthenticated()),
        Err(error) => return Err(error.into()),
    };
    let body = identity::body_of(reader, &user)?;
    let scope = policy::scope(*user.role, body, user.department_id, user.inspector_id);
    Permit::grant(Actor { user: user.id, name: user.display_name, role: *user.role, scope }, action)
}
