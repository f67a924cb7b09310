//! What was announced of a round: what will be drawn, who must witness, which public value enters, by when.

use domain::draw::freeze::Mode;
use domain::draw::policy::Announcement;
use rust_i18n::t;
use yew::prelude::*;

use crate::format;
use crate::portal::parts;
use crate::shared::{limits, words};

/// The announcement, folded unless `open`.
pub fn fold(content: &Announcement, open: bool) -> Html {
    html! {
        <details class="fold" {open}>
            <summary>{ t!("round.announcement") }</summary>
            <dl class="facts">
                if let Some(n) = content.supplements {
                    { parts::fact(t!("round.supplements"), t!("round.supplements_round", n = n).into_owned()) }
                }
                { parts::fact(t!("portal.matters"), words::list(&content.matters)) }
                { parts::fact(t!("portal.inspected"), t!("portal.period", from = format::day(content.period_start), to = format::day(content.period_end)).into_owned()) }
                { parts::fact(t!("round.in_scope"), in_scope(content)) }
                { parts::fact(t!("round.witnesses"), witnesses(content)) }
                { parts::fact(t!("round.entropy"), entropy(content)) }
                { parts::fact(t!("round.mode"), mode(content)) }
                { parts::fact(t!("limits.title"), limits::in_words(content.limits)) }
            </dl>
            { strata(content) }
            { parts::strata_explained(content.strata.len()) }
            if content.automatic {
                <p class="field-hint">{ t!("round.automatic") }</p>
            }
        </details>
    }
}

fn number(count: u64) -> String {
    format::number(i64::try_from(count).unwrap_or(i64::MAX))
}

fn in_scope(content: &Announcement) -> String {
    let size = t!("portal.objects", n = number(content.in_scope));
    if content.blinded { format!("{size}{}", t!("portal.blinded")) } else { size.into_owned() }
}

fn witnesses(content: &Announcement) -> String {
    if content.witnesses == 0 {
        return t!("round.no_witnesses").into_owned();
    }
    let roles: Vec<_> = content.roles.iter().map(|role| words::code("role", *role)).collect();
    t!("round.witnesses_of", n = content.witnesses, roles = words::list(&roles)).into_owned()
}

fn entropy(content: &Announcement) -> String {
    match &content.entropy {
        None => t!("round.no_entropy").into_owned(),
        Some(describe) if content.entropy_confirmed => {
            t!("round.entropy_by_two", what = describe).into_owned()
        }
        Some(describe) => describe.clone(),
    }
}

fn mode(content: &Announcement) -> String {
    match content.mode {
        Mode::Open => t!("round.mode_open").into_owned(),
        Mode::Sealed => t!("round.mode_sealed", day = format::day(content.period_end)).into_owned(),
    }
}

fn strata(content: &Announcement) -> Html {
    html! {
        <div class="scroll strata" tabindex="0" role="region" aria-label={t!("check.strata").into_owned()}>
            <table class="numbers">
                <caption>{ t!("round.strata") }</caption>
                <thead><tr>
                    <th scope="col">{ t!("check.stratum") }</th>
                    <th scope="col">{ t!("check.eligible") }</th>
                    <th scope="col">{ t!("check.take") }</th>
                    <th scope="col">{ t!("check.reserve_count") }</th>
                </tr></thead>
                <tbody>
                    { for content.strata.iter().map(|stratum| html! {
                        <tr key={stratum.id}>
                            <th scope="row">{ stratum.id }</th>
                            <td>{ number(stratum.eligible) }</td>
                            <td>{ number(stratum.take) }</td>
                            <td>{ number(stratum.reserve) }</td>
                        </tr>
                    }) }
                </tbody>
            </table>
        </div>
    }
}
