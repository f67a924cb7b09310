//! 盲码: given to a firm that asks for it, so that it finds its own row on a blinded roster.

use contract::draw::{Draw, GivenSalt, SaltRequest};
use rust_i18n::t;
use ui::action::{Button, Design};
use ui::field::TextField;
use ui::text::{Level, Title};
use yew::prelude::*;

use crate::shared::code;
use crate::shared::loaded::Complaint;
use crate::shared::resource::use_action;
use crate::staff::use_client;

/// Properties of [`Salt`].
#[derive(Properties, Clone, PartialEq)]
pub struct SaltProps {
    /// Key of the task.
    pub task: i64,
    /// Its rounds that were frozen.
    pub draws: Vec<Draw>,
}

/// Looks up the salt of a firm on the last blinded roster; nothing where there is none.
#[component]
pub fn Salt(props: &SaltProps) -> Html {
    let client = use_client();
    let typed = use_state(String::new);
    let given = use_state(|| None::<GivenSalt>);
    let action = use_action();
    let round = props.draws.iter().filter(|draw| draw.blinded).map(|draw| draw.round).max();
    let Some(round) = round else { return Html::default() };
    let on_input = {
        let (typed, given) = (typed.clone(), given.clone());
        Callback::from(move |text: String| {
            typed.set(text);
            given.set(None);
        })
    };
    let on_click = {
        let (typed, given, action, task) = (typed.clone(), given.clone(), action.clone(), props.task);
        Callback::from(move |()| {
            let (client, given) = (client.clone(), given.clone());
            let asked = SaltRequest { code: code::typed(&typed) };
            given.set(None);
            action.run(async move { client.salt(task, round, &asked).await }, move |found| {
                given.set(Some(found))
            });
        })
    };
    html! {
        <section class="sheet">
            <Title level={Level::H2} size={Level::H5}>{ t!("draw.salt") }</Title>
            <p>{ t!("draw.salt_text", n = round) }</p>
            <Complaint failure={action.failure.clone()} />
            <TextField id="salt-code" label={t!("draw.salt_code").into_owned()} maxlength={Some(100)} value={(*typed).clone()} {on_input} />
            <div>
                <Button design={Design::Default} icon="key" disabled={typed.trim().is_empty()} loading={action.running} {on_click}>
                    { t!("draw.salt_show") }
                </Button>
            </div>
            <div role="status">
                if let Some(given) = &*given {
                    <dl class="facts">
                        <div><dt>{ t!("draw.salt_code") }</dt><dd class="code">{ &given.code }</dd></div>
                        <div><dt>{ t!("draw.salt") }</dt><dd class="code">{ &given.salt }</dd></div>
                    </dl>
                }
            </div>
        </section>
    }
}
