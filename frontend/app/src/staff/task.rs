//! Tasks: list, wizard, one task.

use rust_i18n::t;
use ui::text::{Level, Title};
use yew::prelude::*;

/// Tasks: list, wizard, one task.
#[component]
pub fn TasksPage() -> Html {
    html! { <Title level={Level::H1} size={Level::H3}>{ t!("page.tasks") }</Title> }
}

/// Tasks: list, wizard, one task.
#[component]
pub fn NewTaskPage() -> Html {
    html! { <Title level={Level::H1} size={Level::H3}>{ t!("page.tasks") }</Title> }
}

/// Properties of [`TaskPage`].
#[derive(Properties, Clone, PartialEq)]
pub struct TaskPageProps {
    /// Key.
    pub id: i64,
}

/// Tasks: list, wizard, one task.
#[component]
pub fn TaskPage(_props: &TaskPageProps) -> Html {
    html! { <Title level={Level::H1} size={Level::H3}>{ t!("page.tasks") }</Title> }
}

/// Properties of [`EditTaskPage`].
#[derive(Properties, Clone, PartialEq)]
pub struct EditTaskPageProps {
    /// Key.
    pub id: i64,
}

/// Tasks: list, wizard, one task.
#[component]
pub fn EditTaskPage(_props: &EditTaskPageProps) -> Html {
    html! { <Title level={Level::H1} size={Level::H3}>{ t!("page.tasks") }</Title> }
}
