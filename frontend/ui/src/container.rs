//! What holds other things: dialogs, panels, wizards.

use yew::AttrValue;

use crate::status::ValueState;

element! {
    /// A modal dialog; buttons go into slot `footer`. Escape closes it unless it `keeps` what was typed in it: `on_close`
    /// must then let `open` be false. `initial_focus` is the id of the element that has the focus first.
    Dialog(DialogProps) => "ui5-dialog" {
        attribute header_text: AttrValue => "header-text",
        attribute accessible_name: AttrValue => "accessible-name",
        attribute state: ValueState => "state",
        attribute stretch: bool => "stretch",
        attribute initial_focus: AttrValue => "initial-focus",
        attribute keeps: bool => "data-keeps",
        property open: bool => "open",
        event on_close: () => "close", nothing,
    }
}

element! {
    /// A bar of a dialog's foot; its buttons go into slot `endContent`.
    Bar(BarProps) => "ui5-bar" {
        attribute design: BarDesign => "design",
    }
}

choices! {
    /// Where a bar is.
    BarDesign { Footer = "Footer", Header = "Header", Subheader = "Subheader", }
}

element! {
    /// A bubble that `opener`, the id of an element, opens.
    Popover(PopoverProps) => "ui5-popover" {
        attribute header_text: AttrValue => "header-text",
        attribute accessible_name: AttrValue => "accessible-name",
        attribute opener: AttrValue => "opener",
        property open: bool => "open",
        event on_close: () => "close", nothing,
    }
}

element! {
    /// A part of a page that folds.
    Panel(PanelProps) => "ui5-panel" {
        attribute header_text: AttrValue => "header-text",
        attribute accessible_name: AttrValue => "accessible-name",
        attribute fixed: bool => "fixed",
        attribute collapsed: bool => "collapsed",
    }
}

choices! {
    /// Whether a wizard shows all its steps below each other or one at a time.
    WizardLayout { SingleStep = "SingleStep", MultipleSteps = "MultipleSteps", }
}

element! {
    /// Steps in an order, each with a `data_key`.
    Wizard(WizardProps) => "ui5-wizard" {
        attribute content_layout: WizardLayout => "content-layout",
        attribute accessible_name: AttrValue => "accessible-name",
        event on_step: String => "step-change", item_key,
    }
}

element! {
    /// A step of a [`Wizard`].
    WizardStep(WizardStepProps) => "ui5-wizard-step" {
        attribute title_text: AttrValue => "title-text",
        attribute subtitle_text: AttrValue => "subtitle-text",
        attribute icon: AttrValue => "icon",
        attribute disabled: bool => "disabled",
        property selected: bool => "selected",
    }
}
