//! Documents: preview over the whole window, printing, saving under their Chinese name.

use js_sys::Uint8Array;
use rust_i18n::t;
use ui::action::{Button, Design};
use ui::container::{Bar, BarDesign, Dialog};
use ui::document::DocumentView;
use ui::status::{MessageStrip, StripDesign};
use web_sys::HtmlElement;
use yew::prelude::*;

use super::loaded::{Complaint, loaded};
use super::resource::{use_action, use_resource};
use crate::bridge;
use crate::client::{Client, Failure, File, Outcome, Session};

/// Properties of [`Document`] and [`Download`].
#[derive(Properties, Clone, PartialEq)]
pub struct DocumentProps {
    /// What the document is.
    pub title: AttrValue,
    /// Where it is, below `/api/v1`.
    pub path: AttrValue,
}

/// A button that shows a PDF.
#[component]
pub fn Document(props: &DocumentProps) -> Html {
    let open = use_state(|| false);
    let set = |to: bool| {
        let open = open.clone();
        Callback::from(move |()| open.set(to))
    };
    html! {
        <>
            <Button icon="pdf-attachment" on_click={set(true)}>{ &props.title }</Button>
            if *open {
                <DocumentDialog title={props.title.clone()} path={props.path.clone()} on_close={set(false)} />
            }
        </>
    }
}

/// A button that saves a file without showing it.
#[component]
pub fn Download(props: &DocumentProps) -> Html {
    let client = use_files();
    let action = use_action();
    let on_click = {
        let (action, path) = (action.clone(), props.path.clone());
        Callback::from(move |()| {
            let (client, path) = (client.clone(), path.clone());
            action.run(async move { save(&client.file(&path).await?).await }, |()| ());
        })
    };
    html! {
        <>
            <Button icon="download" loading={action.running} {on_click}>{ &props.title }</Button>
            <Complaint failure={action.failure.clone()} />
        </>
    }
}

/// Properties of [`DocumentDialog`].
#[derive(Properties, Clone, PartialEq)]
pub struct DocumentDialogProps {
    /// What the document is.
    pub title: AttrValue,
    /// Where it is, below `/api/v1`.
    pub path: AttrValue,
    /// Hears that it is to be closed.
    pub on_close: Callback<()>,
}

/// A PDF over the whole window.
#[component]
pub fn DocumentDialog(props: &DocumentDialogProps) -> Html {
    let client = use_files();
    let node = use_node_ref();
    let broken = use_state(|| false);
    let printing = use_action();
    let saving = use_action();
    let file = use_resource(props.path.clone(), move |path| {
        let client = client.clone();
        async move {
            bridge::load_documents().await.map_err(|_| Failure::Offline)?;
            client.file(&path).await.map(|file| (Uint8Array::from(file.content.as_slice()), file))
        }
    });
    let ready = file.ready().cloned();
    let on_save = {
        let (saving, ready) = (saving.clone(), ready.clone());
        Callback::from(move |()| {
            if let Some(ready) = ready.clone() {
                saving.run(async move { save(&ready.1).await }, |()| ());
            }
        })
    };
    let on_print = {
        let (printing, node) = (printing.clone(), node.clone());
        Callback::from(move |()| {
            if let Some(element) = node.cast::<HtmlElement>() {
                let work = async move { bridge::print_document(&element).await.map_err(Failure::unreadable) };
                printing.run(work, |()| ());
            }
        })
    };
    let on_broken = {
        let broken = broken.clone();
        Callback::from(move |()| broken.set(true))
    };
    let useless = ready.is_none() || *broken;
    html! {
        <Dialog class="document-dialog" open=true stretch=true header_text={props.title.clone()}
            on_close={props.on_close.clone()}>
            <div class="document-frame">
                <Complaint failure={saving.failure.clone().or_else(|| printing.failure.clone())} />
                if *broken {
                    <MessageStrip design={StripDesign::Negative} hide_close_button=true>{ t!("document.broken") }</MessageStrip>
                }
                { loaded(&file, |file| html! {
                    <DocumentView node={node.clone()} content={wasm_bindgen::JsValue::from(file.0.clone())} {on_broken}
                        page_label={t!("document.page").into_owned()} />
                }) }
            </div>
            <Bar slot="footer" design={BarDesign::Footer}>
                <Button slot="endContent" design={Design::Emphasized} icon="print" disabled={useless}
                    loading={printing.running} on_click={on_print}>
                    { t!("document.print") }
                </Button>
                <Button slot="endContent" icon="download" disabled={ready.is_none()} loading={saving.running}
                    on_click={on_save}>
                    { t!("document.save") }
                </Button>
                <Button slot="endContent" design={Design::Transparent} on_click={props.on_close.clone()}>
                    { t!("action.close") }
                </Button>
            </Bar>
        </Dialog>
    }
}

/// The client that fetches files.
#[hook]
fn use_files() -> Client {
    use_context().unwrap_or_else(|| Client::new(Session::new(Callback::noop())))
}

async fn save(file: &File) -> Outcome<()> {
    let content = Uint8Array::from(file.content.as_slice());
    bridge::save(&content, &file.name, &file.kind).await.map_err(Failure::unreadable)
}
