//! The tasks of the demonstration, each taken to another state by the people whose turn it is.

use chrono::Days;
use contract::draw::{Commitment, DrawRequest, Reveal};
use contract::inspection::InspectionQuery;
use contract::matter::MatterQuery;
use contract::page::PageQuery;
use contract::task::{Reason, Task, TaskDraft};
use contract::transfer::TransferDraft;
use domain::draw::{Fixed, seed};
use domain::inspection::Disposition;
use domain::task::plan::Plan;
use domain::transfer::Kind;
use serde_json::json;

use super::people::{DEPARTMENT, People};
use super::records;
use crate::draw::{ceremony, conclude, freeze};
use crate::entropy;
use crate::problem::Problem;
use crate::stage::service::{Stage, pass};
use crate::state::State;
use crate::{inspection, matter, task, transfer};

/// How far a task is taken.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Until {
    Draft,
    Drawn,
    Inspecting,
    Submitted,
    Disclosed,
}

/// Makes the tasks.
pub(super) fn run(state: &State, people: &People) -> Result<(), Problem> {
    let tasks = [
        ("特种设备使用单位监督检查（第一批）", Until::Disclosed),
        ("特种设备使用单位监督检查（第二批）", Until::Submitted),
        ("特种设备使用单位监督检查（第三批）", Until::Inspecting),
        ("特种设备使用单位监督检查（第四批）", Until::Drawn),
        ("特种设备使用单位监督检查（第五批）", Until::Draft),
        ("特种设备使用单位监督检查（误建）", Until::Draft),
    ];
    for (name, until) in tasks {
        let task = make(state, people, name, until)?;
        if name.contains("误建") {
            let reason = Reason { reason: "重复建立，与第五批相同".to_owned() };
            pass(state, people.caller("clerk")?, Stage::Void, task.id, task.version, Some(reason.reason))?;
        }
    }
    Ok(())
}

fn make(state: &State, people: &People, name: &str, until: Until) -> Result<Task, Problem> {
    let clerk = people.caller("clerk")?;
    let task = task::service::create(state, clerk, draft(state, people, name)?)?;
    if until >= Until::Drawn {
        draw(state, people, &task)?;
    }
    if until >= Until::Inspecting {
        advance(state, people, task.id, Stage::Issue)?;
        inspect(state, people, task.id, until)?;
    }
    if until >= Until::Submitted {
        advance(state, people, task.id, Stage::Submit)?;
    }
    if until >= Until::Disclosed {
        advance(state, people, task.id, Stage::Approve)?;
        advance(state, people, task.id, Stage::Disclose)?;
    }
    task::service::get(state, clerk, task.id)
}

fn draft(state: &State, people: &People, name: &str) -> Result<TaskDraft, Problem> {
    let today = state.clock.today();
    let day = |back: u64| today.checked_sub_days(Days::new(back)).unwrap_or(today);
    let listed = matter::service::list(state, people.caller("clerk")?, MatterQuery::default())?;
    let plan: Plan = serde_json::from_value(json!({
        "method": "stratified", "strata_by": "risk_class", "quota": { "ppm": 50_000, "minimum": 1 },
        "strata": [
            { "stratum": "D", "quota": { "ppm": 400_000 } }, { "stratum": "C", "quota": { "ppm": 200_000 } },
            { "stratum": "B", "quota": { "ppm": 100_000 } },
        ],
        "reserve": 2, "team": [{ "qualifications": ["特种设备"] }, {}], "pool": [DEPARTMENT],
        "inspector_cap": 20, "witnesses": 1,
    }))?;
    Ok(TaskDraft {
        name: format!("{}年{name}", chrono::Datelike::year(&today)),
        period_start: day(14),
        period_end: today.checked_add_days(Days::new(16)).unwrap_or(today),
        matters: listed.iter().filter(|matter| matter.code == "S07").map(|matter| matter.id).collect(),
        plan,
    })
}

/// The whole ceremony, with one witness.
fn draw(state: &State, people: &People, task: &Task) -> Result<(), Problem> {
    let (clerk, witness) = (people.caller("clerk")?, people.caller("supervisor")?);
    let ceremony = ceremony::read(state, witness, task.id)?;
    let secret = Fixed(entropy::bytes32()?);
    let party = ceremony.party.unwrap_or_default();
    let commitment = seed::commit(&ceremony.task, ceremony.round, &party, &secret).to_string();
    ceremony::commit(state, witness, task.id, &Commitment { commitment, round: None })?;
    freeze::freeze(state, clerk, task.id, task.version)?;
    ceremony::reveal(state, witness, task.id, &Reveal { value: secret.to_string(), round: None })?;
    let frozen = task::service::get(state, clerk, task.id)?;
    conclude::draw(state, clerk, task.id, frozen.version, &DrawRequest { entropy: None })?;
    Ok(())
}

fn advance(state: &State, people: &People, id: i64, stage: Stage) -> Result<(), Problem> {
    let who = people.caller(if stage == Stage::Approve { "leader" } else { "clerk" })?;
    let version = task::service::get(state, people.caller("clerk")?, id)?.version;
    pass(state, who, stage, id, version, None)?;
    Ok(())
}

/// The teams record what they found: all of it, or half when the task is left in the middle.
fn inspect(state: &State, people: &People, task: i64, until: Until) -> Result<(), Problem> {
    let clerk = people.caller("clerk")?;
    let all = PageQuery { page: None, page_size: Some(PageQuery::MOST) };
    let query = InspectionQuery { task: Some(task), ..InspectionQuery::default() };
    let rows = inspection::service::list(state, clerk, &query, all)?.items;
    let count = if until == Until::Inspecting { rows.len() / 2 } else { rows.len() };
    let today = state.clock.today();
    for (n, row) in rows.iter().take(count).enumerate() {
        let back = u64::try_from(n % 5).unwrap_or(0) + 1;
        let ended_on = today.checked_sub_days(Days::new(back)).unwrap_or(today);
        let inspector = people.inspector(row.team.first().map(|member| member.id).unwrap_or_default())?;
        let form = inspection::service::get(state, inspector, row.id)?;
        let record = records::record(&form, n, ended_on);
        let disposition = record.disposition;
        inspection::service::record(state, inspector, row.id, row.version, record)?;
        if disposition == Disposition::Transfer && until == Until::Disclosed {
            hand_over(state, people, row.id)?;
        }
    }
    Ok(())
}

fn hand_over(state: &State, people: &People, inspection: i64) -> Result<(), Problem> {
    let draft = TransferDraft {
        kind: Kind::Department,
        recipient: "淮安市应急管理局".to_owned(),
        facts: "检查发现该单位在用压力容器未经定期检验。".to_owned(),
        legal_basis: "《中华人民共和国特种设备安全法》第八十四条".to_owned(),
        evidence: "现场检查记录\n现场照片4张".to_owned(),
    };
    let drafted = transfer::service::create(state, people.caller("clerk")?, inspection, draft)?;
    transfer::service::approve(state, people.caller("leader")?, drafted.id, drafted.version)?;
    Ok(())
}
