//! Checking a draw: everything is recomputed here, in a worker of the visitor's own browser. What the server says about
//! it is not asked for, and not shown.

mod draw;
mod own;
mod proof;
mod run;
mod source;
mod steps;
mod verdict;

use rust_i18n::t;
use serde::{Deserialize, Serialize};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::{Route, parts};
use crate::bridge::checking;
use crate::shared::filter::use_filters;
use run::{Bundle, Phase, use_run};

/// Which bundle of this site the address asks for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Asked {
    /// Key of the task.
    pub task: Option<i64>,
    /// Round; the first without it.
    pub round: Option<u32>,
    /// Whether a firm wants to know of itself: its search is shown when the check is done.
    pub own: Option<bool>,
}

/// Checking a draw.
#[component]
pub fn CheckPage() -> Html {
    let asked = use_filters::<Route, Asked>().query;
    let run = use_run();
    {
        let start = run.start.clone();
        use_effect_with(asked, move |asked| {
            let asked = *asked;
            spawn_local(async move {
                if let Some(file) = checking::kept().await {
                    start.emit(Bundle::of_file(&file));
                } else if let Some(task) = asked.task {
                    start.emit(Bundle::of_site(task, asked.round.unwrap_or(1)));
                }
            });
        });
    }
    let model = &run.model;
    html! {
        <>
            <parts::Head title={t!("portal.page.check").into_owned()} lead={t!("check.lead").into_owned()} />
            <source::Sources on_bundle={run.start.clone()} folded={model.phase != Phase::Idle} />
            if model.phase != Phase::Idle {
                <verdict::Verdict model={model.clone()} on_cancel={run.cancel.clone()} on_again={run.again.clone()} />
                <steps::Steps model={model.clone()} />
            }
            if let Phase::Done(report) = &model.phase {
                if let Some(draw) = &report.draw {
                    <own::OwnSearch key={format!("own-{}", model.turn)} blinded={draw.blinded} sought={asked.own == Some(true)} />
                    <draw::DrawFacts key={format!("draw-{}", model.turn)} report={report.clone()} />
                }
            }
            <proof::Proof />
        </>
    }
}
