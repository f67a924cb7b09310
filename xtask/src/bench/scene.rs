//! A city with everything a task needs, a server on it, and a clerk with a draft.

use std::time::Duration;

use chrono::Days;
use serde_json::{Value, json};
use synth::{REGISTERS, World};

use super::figure::Figure;
use super::http::Client;
use super::server::Server;
use super::stage::{Backend, Stage};
use super::{draw, notices};
use crate::process::{Outcome, output, today};
use crate::registers;

/// Objects in scope of the ordinary draw, all of them eligible.
const ELIGIBLE: u32 = 100_000;
/// Objects drawn, each of which gets a notice.
pub(crate) const DRAWN: u32 = 1_000;
/// The matter that concerns every object, and the departments in charge of it and of the matter list.
const MATTER: &str = "S02";
const DEPARTMENT: &str = "SC02";
const LEGAL: &str = "SC01";
const DATABASE: &str = "draw";

pub(crate) struct Scene {
    pub(crate) clerk: Client,
    /// Key of the draft.
    pub(crate) task: u64,
    pub(crate) server: Server,
}

/// The draw, then the notices of what was drawn.
///
/// # Errors
/// When a step of the scenario is refused, or not all objects are eligible.
pub(crate) fn measure(stage: &Stage) -> Outcome<Vec<Figure>> {
    let mut figures = Vec::new();
    for backend in Backend::ALL {
        let scene = Scene::set(stage, backend, DATABASE, ELIGIBLE)?;
        figures.extend(draw::measure(&scene, backend)?);
        figures.extend(notices::measure(&scene, backend)?);
    }
    Ok(figures)
}

impl Scene {
    /// Sets it up in a database of this name, with so many objects.
    ///
    /// # Errors
    /// When a step is refused, or not all objects are eligible.
    pub(crate) fn set(stage: &Stage, backend: Backend, database: &str, eligible: u32) -> Outcome<Self> {
        let world = World::new(1, eligible, today());
        let folder = stage.folder().join(database);
        output(&mut stage.sunlot(backend, database, &["migrate"])?)?;
        for register in REGISTERS {
            let file = registers::write(&world, register.name, &folder)?.display().to_string();
            output(&mut stage.sunlot(backend, database, &["import", register.name, &file])?)?;
        }
        let server = Server::start(stage, backend, database)?;
        let client =
            |role, department| Client::new(stage, backend, database, &server, role, Some(department));
        let (legal, clerk) = (client("legal", LEGAL)?, client("clerk", DEPARTMENT)?);
        let matter = publish(&legal)?;
        let task = draft(&clerk, matter)?;
        let preview = clerk.get(&format!("/tasks/{task}/preview"), &[])?.0;
        if preview.get("eligible").and_then(Value::as_u64) != Some(u64::from(eligible)) {
            return Err(format!("not {eligible} eligible: {preview}").into());
        }
        Ok(Self { clerk, task, server })
    }

    /// An action on the task; how long it took.
    ///
    /// # Errors
    /// When it is refused.
    pub(crate) fn act(&self, action: &str, content: &Value) -> Outcome<Duration> {
        let path = format!("/tasks/{}", self.task);
        let version = self.clerk.get(&path, &[])?.0.get("version").and_then(Value::as_u64);
        Ok(self.clerk.act(&format!("{path}/{action}"), version, content)?.1)
    }
}

/// Puts all matters on the list; the key of the one that the task is about.
fn publish(legal: &Client) -> Outcome<u64> {
    let matters = legal.get("/matters", &[])?.0;
    let matters = matters.as_array().ok_or("the matters are no list")?;
    let keys: Vec<_> = matters.iter().filter_map(|matter| matter.get("id")).collect();
    legal.post("/matter-lists", &json!({"matters": keys}))?;
    let matter = matters.iter().find(|matter| matter.get("code").is_some_and(|code| code == MATTER));
    matter.and_then(key).ok_or_else(|| format!("there is no matter {MATTER}").into())
}

fn draft(clerk: &Client, matter: u64) -> Outcome<u64> {
    let content = json!({
        "name": "登记事项检查（性能测量）",
        "period_start": today() + Days::new(7),
        "period_end": today() + Days::new(60),
        "matters": [matter],
        "plan": {
            "method": "uniform",
            "quota": {"count": DRAWN},
            "reserve": 100,
            "team": [{ "qualifications": ["行政执法"] }, {}],
            "inspector_cap": 100,
        },
    });
    let task = clerk.post("/tasks", &content)?.0;
    key(&task).ok_or_else(|| format!("a task without a key: {task}").into())
}

fn key(resource: &Value) -> Option<u64> {
    resource.get("id")?.as_u64()
}
