//! What tells how things stand: strips, tags, progress, toasts, pictures for empty places.

use yew::AttrValue;

choices! {
    /// How something stands.
    ValueState { None = "None", Positive = "Positive", Critical = "Critical", Negative = "Negative", Information = "Information", }
}

choices! {
    /// What a strip says.
    StripDesign { Information = "Information", Positive = "Positive", Critical = "Critical", Negative = "Negative", }
}

element! {
    /// A message within a page.
    MessageStrip(MessageStripProps) => "ui5-message-strip" {
        attribute design: StripDesign => "design",
        attribute hide_close_button: bool => "hide-close-button",
        event on_close: () => "close", nothing,
    }
}

choices! {
    /// What a tag says.
    TagDesign { Neutral = "Neutral", Information = "Information", Positive = "Positive", Critical = "Critical", Negative = "Negative", }
}

element! {
    /// A word that classifies.
    Tag(TagProps) => "ui5-tag" {
        attribute design: TagDesign => "design",
        attribute hide_state_icon: bool => "hide-state-icon",
    }
}

element! {
    /// Shows that its content is being worked on.
    BusyIndicator(BusyIndicatorProps) => "ui5-busy-indicator" {
        attribute active: bool => "active",
        attribute delay: Option<u32> => "delay",
        attribute text: AttrValue => "text",
        attribute size: Size => "size",
    }
}

choices! {
    /// How large.
    Size { M = "M", S = "S", L = "L", }
}

element! {
    /// How much is done, 0–100.
    ProgressIndicator(ProgressIndicatorProps) => "ui5-progress-indicator" {
        attribute value: u32 => "value",
        attribute display_value: AttrValue => "display-value",
        attribute accessible_name: AttrValue => "accessible-name",
        attribute value_state: ValueState => "value-state",
    }
}

element! {
    /// A short message that goes away by itself.
    Toast(ToastProps) => "ui5-toast" {
        attribute duration: Option<u32> => "duration",
        property open: bool => "open",
        event on_close: () => "close", nothing,
    }
}

element! {
    /// A picture and a text where there is nothing else.
    IllustratedMessage(IllustratedMessageProps) => "ui5-illustrated-message" {
        attribute name: AttrValue => "name",
        attribute title_text: AttrValue => "title-text",
        attribute subtitle_text: AttrValue => "subtitle-text",
        attribute design: IllustrationDesign => "design",
    }
}

choices! {
    /// How large a picture is.
    IllustrationDesign { Auto = "Auto", Base = "Base", Dot = "Dot", Spot = "Spot", Dialog = "Dialog", Scene = "Scene", }
}
