//! What TypeScript does for the pages: `globalThis.sunlot`, see `web/src/bridge.ts`.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// Tells the components which language is shown, `zh-CN` or `en`.
    #[wasm_bindgen(js_namespace = sunlot, js_name = setLanguage)]
    pub fn set_language(language: &str);

    /// Tells the page that it is drawn: removes the picture shown while loading, notes the time.
    #[wasm_bindgen(js_namespace = sunlot)]
    pub fn ready();

    /// Another page is shown: names the document `page`, with `by_heading` by the page's heading as soon as it is there;
    /// with `moved` the focus goes to the page's top.
    #[wasm_bindgen(js_namespace = sunlot, js_name = showPage)]
    pub fn show_page(page: &str, product: &str, by_heading: bool, moved: bool);

    /// Loads what shows documents, on first use.
    #[wasm_bindgen(js_namespace = sunlot, js_name = loadDocuments, catch)]
    pub async fn load_documents() -> Result<(), JsValue>;

    /// Prints the document that a `sunlot-document` shows, and nothing else.
    #[wasm_bindgen(js_namespace = sunlot, js_name = printDocument, catch)]
    pub async fn print_document(element: &web_sys::HtmlElement) -> Result<(), JsValue>;

    #[wasm_bindgen(js_namespace = sunlot, js_name = guardLeaving)]
    fn guard_leaving(unsaved: &js_sys::Function, ask: &js_sys::Function) -> js_sys::Function;

    /// Loads what reads bundles and proofs, on first use.
    #[wasm_bindgen(js_namespace = sunlot, js_name = loadVerifier, catch)]
    pub async fn load_verifier() -> Result<(), JsValue>;

    /// What came of a draw, of the ZIP of its bundle: JSON, null when its result is not public yet.
    #[wasm_bindgen(js_namespace = sunlot, js_name = drawOutcome, catch)]
    pub fn draw_outcome(zip: &[u8]) -> Result<String, JsValue>;

    /// Answers a question about the public log, checked here: both are JSON.
    #[wasm_bindgen(js_namespace = sunlot, js_name = checkLog, catch)]
    pub fn check_log(question: &str) -> Result<String, JsValue>;

    /// Why a witness who asks this, JSON, must not reveal into a `freeze.json`; none when it may.
    #[wasm_bindgen(js_namespace = sunlot, js_name = refuseReveal, catch)]
    pub fn refuse_reveal(freeze: &[u8], question: &str) -> Result<Option<String>, JsValue>;

    /// Saves bytes as a file of this name.
    #[wasm_bindgen(js_namespace = sunlot, catch)]
    pub async fn save(content: &js_sys::Uint8Array, name: &str, kind: &str) -> Result<(), JsValue>;
}

pub mod checking;

/// Stands between the page and every other one, until it is dropped.
pub struct Guard {
    lift: js_sys::Function,
    // What the other side calls lives as long as it may be called.
    _unsaved: Closure<dyn FnMut() -> bool>,
    _ask: Closure<dyn FnMut(js_sys::Function)>,
}

impl Guard {
    /// Asks `ask` before another page is shown while `unsaved` holds; it is given what goes there.
    #[must_use]
    pub fn new(unsaved: impl FnMut() -> bool + 'static, ask: impl FnMut(js_sys::Function) + 'static) -> Self {
        let (unsaved, ask) = (Closure::new(unsaved), Closure::new(ask));
        let lift =
            guard_leaving(Closure::as_ref(&unsaved).unchecked_ref(), Closure::as_ref(&ask).unchecked_ref());
        Self { lift, _unsaved: unsaved, _ask: ask }
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        // It only takes a listener away.
        let _ = self.lift.call0(&js_sys::global());
    }
}
