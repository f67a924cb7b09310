//! What every wrapped element has in common: attributes, properties, listeners on the element itself.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_events::EventListener;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use yew::prelude::*;
use yew::virtual_dom::{AttrValue, VTag};

/// Something that an HTML attribute can say.
pub trait Attribute {
    /// The attribute's text; none leaves it out.
    fn attribute(&self) -> Option<AttrValue>;
}

impl Attribute for AttrValue {
    fn attribute(&self) -> Option<AttrValue> {
        (!self.is_empty()).then(|| self.clone())
    }
}

impl Attribute for bool {
    fn attribute(&self) -> Option<AttrValue> {
        self.then_some(AttrValue::Static(""))
    }
}

impl Attribute for u32 {
    fn attribute(&self) -> Option<AttrValue> {
        Some(self.to_string().into())
    }
}

impl<T: Attribute> Attribute for Option<T> {
    fn attribute(&self) -> Option<AttrValue> {
        self.as_ref().and_then(T::attribute)
    }
}

/// Something that a JavaScript property can hold.
pub trait Property {
    /// The property's value.
    fn property(&self) -> JsValue;
}

impl Property for AttrValue {
    fn property(&self) -> JsValue {
        JsValue::from_str(self)
    }
}

impl Property for bool {
    fn property(&self) -> JsValue {
        JsValue::from_bool(*self)
    }
}

impl Property for f64 {
    fn property(&self) -> JsValue {
        JsValue::from_f64(*self)
    }
}

impl Property for JsValue {
    fn property(&self) -> JsValue {
        self.clone()
    }
}

impl<T: Property> Property for Option<T> {
    fn property(&self) -> JsValue {
        self.as_ref().map_or(JsValue::UNDEFINED, T::property)
    }
}

impl Property for Vec<AttrValue> {
    fn property(&self) -> JsValue {
        self.iter().map(|text| JsValue::from_str(text)).collect::<js_sys::Array>().into()
    }
}

/// An event and who hears of it.
#[derive(Clone, PartialEq)]
pub struct Listener {
    /// Name of the event.
    pub event: &'static str,
    /// Who hears of it.
    pub callback: Callback<Event>,
}

/// Properties of [`Element`].
#[derive(Properties, Clone, PartialEq)]
pub struct ElementProps {
    /// Tag.
    pub tag: &'static str,
    /// Attributes; those of none are left out.
    #[prop_or_default]
    pub attributes: Vec<(&'static str, Option<AttrValue>)>,
    /// JavaScript properties, kept at these values whatever the visitor does.
    #[prop_or_default]
    pub properties: Vec<(&'static str, JsValue)>,
    /// Listeners; always the same events for one tag.
    #[prop_or_default]
    pub listeners: Vec<Listener>,
    /// Where the element is found.
    #[prop_or_default]
    pub node: NodeRef,
    /// What is inside.
    #[prop_or_default]
    pub children: Html,
}

#[wasm_bindgen]
extern "C" {
    /// Loads the element of a tag, unless it is there: `web/src/components/later.ts`.
    #[wasm_bindgen(js_namespace = sunlot)]
    fn need(tag: &str);
}

/// A custom element.
///
/// Listeners sit on the element itself: Yew's own listen in the capture phase on the document's body and would hear a
/// click twice, the browser's and the component's. Events other than clicks count only when the element itself sent
/// them: a dialog is not closed because a list within it was.
#[component]
pub fn Element(props: &ElementProps) -> Html {
    let latest = use_mut_ref(Vec::new);
    latest.replace(props.listeners.clone());
    use_effect_with(props.tag, |tag| need(tag));
    {
        let (node, latest) = (props.node.clone(), latest.clone());
        use_effect_with((), move |()| {
            let attached = attach(&node, &latest);
            move || drop(attached)
        });
    }
    {
        let (node, properties) = (props.node.clone(), props.properties.clone());
        use_effect(move || hold(&node, &properties));
    }
    let mut tag = VTag::new(props.tag);
    for (name, value) in &props.attributes {
        if let Some(value) = value {
            tag.add_attribute(name, value.clone());
        }
    }
    // A component draws itself for the first time before effects run: by then it must know.
    for (name, value) in &props.properties {
        tag.add_property(name, value.clone());
    }
    tag.add_child(props.children.clone());
    tag.node_ref = props.node.clone();
    tag.into()
}

fn attach(node: &NodeRef, latest: &Rc<RefCell<Vec<Listener>>>) -> Vec<EventListener> {
    let Some(element) = node.cast::<web_sys::Element>() else { return Vec::new() };
    let events: Vec<_> = latest.borrow().iter().map(|listener| listener.event).collect();
    let listen = |(place, name): (usize, &'static str)| {
        let (latest, own) = (latest.clone(), element.clone());
        EventListener::new(&element, name, move |event| {
            let elsewhere = event.target().as_deref() != Some(&*own);
            if name != "click" && elsewhere {
                return;
            }
            let callback = latest.borrow().get(place).map(|listener| listener.callback.clone());
            if let Some(callback) = callback {
                callback.emit(event.clone());
            }
        })
    };
    events.into_iter().enumerate().map(listen).collect()
}

fn hold(node: &NodeRef, properties: &[(&'static str, JsValue)]) {
    let Some(element) = node.cast::<web_sys::Element>() else { return };
    for (name, value) in properties {
        let name = JsValue::from_str(name);
        if js_sys::Reflect::get(&element, &name).ok().as_ref() != Some(value) {
            // Fails for a property without a setter only, which no wrapper names.
            let _ = js_sys::Reflect::set(&element, &name, value);
        }
    }
}

/// What an event tells: read from its target or its detail.
pub(crate) mod told {
    use wasm_bindgen::{JsCast, JsValue};
    use web_sys::Event;

    fn member(of: &JsValue, name: &str) -> JsValue {
        js_sys::Reflect::get(of, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
    }

    fn target(event: &Event) -> JsValue {
        event.current_target().map_or(JsValue::UNDEFINED, JsValue::from)
    }

    fn detail(event: &Event) -> JsValue {
        event.dyn_ref::<web_sys::CustomEvent>().map_or(JsValue::UNDEFINED, web_sys::CustomEvent::detail)
    }

    /// Nothing but that it happened.
    pub(crate) fn nothing(_: &Event) {}

    /// The target's `value`.
    pub(crate) fn value(event: &Event) -> String {
        let value = member(&target(event), "value");
        value.as_string().or_else(|| value.as_f64().map(|number| number.to_string())).unwrap_or_default()
    }

    /// Whether the target is `checked`.
    pub(crate) fn checked(event: &Event) -> bool {
        member(&target(event), "checked").is_truthy()
    }

    /// The `value` of every item selected.
    pub(crate) fn values(event: &Event) -> Vec<String> {
        let items: js_sys::Array = member(&detail(event), "items").into();
        items.iter().filter_map(|item| member(&item, "value").as_string()).collect()
    }

    /// `selected` of the target, split at blanks: the keys of the rows.
    pub(crate) fn selected(event: &Event) -> Vec<String> {
        let keys = member(&target(event), "selected").as_string().unwrap_or_default();
        keys.split_whitespace().map(str::to_owned).collect()
    }

    /// `data-key` of the item that the detail names.
    pub(crate) fn item_key(event: &Event) -> String {
        let detail = detail(event);
        let item = ["item", "row", "step"].into_iter().map(|name| member(&detail, name));
        let item = item.into_iter().find_map(|item| item.dyn_into::<web_sys::Element>().ok());
        item.and_then(|item| item.get_attribute("data-key")).unwrap_or_default()
    }

    /// `data-key` of the first item selected.
    pub(crate) fn first_key(event: &Event) -> String {
        let items: js_sys::Array = member(&detail(event), "selectedItems").into();
        let item = items.iter().find_map(|item| item.dyn_into::<web_sys::Element>().ok());
        item.and_then(|item| item.get_attribute("data-key")).unwrap_or_default()
    }

    /// The files chosen.
    pub(crate) fn files(event: &Event) -> Vec<web_sys::File> {
        let Ok(list) = member(&target(event), "files").dyn_into::<web_sys::FileList>() else {
            return Vec::new();
        };
        (0..list.length()).filter_map(|place| list.get(place)).collect()
    }
}

/// Makes a component of a tag.
///
/// `attribute field: Type => "name"` is an [`Attribute`], `property` a [`Property`], `event field: Payload => "name", how`
/// a callback that gets what `told::how` reads from the event. Every component also takes `id`, `class`, `slot`,
/// `data_key`, `node` and children.
macro_rules! element {
    (
        $(#[$meta:meta])*
        $name:ident($props:ident) => $tag:literal {
            $(attribute $attribute:ident: $attribute_type:ty => $attribute_name:literal,)*
            $(property $property:ident: $property_type:ty => $property_name:literal,)*
            $(event $event:ident: $payload:ty => $event_name:literal, $told:ident,)*
        }
    ) => {
        #[doc = concat!("Properties of [`", stringify!($name), "`]; see `", $tag, "` of UI5.")]
        #[derive(yew::Properties, Clone, PartialEq)]
        pub struct $props {
            $(#[doc = concat!("`", $attribute_name, "`.")] #[prop_or_default] pub $attribute: $attribute_type,)*
            $(#[doc = concat!("`", $property_name, "`.")] #[prop_or_default] pub $property: $property_type,)*
            $(#[doc = concat!("`", $event_name, "`.")] #[prop_or_default] pub $event: yew::Callback<$payload>,)*
            /// Id within the page.
            #[prop_or_default]
            pub id: yew::AttrValue,
            /// Classes.
            #[prop_or_default]
            pub class: yew::Classes,
            /// Slot of the parent.
            #[prop_or_default]
            pub slot: yew::AttrValue,
            /// What the parent's events name this item by.
            #[prop_or_default]
            pub data_key: yew::AttrValue,
            /// Where the element is found.
            #[prop_or_default]
            pub node: yew::NodeRef,
            /// What is inside.
            #[prop_or_default]
            pub children: yew::Html,
        }

        $(#[$meta])*
        #[yew::component]
        pub fn $name(props: &$props) -> yew::Html {
            use $crate::element::{Attribute as _, Element};
            let attributes = vec![
                $(($attribute_name, $crate::element::Attribute::attribute(&props.$attribute)),)*
                ("id", props.id.attribute()),
                ("class", (!props.class.is_empty()).then(|| props.class.to_string().into())),
                ("slot", props.slot.attribute()),
                ("data-key", props.data_key.attribute()),
            ];
            let properties = vec![$(($property_name, $crate::element::Property::property(&props.$property)),)*];
            let listeners = vec![$($crate::element::Listener {
                event: $event_name,
                callback: props.$event.reform(|event: yew::Event| $crate::element::told::$told(&event)),
            },)*];
            yew::html! {
                <Element tag={$tag} {attributes} {properties} {listeners} node={props.node.clone()}>
                    { props.children.clone() }
                </Element>
            }
        }
    };
}

/// Makes the values of an attribute.
macro_rules! choices {
    ($(#[$meta:meta])* $name:ident { $first:ident = $first_text:literal, $($variant:ident = $text:literal,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
        pub enum $name {
            #[doc = concat!("`", $first_text, "`, unless told otherwise.")]
            #[default]
            $first,
            $(#[doc = concat!("`", $text, "`.")] $variant,)*
        }

        impl $crate::element::Attribute for $name {
            fn attribute(&self) -> Option<yew::AttrValue> {
                Some(yew::AttrValue::Static(match self {
                    Self::$first => $first_text,
                    $(Self::$variant => $text,)*
                }))
            }
        }
    };
}
