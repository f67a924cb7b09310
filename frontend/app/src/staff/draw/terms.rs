//! What is announced of a round, for everybody to read.

use contract::round::Round;
use domain::draw::freeze::Mode;
use domain::draw::policy::{Announcement, DrawPolicy};
use domain::policy::Role;
use rust_i18n::t;
use ui::text::{Level, Title};
use yew::prelude::*;
use yew_router::prelude::*;

use crate::format;
use crate::shared::{limits, words};
use crate::staff::Route;

/// Properties of [`Terms`].
#[derive(Properties, Clone, PartialEq)]
pub struct TermsProps {
    /// The round.
    pub round: Round,
    /// Key of the task's department, once it is known.
    pub department: Option<i64>,
}

/// The announcement of a round.
#[component]
pub fn Terms(TermsProps { round, department }: &TermsProps) -> Html {
    let Some(announcement) = &round.announcement else { return Html::default() };
    let how =
        if announcement.automatic { t!("draw.announced_itself") } else { t!("draw.announced_by_clerk") };
    html! {
        <section class="sheet">
            <Title level={Level::H2} size={Level::H5}>{ t!("draw.announcement") }</Title>
            <dl class="facts">
                { for rows(announcement).into_iter().map(|(name, value)| html! { <div><dt>{ name }</dt><dd>{ value }</dd></div> }) }
                if let Some(at) = round.announced_at {
                    <div><dt>{ t!("draw.announced") }</dt><dd>{ words::pair(&format::moment(at), how) }</dd></div>
                }
            </dl>
            if let Some(id) = *department {
                <p><Link<Route> to={Route::Department { id }}>{ t!("draw.policy_link") }</Link<Route>></p>
            }
        </section>
    }
}

fn rows(announcement: &Announcement) -> Vec<(String, String)> {
    let count = |number: u64| format::number(i64::try_from(number).unwrap_or(i64::MAX));
    let quota = |one: &domain::draw::policy::AnnouncedStratum| {
        t!(
            "draw.announced_quota",
            n = one.id,
            eligible = count(one.eligible),
            take = count(one.take),
            reserve = count(one.reserve)
        )
        .into_owned()
    };
    let quotas: Vec<_> = announcement.strata.iter().map(quota).collect();
    let size = t!("draw.announced_scope", n = count(announcement.in_scope));
    let entropy = match &announcement.entropy {
        None => t!("draw.entropy_none").into_owned(),
        Some(what) if announcement.entropy_confirmed => t!("draw.entropy_by_two", what = what).into_owned(),
        Some(what) => what.clone(),
    };
    let supplements = |round: u32| {
        (t!("draw.supplements").into_owned(), t!("draw.supplements_round", n = round).into_owned())
    };
    let mut rows: Vec<_> = announcement.supplements.map(supplements).into_iter().collect();
    rows.extend([
        (t!("task.matters").into_owned(), announcement.matters.join("\n")),
        (t!("draw.scope").into_owned(), size.into_owned()),
        (t!("task.quota").into_owned(), quotas.join("\n")),
        (t!("draw.mode").into_owned(), mode(announcement.mode)),
        (t!("task.witnesses").into_owned(), demanded(announcement.witnesses, &announcement.roles)),
        (t!("draw.entropy").into_owned(), entropy),
        (t!("limits.title").into_owned(), limits::in_words(announcement.limits)),
        (t!("draw.policy_then").into_owned(), policy(&announcement.policy)),
    ]);
    rows
}

/// A policy in one line.
fn policy(policy: &DrawPolicy) -> String {
    let value =
        policy.entropy.as_ref().map_or_else(|| t!("draw.entropy_as_planned"), |what| what.clone().into());
    let all = [
        t!("draw.policy_witnesses", n = policy.witnesses).into_owned(),
        words::pair(&t!("draw.entropy"), value),
        mode(policy.mode),
        limits::in_words(policy.limits),
    ];
    all.join(&t!("draw.between"))
}

/// What a mode is called.
#[must_use]
pub fn mode(mode: Mode) -> String {
    words::plain(
        "draw_mode",
        match mode {
            Mode::Open => "open",
            Mode::Sealed => "sealed",
        },
    )
}

/// Roles by name.
#[must_use]
pub fn roles(roles: &[Role]) -> String {
    let names: Vec<_> = roles.iter().map(|role| words::code("role", *role)).collect();
    words::list(&names)
}

/// How many witnesses of which roles.
#[must_use]
pub fn demanded(witnesses: u8, of: &[Role]) -> String {
    if witnesses == 0 {
        return t!("draw.no_witness").into_owned();
    }
    t!("draw.witnesses_of", n = witnesses, roles = roles(of)).into_owned()
}
