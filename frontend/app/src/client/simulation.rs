//! Trial draws, and the relaxations decided for.

use contract::simulation::{RelaxRequest, Simulation, SimulationQuery};
use contract::task::Task;

use super::{Client, Outcome};

impl Client {
    /// Draws on trial; takes seconds.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn simulate_task(&self, id: i64, query: SimulationQuery) -> Outcome<Simulation> {
        self.list(&format!("/tasks/{id}/simulation"), &[&query]).await
    }

    /// Relaxes the plan of a draft, on record.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn relax_task(&self, id: i64, version: i64, decision: &RelaxRequest) -> Outcome<Task> {
        self.act(&format!("/tasks/{id}/relax"), version, decision).await
    }
}
