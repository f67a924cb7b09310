//! The check of a draw in a worker: `globalThis.sunlotChecking`, see `web/src/checking.ts`. Only the portal has it.

use contract::check::{CheckEvent, CheckReport, OwnRowAnswer};
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = sunlotChecking, js_name = check, catch)]
    async fn start(source: JsValue, on_event: &js_sys::Function) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = sunlotChecking, js_name = ownRow, catch)]
    async fn look_for(code: &str, salt: &str) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = sunlotChecking, js_name = kept)]
    async fn kept_file() -> JsValue;

    /// Gives up what is running.
    #[wasm_bindgen(js_namespace = sunlotChecking)]
    pub fn cancel();
}

/// Why there is no answer; a bundle that does not verify is an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// It was taken back.
    Cancelled,
    /// The bundle, or the checker itself, could not be loaded.
    Download,
    /// Anything else.
    Internal,
}

impl Trouble {
    fn of(error: &JsValue) -> Self {
        let word = js_sys::Reflect::get(error, &JsValue::from_str("trouble")).ok();
        match word.and_then(|word| word.as_string()).as_deref() {
            Some("cancelled") => Self::Cancelled,
            Some("download") => Self::Download,
            _ => Self::Internal,
        }
    }
}

fn read<T: DeserializeOwned>(answer: &JsValue) -> Result<T, Trouble> {
    let text = answer.as_string().ok_or(Trouble::Internal)?;
    serde_json::from_str(&text).map_err(|_| Trouble::Internal)
}

/// The file that was checked when the page was loaded anew in another language; it is given out once.
pub async fn kept() -> Option<web_sys::File> {
    kept_file().await.dyn_into().ok()
}

/// Checks a bundle: a file, or an address of this site.
///
/// # Errors
/// [`Trouble`], when nothing can be said of it.
pub async fn check(
    source: JsValue,
    mut on_event: impl FnMut(CheckEvent) + 'static,
) -> Result<CheckReport, Trouble> {
    let listener = Closure::<dyn FnMut(String)>::new(move |text: String| {
        if let Ok(event) = serde_json::from_str(&text) {
            on_event(event);
        }
    });
    let answer = start(source, listener.as_ref().unchecked_ref()).await;
    read(&answer.map_err(|error| Trouble::of(&error))?)
}

/// Looks for a firm in the bundle checked last.
///
/// # Errors
/// [`Trouble`], when nothing can be said of it.
pub async fn own_row(code: &str, salt: &str) -> Result<OwnRowAnswer, Trouble> {
    read(&look_for(code, salt).await.map_err(|error| Trouble::of(&error))?)
}
