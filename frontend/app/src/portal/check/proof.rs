//! What a check proves, what it does not, and how to check without this page.

use rust_i18n::t;
use yew::prelude::*;

const PROVES: [&str; 4] = ["check.proves_1", "check.proves_2", "check.proves_3", "check.proves_4"];
const NOT: [&str; 4] = ["check.not_1", "check.not_2", "check.not_3", "check.not_4"];

/// What a check proves and what not.
#[component]
pub(super) fn Proof() -> Html {
    let list = |keys: &[&'static str]| html! { <ul>{ for keys.iter().map(|key| html! { <li key={*key}>{ t!(*key) }</li> }) }</ul> };
    html! {
        <section class="proof">
            <div class="panel"><h2>{ t!("check.proves") }</h2>{ list(&PROVES) }</div>
            <div class="panel"><h2>{ t!("check.not") }</h2>{ list(&NOT) }</div>
            <div class="panel">
                <h2>{ t!("check.without") }</h2>
                <p>{ t!("check.without_text") }</p>
                <p><code class="code">{ "sunlot draw verify bundle.zip" }</code></p>
                <p>{ t!("check.offline") }</p>
            </div>
        </section>
    }
}
