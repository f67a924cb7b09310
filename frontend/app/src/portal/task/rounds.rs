//! The rounds of a task, live while one of them goes on.

use chrono::{DateTime, TimeDelta, Utc};
use contract::draw::Draw;
use contract::round::{CeremonyEvent, Round};
use rust_i18n::t;
use yew::prelude::*;

use super::live::{Link, use_round};
use super::{round, stage, strike, timeline};
use crate::client::{Client, Outcome};
use crate::format;
use crate::portal::use_client;
use crate::shared::ceremony::happened;
use crate::shared::loaded::loaded;
use crate::shared::resource::{use_kept, use_resource};

/// What the site tells of the rounds.
#[derive(Debug, PartialEq)]
struct Told {
    /// The rounds, the latest first; of those that were frozen, with what was.
    rounds: Vec<(Round, Option<Draw>)>,
    /// By how much the server's clock is ahead of this one.
    ahead: TimeDelta,
}

async fn ask(client: Client, task: i64) -> Outcome<Told> {
    let (rounds, ahead) = client.public_rounds(task).await?;
    let draws = client.public_draws(task).await?;
    let of = |round: Round| {
        let draw = draws.iter().find(|draw| draw.round == round.round).cloned();
        (round, draw)
    };
    let mut rounds: Vec<_> = rounds.into_iter().map(of).collect();
    rounds.sort_by_key(|(round, _)| std::cmp::Reverse(round.round));
    Ok(Told { rounds, ahead })
}

impl Told {
    /// The time of the newest thing that is known.
    fn newest(&self) -> Option<DateTime<Utc>> {
        self.rounds.iter().flat_map(|(round, _)| timeline::moments(round)).map(|moment| moment.at).max()
    }
}

/// Properties of [`Rounds`].
#[derive(Properties, Clone, PartialEq)]
pub struct RoundsProps {
    /// Key of the task.
    pub id: i64,
    /// Its number.
    pub number: String,
    /// Whether the task was voided: nothing comes any more.
    pub voided: bool,
    /// Whether nothing of a result that is public can change any more: nothing is struck or substituted.
    pub closed: bool,
    /// Hears that something happened.
    pub on_news: Callback<()>,
}

/// The rounds of a task.
#[component]
pub fn Rounds(props: &RoundsProps) -> Html {
    let client = use_client();
    let resource = use_resource(props.id, move |id| ask(client.clone(), id));
    let reload = resource.reload.clone();
    let (told, failure) = use_kept(resource);
    let news = use_state(|| None::<CeremonyEvent>);
    let newest = use_mut_ref(|| None::<DateTime<Utc>>);
    if let Some(told) = told.ready() {
        newest.replace(told.newest());
    }
    let on_event = {
        let (news, on_news, reload) = (news.setter(), props.on_news.clone(), reload.clone());
        Callback::from(move |event: CeremonyEvent| {
            // A stream begins with what happened before, which is shown already.
            if newest.borrow().is_some_and(|newest| event.at > newest) {
                news.set(Some(event));
                on_news.emit(());
            }
            reload.emit(());
        })
    };
    let rounds: Vec<_> =
        told.ready().map(|told| &told.rounds).into_iter().flatten().map(|(round, _)| round.clone()).collect();
    let followed = stage::followed(&rounds, props.voided, props.closed);
    let link = use_round(props.id, followed, on_event);
    html! {
        <section>
            <div class="section-head">
                <h2>{ t!("portal.rounds") }</h2>
                if followed.is_some() && link == Link::Open && failure.is_none() {
                    <span class="live">{ t!("round.live") }</span>
                }
            </div>
            <p class="field-hint">{ if rounds.iter().any(stage::is_checkable) { t!("portal.rounds_text") } else { t!("portal.rounds_text_later") } }</p>
            <div role="status" class="news">
                if followed.is_some() && (link == Link::Lost || failure.is_some()) {
                    <p>{ t!("round.lost") }</p>
                } else if let Some(event) = &*news {
                    <p>{ in_words(event) }</p>
                }
            </div>
            { loaded(&told, |told| if told.rounds.is_empty() {
                html! { <p>{ t!("portal.no_rounds") }</p> }
            } else {
                let made_up = |of: u32| strike::making_up(told.rounds.iter().map(|(round, _)| round), of);
                let shown = |(round, draw): &(Round, Option<Draw>)| html! {
                    <round::Card key={round.round} task={props.id} number={props.number.clone()} round={round.clone()}
                        draw={draw.clone()} made_up={made_up(round.round)} ahead={told.ahead} on_over={reload.clone()} />
                };
                told.rounds.iter().map(shown).collect()
            }) }
        </section>
    }
}

/// What happened, in a sentence.
fn in_words(event: &CeremonyEvent) -> String {
    let what = happened(&event.event, event.party.as_deref());
    t!("round.news", time = format::moment(event.at), round = event.round, what = what).into_owned()
}
