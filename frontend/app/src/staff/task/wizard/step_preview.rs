//! 预览: what a freeze would fix now, and what stands in its way.

use contract::task::TaskPreview;
use domain::draw::roster::Status;
use rust_i18n::t;
use ui::action::{Button, Design};
use ui::status::{MessageStrip, StripDesign};
use yew::prelude::*;
use yew_router::prelude::*;

use super::parts::Part;
use super::step::{Mend, Step};
use crate::format;
use crate::shared::loaded::loaded;
use crate::shared::resource::use_resource;
use crate::shared::words;
use crate::staff::task::facts::stratum;
use crate::staff::{Route, use_client};

/// Properties of [`PreviewStep`].
#[derive(Properties, Clone, PartialEq)]
pub struct PreviewStepProps {
    /// Key of the task.
    pub id: i64,
    /// Whether something is entered that the preview does not know of.
    pub changed: bool,
    /// Goes to a step; saves first.
    pub on_go: Callback<Step>,
}

/// The preview.
#[component]
pub fn PreviewStep(props: &PreviewStepProps) -> Html {
    let client = use_client();
    let preview = use_resource((props.id, props.changed), move |(id, _)| {
        let client = client.clone();
        async move { client.preview_task(id).await }
    });
    html! {
        <>
            if props.changed {
                <div class="strip">
                    <MessageStrip design={StripDesign::Critical} hide_close_button=true>{ t!("wizard.preview_old") }</MessageStrip>
                    <Button on_click={props.on_go.reform(|()| Step::Preview)}>{ t!("wizard.save") }</Button>
                </div>
            }
            { loaded(&preview, |found| html! {
                <>
                    { obstacles(props, found) }
                    { figures(found) }
                    { strata(found) }
                    { excluded(found) }
                    { trials(props.id) }
                    <Lock id={props.id} />
                </>
            }) }
        </>
    }
}

fn count(number: u64) -> String {
    format::number(i64::try_from(number).unwrap_or(i64::MAX))
}

fn obstacles(props: &PreviewStepProps, preview: &TaskPreview) -> Html {
    if preview.obstacles.is_empty() {
        return html! {
            <MessageStrip design={StripDesign::Positive} hide_close_button=true>{ t!("wizard.no_obstacle") }</MessageStrip>
        };
    }
    let mend = |obstacle: &str| match Mend::of(obstacle) {
        Mend::Hall => {
            html! { <Link<Route> to={Route::Draw { id: props.id }}>{ t!("wizard.mend_hall") }</Link<Route>> }
        }
        Mend::Step(step) => html! {
            <Button design={Design::Transparent} on_click={props.on_go.reform(move |()| step)}>
                { t!("wizard.mend", step = step_name(step)) }
            </Button>
        },
    };
    html! {
        <Part title={t!("wizard.obstacles", n = preview.obstacles.len()).into_owned()}>
            <ul class="obstacles">
                { for preview.obstacles.iter().map(|obstacle| html! {
                    <li key={obstacle.clone()}><span>{ obstacle }</span>{ mend(obstacle) }</li>
                }) }
            </ul>
        </Part>
    }
}

fn step_name(step: Step) -> String {
    super::editor::title(step)
}

fn figures(preview: &TaskPreview) -> Html {
    let figures = [
        (t!("wizard.in_scope"), count(preview.in_scope)),
        (t!("wizard.eligible"), count(preview.eligible)),
        (t!("wizard.take"), count(preview.take)),
        (t!("wizard.inspectors"), count(preview.inspectors)),
        (t!("task.roster"), words::code("roster_mode", preview.roster)),
    ];
    html! {
        <dl class="figures">
            { for figures.into_iter().map(|(name, value)| html! { <div><dt>{ name }</dt><dd>{ value }</dd></div> }) }
        </dl>
    }
}

fn strata(preview: &TaskPreview) -> Html {
    let share = |take: u64, eligible: u64| {
        let ppm =
            take.saturating_mul(1_000_000).checked_div(eligible).and_then(|ppm| u32::try_from(ppm).ok());
        // Two decimals are as much as a clerk compares.
        ppm.map_or_else(|| "—".to_owned(), |ppm| format::per_cent(ppm / 100 * 100))
    };
    html! {
        <Part title={t!("wizard.strata").into_owned()}>
            <table class="numbers">
                <caption>{ t!("wizard.strata") }</caption>
                <thead><tr>
                    <th scope="col">{ t!("wizard.stratum") }</th>
                    <th scope="col">{ t!("wizard.eligible") }</th>
                    <th scope="col">{ t!("wizard.take") }</th>
                    <th scope="col">{ t!("wizard.real_share") }</th>
                    <th scope="col">{ t!("task.reserve") }</th>
                </tr></thead>
                <tbody>
                    { for preview.strata.iter().map(|line| html! {
                        <tr key={line.id}>
                            <th scope="row">{ stratum(&line.stratum) }</th>
                            <td>{ count(line.eligible) }</td>
                            <td>{ count(line.take) }</td>
                            <td>{ share(line.take, line.eligible) }</td>
                            <td>{ count(line.reserve) }</td>
                        </tr>
                    }) }
                </tbody>
            </table>
        </Part>
    }
}

fn excluded(preview: &TaskPreview) -> Html {
    if preview.excluded.is_empty() {
        return Html::default();
    }
    let reason = |code: &str| {
        let status = <Status as domain::Coded>::from_code(code);
        status.map_or_else(|| code.to_owned(), |status| words::code("roster_status", status))
    };
    html! {
        <Part title={t!("wizard.excluded").into_owned()} hint={t!("wizard.excluded_hint").into_owned()}>
            <table class="numbers">
                <caption>{ t!("wizard.excluded") }</caption>
                <thead><tr><th scope="col">{ t!("task.reason") }</th><th scope="col">{ t!("wizard.objects") }</th></tr></thead>
                <tbody>
                    { for preview.excluded.iter().map(|line| html! {
                        <tr key={line.reason.clone()}><th scope="row">{ reason(&line.reason) }</th><td>{ count(line.count) }</td></tr>
                    }) }
                </tbody>
            </table>
        </Part>
    }
}

/// The way to trial draws.
fn trials(id: i64) -> Html {
    html! {
        <Part title={t!("simulation.title").into_owned()} hint={t!("simulation.preview_hint").into_owned()}>
            <p><Link<Route> to={Route::Task { id }}>{ t!("simulation.to_task") }</Link<Route>></p>
        </Part>
    }
}

#[derive(Properties, Clone, PartialEq)]
struct LockProps {
    id: i64,
}

/// The way to the freeze.
#[component]
fn Lock(LockProps { id }: &LockProps) -> Html {
    let navigator = use_navigator();
    let id = *id;
    let on_click = Callback::from(move |()| {
        if let Some(navigator) = &navigator {
            navigator.push(&Route::Draw { id });
        }
    });
    html! {
        <Part title={t!("wizard.lock").into_owned()} hint={t!("wizard.lock_hint").into_owned()}>
            <div><Button design={Design::Emphasized} icon="locked" {on_click}>{ t!("wizard.to_hall") }</Button></div>
        </Part>
    }
}
