//! Issuing bodies with their number prefixes, departments, divisions.

mod detail;
mod policy;

use contract::department::{Body, BodyChange, Department, Division};
use contract::problem::ProblemCode;
use domain::import;
use domain::policy::{Action, allows};
use rust_i18n::t;
use serde::{Deserialize, Serialize};
use ui::action::{Button, Design};
use ui::field::TextField;
use ui::text::{Level, Title};
use yew::prelude::*;
use yew_router::prelude::*;

use super::import::link::ImportLink;
use super::{Route, use_client, use_me};
use crate::client::Failure;
use crate::shared::confirm::{Question, use_confirm};
use crate::shared::filter::{Filters, given, use_filters};
use crate::shared::form::use_form;
use crate::shared::listing::{Column, Listing, page_of};
use crate::shared::loaded::{Complaint, loaded};
use crate::shared::notice::use_notices;
use crate::shared::resource::{Resource, use_action, use_resource};

pub use detail::DepartmentPage;

/// What the address says.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
struct View {
    /// Divisions whose name or code contain this.
    division: Option<String>,
}

/// Bodies, departments, divisions.
#[component]
pub fn DepartmentsPage() -> Html {
    let client = use_client();
    let filters = use_filters::<Route, View>();
    let (of_bodies, of_departments) = (client.clone(), client.clone());
    let bodies = use_resource((), move |()| {
        let client = of_bodies.clone();
        async move { client.bodies().await }
    });
    let departments = use_resource((), move |()| {
        let client = of_departments.clone();
        async move { client.departments().await }
    });
    let divisions = use_resource((), move |()| {
        let client = client.clone();
        async move { client.divisions().await }
    });
    let writes = use_me().is_some_and(|me| allows(me.role, Action::DepartmentWrite));
    let names = bodies.ready().cloned();
    html! {
        <>
            <header class="page-head">
                <Title level={Level::H1} size={Level::H3}>{ t!("department.title") }</Title>
                <ImportLink kind={import::Kind::Departments} />
                <ImportLink kind={import::Kind::Divisions} />
            </header>
            <section class="form">
                <Title level={Level::H2} size={Level::H5}>{ t!("department.bodies") }</Title>
                { loaded(&bodies, |all| html! {
                    <div class="bodies">{ for all.iter().map(|body| html! {
                        <BodyCard key={format!("{}-{}", body.id, body.version)} body={body.clone()} {writes}
                            reload={bodies.reload.clone()} />
                    }) }</div>
                }) }
            </section>
            <section class="form">
                <Title level={Level::H2} size={Level::H5}>{ t!("department.departments") }</Title>
                { loaded(&departments, |all| {
                    let names = names.clone();
                    let body = move |department: &Department| {
                        let all = names.iter().flat_map(|bodies| bodies.iter());
                        let found = all.clone().find(|body| body.id == department.body_id);
                        html! { found.map(|body| body.name.clone()).unwrap_or_default() }
                    };
                    departments_table(all, body)
                }) }
            </section>
            { divisions_section(&divisions, &filters) }
        </>
    }
}

fn departments_table(all: &[Department], body: impl Fn(&Department) -> Html + 'static) -> Html {
    let columns = vec![
        Column::new(t!("department.name"), |department: &Department| {
            html! { <Link<Route> to={Route::Department { id: department.id }}>{ &department.name }</Link<Route>> }
        })
        .important(),
        Column::new(
            t!("department.code"),
            |department: &Department| html! { <span class="code">{ &department.code }</span> },
        )
        .width("9rem"),
        Column::new(t!("department.body"), body),
    ];
    // There are few: all are on one page.
    let mut resource = page_of(all.iter(), 1);
    if let crate::shared::resource::Loading::Ready(page) = &mut resource.state {
        let page = std::rc::Rc::make_mut(page);
        page.items = all.to_vec();
        page.page_size = u32::try_from(all.len()).unwrap_or(u32::MAX);
    }
    html! {
        <Listing<Department> name={t!("department.departments").into_owned()} {resource} {columns}
            on_page={Callback::noop()} empty={t!("department.empty").into_owned()} />
    }
}

fn divisions_section(divisions: &Resource<Vec<Division>>, filters: &Filters<View>) -> Html {
    let on_text = {
        let filters = filters.clone();
        Callback::from(move |text: String| filters.with(|view| view.division = given(text)))
    };
    let on_page = {
        let filters = filters.clone();
        Callback::from(move |page| filters.turn(page))
    };
    let text = filters.query.division.clone().unwrap_or_default();
    html! {
        <section class="form">
            <Title level={Level::H2} size={Level::H5}>{ t!("department.divisions") }</Title>
            <search class="filters">
                <TextField id="division" label={t!("department.division_q").into_owned()} value={text.clone()}
                    on_change={on_text} />
            </search>
            { loaded(divisions, |all| {
                let shown = all.iter().filter(|one| one.name.contains(&text) || one.code.contains(&text));
                html! {
                    <Listing<Division> name={t!("department.divisions").into_owned()}
                        resource={page_of(shown, filters.page)} columns={division_columns()} on_page={on_page}
                        empty={t!("department.no_division").into_owned()}
                        empty_hint={t!("department.no_division_hint").into_owned()} />
                }
            }) }
        </section>
    }
}

fn division_columns() -> Vec<Column<Division>> {
    let code = |code: &str| html! { <span class="code">{ code }</span> };
    let or_dash = |code: &Option<String>| code.clone().unwrap_or_else(|| "—".to_owned());
    vec![
        Column::new(t!("department.name"), |division: &Division| html! { &division.name }).important(),
        Column::new(t!("department.code"), move |division: &Division| code(&division.code)).width("9rem"),
        Column::new(t!("department.parent"), move |division: &Division| {
            code(&or_dash(&division.parent_code))
        })
        .width("9rem"),
        Column::new(t!("department.current"), move |division: &Division| {
            code(&or_dash(&division.current_code))
        })
        .width("12rem"),
    ]
}

#[derive(Properties, Clone, PartialEq)]
struct BodyCardProps {
    body: Body,
    writes: bool,
    reload: Callback<()>,
}

#[component]
fn BodyCard(BodyCardProps { body, writes, reload }: &BodyCardProps) -> Html {
    let form = use_form(|| BodyChange { number_prefix: body.number_prefix.clone() });
    let action = use_action();
    let (client, confirm, notices) = (use_client(), use_confirm(), use_notices());
    {
        let form = form.clone();
        use_effect_with(action.failure.clone(), move |failure| {
            if let Some(failure) = failure {
                form.complain(failure);
            }
        });
    }
    let send = {
        let (form, action, reload, id, version) =
            (form.clone(), action.clone(), reload.clone(), body.id, body.version);
        Callback::from(move |()| {
            let (client, notices, reload, change) =
                (client.clone(), notices.clone(), reload.clone(), form.value.clone());
            action.run(async move { client.change_body(id, version, &change).await }, move |body: Body| {
                notices.done(t!("department.prefix_changed", prefix = body.number_prefix));
                reload.emit(());
            });
        })
    };
    let ask = {
        let (form, body) = (form.clone(), body.clone());
        Callback::from(move |()| {
            if form.check() {
                confirm.ask(question(&body, &form.value.number_prefix, &send));
            }
        })
    };
    let stale = action.failure.as_ref().and_then(Failure::code) == Some(ProblemCode::Stale);
    let failure = action.failure.clone().filter(|failure| failure.fields().is_empty());
    html! {
        <div class="body-card">
            <div class="body-name">{ &body.name }</div>
            <Complaint {failure} />
            if stale {
                <div><Button on_click={reload.clone()}>{ t!("action.reload") }</Button></div>
            }
            <TextField id={format!("prefix-{}", body.id)} label={t!("department.prefix").into_owned()} required=true
                disabled={!writes} maxlength={Some(20)} value={form.value.number_prefix.clone()}
                error={form.error("/number_prefix")}
                hint={t!("department.prefix_hint", prefix = form.value.number_prefix).into_owned()}
                on_input={form.on(|change, text| change.number_prefix = text)} />
            if *writes {
                <div><Button design={Design::Emphasized} disabled={!form.changed} loading={action.running} on_click={ask}>
                    { t!("action.save") }
                </Button></div>
            }
        </div>
    }
}

fn question(body: &Body, prefix: &str, then: &Callback<()>) -> Question {
    Question {
        title: t!("department.prefix_question", prefix = prefix).into_owned(),
        text: t!("department.prefix_text", body = body.name, old = body.number_prefix, new = prefix)
            .into_owned(),
        action: t!("department.prefix_action", prefix = prefix).into_owned(),
        hurts: true,
        then: then.clone(),
    }
}
