//! A document on the screen: `sunlot-document` of `web/src/document.ts`.

use yew::AttrValue;

element! {
    /// Shows a PDF, given as `Uint8Array`; `page_label` names a page, with `{page}` and `{pages}` for the numbers.
    DocumentView(DocumentViewProps) => "sunlot-document" {
        attribute page_label: AttrValue => "page-label",
        property content: wasm_bindgen::JsValue => "content",
        event on_broken: () => "broken", nothing,
    }
}
