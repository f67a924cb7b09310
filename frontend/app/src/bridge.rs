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
}

pub mod checking;
