//! The figures of trials: chances, visits, loads, bottlenecks.

use std::rc::Rc;

use contract::simulation::{SimulatedClass, SimulatedInspector, Simulation};
use rust_i18n::t;
use ui::text::{Level, Title};
use yew::prelude::*;

use crate::format;
use crate::shared::chart::{Chart, Kind, Series, Unit};
use crate::staff::task::facts::stratum;

/// Properties of [`Figures`].
#[derive(Properties, Clone, PartialEq)]
pub struct FiguresProps {
    /// What came of the trials.
    pub simulation: Rc<Simulation>,
}

/// The charts, each with its table, and the tightest inspectors.
#[component]
pub fn Figures(FiguresProps { simulation }: &FiguresProps) -> Html {
    html! {
        <>
            <div class="charts">
                { chances(simulation) }
                { visits(simulation) }
                { loads(simulation) }
            </div>
            { bottlenecks(simulation) }
        </>
    }
}

fn series(name: impl Into<String>, values: impl Iterator<Item = u64>) -> Series {
    let value = |value| i64::try_from(value).unwrap_or(i64::MAX);
    Series { name: name.into(), values: values.map(value).collect() }
}

fn chances(simulation: &Simulation) -> Html {
    let classes = &simulation.classes;
    let weighted = classes.iter().any(|class| class.weight != 1);
    let name = |class: &SimulatedClass| {
        let stratum = stratum(&class.stratum);
        if weighted {
            t!("simulation.of_weight", stratum = stratum, n = class.weight).into_owned()
        } else {
            stratum
        }
    };
    let series = vec![
        series(t!("simulation.observed"), classes.iter().map(|class| class.observed_ppm.into())),
        series(t!("simulation.expected"), classes.iter().map(|class| class.expected_ppm.into())),
    ];
    html! {
        <Chart title={t!("simulation.chances").into_owned()} kind={Kind::Column} unit={Unit::PerCent}
            categories={classes.iter().map(name).collect::<Vec<_>>()} {series} />
    }
}

fn visits(simulation: &Simulation) -> Html {
    let divisions = &simulation.divisions;
    let name =
        |name: &String| if name.is_empty() { t!("task.stratum_none").into_owned() } else { name.clone() };
    let whole = |number: u32| u64::from(number).saturating_mul(1000);
    let series = vec![
        series(t!("simulation.least"), divisions.iter().map(|one| whole(one.least))),
        series(t!("simulation.mean"), divisions.iter().map(|one| one.mean_thousandths)),
        series(t!("simulation.most"), divisions.iter().map(|one| whole(one.most))),
    ];
    html! {
        <Chart title={t!("simulation.visits").into_owned()} kind={Kind::Bar} unit={Unit::Thousandths}
            categories={divisions.iter().map(|one| name(&one.name)).collect::<Vec<_>>()} {series} />
    }
}

fn loads(simulation: &Simulation) -> Html {
    let loads = &simulation.loads;
    if loads.is_empty() {
        return Html::default();
    }
    let series =
        vec![series(t!("simulation.inspectors"), loads.iter().map(|load| load.inspectors_thousandths))];
    html! {
        <Chart title={t!("simulation.loads").into_owned()} kind={Kind::Column} unit={Unit::Thousandths}
            categories={loads.iter().map(|load| t!("simulation.objects", n = load.objects).into_owned()).collect::<Vec<_>>()}
            {series} />
    }
}

fn bottlenecks(simulation: &Simulation) -> Html {
    if simulation.bottlenecks.is_empty() {
        return html! { <p>{ t!("simulation.no_bottleneck") }</p> };
    }
    let failed = simulation.trials.saturating_sub(simulation.with_teams);
    let row = |one: &SimulatedInspector| {
        html! {
            <tr key={one.code.clone()}>
                <th scope="row">{ &one.name }{ " " }<span class="code">{ &one.code }</span></th>
                <td>{ one.cap }</td>
                <td>{ format::thousandths(one.mean_thousandths) }</td>
                <td>{ t!("simulation.times", n = one.at_cap, of = simulation.with_teams) }</td>
                <td>{ t!("simulation.times", n = one.in_causes, of = failed) }</td>
            </tr>
        }
    };
    let headings = [
        t!("simulation.inspector"),
        t!("task.cap"),
        t!("simulation.mean_load"),
        t!("simulation.at_cap"),
        t!("simulation.in_causes"),
    ];
    html! {
        <section class="part">
            <Title level={Level::H3} size={Level::H5}>{ t!("simulation.bottlenecks") }</Title>
            <div class="scrolls">
                <table class="numbers">
                    <caption>{ t!("simulation.bottlenecks") }</caption>
                    <thead><tr>{ for headings.into_iter().map(|name| html! { <th scope="col">{ name }</th> }) }</tr></thead>
                    <tbody>{ for simulation.bottlenecks.iter().map(row) }</tbody>
                </table>
            </div>
        </section>
    }
}
