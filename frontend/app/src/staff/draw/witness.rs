//! A witness's part: join, keep the secret, reveal it, confirm the public value.

use std::rc::Rc;

use contract::check::WitnessQuestion;
use contract::draw::{Ceremony, Commitment, Reveal};
use domain::draw::hash::Hash;
use domain::draw::policy::DrawPolicy;
use rust_i18n::t;
use ui::action::{Button, Design};
use ui::field::TextField;
use ui::status::{MessageStrip, StripDesign};
use ui::text::{Level, Title};
use yew::prelude::*;

use super::entropy::ConfirmValue;
use super::live::then_read;
use super::phase::Phase;
use super::secret;
use super::standing::Standing;
use crate::client::{Client, Failure, Outcome};
use crate::shared::loaded::Complaint;
use crate::shared::resource::use_action;
use crate::staff::use_client;

/// Properties of [`WitnessPart`].
#[derive(Properties, Clone, PartialEq)]
pub struct WitnessPartProps {
    /// Key of the task.
    pub task: i64,
    /// How the ceremony stands.
    pub standing: Rc<Standing>,
    /// What the department demands, once it is known.
    pub policy: Option<Rc<DrawPolicy>>,
    /// Reads it again.
    pub refresh: Callback<()>,
}

impl WitnessPartProps {
    fn ceremony(&self) -> &Ceremony {
        &self.standing.ceremony
    }

    /// Whether a commitment is refused until somebody announces the round.
    fn must_be_announced(&self) -> bool {
        self.policy.as_ref().is_none_or(|policy| !policy.limits.is_none())
    }
}

/// What a witness does now.
#[component]
pub fn WitnessPart(props: &WitnessPartProps) -> Html {
    let Some(party) = props.ceremony().party.clone() else { return Html::default() };
    let mine = props.ceremony().parties.iter().find(|one| one.id == party);
    let body = match (Phase::of(&props.standing), mine) {
        (Phase::Announce, _) if props.must_be_announced() => html! { <p>{ t!("draw.join_later") }</p> },
        (Phase::Announce | Phase::Gather, None) => html! { <Join ..props.clone() /> },
        (Phase::Announce | Phase::Gather, Some(_)) => html! { <Waits ..props.clone() /> },
        (Phase::Entropy, _) => {
            let (task, standing, refresh) = (props.task, props.standing.clone(), props.refresh.clone());
            html! { <ConfirmValue {task} {standing} {refresh} /> }
        }
        (Phase::Reveal | Phase::Ready, None) => html! { <p>{ t!("draw.too_late") }</p> },
        (Phase::Reveal | Phase::Ready, Some(mine)) if mine.reveal.is_some() => {
            html! { <p>{ t!("draw.have_revealed") }</p> }
        }
        (Phase::Reveal | Phase::Ready, Some(_)) => html! { <RevealPart ..props.clone() /> },
        (Phase::Drawn | Phase::Over, _) => return Html::default(),
    };
    html! {
        <section class="sheet">
            <Title level={Level::H2} size={Level::H5}>{ t!("draw.your_part") }</Title>
            { body }
        </section>
    }
}

/// Makes a secret and commits to it.
#[component]
fn Join(props: &WitnessPartProps) -> Html {
    let client = use_client();
    let action = use_action();
    let homeless = use_state(|| false);
    let on_click = {
        let (action, props, homeless) = (action.clone(), props.clone(), homeless.clone());
        Callback::from(move |()| {
            let (ceremony, task, client) = (props.ceremony(), props.task, client.clone());
            let Some(party) = ceremony.party.clone() else { return };
            let Some(secret) = secret::kept_or_new(ceremony, &party) else {
                homeless.set(true);
                return;
            };
            let round = Some(ceremony.round);
            let commitment = Commitment { commitment: secret::commitment(ceremony, &party, &secret), round };
            let refresh = props.refresh.clone();
            action.run(then_read(async move { client.commit(task, &commitment).await }, refresh), |_| ());
        })
    };
    html! {
        <>
            <p>{ t!("draw.join_explained") }</p>
            if *homeless {
                <MessageStrip design={StripDesign::Negative} hide_close_button=true>{ t!("draw.cannot_keep") }</MessageStrip>
            }
            <Complaint failure={action.failure.clone()} />
            <div><Button design={Design::Emphasized} icon="key" loading={action.running} {on_click}>{ t!("draw.join") }</Button></div>
        </>
    }
}

/// Committed; the freeze is still to come.
#[component]
fn Waits(props: &WitnessPartProps) -> Html {
    let ceremony = props.ceremony();
    let party = ceremony.party.clone().unwrap_or_default();
    match secret::kept(ceremony, &party) {
        None => html! {
            <MessageStrip design={StripDesign::Critical} hide_close_button=true>{ t!("draw.elsewhere") }</MessageStrip>
        },
        Some(secret) => html! {
            <>
                <p>{ t!("draw.waits") }</p>
                <details>
                    <summary>{ t!("draw.show_secret") }</summary>
                    <p class="field-hint">{ t!("draw.show_secret_hint") }</p>
                    <p class="code">{ secret.to_string() }</p>
                </details>
            </>
        },
    }
}

/// Reveals the secret that this browser keeps, or one that was kept elsewhere.
#[component]
fn RevealPart(props: &WitnessPartProps) -> Html {
    let client = use_client();
    let action = use_action();
    let typed = use_state(String::new);
    let refusal = use_state(|| None::<String>);
    let party = props.ceremony().party.clone().unwrap_or_default();
    let kept = secret::kept(props.ceremony(), &party);
    let read: Option<Hash> = kept.or_else(|| typed.trim().parse().ok());
    let fits = |secret: &Hash| {
        let commitment = secret::commitment(props.ceremony(), &party, secret);
        props.ceremony().parties.iter().any(|one| one.id == party && one.commitment == commitment)
    };
    let wrong = (kept.is_some() || !typed.trim().is_empty()) && !read.as_ref().is_some_and(fits);
    let on_click = {
        let (action, props, party, refusal) =
            (action.clone(), props.clone(), party.clone(), refusal.setter());
        Callback::from(move |()| {
            let Some(secret) = read else { return };
            let (client, task, party) = (client.clone(), props.task, party.clone());
            let (standing, refusal) = (props.standing.clone(), refusal.clone());
            refusal.set(None);
            let work = {
                let (standing, party) = (standing.clone(), party.clone());
                async move { reveal(&client, task, &standing.ceremony, &party, &secret).await }
            };
            action.run(then_read(work, props.refresh.clone()), move |why| match why {
                None => secret::forget(&standing.ceremony, &party),
                Some(_) => refusal.set(why),
            });
        })
    };
    let on_input = {
        let typed = typed.clone();
        Callback::from(move |text: String| typed.set(text))
    };
    let failure = action.failure.clone().map(plain);
    html! {
        <>
            <p>{ t!("draw.reveal_explained") }</p>
            if kept.is_none() {
                <TextField id="secret" label={t!("draw.secret").into_owned()} hint={t!("draw.secret_elsewhere").into_owned()}
                    value={(*typed).clone()} error={wrong.then(|| AttrValue::from(t!("draw.secret_wrong").into_owned()))} {on_input} />
            } else if wrong {
                <MessageStrip design={StripDesign::Negative} hide_close_button=true>{ t!("draw.secret_wrong") }</MessageStrip>
            }
            if let Some(why) = refusal.as_ref() {
                <MessageStrip design={StripDesign::Negative} hide_close_button=true>
                    { t!("draw.not_revealed", why = why) }
                </MessageStrip>
            }
            <Complaint {failure} />
            <div>
                <Button design={Design::Emphasized} icon="unlocked" disabled={read.is_none() || wrong} loading={action.running} {on_click}>
                    { t!("draw.reveal") }
                </Button>
            </div>
        </>
    }
}

/// Reveals, if the freeze that everybody can read holds the commitment; else says why not. What the office's own answer says
/// of it does not count: a witness that is shown another freeze than the public would be deceived by it.
async fn reveal(
    client: &Client,
    task: i64,
    ceremony: &Ceremony,
    party: &str,
    secret: &Hash,
) -> Outcome<Option<String>> {
    let asked = WitnessQuestion {
        task: ceremony.task.clone(),
        round: ceremony.round,
        party: party.to_owned(),
        commitment: secret::commitment(ceremony, party, secret),
        said: ceremony.freeze.clone().unwrap_or_default(),
    };
    let refusal = client.refusal_to_reveal(task, &asked).await?;
    if refusal.is_none() {
        let reveal = Reveal { value: secret.to_string(), round: Some(ceremony.round) };
        client.reveal(task, &reveal).await?;
    }
    Ok(refusal)
}

/// What is wrong with the only field is said as the whole.
fn plain(failure: Failure) -> Failure {
    match failure {
        Failure::Problem(mut problem) => {
            if let Some(field) = problem.errors.first() {
                problem.detail = Some(field.detail.clone());
            }
            Failure::Problem(problem)
        }
        Failure::Offline | Failure::Unreadable(_) => failure,
    }
}
