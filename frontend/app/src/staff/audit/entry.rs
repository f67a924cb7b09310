//! Where an entry stands in the public log, proved in this browser.

use rust_i18n::t;
use ui::action::Button;
use yew::prelude::*;

use crate::client::log::Believed;
use crate::client::{Client, Outcome};
use crate::shared::loaded::Complaint;
use crate::shared::log;
use crate::shared::resource::use_action;
use crate::staff::use_client;

/// Properties of [`Logged`].
#[derive(Properties, Clone, PartialEq)]
pub struct LoggedProps {
    /// Index in the log, once it has one.
    pub index: Option<i64>,
}

/// The lines of the check: the checkpoint, then the entry.
type Lines = [Believed<String>; 2];

/// Checks that the entry stands there.
async fn check(client: Client, index: u64) -> Outcome<Believed<Lines>> {
    let head = match client.log_head().await? {
        Ok(head) => head,
        Err(reason) => return Ok(Err(reason)),
    };
    let (proof, believed) = client.log_entry(index, &head.head).await?;
    let steps = proof.path.len();
    let proved = believed.map(|hash| t!("log.included", hash = hash, n = steps).into_owned());
    Ok(Ok([log::signed(&head), proved]))
}

/// Where an entry stands in the public log.
#[component]
pub fn Logged(LoggedProps { index }: &LoggedProps) -> Html {
    let client = use_client();
    let action = use_action();
    let found = use_state(|| None::<Believed<Lines>>);
    let Some(index) = index.and_then(|index| u64::try_from(index).ok()) else {
        return html! { <p class="field-hint">{ t!("audit.not_logged") }</p> };
    };
    let on_click = {
        let (action, found) = (action.clone(), found.setter());
        Callback::from(move |()| {
            let found = found.clone();
            action.run(check(client.clone(), index), move |lines| found.set(Some(lines)));
        })
    };
    html! {
        <div class="logged">
            <p>
                <a href={format!("/log/{index}")} target="_blank">{ t!("audit.logged", n = index) }</a>
            </p>
            <Button {on_click} disabled={action.running}>{ t!("audit.prove") }</Button>
            <Complaint failure={action.failure.clone()} />
            <ul class="proved" role="status">
                { for found.iter().map(|lines| match lines {
                    Ok(lines) => lines.iter().map(log::line).collect::<Html>(),
                    Err(reason) => log::line(&Err(reason.clone())),
                }) }
            </ul>
        </div>
    }
}
