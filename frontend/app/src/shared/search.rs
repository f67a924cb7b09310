//! A text to filter by: applied a moment after the last letter, when the field is left, and by Enter.

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use ui::field::TextField;
use yew::prelude::*;

/// How long a pause in typing is the end of it.
const PAUSE_MILLISECONDS: u32 = 400;

/// Properties of [`SearchField`].
#[derive(Properties, Clone, PartialEq)]
pub struct SearchFieldProps {
    /// Id of the control.
    pub id: AttrValue,
    /// Label.
    pub label: AttrValue,
    /// The text that is applied.
    #[prop_or_default]
    pub value: String,
    /// Applies a text.
    pub on_change: Callback<String>,
    /// How to fill it in.
    #[prop_or_default]
    pub hint: AttrValue,
    /// Shown while empty.
    #[prop_or_default]
    pub placeholder: AttrValue,
}

/// A text to filter by.
#[component]
pub fn SearchField(props: &SearchFieldProps) -> Html {
    let typed = use_state(|| props.value.clone());
    let applied = use_mut_ref(|| props.value.clone());
    let waiting = use_mut_ref(|| None::<Timeout>);
    // Other filters may have changed since the last letter: what applies it is the newest.
    let latest = use_mut_ref(|| props.on_change.clone());
    latest.replace(props.on_change.clone());
    {
        // Another text than the one typed here: by the way back, or a link.
        let (typed, applied, waiting) = (typed.clone(), applied.clone(), waiting.clone());
        use_effect_with(props.value.clone(), move |value| {
            if *applied.borrow() != *value {
                drop(waiting.take());
                applied.replace(value.clone());
                typed.set(value.clone());
            }
        });
    }
    let apply = {
        let (applied, waiting) = (applied.clone(), waiting.clone());
        Callback::from(move |text: String| {
            drop(waiting.take());
            let text = text.trim().to_owned();
            if applied.replace(text.clone()) != text {
                let on_change = latest.borrow().clone();
                on_change.emit(text);
            }
        })
    };
    let (frame, composing) = use_composing();
    let on_input = {
        let (typed, apply, waiting) = (typed.clone(), apply.clone(), waiting);
        Callback::from(move |text: String| {
            typed.set(text.clone());
            let (apply, composing) = (apply.clone(), composing.clone());
            let applies = move || {
                // Letters of a sign that is not chosen yet are no text; the sign chosen is heard of, too.
                if !*composing.borrow() {
                    apply.emit(text);
                }
            };
            waiting.replace(Some(Timeout::new(PAUSE_MILLISECONDS, applies)));
        })
    };
    html! {
        <div class="search-field" ref={frame}>
            <TextField id={props.id.clone()} label={props.label.clone()} hint={props.hint.clone()}
                placeholder={props.placeholder.clone()} value={(*typed).clone()} {on_input} on_change={apply} />
        </div>
    }
}

/// An element, and whether signs are being composed within it.
#[hook]
fn use_composing() -> (NodeRef, std::rc::Rc<std::cell::RefCell<bool>>) {
    let (frame, composing) = (use_node_ref(), use_mut_ref(|| false));
    {
        let (frame, composing) = (frame.clone(), composing.clone());
        use_effect_with((), move |()| {
            let listen = |element: &web_sys::Element, event: &'static str, begins: bool| {
                let composing = composing.clone();
                EventListener::new(element, event, move |_| {
                    composing.replace(begins);
                })
            };
            let listeners = frame.cast::<web_sys::Element>().map(|element| {
                [listen(&element, "compositionstart", true), listen(&element, "compositionend", false)]
            });
            move || drop(listeners)
        });
    }
    (frame, composing)
}
