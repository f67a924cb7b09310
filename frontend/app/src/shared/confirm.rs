//! Asking before something that hurts.

use rust_i18n::t;
use ui::action::{Button, Design};
use ui::container::{Bar, BarDesign, Dialog};
use ui::status::ValueState;
use yew::prelude::*;

/// Id of the button that does nothing.
const CANCEL: &str = "question-cancel";

/// What is asked.
#[derive(Clone, PartialEq)]
pub struct Question {
    /// What will be done, as a question.
    pub title: String,
    /// What comes of it.
    pub text: String,
    /// The button's words: the action itself, never just "yes".
    pub action: String,
    /// Whether it cannot be taken back.
    pub hurts: bool,
    /// Does it.
    pub then: Callback<()>,
}

/// Asks before something is done.
#[derive(Clone, PartialEq)]
pub struct Confirm {
    ask: Callback<Question>,
}

impl Confirm {
    /// Asks.
    pub fn ask(&self, question: Question) {
        self.ask.emit(question);
    }
}

/// Asking, on this page.
#[hook]
pub fn use_confirm() -> Confirm {
    use_context().unwrap_or_else(|| Confirm { ask: Callback::noop() })
}

/// Properties of [`ConfirmProvider`].
#[derive(Properties, Clone, PartialEq)]
pub struct ConfirmProviderProps {
    /// The pages.
    pub children: Html,
}

/// Asks the questions of the pages within.
#[component]
pub fn ConfirmProvider(props: &ConfirmProviderProps) -> Html {
    let question = use_state(|| None::<Question>);
    let ask = {
        let question = question.clone();
        use_callback((), move |new: Question, ()| question.set(Some(new)))
    };
    let close = {
        let question = question.clone();
        Callback::from(move |()| question.set(None))
    };
    html! {
        <ContextProvider<Confirm> context={Confirm { ask }}>
            { props.children.clone() }
            if let Some(asked) = (*question).clone() {
                <Asked question={asked} {close} />
            }
        </ContextProvider<Confirm>>
    }
}

#[derive(Properties, Clone, PartialEq)]
struct AskedProps {
    question: Question,
    close: Callback<()>,
}

#[component]
fn Asked(AskedProps { question, close }: &AskedProps) -> Html {
    let design = if question.hurts { Design::Negative } else { Design::Emphasized };
    // What hurts is not done by an Enter too many.
    let initial_focus = if question.hurts { CANCEL } else { "" };
    let state = if question.hurts { ValueState::Critical } else { ValueState::None };
    let go = {
        let (then, close) = (question.then.clone(), close.clone());
        Callback::from(move |()| {
            close.emit(());
            then.emit(());
        })
    };
    html! {
        <Dialog open=true header_text={question.title.clone()} {state} {initial_focus} on_close={close.clone()}>
            <p class="question">{ &question.text }</p>
            <Bar slot="footer" design={BarDesign::Footer}>
                <Button slot="endContent" {design} on_click={go}>{ &question.action }</Button>
                <Button id={CANCEL} slot="endContent" design={Design::Transparent} on_click={close.clone()}>
                    { t!("action.cancel") }
                </Button>
            </Bar>
        </Dialog>
    }
}
