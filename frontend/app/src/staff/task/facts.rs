//! What a clerk set, in words.

use std::rc::Rc;

use contract::matter::MatterQuery;
use contract::task::Task;
use domain::Coded;
use domain::object::Kind;
use domain::task::plan::{Method, Plan, Quota};
use rust_i18n::t;
use ui::text::{Level, Title};
use yew::prelude::*;

use super::list::period;
use crate::format;
use crate::shared::resource::use_resource;
use crate::shared::words;
use crate::staff::use_client;

/// Properties of [`Facts`].
#[derive(Properties, Clone, PartialEq)]
pub struct FactsProps {
    /// The task.
    pub task: Rc<Task>,
}

/// The facts of a task.
#[component]
pub fn Facts(FactsProps { task }: &FactsProps) -> Html {
    let client = use_client();
    let names = use_resource((), move |()| {
        let client = client.clone();
        async move {
            let matters = client.matters(MatterQuery::default()).await?;
            let departments = client.departments().await?;
            Ok((matters, departments))
        }
    });
    let names = names.ready();
    let department = names.and_then(|names| {
        names.1.iter().find(|one| one.id == task.department_id).map(|one| one.name.clone())
    });
    let matter = |id: &i64| {
        let found = names.and_then(|names| names.0.iter().find(|one| one.id == *id));
        found.map_or_else(|| id.to_string(), |one| one.name.clone())
    };
    let matters: Vec<_> = task.matters.iter().map(matter).collect();
    let mut rows = vec![
        (t!("task.number").into_owned(), task.number.clone()),
        (t!("task.department").into_owned(), department.unwrap_or_default()),
        (t!("task.period").into_owned(), period(task)),
        (t!("task.matters").into_owned(), matters.join("\n")),
    ];
    rows.extend(plan_rows(&task.plan));
    rows.push((t!("task.created_at").into_owned(), format::time(task.created_at)));
    let times = [
        (t!("task.submitted_at"), task.submitted_at),
        (t!("task.approved_at"), task.approved_at),
        (t!("task.disclosed_at"), task.disclosed_at),
    ];
    rows.extend(times.into_iter().filter_map(|(name, time)| Some((name.into_owned(), format::time(time?)))));
    html! {
        <section class="sheet">
            <Title level={Level::H2} size={Level::H5}>{ t!("task.facts") }</Title>
            <dl class="facts">
                { for rows.into_iter().map(|(name, value)| html! { <div><dt>{ name }</dt><dd>{ value }</dd></div> }) }
            </dl>
        </section>
    }
}

fn plan_rows(plan: &Plan) -> Vec<(String, String)> {
    let mut method = words::code("draw_method", plan.method);
    if let Some(key) = plan.stratum_key() {
        method = t!("task.method_by", method = method, key = words::code("stratum_key", key)).into_owned();
    }
    let rest = if plan.strata.is_empty() {
        quota(plan.quota)
    } else {
        words::pair(&t!("wizard.other_strata"), quota(plan.quota))
    };
    let mut quotas = vec![rest];
    quotas.extend(plan.strata.iter().map(|one| words::pair(&stratum(&one.stratum), quota(one.quota))));
    let mut rows =
        vec![(t!("task.method").into_owned(), method), (t!("task.quota").into_owned(), quotas.join("\n"))];
    if plan.method == Method::Weighted {
        let weights: Vec<_> =
            plan.weights.iter().map(|one| words::pair(&stratum(&one.class), one.weight)).collect();
        rows.push((t!("task.weights").into_owned(), words::list(&weights)));
    }
    rows.push((t!("task.scope").into_owned(), scope(plan)));
    rows.push((t!("task.team").into_owned(), team(plan)));
    rows.push((t!("task.cap").into_owned(), plan.inspector_cap.to_string()));
    let months = t!("task.months", n = plan.acquaintance_months).into_owned();
    rows.push((t!("task.acquaintance").into_owned(), months));
    rows.push((t!("task.reserve").into_owned(), plan.reserve.to_string()));
    rows.push((t!("task.witnesses").into_owned(), plan.witnesses.to_string()));
    rows.push((t!("task.roster").into_owned(), words::code("roster_mode", plan.roster_mode())));
    if let Some(entropy) = &plan.entropy {
        rows.push((t!("task.entropy").into_owned(), entropy.clone()));
    }
    rows
}

/// The name of a stratum: a class, a division, those without.
pub fn stratum(code: &str) -> String {
    match code {
        domain::task::stratum::WITHOUT => t!("task.stratum_none").into_owned(),
        domain::task::stratum::ALL => t!("task.stratum_all").into_owned(),
        other => domain::object::RiskClass::from_code(other)
            .map_or_else(|| other.to_owned(), |class| words::code("risk_class", class)),
    }
}

fn quota(quota: Quota) -> String {
    let much = if quota.count > 0 {
        t!("task.quota_count", n = quota.count)
    } else {
        t!("task.quota_share", share = format::per_cent(quota.ppm))
    };
    if quota.minimum > 0 {
        format!("{much}{}", t!("task.quota_minimum", n = quota.minimum))
    } else {
        much.into_owned()
    }
}

fn scope(plan: &Plan) -> String {
    let filters = &plan.filters;
    let kinds: Vec<_> = filters.kinds.iter().filter_map(|kind| Kind::from_code(kind)).collect();
    let kinds: Vec<_> = kinds.into_iter().map(|kind| words::code("object_kind", kind)).collect();
    let classes: Vec<_> = filters.risk_classes.iter().map(|class| stratum(class)).collect();
    let parts = [
        (t!("task.divisions"), words::list(&filters.divisions)),
        (t!("task.industries"), words::list(&filters.industries)),
        (t!("task.risk_classes"), words::list(&classes)),
        (t!("task.kinds"), words::list(&kinds)),
    ];
    let parts: Vec<_> = parts.into_iter().filter(|(_, text)| !text.is_empty()).collect();
    if parts.is_empty() {
        return t!("task.scope_all").into_owned();
    }
    parts.into_iter().map(|(name, text)| words::pair(&name, text)).collect::<Vec<_>>().join("\n")
}

fn team(plan: &Plan) -> String {
    let slot = |(place, slot): (usize, &domain::task::plan::TeamSlot)| {
        let mut parts = vec![words::code("division_rule", slot.division)];
        parts.extend(slot.department.clone());
        parts.extend(slot.qualifications.iter().cloned());
        format!("{}. {}", place + 1, words::list(&parts))
    };
    plan.team.iter().enumerate().map(slot).collect::<Vec<_>>().join("\n")
}
