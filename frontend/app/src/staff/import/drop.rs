//! Choosing a file: dropped on the page, or picked.

use gloo_events::{EventListener, EventListenerOptions};
use rust_i18n::t;
use ui::action::{Button, Design};
use ui::input::FileUploader;
use ui::status::{MessageStrip, StripDesign};
use yew::prelude::*;

/// Largest file that the server takes, in bytes.
const MOST_BYTES: f64 = 8.0 * 1024.0 * 1024.0 * 1024.0;

/// Properties of [`DropZone`].
#[derive(Properties, Clone, PartialEq)]
pub(super) struct DropZoneProps {
    /// The file chosen.
    pub(super) file: Option<web_sys::File>,
    /// Whether another one cannot be chosen now.
    pub(super) disabled: bool,
    /// Hears of the file chosen.
    pub(super) on_file: Callback<web_sys::File>,
}

/// A place to drop a file on, and a button to pick one.
#[component]
pub(super) fn DropZone(props: &DropZoneProps) -> Html {
    let over = use_state(|| false);
    let fault = use_state(|| None::<String>);
    use_effect_with((), |()| {
        let listeners = ["dragover", "drop"].map(ignored);
        move || drop(listeners)
    });
    let choose = {
        let (fault, on_file, disabled) = (fault.clone(), props.on_file.clone(), props.disabled);
        Callback::from(move |files: Vec<web_sys::File>| {
            if disabled {
                return;
            }
            match the_one(files) {
                Ok(Some(file)) => {
                    fault.set(None);
                    on_file.emit(file);
                }
                Ok(None) => (),
                Err(words) => fault.set(Some(words)),
            }
        })
    };
    let hover = |inside: bool| {
        let over = over.clone();
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            over.set(inside);
        })
    };
    let ondrop = {
        let (over, choose) = (over.clone(), choose.clone());
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            over.set(false);
            choose.emit(dropped(&event));
        })
    };
    html! {
        <div class={classes!("drop", over.then_some("drop-over"))} ondragover={hover(true)}
            ondragleave={hover(false)} {ondrop}>
            if let Some(file) = &props.file {
                <p class="drop-file"><strong>{ file.name() }</strong>{ format!("（{}）", size(file.size())) }</p>
            } else {
                <p>{ t!("import.drop") }</p>
            }
            <FileUploader accept=".csv,.txt,text/csv" hide_input=true on_change={choose}
                accessible_name={t!("import.pick").into_owned()}>
                <Button icon="upload" design={Design::Default} disabled={props.disabled}>
                    { if props.file.is_some() { t!("import.pick_other") } else { t!("import.pick") } }
                </Button>
            </FileUploader>
            if let Some(fault) = &*fault {
                <div role="alert" class="complaint">
                    <MessageStrip design={StripDesign::Negative} hide_close_button=true>{ fault }</MessageStrip>
                </div>
            }
        </div>
    }
}

/// A file that misses the place would otherwise be opened instead of the page.
fn ignored(event: &'static str) -> Option<EventListener> {
    let options = EventListenerOptions::enable_prevent_default();
    let window = web_sys::window()?;
    Some(EventListener::new_with_options(&window, event, options, Event::prevent_default))
}

fn dropped(event: &DragEvent) -> Vec<web_sys::File> {
    let Some(list) = event.data_transfer().and_then(|data| data.files()) else { return Vec::new() };
    (0..list.length()).filter_map(|place| list.get(place)).collect()
}

/// The file to import, or what is wrong with the choice.
fn the_one(files: Vec<web_sys::File>) -> Result<Option<web_sys::File>, String> {
    let mut files = files.into_iter();
    let Some(file) = files.next() else { return Ok(None) };
    if files.next().is_some() {
        return Err(t!("import.one_file").into_owned());
    }
    let name = file.name();
    match fault(&name, file.size()) {
        Some(words) => Err(words),
        None => Ok(Some(file)),
    }
}

/// What is wrong with a file, as far as name and size tell.
fn fault(name: &str, bytes: f64) -> Option<String> {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    let words = match ending.as_str() {
        "csv" | "txt" if bytes == 0.0 => t!("import.empty_file", name = name),
        "csv" | "txt" if bytes > MOST_BYTES => t!("import.too_large", name = name),
        "csv" | "txt" => return None,
        "xlsx" | "xls" | "xlsm" | "et" | "ods" | "numbers" => t!("import.workbook", name = name),
        _ => t!("import.no_csv", name = name),
    };
    Some(words.into_owned())
}

/// `350 KB`, `1.2 MB`.
fn size(bytes: f64) -> String {
    const KIB: f64 = 1024.0;
    if bytes < KIB * KIB {
        format!("{:.0} KB", (bytes / KIB).ceil())
    } else if bytes < KIB * KIB * KIB {
        format!("{:.1} MB", bytes / KIB / KIB)
    } else {
        format!("{:.1} GB", bytes / KIB / KIB / KIB)
    }
}
