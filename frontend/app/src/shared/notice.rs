//! Short notices of what was done.

use yew::prelude::*;

use ui::status::Toast;

/// Tells that something was done.
#[derive(Clone, PartialEq)]
pub struct Notices {
    show: Callback<String>,
}

impl Notices {
    /// Tells that something was done.
    pub fn done(&self, text: impl Into<String>) {
        self.show.emit(text.into());
    }
}

/// The notices of this page.
///
/// # Panics
/// Never within [`NoticeProvider`], which holds all pages.
#[hook]
pub fn use_notices() -> Notices {
    use_context().unwrap_or_else(|| Notices { show: Callback::noop() })
}

/// Properties of [`NoticeProvider`].
#[derive(Properties, Clone, PartialEq)]
pub struct NoticeProviderProps {
    /// The pages.
    pub children: Html,
}

/// Shows the notices of the pages within.
#[component]
pub fn NoticeProvider(props: &NoticeProviderProps) -> Html {
    let text = use_state(|| None::<String>);
    let show = {
        let text = text.clone();
        use_callback((), move |new: String, ()| text.set(Some(new)))
    };
    let on_close = {
        let text = text.clone();
        Callback::from(move |()| text.set(None))
    };
    html! {
        <ContextProvider<Notices> context={Notices { show }}>
            { props.children.clone() }
            <div role="status">
                <Toast open={text.is_some()} duration={Some(4000)} {on_close}>{ (*text).clone().unwrap_or_default() }</Toast>
            </div>
        </ContextProvider<Notices>>
    }
}
