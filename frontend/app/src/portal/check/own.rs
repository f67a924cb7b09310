//! A firm's own row: on the roster or not, what its lot was, and what chance it had.

use contract::check::{OwnPlace, OwnRow, OwnRowAnswer, OwnRowSearch};
use rust_i18n::t;
use ui::action::{Button, Design};
use ui::field::TextField;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::bridge::checking::{self, Trouble};
use crate::portal::parts;
use crate::shared::{code, words};

/// Properties of [`OwnSearch`].
#[derive(Properties, Clone, PartialEq)]
pub(super) struct OwnSearchProps {
    /// Whether the roster is blinded: a firm that was not selected needs its salt then.
    pub blinded: bool,
    /// Whether the visitor came for this: it is brought into sight.
    pub sought: bool,
}

/// Id of the field of the code.
const CODE: &str = "code";

/// What was asked for, code and salt, and what came of it.
type Answer = Option<((String, String), Result<OwnRowAnswer, Trouble>)>;

/// The search for a firm's own row.
#[component]
pub(super) fn OwnSearch(OwnSearchProps { blinded, sought }: &OwnSearchProps) -> Html {
    use_effect_with(*sought, |sought| {
        if *sought {
            show_field();
        }
    });
    let (code, salt) = (use_state(String::new), use_state(String::new));
    let missing = use_state(|| false);
    let answer: UseStateHandle<Answer> = use_state(|| None);
    let running = use_state(|| false);
    let typed = |state: &UseStateHandle<String>| {
        let (state, missing) = (state.clone(), missing.clone());
        Callback::from(move |text: String| {
            state.set(text);
            missing.set(false);
        })
    };
    let look = {
        let (code, salt, answer, running, missing) =
            (code.clone(), salt.clone(), answer.clone(), running.clone(), missing.clone());
        Callback::from(move |()| {
            if code::halved(&code).is_empty() {
                missing.set(true);
                return;
            }
            let asked = ((*code).clone(), (*salt).clone());
            let (answer, running) = (answer.clone(), running.clone());
            running.set(true);
            spawn_local(async move {
                let found = checking::own_row(&code::typed(&asked.0), &code::halved(&asked.1)).await;
                answer.set(Some((asked, found)));
                running.set(false);
            });
        })
    };
    // An answer is that of what stands in the fields, never of what stood there.
    let told = answer
        .as_ref()
        .filter(|(asked, _)| (&asked.0, &asked.1) == (&*code, &*salt))
        .map(|(_, found)| told(found));
    let error = missing.then(|| AttrValue::from(t!("form.required").into_owned()));
    html! {
        <section class="panel own">
            <h2>{ t!("check.own") }</h2>
            <p>{ if *blinded { t!("check.own_text_blinded") } else { t!("check.own_text") } }</p>
            <search class="search">
                <TextField id={CODE} label={t!("check.code").into_owned()} value={(*code).clone()} {error} on_input={typed(&code)} />
                if *blinded {
                    <TextField id="salt" label={t!("check.salt").into_owned()} hint={t!("check.salt_hint").into_owned()}
                        value={(*salt).clone()} on_input={typed(&salt)} />
                }
                <Button design={Design::Emphasized} disabled={*running} on_click={look}>{ t!("portal.find") }</Button>
            </search>
            <div role="status">{ told }</div>
        </section>
    }
}

/// Brings the search into sight, ready to be typed into.
fn show_field() {
    let document = web_sys::window().and_then(|window| window.document());
    let field = document.and_then(|document| document.get_element_by_id(CODE));
    if let Some(field) = field.and_then(|field| field.dyn_into::<web_sys::HtmlElement>().ok()) {
        field.scroll_into_view();
        // An element that takes no focus leaves it where it is.
        let _ = field.focus();
    }
}

fn told(answer: &Result<OwnRowAnswer, Trouble>) -> Html {
    let Ok(answer) = answer else { return html! { <p class="card-note">{ t!("check.broken") }</p> } };
    if let Some(row) = &answer.row {
        return found(row);
    }
    let words = match answer.search {
        OwnRowSearch::Absent => t!("check.absent"),
        OwnRowSearch::SaltNeeded => t!("check.salt_needed"),
        OwnRowSearch::BadSalt => t!("check.bad_salt"),
        OwnRowSearch::NotVerified | OwnRowSearch::Found => t!("check.not_verified"),
    };
    html! { <p class="card-note">{ words }</p> }
}

fn found(row: &OwnRow) -> Html {
    let rank = row.rank.unwrap_or_default();
    let status = if &*rust_i18n::locale() == "zh-CN" {
        row.status_label.clone()
    } else {
        words::plain("roster_status", &row.status)
    };
    let (class, place, text) = match row.place {
        OwnPlace::Selected => ("selected", t!("check.selected", rank = rank), t!("check.selected_text")),
        OwnPlace::Reserve => ("reserve", t!("check.reserve", rank = rank), t!("check.reserve_text")),
        OwnPlace::NotDrawn => ("not-drawn", t!("check.not_drawn"), t!("check.not_drawn_text")),
        OwnPlace::NotEligible => {
            ("not-eligible", t!("check.not_eligible", status = status), t!("check.not_eligible_text"))
        }
    };
    let eligible = row.place != OwnPlace::NotEligible;
    let or_dash = |text: &Option<String>| html! { <span class="code">{ text.as_deref().unwrap_or("—").to_owned() }</span> };
    html! {
        <div class={classes!("own-row", class)}>
            <p class="own-place">{ place }</p>
            <p>{ text }</p>
            if let Some(reason) = &row.reason {
                <p>{ t!("check.not_eligible_reason", reason = reason) }</p>
            }
            if eligible {
                <p>{ t!("check.chance_text", chance = row.chance) }</p>
            }
            <dl class="facts">
                if let Some(name) = &row.name {
                    { parts::fact(t!("check.name"), name.clone()) }
                }
                { parts::fact(t!("check.number"), row.number.to_string()) }
                { parts::fact(t!("check.stratum"), row.stratum.to_string()) }
                { parts::fact(t!("check.weight"), row.weight.to_string()) }
                { parts::fact(t!("check.status"), status) }
                { parts::fact(t!("check.chance"), row.chance.clone()) }
                { parts::fact(t!("check.score"), or_dash(&row.score)) }
                { parts::fact(t!("check.threshold"), or_dash(&row.threshold)) }
                { parts::fact(t!("check.next"), or_dash(&row.next)) }
                if !row.team.is_empty() {
                    { parts::fact(t!("check.team"), row.team.join(&*t!("portal.list_comma"))) }
                }
            </dl>
            if eligible {
                <p class="field-hint">{ t!("check.score_text") }</p>
            }
        </div>
    }
}
