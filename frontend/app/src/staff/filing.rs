//! What lists show of everything that is filed to be approved.

use chrono::{DateTime, Utc};
use yew::prelude::*;

use crate::format;

/// Why it was filed, and the document that it rests on.
pub fn grounds(reason: &str, document: &str) -> Html {
    html! { <div><div>{ reason }</div><div class="field-hint">{ document }</div></div> }
}

/// Who filed it, and when.
pub fn by(name: &str, at: DateTime<Utc>) -> Html {
    html! { <div><div>{ name }</div><div class="field-hint">{ format::time(at) }</div></div> }
}
